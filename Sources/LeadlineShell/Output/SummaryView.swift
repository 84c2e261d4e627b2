import LeadlineCore
package import LeadlineScenarios

/// The end of a run: counts, a line for each failure, what set the exit status.
struct SummaryView {
    let presentation: Presentation
    let facts: RunFacts
    let summary: RunSummary

    private var style: Style { presentation.style }

    func text(hint: String?, signal: Int32?, warnings: Int) -> String {
        let verdict = RunVerdict(summary, signal: signal)
        if presentation.verbosity == .quiet, verdict.code == .success { return "" }
        var lines: [String] = []
        if facts.badCount > 1 || (presentation.verbosity == .quiet && facts.badCount > 0) { lines += badLines + [""] }
        lines.append(counts(verdict.code))
        for skip in facts.skips {
            lines.append("  skipped \(counted(skip.count, "row")): \(presentation.line(skip.reason))")
        }
        if warnings > 0 {
            let words =
                warnings == 1
                ? "1 warning: 'leadline lint' shows it" : "\(warnings) warnings: 'leadline lint' shows them"
            lines.append(style("  \(words)", .faint))
        }
        if facts.flaky > 0 { lines.append("  \(counted(facts.flaky, "row")) passed only when tried again") }
        if verdict.code != .success { lines.append("  exit \(verdict.code.rawValue): \(verdict.reason)") }
        if verdict.code == .success, let hint { lines.append(style("  next  ", .faint) + presentation.line(hint)) }
        return lines.joined(separator: "\n") + "\n"
    }

    /// `ok    8 rows passed, 2 skipped   16 requests, 24 checks, 38ms`
    private func counts(_ code: ExitCode) -> String {
        let word =
            switch code {
            case .success: style("ok", .success) + "   "
            case .notJudged: style("ERROR", .error)
            case .failed: style("FAIL", .failure) + " "
            default: style("stop", .warning) + " "
            }
        var numbers = [
            counted(summary.requests, "request"), counted(summary.checks, "check"), WallTime.text(summary.wall),
        ]
        if let start = facts.start {
            if start.jobs > 1 { numbers.append(counted(start.jobs, "job")) }
            if let seed = start.seed { numbers.append("seed \(seed)") }
            numbers.append("on \(presentation.line(start.target))")
        }
        return "\(word) \(verdicts)   " + style(numbers.joined(separator: " · "), .faint)
    }

    private var verdicts: String {
        var parts: [String] = []
        func add(_ count: Int, _ words: String, _ role: Style.Role) {
            if count > 0 { parts.append(style("\(count) \(words)", role)) }
        }
        add(summary.failed + summary.surprisePasses, "failed", .failure)
        add(summary.errored, "could not be judged", .error)
        add(summary.passed, "passed", .success)
        add(summary.skipped, "skipped", .warning)
        add(
            summary.expectedFailures, summary.expectedFailures == 1 ? "expected failure" : "expected failures", .warning
        )
        add(summary.cancelled, "not run", .warning)
        return parts.isEmpty ? "no rows" : parts.joined(separator: ", ")
    }

    /// `FAIL  FILE:24  NAME  [case]`
    private var badLines: [String] {
        var lines = facts.bad.map { bad in
            let word = bad.verdict == .errored ? style("ERROR", .error) : style("FAIL", .failure) + " "
            let place = "\(presentation.line(bad.location.source.name)):\(bad.location.position.line)"
            return "\(word) \(style(place, .place))  \(RowName(bad.identity, presentation).text())"
        }
        let more = facts.badCount - facts.bad.count
        if more > 0 { lines.append("      and \(counted(more, "more row"))") }
        return lines
    }
}

/// The exit code of a run and the rule that set it.
package struct RunVerdict: Sendable, Equatable {
    package var code: ExitCode
    /// A few words for the summary's last line.
    package var reason: String

    /// The gravest thing that happened decides: an interrupt, then what could not be judged, then failures.
    package init(_ summary: RunSummary, signal: Int32? = nil) {
        let failed = summary.failed + summary.surprisePasses
        if summary.wasInterrupted {
            self.init(ExitCode(signal: signal ?? 2), "the run was interrupted; teardown was run")
        } else if summary.refused > 0, summary.refused == summary.failed + summary.errored, summary.surprisePasses == 0
        {
            self.init(.refused, "what \(counted(summary.refused, "row")) would have sent was refused for safety")
        } else if summary.errored > 0 {
            let apis = summary.unreached.keys.sorted().joined(separator: ", ")
            let rows = summary.unreached.values.reduce(0, +)
            let untried =
                "; no server of \(apis) was reached, so \(counted(rows, "more row")) \(rows == 1 ? "was" : "were") not tried"
            self.init(
                .notJudged, "\(counted(summary.errored, "row")) could not be judged" + (rows == 0 ? "" : untried))
        } else if summary.failed > 0, summary.surprisePasses > 0 {
            self.init(.failed, "\(counted(failed, "row")) failed, one or more by passing in spite of a known issue")
        } else if summary.failed > 0 {
            self.init(.failed, "\(counted(failed, "row")) failed")
        } else if summary.surprisePasses > 0 {
            self.init(.failed, "\(counted(failed, "row")) passed in spite of a known issue")
        } else if summary.passed + summary.skipped + summary.expectedFailures + summary.cancelled == 0 {
            self.init(.emptySelection, "there was no row to run")
        } else if summary.skipped > 0, summary.passed + summary.expectedFailures + summary.cancelled == 0 {
            self.init(.emptySelection, "every row was skipped: nothing was judged")
        } else {
            self.init(.success, "everything ended as expected")
        }
    }

    private init(_ code: ExitCode, _ reason: String) {
        self.code = code
        self.reason = reason
    }
}
