import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineScenarios
import LeadlineSession

/// Prints what the commands of a script do: what was asked for to standard output, everything else to standard error.
struct ScriptPrinter {
    let console: Console
    let presentation: Presentation

    func show(_ event: RowEvent) {
        guard case .command(let command, let result) = event else { return }
        switch result {
        case .exchange(let exchange): note(exchange)
        case .batch(let batch): console.note(BatchView(result: batch, presentation: presentation).text)
        case .stored(let answer): note(command, answer)
        case .shown(let shown): console.write(text(shown))
        case .unsupported(let reason): console.note(presentation.line(reason) + "\n")
        case .done, .redrafted, .judged, .exit: break
        }
    }

    /// What went wrong, after the last command.
    func show(_ result: RowResult) {
        guard !result.failures.isEmpty else { return }
        console.note("\n" + FailureView(presentation: presentation, repeated: [], showsAgain: false).text(result))
    }

    private func note(_ exchange: Exchange) {
        if presentation.verbosity == .quiet { return }
        let view = ExchangeView(exchange: exchange, presentation: presentation, columns: presentation.width - 2)
        var lines = [view.headline]
        if presentation.isVerbose {
            lines += view.parts.flatMap { part in part.lines.map { $0.isEmpty ? "" : "  \($0)" } }
        } else if !Outcome.successes.contains(exchange.answer.outcome) {
            lines += exchange.answer.reasons.prefix(5).map { "  " + presentation.line($0) }
        }
        console.note(lines.joined(separator: "\n") + "\n")
    }

    private func note(_ command: Command, _ answer: Answer) {
        if presentation.verbosity == .quiet { return }
        guard case .mock(let request, _) = command.action else { return }
        let count = answer.documents?.array.map { ", \(counted($0.count, "document"))" } ?? ""
        let name = "mock \(request.verb.rawValue) \(request.collection.value)"
        console.note("\(name)\(presentation.style(" → ", .faint))\(answer.outcome)\(count)\n")
    }

    private func text(_ shown: Shown) -> String {
        switch shown {
        case .json(.string(let text)): return presentation.lines(text).joined(separator: "\n") + "\n"
        case .json(let json): return presentation.lines(json.prettyText()).joined(separator: "\n") + "\n"
        case .text(let text): return presentation.lines(text).joined(separator: "\n") + "\n"
        case .clock(let time): return time.text + "\n"
        case .exchange(let exchange):
            var verbose = presentation
            verbose.verbosity = .verbose
            let view = ExchangeView(exchange: exchange, presentation: verbose, columns: presentation.width)
            return ([view.headline] + view.parts.flatMap { [""] + $0.lines }).joined(separator: "\n") + "\n"
        case .draft(let draft, let warnings):
            console.show(warnings)
            let json = JSON.object(draft.document.document).prettyText()
            return presentation.lines(json).joined(separator: "\n") + "\n"
        }
    }
}
