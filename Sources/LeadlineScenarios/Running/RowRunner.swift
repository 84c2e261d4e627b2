import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineSession

/// Runs one row: setup, steps, teardown, in a universe of its own, again from the start when it may be retried.
struct RowRunner {
    let runner: ScenarioRunner
    let row: PlannedRow

    /// Runs a row of a scenario.
    func run() -> RowResult {
        guard runner.options.keepsEvents else { return run(Observation()) }
        var events: [RowEvent] = []
        var result = run(Observation { events.append($0) })
        result.events = events
        return result
    }

    func run(_ observation: Observation) -> RowResult {
        if let reason = SkipReason(row, on: runner.provider.kind).text {
            return result(.skipped(reason: reason), Tally(), tries: 0)
        }
        if let reason = runner.provider.obstacle(forRow: row.label(try: 1)) {
            return result(.skipped(reason: reason), Tally(), tries: 0)
        }
        var number = 1
        while true {
            let attempt = Attempt(runner: runner, row: row, number: number, observation)
            attempt.run()
            let mayRetry = attempt.verdict == .failed && row.knownIssue == nil && number <= row.scenario.retries
            if !mayRetry || runner.options.isCancelled() {
                return result(judged(attempt.verdict, attempt.tally.failures), attempt.tally, tries: number)
            }
            number += 1
        }
    }

    /// What the verdict is worth where a known issue is marked: an expected failure is one of `expect` or `check`, never
    /// an error and never a request that failed while nothing was said of it.
    private func judged(_ verdict: RowVerdict, _ failures: [Failure]) -> RowVerdict {
        guard let issue = row.knownIssue else { return verdict }
        switch verdict {
        case .failed where failures.allSatisfy({ $0.kind == .expectation || $0.kind == .check }):
            return .expectedFailure(issue: issue)
        case .passed: return .surprisePass(issue: issue)
        default: return verdict
        }
    }

    private func result(_ verdict: RowVerdict, _ tally: Tally, tries: Int) -> RowResult {
        var identity = row.identity
        // Only those that went wrong are run again by their names.
        if verdict != .passed, let name = identity.caseName {
            identity.sharesCaseName = row.file.isShared(caseName: name)
        }
        return RowResult(
            identity: identity, verdict: verdict, failures: tally.failures, requests: tally.requests,
            checks: tally.checks, tries: tries, wall: .zero, isAnswered: tally.isAnswered)
    }
}

extension PlannedRow {
    /// Tells rows and their tries apart, also in recordings.
    fileprivate func label(try number: Int) -> String { "\(scenario.source.name) \(identity.row ?? 0) \(number)" }
}

/// Who looks on while a row runs.
struct Observation {
    /// Sees what the row does as it does it.
    var observe: ((RowEvent) -> Void)?
    /// Whether `show N` can name every exchange: in a script.
    var keepsExchanges = false

    init(keepsExchanges: Bool = false, _ observe: ((RowEvent) -> Void)? = nil) {
        self.observe = observe
        self.keepsExchanges = keepsExchanges
    }
}

/// What a try counts and collects.
struct Tally {
    var failures: [Failure] = []
    var requests = 0
    var checks = 0
    /// Whether a server answered at all.
    var isAnswered = false
}

/// One try of a row.
final class Attempt {
    let runner: ScenarioRunner
    let row: PlannedRow
    let target: any Target
    private let targetName: String
    private let settings: TargetSettings
    let runID: String
    var tally = Tally()
    private(set) var verdict = RowVerdict.passed
    /// Teardown of files that `run` ran; it follows the row's own, in reverse.
    private var deferred: [(session: Session, scenario: Scenario)] = []
    /// How many files are in the middle of running another.
    private(set) var depth = 1
    /// The clock at the creation of documents, so that a failure can tell an age.
    var births: [DocumentIdentity: Timestamp] = [:]
    let observation: Observation
    /// Asked before each step of the row's own file, with what has happened so far; true ends the row there.
    var stopsBefore: ((StepPlace, Tally) -> Bool)?
    /// From 1.
    let number: Int

    struct DocumentIdentity: Hashable {
        var api: String?
        var collection: String
        var id: String
    }

    init(runner: ScenarioRunner, row: PlannedRow, number: Int, _ observation: Observation) {
        self.runner = runner
        self.row = row
        self.number = number
        self.observation = observation
        let scenario = row.scenario
        let seed = runner.seed ?? scenario.seed ?? 0
        let label = row.label(try: number)
        settings = TargetSettings(clock: scenario.clock, seed: seed, label: label)
        target = runner.provider.open(settings)
        targetName = runner.provider.description
        runID = Session.runID(seed: seed, label: label)
    }

    /// Goes on in a session that somebody else has begun.
    init(continuing session: Session, runner: ScenarioRunner, row: PlannedRow, _ observation: Observation) {
        self.runner = runner
        self.row = row
        self.observation = observation
        number = 1
        target = session.target
        targetName = session.targetName
        settings = TargetSettings(clock: nil, seed: runner.options.seed ?? 0, label: session.runID)
        runID = session.runID
    }

    func run() {
        let session = runWithoutTeardown()
        tearDown(row.scenario, session)
        for item in deferred.reversed() {
            item.session.adopt(session)
            tearDown(item.scenario, item.session)
            session.adopt(item.session)
        }
        tally.requests = session.requestCount
        if verdict == .passed, !tally.failures.isEmpty { verdict = .failed }
    }

    /// Runs setup and steps, and leaves the session as they left it.
    func runWithoutTeardown() -> Session {
        let session = session(
            for: row.scenario, parameters: runner.options.parameters, on: OpenedTarget(target, name: targetName))
        session.row = row.cells
        session.keepsExchanges = observation.keepsExchanges
        do {
            try perform(row.scenario.setup, .setup, row.scenario, session)
            try perform(row.scenario.steps, .steps, row.scenario, session)
        } catch {
            settle(error)
        }
        return session
    }

    /// Why a phase ended early.
    enum Stop: Error {
        case failed, errored, cancelled
        /// `exit` in a script.
        case finished
        case skipped(String)
    }

    private func settle(_ stop: Stop) {
        switch stop {
        case .failed: raise(.failed)
        case .errored: raise(.errored)
        case .cancelled: verdict = .cancelled
        case .finished: break
        case .skipped(let reason): verdict = .skipped(reason: reason)
        }
    }

    /// An error outweighs a failure.
    private func raise(_ new: RowVerdict) {
        if verdict != .errored { verdict = new }
    }

    func session(for scenario: Scenario, parameters: [String: Value?], on opened: OpenedTarget) -> Session {
        let session = Session(
            resources: runner.resources, target: opened.target, folder: scenario.folder, runID: runID)
        session.targetName = opened.name
        session.keepsTarget = true
        if let targets = runner.options.targets {
            session.openTarget = { [settings, runner] kind, name throws(Diagnostic) -> OpenedTarget in
                let provider = try targets(kind, name)
                var settings = settings
                settings.seed = runner.options.seed ?? provider.seed ?? settings.seed
                return OpenedTarget(
                    provider.open(settings), name: provider.description,
                    runID: Session.runID(seed: settings.seed, label: settings.label))
            }
        }
        session.maximumAffected = runner.options.maximumAffected
        session.allowsWrites = runner.options.allowsWrites
        session.isCancelled = runner.options.isCancelled
        for parameter in scenario.parameters {
            let value = parameters[parameter.name.value] ?? parameter.value
            session.bind(parameter.name.value, Session.Binding(datum: value.map(Datum.word)))
        }
        return session
    }

    private func perform(
        _ steps: [Step], _ phase: Failure.Phase, _ scenario: Scenario, _ session: Session
    ) throws(Stop) {
        try begin(steps, phase, scenario, session)
        for index in steps.indices {
            if runner.options.isCancelled() { throw .cancelled }
            let place = StepPlace(phase: phase, index: index, steps: steps)
            if depth == 1, let stopsBefore, stopsBefore(place, tally) { throw .finished }
            do {
                try run(place, session)
            } catch {
                guard runner.options.keepsGoing, steps[index].isScriptLine else { throw error }
                try goOn(after: error)
            }
        }
    }

    /// What stops one command of a script stops no other.
    private func goOn(after stop: Stop) throws(Stop) {
        switch stop {
        case .failed: raise(.failed)
        case .errored, .skipped: raise(.errored)
        case .finished, .cancelled: throw stop
        }
    }

    /// Each phase begins with the file's API, whatever a `use` before it chose.
    private func begin(
        _ steps: [Step], _ phase: Failure.Phase, _ scenario: Scenario, _ session: Session
    ) throws(Stop) {
        do {
            session.api = try scenario.api.map { name throws(Diagnostic) in
                try runner.resources.catalog.api(named: name)
            }
        } catch {
            fail(error, StepPlace(phase: phase, index: 0, steps: steps), session)
            throw .errored
        }
    }

    private func run(_ place: StepPlace, _ session: Session) throws(Stop) {
        var place = place
        place.exchangesBefore = session.exchangeCount
        try StepRunner(attempt: self, session: session, place: place).run()
    }

    /// Runs each step of the teardown, whatever became of the one before. A failure here means that the row could not
    /// be judged.
    private func tearDown(_ scenario: Scenario, _ session: Session) {
        let steps = scenario.teardown
        guard !steps.isEmpty, carriesOut({ () throws(Stop) in try begin(steps, .teardown, scenario, session) }) else {
            return
        }
        for index in steps.indices where !steps[index].needsName(missingIn: session) {
            _ = carriesOut { () throws(Stop) in
                try run(StepPlace(phase: .teardown, index: index, steps: steps), session)
            }
        }
    }

    /// Whether a part of the teardown came to its end; what a target cannot do is left out there.
    private func carriesOut(_ part: () throws(Stop) -> Void) -> Bool {
        do { try part() } catch {
            if case .skipped = error { return true }
            raise(.errored)
            return false
        }
        return true
    }

    /// `run FILE`: the file's setup and steps, in names of its own. Its teardown is kept for later.
    func include(_ scenario: Scenario, parameters: [String: Value?], from caller: Session) throws(Stop) -> Session {
        depth += 1
        defer { depth -= 1 }
        let session = session(for: scenario, parameters: parameters, in: caller)
        deferred.append((session, scenario))
        defer { caller.adopt(session) }
        try perform(scenario.setup, .setup, scenario, session)
        try perform(scenario.steps, .steps, scenario, session)
        return session
    }

    /// The same where no row is: its teardown follows at once.
    func include(_ scenario: Scenario, parameters: [String: Value?], into caller: Session) -> Session {
        let session = session(for: scenario, parameters: parameters, in: caller)
        do {
            try perform(scenario.setup, .setup, scenario, session)
            try perform(scenario.steps, .steps, scenario, session)
        } catch {
            settle(error)
        }
        tearDown(scenario, session)
        caller.adopt(session)
        return session
    }

    /// A session for a file that another one runs: on its target, with its last answer, asking whom it asks.
    private func session(for scenario: Scenario, parameters: [String: Value?], in caller: Session) -> Session {
        let session = session(
            for: scenario, parameters: parameters, on: OpenedTarget(caller.target, name: caller.targetName))
        session.confirmsChange = caller.confirmsChange
        session.adopt(caller)
        return session
    }

    func fail(_ diagnostic: Diagnostic, _ place: StepPlace, _ session: Session, in command: Command? = nil) {
        let maker = FailureMaker(attempt: self, session: session, place: place)
        count(maker.failure(diagnostic, in: command))
    }

    func count(_ failure: Failure) {
        tally.failures.append(failure)
        observation.observe?(.failed(failure))
    }
}

/// Where in a scenario a step stands.
struct StepPlace {
    var phase: Failure.Phase
    var index: Int
    var steps: [Step]
    /// Exchanges of the row before this step.
    var exchangesBefore = 0

    var step: Step? { steps.indices.contains(index) ? steps[index] : nil }
}

extension Step {
    /// Whether the step uses a name that nothing has bound, because what should have bound it failed.
    func needsName(missingIn session: Session) -> Bool {
        usedNames.contains { session.bindings[$0] == nil }
    }
}
