package import LeadlineAPI
package import LeadlineCore

/// How live servers are reached, and what may be done there.
package struct Profile: Sendable {
    package var name: String
    /// By the name of the API.
    package var services: [String: Service]
    package var connection: ConnectionSettings
    package var writes: WriteRules
    /// Requests in a second; nil: as fast as they are answered.
    package var rate: Double?

    package struct Service: Sendable {
        package var base: BaseURL
        /// In the order in which they are written: the first is used where a command names none.
        package var keys: [(name: String, source: KeySource)]
        /// Sent with every request.
        package var fields: HTTPFields

        package init(base: BaseURL, keys: [(name: String, source: KeySource)], fields: HTTPFields = HTTPFields()) {
            self.base = base
            self.keys = keys
            self.fields = fields
        }
    }

    package init(
        name: String, services: [String: Service], connection: ConnectionSettings, writes: WriteRules, rate: Double?
    ) {
        self.name = name
        self.services = services
        self.connection = connection
        self.writes = writes
        self.rate = rate
    }
}

/// Where a key is kept; never in the profile itself.
package enum KeySource: Sendable, Equatable {
    /// A variable of the environment.
    case variable(String)
    /// A file that only its owner may read.
    case file(String)
    /// A command line of the system's shell that prints it.
    case command(String)
    /// One that is no secret: of a mock server.
    case open(String)
    /// `none`: no header is sent.
    case noHeader
}
