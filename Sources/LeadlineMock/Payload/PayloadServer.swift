package import LeadlineCore

/// A Payload server as a function: its configuration, a request, what is stored and a moment give an answer.
package struct PayloadServer: Sendable {
    /// Whose documents in the store are this server's.
    package let name: String
    /// By slug.
    package let collections: [String: PayloadCollection]
    package let profile: PayloadProfile
    package let access: any PayloadAccessControl

    package init(
        name: String, collections: [PayloadCollection], profile: PayloadProfile = .v3,
        access: any PayloadAccessControl
    ) {
        self.name = name
        self.collections = Dictionary(collections.map { ($0.slug, $0) }, uniquingKeysWith: { first, _ in first })
        self.profile = profile
        self.access = access
    }

    /// Answers a request, whatever it is. `path` is the decoded path below the API's base path.
    package func respond(
        to request: HTTPRequest, path: [String], state: inout MockState, now: Timestamp
    ) -> (response: HTTPResponse, reasons: [String]) {
        var answer = answer(request, path, &state, now)
        if request.method == "HEAD" { answer.response.body = [] }
        return answer
    }

    private func answer(
        _ request: HTTPRequest, _ path: [String], _ state: inout MockState, _ now: Timestamp
    ) -> (response: HTTPResponse, reasons: [String]) {
        do throws(PayloadError) {
            let call = try PayloadCall(request, profile: profile)
            if call.method == "OPTIONS" { return (PayloadAnswer(body: [:]).response(profile), []) }
            guard let route = route(call.method, path) else { return (unknownRoute(call.method, request), []) }
            let made = PayloadRequest(
                collection: route.collection, id: route.id, query: call.parameters(of: route.operation), http: request,
                profile: profile, now: now)
            return (try perform(route.operation, made, &state).response(profile), [])
        } catch {
            return (error.answer.response(profile), [error.reason])
        }
    }

    private func unknownRoute(_ method: String, _ request: HTTPRequest) -> HTTPResponse {
        guard profile == .v2 else {
            let message = "Route not found \"\(request.path)\""
            return PayloadAnswer(status: 404, body: ["message": .string(message)]).response(profile)
        }
        var response = HTTPResponse(status: 404, fields: HTTPFields(["Content-Type": "text/html; charset=utf-8"]))
        response.set(text: Self.expressPage("Cannot \(method) \(request.path)"))
        return response
    }

    /// The page that Express answers unknown routes with.
    private static func expressPage(_ message: String) -> String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <title>Error</title>
        </head>
        <body>
        <pre>\(message)</pre>
        </body>
        </html>

        """
    }
}
