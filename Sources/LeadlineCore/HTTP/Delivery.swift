/// Why there is no whole answer.
package enum TransportFailure: Error, Sendable, Equatable {
    /// Nothing was sent: no name, no route, refused, TLS. The reason is a sentence.
    case unreachable(String)
    /// It was sent, but no whole answer came: the server may have acted.
    case noAnswer(String)

    package var reason: String {
        switch self {
        case .unreachable(let reason), .noAnswer(let reason): reason
        }
    }
}

/// What became of a request that was handed to a transport.
package struct Delivery: Sendable {
    package var result: Result<HTTPResponse, TransportFailure>
    /// From the first byte sent to the last received; on the embedded mock the injected latency.
    package var took: Duration
    /// The mock's decisions, one sentence each: which rule fired, which condition was false. On live servers the waits.
    package var reasons: [String]
    /// nil: no network was in between.
    package var wire: WireReport?

    package init(
        result: Result<HTTPResponse, TransportFailure>, took: Duration, reasons: [String] = [], wire: WireReport? = nil
    ) {
        self.result = result
        self.took = took
        self.reasons = reasons
        self.wire = wire
    }
}

/// The one seam for HTTP: a request in, an answer out. Behind it: the mock in-process, libcurl, a recording.
package protocol Transport: AnyObject {
    func send(_ request: HTTPRequest) -> Delivery
}
