/// Where an answer sends a client on, RFC 9110 15.4.
package enum Redirect {
    /// The statuses that are followed; 300 and 304 are answers.
    package static func isRedirect(_ status: Int) -> Bool { [301, 302, 303, 307, 308].contains(status) }

    /// The request that follows. To another origin go only fields that cannot hold a secret: a key may stand in a field
    /// of any name.
    package static func next(_ request: HTTPRequest, status: Int, to place: URLParts) -> HTTPRequest {
        var next = request
        next.origin = place.origin
        next.target = place.target
        let turnsToGet = status == 303 ? request.method != "HEAD" : status <= 302 && request.method == "POST"
        if turnsToGet {
            next.method = "GET"
            next.body = []
        }
        let isElsewhere = !isSame(request.origin, place)
        next.fields = HTTPFields()
        for field in request.fields.all {
            if turnsToGet, describesBody(field.name) { continue }
            if isElsewhere, !isHarmless(field.name) { continue }
            next.fields.append(field.name, field.value)
        }
        return next
    }

    private static func isSame(_ origin: String, _ place: URLParts) -> Bool {
        guard let start = try? URLParts(parsing: origin) else { return false }
        return start.scheme == place.scheme && start.host == place.host && start.effectivePort == place.effectivePort
    }

    private static func describesBody(_ name: String) -> Bool {
        name.lowercased().hasPrefix("content-") || HTTPFields.same(name, "transfer-encoding")
    }

    private static func isHarmless(_ name: String) -> Bool {
        ["accept", "accept-encoding", "accept-language", "content-encoding", "content-type", "user-agent"]
            .contains(name.lowercased())
    }
}
