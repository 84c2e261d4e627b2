import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineScenarios

/// A row that failed, with all that a reader needs to see why.
struct FailureView {
    let presentation: Presentation
    /// Options that the command at the end repeats.
    let repeated: [String]
    /// Whether the command that runs the row again closes the text; a script was just typed.
    var showsAgain = true

    private static let indent = "      "
    private static let labelWidth = 9
    private var style: Style { presentation.style }
    private var columns: Int { presentation.width - Self.indent.utf8.count }

    func text(_ result: RowResult) -> String {
        var lines = [title(result)]
        if case .surprisePass(let issue) = result.verdict {
            lines.append(
                Self.indent + "It passed, although it is marked with the known issue '\(presentation.line(issue))'.")
            lines.append(contentsOf: ["", "  " + arrow(result.identity.location), ""])
            lines += labelled("help", ["the issue seems to be fixed: delete the mark"])
        }
        for group in groups(result.failures) { lines += block(group) }
        if result.tries > 1 { lines += labelled("tries", ["failed \(result.tries) times, each from a fresh start"]) }
        if showsAgain { lines += labelled("again", [style(again(result.identity), .strong)]) }
        return lines.joined(separator: "\n") + "\n"
    }

    /// `FAIL  A lead is frozen  [one second past the limit]`
    private func title(_ result: RowResult) -> String {
        let word = result.verdict == .errored ? style("ERROR", .error) : style("FAIL", .failure) + " "
        return "\(word) \(RowName(result.identity, presentation).text(.strong))"
    }

    /// The command that runs this row again.
    private func again(_ identity: RowIdentity) -> String {
        var words = ["leadline", "run", identity.file]
        if let name = identity.caseName, !name.isEmpty, !identity.sharesCaseName {
            words += ["--case", name]
        } else if let row = identity.row {
            words += ["--row", String(row)]
        }
        return presentation.line(ShellQuoting.line(words + repeated))
    }

    // MARK: - A step

    /// Failures of one step stand together.
    private func groups(_ failures: [Failure]) -> [[Failure]] {
        var groups: [[Failure]] = []
        for failure in failures {
            if let last = groups.last?.first, last.phase == failure.phase, last.step == failure.step,
                last.command == failure.command, last.diagnostic == nil, failure.diagnostic == nil
            {
                groups[groups.count - 1].append(failure)
            } else {
                groups.append([failure])
            }
        }
        return groups
    }

    private func block(_ failures: [Failure]) -> [String] {
        guard let first = failures.first else { return [] }
        var lines = Presentation.wrapped(headline(failures), columns).map { Self.indent + $0 }
        lines += ["", "  " + place(first), ""]
        lines += excerpt(failures).map { "  " + $0 }
        let findings = failures.flatMap(\.findings)
        if !findings.isEmpty {
            lines.append("")
            lines += FindingTable(presentation: presentation, columns: columns).lines(findings).map { Self.indent + $0 }
        }
        let details = exchangeDetails(first) + pollingDetails(failures)
        if !details.isEmpty { lines += [""] + details }
        return lines + [""]
    }

    private func exchangeDetails(_ failure: Failure) -> [String] {
        guard let exchange = failure.exchange else { return [] }
        let view = exchangeView(exchange)
        // A step without a request of its own failed on what an earlier one did.
        guard failure.sentInStep else { return labelled("before", [view.headline]) }
        var lines = view.parts.flatMap { labelled($0.label, $0.lines) }
        if let age = failure.subjectAge, age.age > .zero { lines += labelled("age", [ageLine(age)]) }
        return lines + labelled("why", exchange.reasons.flatMap(wrapped))
    }

    private func pollingDetails(_ failures: [Failure]) -> [String] {
        failures.lazy.compactMap(\.polling).first.map { labelled("tried", pollingLines($0)) } ?? []
    }

    private func headline(_ failures: [Failure]) -> String {
        let more = failures.count - 1
        var first = presentation.line(failures.first?.headline ?? "")
        if DisplayText.width(first) > columns * 2, let finding = failures.first?.findings.first {
            // Whole documents do not fit into a sentence; what differs does.
            let detail = finding.details.first.map { ": " + presentation.line($0) } ?? ""
            first = "\(presentation.line(finding.subject)) is not what was expected\(detail)"
        }
        return Presentation.cut(first, columns * 2)
            + (more > 0 ? ", and \(counted(more, "more sentence")) of this step" : "")
    }

    /// `--> FILE:24:9   step 1 of 2 "change the message"   mock at 2026-03-04T22:00:01Z`
    private func place(_ failure: Failure) -> String {
        let phase = failure.phase == .steps ? "step" : "\(failure.phase.rawValue) step"
        var step = "\(phase) \(failure.step) of \(failure.stepCount)"
        if let name = failure.stepName { step += " \"\(presentation.line(name, columns: 50))\"" }
        let clock = failure.clock.text.replacingSuffix(".000Z", with: "Z")
        return arrow(failure.location) + "   " + step + style("   \(failure.target.rawValue) at \(clock)", .faint)
    }

    private func arrow(_ location: SourceLocation) -> String {
        style("--> ", .frame) + style(presentation.line(location.description), .place)
    }

    private func excerpt(_ failures: [Failure]) -> [String] {
        guard let first = failures.first else { return [] }
        if let diagnostic = first.diagnostic { return self.diagnostic(diagnostic, first) }
        var marks = failures.filter { $0.location != first.command }.map {
            SourceExcerpt.Mark(location: $0.location, label: "", role: .failure)
        }
        if let command = first.command ?? (marks.isEmpty ? first.location : nil) {
            let exchange = first.sentInStep ? first.exchange : nil
            let label = exchange.map { exchangeView($0).headline }
            marks.insert(SourceExcerpt.Mark(location: command, label: label ?? "", role: .frame, isPoint: true), at: 0)
        }
        // A command and its sentences may stand in two files: each has lines of its own then.
        let source = first.location.source
        return SourceExcerpt(presentation: presentation).lines(marks.filter { $0.location.source === source })
    }

    private func diagnostic(_ diagnostic: Diagnostic, _ failure: Failure) -> [String] {
        var lines: [String] = []
        let location = diagnostic.location ?? failure.location
        let label = presentation.line(diagnostic.label ?? "")
        lines += SourceExcerpt(presentation: presentation).lines([
            SourceExcerpt.Mark(location: location, label: style(label, .failure), role: .failure)
        ])
        for note in diagnostic.notes { lines.append("  note: " + presentation.line(note)) }
        if let help = diagnostic.help { lines.append("  help: " + presentation.line(help)) }
        return lines
    }

    // MARK: - Labelled lines

    private func exchangeView(_ exchange: Exchange) -> ExchangeView {
        ExchangeView(exchange: exchange, presentation: presentation, columns: columns - Self.labelWidth)
    }

    private func labelled(_ label: String, _ lines: [String]) -> [String] {
        lines.enumerated().map { index, line in
            let label = index == 0 ? label : ""
            let text = Self.indent + style(Presentation.padded(label, Self.labelWidth), .faint) + line
            return line.isEmpty ? "" : text
        }
    }

    private func wrapped(_ text: String) -> [String] {
        Presentation.wrapped(presentation.line(text), columns - Self.labelWidth)
    }

    private func ageLine(_ age: SubjectAge) -> String {
        let created = age.created.text.replacingSuffix(".000Z", with: "Z")
        return "\(presentation.line(age.subject)) was \(style(DurationText.clock(age.age), .strong)) old"
            + style(", created \(created)", .faint)
    }

    private func pollingLines(_ polling: Polling) -> [String] {
        let tries = "\(counted(polling.tries, "time")) within \(DurationText.text(polling.within)); last values:"
        return [tries] + polling.lastValues.map { "  " + presentation.line($0, columns: columns - Self.labelWidth - 2) }
    }
}

/// The name of a row with its case: `A lead is frozen  [a fresh lead]`.
struct RowName {
    let identity: RowIdentity
    let presentation: Presentation

    init(_ identity: RowIdentity, _ presentation: Presentation) {
        self.identity = identity
        self.presentation = presentation
    }

    /// The case, or the row's number where it has no words.
    var caseText: String? {
        guard let row = identity.row else { return nil }
        guard let name = identity.caseName, !name.isEmpty else { return "row \(row)" }
        return presentation.line(name, columns: 60)
    }

    func text(_ role: Style.Role? = nil) -> String {
        let name = presentation.line(identity.scenario, columns: 90)
        let shown = role.map { presentation.style(name, $0) } ?? name
        return shown + (caseText.map { presentation.style("  [\($0)]", .place) } ?? "")
    }
}

extension String {
    func replacingSuffix(_ suffix: String, with other: String) -> String {
        hasSuffix(suffix) ? dropLast(suffix.count) + other : self
    }
}
