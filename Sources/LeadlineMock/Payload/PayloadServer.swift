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
        (.message("Route not found \"\(request.path)\"", status: 404), [])
    }
}
