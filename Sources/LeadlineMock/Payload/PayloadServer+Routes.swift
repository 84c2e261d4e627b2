import LeadlineCore

/// What a request of a collection wants.
enum PayloadOperation: Sendable {
    case find, findByID, count, create, update, updateByID, delete, deleteByID
    case login, me
}

extension PayloadServer {
    struct Route {
        var operation: PayloadOperation
        var collection: PayloadCollection
        var id: String?
    }

    /// What a method and a path ask for; nil where nothing answers. A slash at the end of the path changes nothing.
    func route(_ method: String, _ path: [String]) -> Route? {
        let path = path.last == "" ? path.dropLast() : path[...]
        guard let slug = path.first, let collection = collections[slug] else { return nil }
        let rest = path.dropFirst()
        guard rest.count < 2 else { return nil }
        guard let operation = operation(method, on: rest.first, of: collection) else { return nil }
        return Route(operation: operation, collection: collection, id: rest.first)
    }

    private func operation(_ method: String, on id: String?, of collection: PayloadCollection) -> PayloadOperation? {
        switch (method, id) {
        case ("POST", "login"?) where collection.isAuth: .login
        case ("GET", "me"?) where collection.isAuth: .me
        case ("GET", nil): .find
        case ("GET", "count"?): .count
        case ("GET", _?): .findByID
        case ("HEAD", _) where profile == .v2: operation("GET", on: id, of: collection)
        case ("POST", nil): .create
        case ("PATCH", nil): .update
        case ("PATCH", _?): .updateByID
        case ("PUT", _?) where profile == .v2: .updateByID
        case ("DELETE", nil): .delete
        case ("DELETE", _?): .deleteByID
        default: nil
        }
    }
}

/// The method and the parameters of a request, where a header may say that a POST stands for another method.
struct PayloadCall {
    var method: String
    /// The query string; nil without one.
    private var text: Substring
    /// What stands in a JSON body in place of the query, for operations that read it.
    private var body: JSONObject?
    private let profile: PayloadProfile

    private static let overrideHeaders = ["X-Payload-HTTP-Method-Override", "X-HTTP-Method-Override"]

    init(_ request: HTTPRequest, profile: PayloadProfile) throws(PayloadError) {
        method = request.method
        text = request.query ?? ""
        self.profile = profile
        guard request.method == "POST" else { return }
        switch profile {
        case .v2: overrideAny(request)
        case .v3: try overrideGet(request)
        }
    }

    /// The `method-override` middleware of Express: any method; the query stays that of the URL.
    private mutating func overrideAny(_ request: HTTPRequest) {
        guard let sent = request.fields[Self.overrideHeaders[1]]?.split(separator: ",").first else { return }
        let method = JavaScript.trimmed(String(sent)).uppercased()
        if ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"].contains(method) { self.method = method }
    }

    /// Payload's own: only GET, with the query in a form body or, for some operations, in a JSON body.
    private mutating func overrideGet(_ request: HTTPRequest) throws(PayloadError) {
        guard Self.overrideHeaders.contains(where: { request.fields[$0] == "GET" }) else { return }
        method = "GET"
        switch request.fields["Content-Type"] {
        case "application/x-www-form-urlencoded":
            let form = String(decoding: request.body, as: UTF8.self)
            // The body is put behind the whole URL, whatever stands there.
            text = request.query == nil ? form[...] : "\(text)?\(form)"
        case "application/json":
            do throws(JSONSyntaxError) {
                body = try JSON(parsing: request.body).object
            } catch {
                throw .unexpected("the JSON body cannot be read: \(error.message)")
            }
        default: break
        }
    }

    func parameters(of operation: PayloadOperation) -> JSONObject {
        if operation == .findByID, let body { return body }
        return PayloadQueryString(profile).parse(text)
    }
}
