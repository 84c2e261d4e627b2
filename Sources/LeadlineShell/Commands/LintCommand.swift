import LeadlineCore
import LeadlineScenarios

/// `leadline lint`
struct LintCommand {
    let paths: [String]
    let verbosity: Verbosity
    let workshop: Workshop
    let console: Console

    func run() -> ExitCode {
        let suite = workshop.suite(paths)
        console.show(suite.diagnostics)
        let errors = suite.diagnostics.count { $0.severity == .error }
        let warnings = suite.diagnostics.count - errors
        let rows = RunPlan(suite.scenarios, fileCount: suite.fileCount).rows.count
        if errors == 0, verbosity == .quiet { return .success }
        let style = console.style
        let word = errors > 0 ? style("FAIL", .failure) + " " : style("ok", .success) + "   "
        let found =
            errors + warnings == 0 ? "no mistakes" : "\(counted(errors, "error")), \(counted(warnings, "warning"))"
        if !suite.diagnostics.isEmpty { console.note("\n") }
        console.write("\(word) \(counted(suite.fileCount, "file")), \(counted(rows, "row")): \(found)\n")
        return errors > 0 ? .nothingSent : .success
    }
}
