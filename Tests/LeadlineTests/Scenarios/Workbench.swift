import LeadlineAPI
import LeadlineCore
import LeadlineMock
import LeadlineScenarios
import LeadlineSession
import Synchronization
import TestSupport

/// Reads, checks and runs scenarios that are held in memory, on the mock.
struct Workbench {
    var files: [String: String]
    var variables: [String: String] = [:]
    var secrets: [String: String] = [:]
    var options = ScenarioRunner.Options()
    var provider: any TargetProvider = Workbench.mock

    /// One scenario, `t.leadline.yaml`, beside the fixtures.
    init(_ scenario: String, files: [String: String] = [:]) {
        self.init(files: files.merging(["t.leadline.yaml": scenario]) { own, _ in own })
    }

    init(files: [String: String]) { self.files = files.merging(Self.fixtures) { own, _ in own } }

    static let fixtures = [
        "lead.json": """
        {"name": "Ada Lovelace", "email": "ada@example.com", "phone": "0412345678", "dealership_id": 1, \
        "category": "Survey", "source": "Website"}
        """,
        "cv.pdf": "%PDF-1.4",
    ]
    static let catalog = APILibrary()
    static let mock = MockProvider((try? catalog.all()) ?? [])

    /// The paths of all scenarios, in order.
    private var paths: [String] {
        files.keys.filter { $0.hasSuffix(".leadline.yaml") || $0.hasSuffix(".leadline") }.sorted()
    }

    private func open() -> (resources: Resources, library: ScenarioLibrary) {
        let store = InMemoryFiles(files)
        let resources = Resources(catalog: Self.catalog, files: store, variables: variables, secrets: secrets)
        return (resources, ScenarioLibrary(files: store))
    }

    /// The suite with all mistakes and warnings.
    func read(_ arguments: [String]? = nil) -> Suite {
        let (resources, library) = open()
        return SuiteReader(resources: resources, library: library, provider: provider)
            .read(arguments ?? paths, parameters: options.parameters)
    }

    /// All mistakes and warnings as a user sees them.
    func diagnostics(_ arguments: [String]? = nil) -> String { DiagnosticRenderer().text(read(arguments).diagnostics) }

    struct Run {
        var results: [RowResult]
        var summary: RunSummary
        var events: [String]
        var mistakes: [Diagnostic]

        /// A line for each row, and for each failure of it.
        var lines: [String] { mistakes.map(\.message) + results.flatMap(\.lines) }
    }

    /// Runs everything that was read, though it may hold mistakes; they come first.
    func run(_ arguments: [String]? = nil) -> Run {
        let (resources, library) = open()
        let suite = SuiteReader(resources: resources, library: library, provider: provider)
            .read(arguments ?? paths, parameters: options.parameters)
        let runner = ScenarioRunner(
            provider: provider, resources: resources, library: library, workers: Threads(), clock: StillClock(),
            options: options)
        let log = Mutex<(results: [RowResult], events: [String])>(([], []))
        let summary = runner.run(RunPlan(suite.scenarios, fileCount: suite.fileCount)) { event in
            log.withLock { log in
                log.events.append(event.name)
                if case .rowFinished(let result) = event { log.results.append(result) }
            }
        }
        let (results, events) = log.withLock { $0 }
        return Run(
            results: results, summary: summary, events: events,
            mistakes: suite.diagnostics.filter { $0.severity == .error })
    }
}

extension RowResult {
    /// `failed a.leadline.yaml row 2 (late)`, and below it what went wrong.
    var lines: [String] {
        let row = identity.row.map { " row \($0)" } ?? ""
        let name = identity.caseName.map { " (\($0))" } ?? ""
        return ["\(verdict.name) \(identity.scenario)\(row)\(name)"]
            + failures.map { "  \($0.phase.rawValue) \($0.step): \($0.headline)" }
    }
}

extension RowVerdict {
    var name: String {
        switch self {
        case .passed: "passed"
        case .failed: "failed"
        case .errored: "errored"
        case .skipped(let reason): "skipped [\(reason)]"
        case .expectedFailure(let issue): "expected failure [\(issue)]"
        case .surprisePass(let issue): "surprise pass [\(issue)]"
        case .cancelled: "cancelled"
        }
    }
}

extension RunEvent {
    var name: String {
        switch self {
        case .started(let start): "started \(start.rows) rows, \(start.jobs) jobs"
        case .rowStarted(let row): "begin \(row.scenario)\(row.row.map { " \($0)" } ?? "")"
        case .rowFinished(let result): "end \(result.identity.scenario)\(result.identity.row.map { " \($0)" } ?? "")"
        case .coverage: "coverage"
        case .finished: "finished"
        }
    }
}

/// A clock of the machine that stands still and counts how long it was asked to sleep.
struct StillClock: WallClock {
    var now: Duration { .zero }
    func sleep(_ duration: Duration) {}
}
