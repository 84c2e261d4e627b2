/// HTTP over the network.
package protocol HTTPClients: Sendable {
    /// A client with cookies of its own; connections are shared with the clients before it.
    ///
    /// - Throws: why there can be no client: the library is not installed, a certificate cannot be read.
    func open(_ settings: ConnectionSettings) throws(EffectFailure) -> any HTTPClient
}

/// Belongs to one thread.
package protocol HTTPClient: AnyObject {
    /// Sends a request as it is, and waits for the whole answer or for what ends it: a limit, or `isCancelled`.
    func send(_ request: HTTPRequest, isCancelled: @escaping () -> Bool) -> Delivery
}

/// How servers are reached, and how much of them is waited for.
package struct ConnectionSettings: Sendable, Equatable {
    package var connectTimeout = Duration.seconds(10)
    /// For the whole exchange.
    package var timeout = Duration.seconds(60)
    /// Of an answer's body, after decompression, in bytes.
    package var bodyLimit = 64 << 20
    /// Of an answer's header, in bytes.
    package var headerLimit = 256 << 10
    /// How many redirects are followed; a key never goes to another origin.
    package var redirects = 0
    /// `http://proxy:3128`; nil: what the environment says.
    package var proxy: String?
    /// A file of certificates to trust instead of the system's.
    package var authorities: String?
    /// Files with the client's certificate and its key.
    package var certificate: String?
    package var certificateKey: String?
    /// `HOST:PORT:ADDRESS`, as curl writes it.
    package var resolve: [String] = []
    package var http: Version = .any

    package enum Version: String, Sendable, CaseIterable {
        /// HTTP/2 where TLS offers it.
        case any
        case http1 = "1.1"
        case http2 = "2"
    }

    package init() {}
}

/// Why something outside of the process cannot be had, and what to do about it.
package struct EffectFailure: Error, Sendable, Equatable {
    /// Lower case, without a final period.
    package var reason: String
    package var help: String?

    package init(_ reason: String, help: String? = nil) {
        self.reason = reason
        self.help = help
    }
}
