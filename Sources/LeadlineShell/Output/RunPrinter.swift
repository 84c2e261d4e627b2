import LeadlineCore
package import LeadlineScenarios
import Synchronization

/// Prints a run as it goes on, and writes its reports: results to standard output, progress to standard error.
package final class RunPrinter: Sendable {
    private struct State {
        var report: TerminalReport
        var progress: ProgressLine?
        var files: ReportFiles
        /// nil: nobody asked for it.
        var coverage: Coverage?
    }

    private let console: Console
    private let environment: Environment
    private let state: Mutex<State>

    init(
        _ environment: Environment, _ console: Console, verbosity: Verbosity, _ options: TerminalReport.Options,
        files: ReportFiles, coverage: Coverage?
    ) {
        let presentation = console.presentation(verbosity)
        let isLive =
            verbosity != .quiet
            && ProgressLine.isWanted(isTerminal: environment.error.isTerminal, variables: environment.variables)
        state = Mutex(
            State(
                report: TerminalReport(presentation, options), progress: isLive ? ProgressLine(presentation) : nil,
                files: files, coverage: coverage))
        self.environment = environment
        self.console = console
    }

    package func consume(_ event: RunEvent) {
        state.withLock { state in
            state.coverage?.consume(event)
            if case .finished = event, let coverage = state.coverage { show(.coverage(coverage.sections), &state) }
            show(event, &state)
        }
    }

    private func show(_ event: RunEvent, _ state: inout State) {
        state.progress?.consume(event)
        let text = state.report.text(for: event)
        state.files.consume(event)
        let isOnError = state.files.takeStandardOutput
        var isLast = false
        if case .finished = event { isLast = true }
        // The line is in the way only of what goes to the same terminal.
        if isLast || (!text.isEmpty && (isOnError || environment.output.isTerminal)) {
            console.note(state.progress?.erasing() ?? "")
        }
        if isLast, !state.report.warnings.isEmpty {
            console.show(state.report.warnings)
            console.note("\n")
        }
        if isOnError { console.note(text) } else { console.write(text) }
        console.note(state.progress?.drawing(at: environment.clock.now) ?? "")
    }

    /// Why a report is not whole.
    var reportFailure: FileFailure? { state.withLock { $0.files.failure } }
}
