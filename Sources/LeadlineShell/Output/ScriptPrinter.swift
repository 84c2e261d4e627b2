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
        case .shown(let shown):
            if case .draft(_, let warnings) = shown { console.show(warnings) }
            console.write(text(shown))
        case .unsupported(let reason): console.note(presentation.line(reason) + "\n")
        case .done, .redrafted, .judged, .exit: break
        }
    }

    /// An exchange as a whole is drawn for people wherever it goes; of anything else a program gets what it is.
    private func text(_ shown: Shown) -> String {
        var isExact = console.feedsProgram
        if case .exchange = shown { isExact = false }
        return PromptPrinter(presentation, size: nil, isPiped: isExact).text(shown)
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
        if let earlier = exchange.earlier {
            lines += DiffView.lines(of: exchange, repeating: earlier, nil, presentation, columns: nil).map { "  " + $0 }
        }
        if exchange.wire != nil { lines += exchange.reasons.map { "  " + presentation.line($0) } }
        console.note(lines.joined(separator: "\n") + "\n")
    }

    private func note(_ command: Command, _ answer: Answer) {
        if presentation.verbosity == .quiet { return }
        guard case .mock(let request, _) = command.action else { return }
        let count = answer.documents?.array.map { ", \(counted($0.count, "document"))" } ?? ""
        let name = "mock \(request.verb.rawValue) \(request.collection.value)"
        console.note("\(name)\(presentation.style(" → ", .faint))\(answer.outcome)\(count)\n")
    }
}
