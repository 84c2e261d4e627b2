import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineScenarios
import LeadlineSession

/// `leadline run`
struct RunCommand {
    let options: RunOptions
    let workshop: Workshop
    let environment: Environment
    let console: Console
    /// Sees what happens beside the reports.
    var watch: @Sendable (RunEvent) -> Void = { _ in }

    func run() -> ExitCode {
        do throws(Diagnostic) {
            let paths = options.paths.map { RunPath($0, files: environment.files) }
            let parameters = try parameters()
            let suite = workshop.suite(paths.map(\.path), parameters: parameters)
            let problems = suite.diagnostics + unknownParameters(suite)
            if problems.hasErrors {
                console.show(problems.filter { $0.severity == .error })
                console.note(Self.nothingSent(problems))
                return .nothingSent
            }
            var plan = RunPlan(suite.scenarios, fileCount: suite.fileCount)
            let identities = plan.rows.lazy.map(\.identity)
            let selection = RowSelection(options, paths: paths)
            plan.rows = selection.indices(in: identities).map { plan.rows[$0] }
            if plan.rows.isEmpty {
                console.show(selection.emptyDiagnostic(identities))
                return .emptySelection
            }
            if options.isList { return list(plan) }
            let files = try ReportFiles(options, environment, console)
            let coverage = options.showsCoverage ? coverage(of: plan) : nil
            return run(plan, parameters, warnings: problems, files, coverage)
        } catch {
            console.show(error)
            return .nothingSent
        }
    }

    private func run(
        _ plan: RunPlan, _ parameters: [String: Value?], warnings: [Diagnostic],
        _ files: ReportFiles, _ coverage: Coverage?
    ) -> ExitCode {
        environment.interrupt.watch()
        let signal = environment.interrupt.signal
        var runOptions = ScenarioRunner.Options()
        runOptions.jobs = options.jobs ?? (workshop.provider.kind == .live ? 1 : environment.processorCount)
        runOptions.seed = options.seed
        runOptions.maximumFailures = options.maxFailures
        runOptions.maximumAffected = options.maxAffected
        runOptions.parameters = parameters
        runOptions.isCancelled = { signal() != nil }
        var reportOptions = TerminalReport.Options()
        reportOptions.repeated = options.repeated
        reportOptions.signal = signal
        reportOptions.warnings = warnings
        if environment.output.isTerminal { reportOptions.hint = hint(plan) }
        runOptions.keepsEvents = options.keepsEvents
        let printer = RunPrinter(
            environment, console, verbosity: options.verbosity, reportOptions, files: files, coverage: coverage)
        let summary = workshop.runner(environment, runOptions).run(plan) { [watch] event in
            printer.consume(event)
            watch(event)
        }
        let code = RunVerdict(summary, signal: signal()).code
        guard let failure = printer.reportFailure else { return code }
        console.show(ReportFiles.diagnostic(failure))
        return max(code, .notJudged)
    }

    private func coverage(of plan: RunPlan) -> Coverage {
        let names = Set(plan.rows.compactMap(\.scenario.api?.value))
        return Coverage(of: names, in: workshop.resources.catalog.known)
    }

    /// What is worth trying after a run in which all was well.
    private func hint(_ plan: RunPlan) -> String? {
        guard let row = plan.rows.first else { return nil }
        if plan.rows.count > 1, options.caseText == nil, let name = row.identity.caseName, !name.isEmpty {
            return ShellQuoting.line(["leadline", "run", row.identity.file, "--case", name, "-v"])
        }
        let words = ["leadline", "api"] + (row.scenario.api.map { ["show", $0.value] } ?? ["list"])
        return ShellQuoting.line(words + options.apis.flatMap { ["--api", $0] })
    }

    // MARK: - Parameters

    /// The values of `--var`; an empty one empties the parameter.
    private func parameters() throws(Diagnostic) -> [String: Value?] {
        var values: [String: Value?] = [:]
        for (name, text) in options.parameters {
            let source = Source(name: "--var \(name)", text: text)
            let isEmpty = text.allSatisfy { $0 == " " }
            values.updateValue(
                isEmpty ? nil : try ValueParser.value(Excerpt(whole: source), as: .cell), forKey: name)
        }
        return values
    }

    /// A parameter that no scenario declares is a slip, not a wish.
    private func unknownParameters(_ suite: Suite) -> [Diagnostic] {
        let known = suite.parameterNames
        return options.parameters.keys.filter { !known.contains($0) }.sorted().map { name in
            Diagnostic(
                .error, .unknownParameter, "no scenario has a parameter '\(name)'",
                help: Suggestion.help(for: name, in: known.sorted()) ?? "parameters are declared under 'params:'")
        }
    }

    // MARK: - Texts

    private func list(_ plan: RunPlan) -> ExitCode {
        let presentation = console.presentation(options.verbosity)
        for row in plan.rows { console.write(RowLine(row.identity, presentation).text + "\n") }
        console.note("\(counted(plan.rows.count, "row")) of \(counted(plan.fileCount, "file")); nothing was run\n")
        return .success
    }

    /// The last line where mistakes kept a run from starting.
    static func nothingSent(_ diagnostics: [Diagnostic]) -> String {
        let errors = diagnostics.count { $0.severity == .error }
        return "\n\(counted(errors, "error")); nothing was sent\n"
    }
}
