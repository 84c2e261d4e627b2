import LeadlineAPI
import LeadlineCore
import LeadlineScenarios
import Synchronization

/// A suite on one of the two targets that are compared.
struct DriftSide {
    let workshop: Workshop
    private let plan: RunPlan
    private let environment: Environment
    /// Of what is made up: the same on both sides.
    var seed: Int?

    /// - Throws: every mistake of the suite, or why there is no such target. Nothing was sent then.
    init(_ bench: TrafficBench, _ target: TargetOption) throws(Diagnostics) {
        environment = bench.environment
        let traffic: TrafficOptions
        do throws(Diagnostic) {
            var options = try TrafficOptions(bench.line)
            options.target = target
            traffic = options
            seed = try bench.line.number(.seed)
        } catch { throw Diagnostics([error]) }
        workshop = try bench.workshop(traffic)
        let suite = workshop.suite(bench.line.operands)
        if suite.diagnostics.hasErrors { throw Diagnostics(suite.diagnostics.filter { $0.severity == .error }) }
        plan = RunPlan(suite.scenarios, fileCount: suite.fileCount)
    }

    /// What the summary calls it.
    var name: String { workshop.target.description }

    /// Runs every row, those on a live server one after the other; the results are in the order of the plan.
    func run() -> (summary: RunSummary, rows: [RowResult]) {
        let signal = environment.interrupt.signal
        var options = ScenarioRunner.Options()
        options.jobs = workshop.target.kind == .mock ? environment.processorCount : 1
        options.seed = seed
        options.keepsEvents = true
        options.isCancelled = { signal() != nil }
        let rows = Mutex<[RowResult]>([])
        let summary = workshop.runner(environment, options).run(plan) { event in
            guard case .rowFinished(let result) = event else { return }
            rows.withLock { $0.append(result) }
        }
        return (summary, rows.withLock { $0 })
    }
}
