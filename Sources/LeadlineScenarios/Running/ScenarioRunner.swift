package import LeadlineAPI
package import LeadlineCore
package import LeadlineLanguage
package import LeadlineSession
import Synchronization

/// Runs the rows of a plan on several threads and tells what happens as events.
package struct ScenarioRunner: Sendable {
    package let provider: any TargetProvider
    package let resources: Resources
    /// The files that `run` commands name.
    package let library: ScenarioLibrary
    package let workers: any Workers
    package let clock: any WallClock
    package let options: Options

    package struct Options: Sendable {
        package var jobs = 1
        /// Wins over each scenario's own.
        package var seed: Int?
        /// Stop when so many rows have failed; nil: never.
        package var maximumFailures: Int?
        /// How many documents an update or delete with `where` may touch; nil: any number.
        package var maximumAffected: Int?
        /// Whether live targets may be written to without asking anybody.
        package var allowsWrites = false
        /// Makes the target that a script chooses: what it is and its name; nil where scripts stay on theirs.
        package var targets: (@Sendable (TargetKind, String) throws(Diagnostic) -> any TargetProvider)?
        /// `--var`: values of parameters by name.
        package var parameters: [String: Value?] = [:]
        /// Asked between steps; true ends the run, teardown still runs.
        package var isCancelled: @Sendable () -> Bool = { false }
        /// Whether results tell what their rows did: a report asks for it.
        package var keepsEvents = false
        /// Whether a script goes on behind what would stop it.
        package var keepsGoing = false

        package init() {}
    }

    package init(
        provider: any TargetProvider, resources: Resources, library: ScenarioLibrary, workers: any Workers,
        clock: any WallClock,
        options: Options
    ) {
        self.provider = provider
        self.resources = resources
        self.library = library
        self.workers = workers
        self.clock = clock
        self.options = options
    }

    /// The seed of all rows; nil: each scenario's own.
    var seed: Int? { options.seed ?? provider.seed }

    /// Returns when all rows have ended. `emit` is called by one thread at a time; `rowFinished` comes in plan order.
    package func run(_ plan: RunPlan, emit: @escaping @Sendable (RunEvent) -> Void) -> RunSummary {
        let started = clock.now
        let queue = RowQueue(plan.rows)
        let sink = OrderedSink(emit)
        let jobs = max(1, min(options.jobs, plan.rows.count))
        sink.emit(
            .started(
                RunStart(
                    files: plan.fileCount, rows: plan.rows.count, jobs: jobs, target: provider.description,
                    seed: seed)))
        if jobs == 1 {
            work(queue, plan.rows, sink)
        } else {
            workers.run(jobs) { _ in work(queue, plan.rows, sink) }
        }
        return sink.finish(wall: clock.now - started, wasInterrupted: options.isCancelled())
    }

    /// Runs a script: one row, on this thread. `observe` sees what it does as it does it.
    package func run(script: Scenario, observe: @escaping (RowEvent) -> Void) -> RowResult {
        let row = RowReference(file: PlannedFile(script), place: 0).row
        let started = clock.now
        var result = RowRunner(runner: self, row: row).run(Observation(keepsExchanges: true, observe))
        result.wall = clock.now - started
        return result
    }

    /// One thread's part: takes rows until there are none.
    private func work(_ queue: RowQueue, _ rows: [RowReference], _ sink: OrderedSink) {
        while let item = queue.next() {
            for index in item {
                let row = rows[index].row
                // A script may choose its API and its target itself.
                let api = row.scenario.api?.value
                if options.isCancelled() || sink.hasFailed(atLeast: options.maximumFailures) || sink.gives(up: api) {
                    sink.finish(index, .cancelled(row.identity))
                    continue
                }
                sink.emit(.rowStarted(row.identity))
                let started = clock.now
                var result = RowRunner(runner: self, row: row).run()
                result.wall = clock.now - started
                if provider.kind == .live { sink.note(result, of: api) }
                sink.finish(index, result)
            }
        }
    }
}

extension RowResult {
    fileprivate static func cancelled(_ identity: RowIdentity) -> RowResult {
        RowResult(
            identity: identity, verdict: .cancelled, failures: [], requests: 0, checks: 0, tries: 0, wall: .zero)
    }
}

/// Hands out rows. Those of one `serial` key are one item, so that they never run at the same time.
private final class RowQueue: Sendable {
    private let items: [[Int]]
    private let taken = Atomic<Int>(0)

    init(_ rows: [RowReference]) {
        var items: [[Int]] = []
        var places: [String: Int] = [:]
        for (index, row) in rows.enumerated() {
            guard let key = row.scenario.serial else {
                items.append([index])
                continue
            }
            if let place = places[key] {
                items[place].append(index)
            } else {
                places[key] = items.count
                items.append([index])
            }
        }
        self.items = items
    }

    func next() -> [Int]? {
        let index = taken.wrappingAdd(1, ordering: .relaxed).oldValue
        return index < items.count ? items[index] : nil
    }
}

/// Passes events on, one at a time; results wait until all rows before them have ended.
private final class OrderedSink: Sendable {
    private struct State {
        var waiting: [Int: RowResult] = [:]
        var next = 0
        var summary = RunSummary()
        /// Whether the servers of an API answered a row by now.
        var isAnswered: [String: Bool] = [:]
    }

    private let state = Mutex(State())
    private let send: @Sendable (RunEvent) -> Void

    init(_ send: @escaping @Sendable (RunEvent) -> Void) { self.send = send }

    func emit(_ event: RunEvent) { state.withLock { _ in send(event) } }

    func finish(_ index: Int, _ result: RowResult) {
        state.withLock { state in
            state.waiting[index] = result
            state.summary.count(result)
            while let result = state.waiting.removeValue(forKey: state.next) {
                send(.rowFinished(result))
                state.next += 1
            }
        }
    }

    /// Notes whether a live server is there: where the first row meets none, each other row would only wait for the same.
    func note(_ result: RowResult, of api: String?) {
        guard let api else { return }
        state.withLock { state in
            if result.isAnswered { state.isAnswered[api] = true }
            if result.isUnreached, state.isAnswered[api] == nil { state.isAnswered[api] = false }
        }
    }

    /// Whether a row of an API need not be tried; counts those.
    func gives(up api: String?) -> Bool {
        guard let api else { return false }
        return state.withLock { state in
            guard state.isAnswered[api] == false else { return false }
            state.summary.unreached[api, default: 0] += 1
            return true
        }
    }

    func hasFailed(atLeast maximum: Int?) -> Bool {
        guard let maximum else { return false }
        return state.withLock { $0.summary.failed + $0.summary.errored + $0.summary.surprisePasses >= maximum }
    }

    func finish(wall: Duration, wasInterrupted: Bool) -> RunSummary {
        state.withLock { state in
            state.summary.wall = wall
            state.summary.wasInterrupted = wasInterrupted
            send(.finished(state.summary))
            return state.summary
        }
    }
}

extension RunSummary {
    fileprivate mutating func count(_ result: RowResult) {
        requests += result.requests
        checks += result.checks
        if result.isRefused { refused += 1 }
        switch result.verdict {
        case .passed: passed += 1
        case .failed: failed += 1
        case .errored: errored += 1
        case .skipped: skipped += 1
        case .expectedFailure: expectedFailures += 1
        case .surprisePass: surprisePasses += 1
        case .cancelled: cancelled += 1
        }
    }
}
