package import LeadlineCore

/// What was sent and what came back, in the order in which it was sent.
package struct Recording: Sendable {
    package var exchanges: [RecordedExchange]
    package var capsule: Capsule?

    package init(_ exchanges: [RecordedExchange] = [], capsule: Capsule? = nil) {
        self.exchanges = exchanges
        self.capsule = capsule
    }
}

/// One request and what became of it.
package struct RecordedExchange: Sendable {
    package var request: HTTPRequest
    package var result: Result<HTTPResponse, TransportFailure>
    package var sentAt: Timestamp
    package var took: Duration
    package var wire: WireReport?
    /// The name of the key that was used, where it is known.
    package var key: String?
    /// Which row sent it; empty: nobody knows.
    package var label: String

    package init(
        request: HTTPRequest, result: Result<HTTPResponse, TransportFailure>, sentAt: Timestamp, took: Duration,
        wire: WireReport? = nil, key: String? = nil, label: String = ""
    ) {
        self.request = request
        self.result = result
        self.sentAt = sentAt
        self.took = took
        self.wire = wire
        self.key = key
        self.label = label
    }
}

/// What somebody else needs to look into a case: kept inside of its recording.
package struct Capsule: Sendable, Equatable {
    /// The case as a scenario file; empty where there is none.
    package var scenario: String
    /// The clock of the target when the case began.
    package var clock: Timestamp
    package var notes: [String]

    package init(scenario: String, clock: Timestamp, notes: [String]) {
        self.scenario = scenario
        self.clock = clock
        self.notes = notes
    }
}
