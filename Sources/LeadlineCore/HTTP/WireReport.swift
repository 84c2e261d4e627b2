/// What the network had to do with an exchange.
package struct WireReport: Sendable, Equatable {
    /// `HTTP/1.1`, `HTTP/2`.
    package var version: String
    package var timings: Timings
    /// Of the server, without the port; nil where no connection was made.
    package var address: String?
    package var reusedConnection: Bool
    /// The URLs that were asked before the one that answered, without what follows `?`.
    package var redirects: [String]

    package init(
        version: String = "HTTP/1.1", timings: Timings = Timings(), address: String? = nil,
        reusedConnection: Bool = false, redirects: [String] = []
    ) {
        self.version = version
        self.timings = timings
        self.address = address
        self.reusedConnection = reusedConnection
        self.redirects = redirects
    }
}

/// How long the phases of an exchange took, as HAR tells them; nil: there was none.
package struct Timings: Sendable, Equatable {
    package var name: Duration?
    /// Without TLS.
    package var connect: Duration?
    package var tls: Duration?
    package var send = Duration.zero
    /// From the last byte sent to the first received.
    package var wait = Duration.zero
    package var receive = Duration.zero

    package init() {}

    /// From the first question for the address to the last byte.
    package var total: Duration {
        (name ?? .zero) + (connect ?? .zero) + (tls ?? .zero) + send + wait + receive
    }
}
