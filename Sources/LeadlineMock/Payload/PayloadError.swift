import LeadlineCore

/// Why a request fails, in Payload's words: the only element of `errors` in the answer.
struct PayloadError: Error, Sendable, Equatable {
    var status: Int
    /// `QueryError`, `ValidationError`; most errors have none.
    var name: String?
    /// What the error is about, in the form that its name implies.
    var data: JSON?
    var message: String
    /// Other messages are for the server's log: clients see "Something went wrong." instead.
    var isPublic = true
    /// For people who ask the mock why; the message where there is nothing to add.
    var reason: String

    init(
        status: Int, name: String? = nil, data: JSON? = nil, message: String, isPublic: Bool = true,
        reason: String? = nil
    ) {
        self.status = status
        self.name = name
        self.data = data
        self.message = message
        self.isPublic = isPublic
        self.reason = reason ?? message
    }

    static let somethingWentWrong = "Something went wrong."
    static let forbidden = PayloadError(status: 403, message: "You are not allowed to perform this action.")

    static func notFound(_ profile: PayloadProfile) -> PayloadError {
        let message = profile == .v3 ? "Not Found" : "The requested resource was not found."
        return PayloadError(status: 404, message: message)
    }

    /// An error that Payload did not foresee, such as a failed cast of mongoose; `message` stays on the server.
    static func unexpected(_ message: String) -> PayloadError {
        PayloadError(status: 500, message: message, isPublic: false)
    }

    static func badRequest(_ message: String) -> PayloadError { PayloadError(status: 400, message: message) }

    /// Paths that `where` or `sort` must not use, in their order; not empty.
    static func query(_ paths: [String]) -> PayloadError {
        let list = paths.joined(separator: ", ")
        let message =
            paths.count == 1
            ? "The following path cannot be queried: \(list)" : "The following paths cannot be queried: \(list)"
        let data = JSON.array(paths.map { ["path": .string($0)] })
        return PayloadError(status: 400, name: "QueryError", data: data, message: message)
    }

    /// What clients see of the message.
    var publicMessage: String { isPublic ? message : Self.somethingWentWrong }

    var answer: PayloadAnswer {
        var error = JSONObject()
        if isPublic, let name { error["name"] = .string(name) }
        if isPublic, let data { error["data"] = data }
        error["message"] = .string(publicMessage)
        return PayloadAnswer(status: status, body: ["errors": [.object(error)]])
    }
}

/// What a request is answered with.
struct PayloadAnswer: Sendable, Equatable {
    var status = 200
    var body: JSON

    func response(_ profile: PayloadProfile) -> HTTPResponse {
        let type = profile == .v3 ? "application/json" : "application/json; charset=utf-8"
        var response = HTTPResponse(status: status, fields: HTTPFields(["Content-Type": type]))
        response.set(json: body)
        return response
    }
}
