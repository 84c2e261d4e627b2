package import LeadlineCore
package import LeadlineScenarios

/// A run for people: failures as they happen, then a summary. A value that turns events into text; it prints nothing.
package struct TerminalReport: Sendable {
    package struct Options: Sendable {
        /// Options that the command to run a row again repeats.
        package var repeated: [String] = []
        /// What is worth trying next, said after a run in which all was well.
        package var hint: String?
        /// The signal that ended the run.
        package var signal: @Sendable () -> Int32? = { nil }
        /// What the check before the run found to warn of. Shown for files in which a row failed, counted for all:
        /// sending what an API refuses is often the point of a scenario.
        package var warnings: [Diagnostic] = []

        package init() {}
    }

    private let presentation: Presentation
    private let options: Options
    private var groups = FailureGroups()
    private var facts = RunFacts()
    private var file: String?

    package init(_ presentation: Presentation, _ options: Options = Options()) {
        self.presentation = presentation
        self.options = options
    }

    /// The warnings of files in which a row failed: they may be the reason.
    package var warnings: [Diagnostic] {
        if presentation.verbosity == .quiet { return [] }
        return options.warnings.filter { warning in
            warning.location.map { facts.badFiles.contains($0.source.name) } ?? true
        }
    }

    /// What to print at an event; often nothing.
    package mutating func text(for event: RunEvent) -> String {
        switch event {
        case .started(let start):
            facts.start = start
            return ""
        case .rowStarted: return ""
        case .rowFinished(let result):
            facts.count(result)
            return text(result)
        case .coverage(let sections): return CoverageView(presentation: presentation).text(sections)
        case .finished(let summary):
            let view = SummaryView(presentation: presentation, facts: facts, summary: summary)
            return listing(groups.finish())
                + view.text(
                    hint: options.hint, signal: options.signal(), warnings: options.warnings.count - warnings.count)
        }
    }

    private mutating func text(_ result: RowResult) -> String {
        var text = ""
        if result.identity.file != file {
            file = result.identity.file
            text += listing(groups.finish(file: result.identity.file))
        }
        guard result.isBad else { return text + (presentation.isVerbose ? verdictLine(result) : "") }
        if presentation.verbosity == .quiet || !groups.add(result) { return text }
        return text + FailureView(presentation: presentation, repeated: options.repeated).text(result) + "\n"
    }

    /// `pass  NAME [case]  12ms`, for every row that is not shown whole.
    private func verdictLine(_ result: RowResult) -> String {
        let style = presentation.style
        let (word, role, why): (String, Style.Role, String) =
            switch result.verdict {
            case .passed: ("pass", .success, "")
            case .skipped(let reason): ("skip", .warning, reason)
            case .expectedFailure(let issue): ("known", .warning, "fails as marked: \(issue)")
            case .cancelled: ("left", .faint, "not run to its end")
            case .failed, .errored, .surprisePass: ("FAIL", .failure, "")
            }
        let name = RowName(result.identity, presentation).text()
        let reason = why.isEmpty ? "" : "  " + presentation.line(why)
        let time = result.tries > 1 ? "\(WallTime.text(result.wall)), try \(result.tries)" : WallTime.text(result.wall)
        return "\(style(Presentation.padded(word, 5), role)) \(name)\(reason)\(style("  " + time, .faint))\n"
    }

    /// The rows that failed like one that was shown.
    private func listing(_ groups: [FailureGroups.Group]) -> String {
        groups.map { group in
            let first = RowName(group.first, presentation)
            let like = first.caseText.map { "[\($0)]" } ?? first.text()
            let title = "\(counted(group.others.count, "more row")) failed the same way as \(like):"
            let sameFile = group.others.allSatisfy { $0.file == group.first.file }
            let names = group.others.prefix(Self.listed).map { identity in
                let name = RowName(identity, presentation)
                return sameFile ? name.caseText ?? name.text() : "\(presentation.line(identity.file)) \(name.text())"
            }
            let more = group.others.count - names.count
            let all = names + (more > 0 ? ["and \(more) more"] : [])
            // Names that hold commas themselves have a line each.
            let isShort = sameFile && !names.contains { $0.contains(",") }
            let lines = isShort ? Presentation.wrapped(all.joined(separator: ", "), presentation.width - 6) : all
            return presentation.style("SAME ", .failure) + " " + title + "\n"
                + lines.map { "      \($0)\n" }.joined() + "\n"
        }.joined()
    }

    /// Names of a group that are listed.
    private static let listed = 12
}

extension RowResult {
    /// Whether it makes the run fail.
    var isBad: Bool {
        switch verdict {
        case .failed, .errored, .surprisePass: true
        case .passed, .skipped, .expectedFailure, .cancelled: false
        }
    }
}
