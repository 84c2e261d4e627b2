import LeadlineAPI
package import LeadlineCore
import LeadlineLanguage
import LeadlineSession

/// A file's run in a universe of its own.
struct Replay {
    /// What came last in each step, setup included; nil where nothing came.
    var answers: [Answer?]
    /// The documents that were sent.
    var documents: [JSON?]
    var result: RowResult

    /// What went wrong first.
    var failure: Failure? { result.failures.first }
}

/// Runs the text of a file that is not written yet.
struct Rehearsal {
    let runner: ScenarioRunner
    let path: String
    let start: Timestamp

    /// Under which a scenario is tried that becomes a script.
    var scenarioPath: String { path.hasSuffix(".leadline") ? path + ".yaml" : path }

    /// Two universes that have nothing in common that a session could lean on.
    enum World: CaseIterable { case first, second }

    /// A file as the reader sees it: its scenario and all that is wrong with it.
    func read(_ text: String, as path: String) -> (
        scenario: Scenario?, diagnostics: [Diagnostic], runner: ScenarioRunner
    ) {
        let files = OverlaidFiles(base: runner.resources.files, path: path, bytes: Array(text.utf8))
        let resources = Resources(
            catalog: runner.resources.catalog, files: files, variables: runner.resources.variables,
            secrets: runner.resources.secrets)
        let library = ScenarioLibrary(files: files)
        let suite = SuiteReader(resources: resources, library: library, provider: runner.provider).read([path])
        let rehearsal = ScenarioRunner(
            provider: runner.provider, resources: resources, library: library, workers: runner.workers,
            clock: runner.clock, options: runner.options)
        // What only scripts may hold is judged when the script itself is read.
        let diagnostics =
            path == self.path ? suite.diagnostics : suite.diagnostics.filter { $0.code != .notAllowedHere }
        return (suite.scenarios.first, diagnostics, rehearsal)
    }

    /// One run. Where `isObserving`, no step fails because of an outcome, so that all of them are seen.
    func run(_ scenario: Scenario, with runner: ScenarioRunner, in world: World, isObserving: Bool) -> Replay {
        var scenario = scenario
        if world == .second, scenario.clock == nil { scenario.clock = start + .seconds(3_456_789) }
        if isObserving {
            for index in scenario.setup.indices { scenario.setup[index].isJudgedLater = true }
            for index in scenario.steps.indices { scenario.steps[index].isJudgedLater = true }
        }
        var options = runner.options
        options.seed = world == .first ? 7_001 : 80_023
        let seeded = ScenarioRunner(
            provider: runner.provider, resources: runner.resources, library: runner.library, workers: runner.workers,
            clock: runner.clock, options: options)
        let row = RowReference(file: PlannedFile(scenario), place: 0).row
        var replay = Replay(answers: [], documents: [], result: .unseen(row.identity))
        let count = scenario.setup.count + scenario.steps.count
        replay.answers = Array(repeating: nil, count: count)
        replay.documents = Array(repeating: nil, count: count)
        var place = -1
        replay.result = RowRunner(runner: seeded, row: row).run(
            Observation { event in
                switch event {
                case .step(let mark) where mark.location.source === scenario.source && mark.phase != .teardown:
                    place = mark.step - 1 + (mark.phase == .steps ? scenario.setup.count : 0)
                case .command(_, let result) where place >= 0:
                    guard let answer = result.lastAnswer else { return }
                    replay.answers[place] = answer
                    if case .exchange(let exchange) = result {
                        replay.documents[place] = exchange.requestDocument
                    } else {
                        replay.documents[place] = nil
                    }
                default: break
                }
            })
        return replay
    }
}

extension RowResult {
    fileprivate static func unseen(_ identity: RowIdentity) -> RowResult {
        RowResult(identity: identity, verdict: .passed, failures: [], requests: 0, checks: 0, tries: 0, wall: .zero)
    }
}

/// Files with one more among them.
package struct OverlaidFiles: FileSystem {
    let base: any FileSystem
    let path: String
    let bytes: [UInt8]

    package init(base: any FileSystem, path: String, bytes: [UInt8]) {
        self.base = base
        self.path = path
        self.bytes = bytes
    }

    package var workingFolder: String { base.workingFolder }

    package func kind(of path: String) throws(FileFailure) -> FileKind {
        path == self.path ? .file : try base.kind(of: path)
    }

    package func realPath(of path: String) throws(FileFailure) -> String {
        path == self.path ? path : try base.realPath(of: path)
    }

    package func read(_ path: String, limit: Int) throws(FileFailure) -> [UInt8] {
        path == self.path ? bytes : try base.read(path, limit: limit)
    }

    package func list(_ path: String) throws(FileFailure) -> [String] { try base.list(path) }
}
