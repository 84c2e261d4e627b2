package import LeadlineAPI
package import LeadlineCore

/// A mock's whole world as one value: its clock, store, seed and faults. A copy costs nothing and goes its own way.
package struct Universe: Sendable {
    /// Where the clock of runs and scripts stands at first: 2026-01-01T00:00:00Z.
    package static let start = Timestamp(microseconds: 1_767_225_600_000_000)
    /// How long the mock's clients wait for an answer.
    static let patience = Duration.seconds(30)

    package let engine: MockEngine
    package private(set) var clock: Timestamp
    package private(set) var state: MockState
    private var beginning: MockState
    private var faults: [ArmedFault] = []

    /// The store as the descriptions seed it.
    package init(_ engine: MockEngine, clock: Timestamp = Universe.start, seed: Int = 0, label: String = "") {
        self.engine = engine
        self.clock = clock
        let random = SeededRandom(seed: seed).fork(label)
        beginning = MockState(apis: engine.apis, random: random, now: clock)
        state = beginning
    }

    /// This world for another row: its own clock, and other values to invent.
    package func forked(clock: Timestamp?, seed: Int, label: String) -> Universe {
        var fork = self
        if let clock { fork.clock = clock }
        let random = SeededRandom(seed: seed).fork(label)
        fork.state.random = random
        fork.beginning.random = random
        return fork
    }

    /// Sends a request through the faults that wait for it.
    package mutating func send(_ request: HTTPRequest) -> Delivery {
        let call = faults.isEmpty ? nil : engine.call(of: request)
        var (delay, fault, reasons) = faults.take(for: call)
        var result: Result<HTTPResponse, TransportFailure>
        if let answer = fault?.answer(to: call, now: clock) {
            result = answer
        } else {
            let (response, decisions) = engine.respond(to: request, state: &state, now: clock)
            result = .success(fault.map { $0.spoil(response) } ?? response)
            reasons += decisions
        }
        if case .lostAnswer? = fault { delay = Self.patience }
        if delay > Self.patience || fault?.losesAnswer ?? false {
            delay = Self.patience
            result = .failure(.noAnswer("no answer within \(DurationText.text(Self.patience))"))
        }
        clock = clock + delay
        return Delivery(result: result, took: delay, reasons: reasons)
    }

    package mutating func perform(_ control: Control) -> ControlAnswer {
        switch control {
        case .advanceClock(let distance): clock = clock + distance
        case .setClock(let moment): clock = moment
        case .fault(let fault): faults.append(ArmedFault(fault))
        case .faultsOff: faults = []
        case .reset: state = beginning
        case .store(let command):
            guard let keeper = engine.keeper(of: command.collection, in: command.api) else {
                return .unsupported("\(command.api.name) has no collection '\(command.collection)'")
            }
            return keeper.perform(command.action, on: &state, now: clock)
        }
        return .done
    }
}
