import LeadlineAPI
import LeadlineCore
import LeadlineMock
import LeadlineRecordings
import LeadlineScenarios
import LeadlineSession

extension TrafficBench {
    /// `leadline export`
    func export() throws(Diagnostics) -> ExitCode {
        let kinds = ["curl", "har", "leadline"]
        let kind = line.operands[0]
        guard kinds.contains(kind) else { throw Diagnostics([unknownKind(kind, kinds)]) }
        do throws(Diagnostic) {
            let output = try freshOutput()
            let path = RunPath(line.operands[1], files: environment.files)
            let recording: Recording
            let bench: Workshop
            if path.path.hasSuffix(".har") {
                bench = try one { () throws(Diagnostics) in try workshop() }
                recording = try entries(of: path)
            } else {
                let traffic = try TrafficOptions(line)
                bench = try one { () throws(Diagnostics) in try workshop(traffic) }
                recording = try sent(by: path, bench)
            }
            guard !recording.exchanges.isEmpty else {
                throw Diagnostic(.error, .emptySelection, "'\(line.operands[1])' sends no request")
            }
            try put(try text(kind, recording, path.path, bench, output), to: output)
            return .success
        } catch { throw Diagnostics([error]) }
    }

    private func one<Value>(_ make: () throws(Diagnostics) -> Value) throws(Diagnostic) -> Value {
        do { return try make() } catch {
            console.show(Array(error.all.dropFirst()))
            throw error.all[0]
        }
    }

    private func text(
        _ kind: String, _ recording: Recording, _ path: String, _ bench: Workshop, _ output: String?
    ) throws(Diagnostic) -> String {
        let catalog = bench.resources.catalog
        switch kind {
        case "curl":
            let redacted = try redacted(recording, bench)
            let apis = try catalog.all()
            return redacted.exchanges.map { CurlText.command(for: reachable($0.request, apis)) }
                .joined(separator: "\n\n") + "\n"
        case "har": return try recordingText(recording, bench)
        default:
            var commands = PortedCommands(bench.resources)
            commands.append(try redacted(recording, bench), named: path, try PortedHosts(bench, environment))
            if commands.count == 0, let first = commands.mistakes.first { throw first }
            tell(commands.notes + commands.mistakes.map { "left out: \($0.message)" })
            var format = try PortedFormat(output)
            if case .commands = format { format = .script }
            return text(commands, format, catalog)
        }
    }

    /// The embedded mock has no address that others could reach: the API's own stands for it.
    private func reachable(_ request: HTTPRequest, _ apis: [API]) -> HTTPRequest {
        var request = request
        if let api = apis.first(where: { MockEngine.origin(of: $0) == request.origin }) {
            request.origin = api.origin
        }
        return request
    }

    /// `FILE.har`, `FILE.har:3`
    private func entries(of path: RunPath) throws(Diagnostic) -> Recording {
        var recording = try recording(path.path)
        guard let number = path.line else { return recording }
        guard recording.exchanges.indices.contains(number - 1) else {
            throw Diagnostic(
                .error, .emptySelection, "'\(path.path)' has no entry \(number)",
                help: "entries are counted from 1 to \(recording.exchanges.count)")
        }
        recording.exchanges = [recording.exchanges[number - 1]]
        return recording
    }

    // MARK: - Rows and scripts

    /// What a row or script sends when it is run.
    private func sent(by path: RunPath, _ bench: Workshop) throws(Diagnostic) -> Recording {
        let recorder = Recorder()
        var options = ScenarioRunner.Options()
        options.seed = try line.number(.seed)
        if path.path.hasSuffix(".leadline") {
            let source = try source(path.path)
            let (script, diagnostics) = bench.reader.read(script: source, followedBy: [], keepsGoing: true)
            if let first = diagnostics.first(where: { $0.severity == .error }) { throw first }
            options.keepsGoing = true
            _ = runner(bench, recorder, options).run(script: script) { _ in }
            return recorder.recording
        }
        let suite = bench.suite([path.path])
        if let first = suite.diagnostics.first(where: { $0.severity == .error }) { throw first }
        var plan = RunPlan(suite.scenarios, fileCount: suite.fileCount)
        let identities = plan.rows.lazy.map(\.identity)
        let selection = RowSelection(lines: path.line.map { [(path.path, $0)] } ?? [])
        plan.rows = selection.indices(in: identities).map { plan.rows[$0] }
        if plan.rows.isEmpty { throw selection.emptyDiagnostic(identities) }
        let summary = runner(bench, recorder, options).run(plan) { _ in }
        if summary.failed + summary.errored > 0 {
            tell(["\(counted(summary.failed + summary.errored, "row")) failed; what was sent is exported all the same"])
        }
        return recorder.recording
    }

    private func runner(
        _ bench: Workshop, _ recorder: Recorder, _ options: ScenarioRunner.Options
    ) -> ScenarioRunner {
        ScenarioRunner(
            provider: RecordingProvider(bench.target, recorder), resources: bench.resources, library: bench.library,
            workers: environment.workers, clock: environment.clock, options: options)
    }
}
