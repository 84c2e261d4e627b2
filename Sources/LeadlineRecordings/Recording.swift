package import LeadlineCore

/// What was sent and what came back, in the order in which it was sent.
package struct Recording: Sendable, Equatable {
    package var exchanges: [RecordedExchange]
    package var capsule: Capsule?
    /// Where it was sent: `live staging`; `mock` when all went to the embedded one; nil: nobody knows.
    package var target: String?
    /// Where the clock of a row's target stood when the row began, by the row's label.
    package var clocks: [String: Timestamp]
    /// The values that stand in the place of masked ones, as they are written in the exchanges; never the originals.
    package var pseudonyms: [String]
    /// Of what was made up for it; nil: nobody knows, or the rows had seeds of their own.
    package var seed: Int?

    package init(
        _ exchanges: [RecordedExchange] = [], capsule: Capsule? = nil, target: String? = nil,
        clocks: [String: Timestamp] = [:], pseudonyms: [String] = [], seed: Int? = nil
    ) {
        self.exchanges = exchanges
        self.capsule = capsule
        self.target = target
        self.clocks = clocks
        self.pseudonyms = pseudonyms
        self.seed = seed
    }

    /// Whether all of it was sent to the embedded mock, where nobody is real.
    package var isOfMock: Bool { target == "mock" }

    /// The moment at which it began; nil of one that holds nothing.
    package var beginning: Timestamp? { capsule?.clock ?? (exchanges.map(\.sentAt) + clocks.values).min() }
}

/// One request and what became of it.
package struct RecordedExchange: Sendable, Equatable {
    package var request: HTTPRequest
    package var result: Result<HTTPResponse, TransportFailure>
    package var sentAt: Timestamp
    package var took: Duration
    package var wire: WireReport?
    /// The name of the key that was used, where it is known.
    package var key: String?
    /// Which row sent it; empty: nobody knows.
    package var label: String
    /// Whether the answer had a body that whoever recorded it did not keep.
    package var lacksBody = false

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
