import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineSession

extension InteractiveShell {
    /// Shows what a command did. `waited` is how long the user waited for it.
    func show(_ result: CommandResult, of command: Command, waited: Duration) {
        switch result {
        case .exchange(let exchange):
            let around = PromptPrinter.Surroundings(
                number: session.exchanges.count, waited: waited, target: session.target.kind,
                schema: session.documentSchema, page: session.page(of: exchange))
            console.note(printer.headline(exchange, around))
            output(of: command, isPaged: false) { $0.answer(exchange, around) }
        case .stored(let answer):
            if case .mock(let request, _) = command.action { console.note(printer.headline(request, answer)) }
            output(of: command, isPaged: false) { $0.answer(answer, session.documentSchema) }
        case .batch(let batch):
            console.note(BatchView(result: batch, presentation: console.presentation(.normal)).text)
        case .judged(let judgement): output(of: command, isPaged: false) { $0.text(judgement) }
        case .shown(.draft(let draft, _)):
            output(of: command) {
                $0.isPiped ? $0.text(.object(draft.document.document)) : DraftView.text(draft, $0.presentation)
            }
        case .shown(let shown): output(of: command) { $0.text(shown) }
        case .unsupported(let reason): console.note(printer.text(reason))
        case .done, .redrafted, .exit: break
        }
    }

    // MARK: Where it goes

    /// Writes what a command shows: to the program behind its `|`, page by page when it is taller than the screen, else
    /// as it is. The text is made for where it goes.
    func output(of command: Command, isPaged: Bool = true, _ text: (PromptPrinter) -> String) {
        if let pipe = command.pipe {
            let piped = PromptPrinter(console.presentation(.normal), size: nil, isPiped: true)
            return feed(text(piped), to: pipe.value)
        }
        let text = text(printer)
        let size = isPaged ? screen : nil
        guard let pager = Pager.line(for: text, variables: environment.variables, on: size),
            let programs = environment.programs
        else { return console.write(text) }
        switch programs.run(shell: pager, input: Array(console.redacted(text).utf8)) {
        // A shell says 127 of a program that it does not find.
        case .failed, .exited(127): console.write(text)
        case .exited, .signalled: break
        }
    }

    /// What prints on the screen, or to wherever standard output goes.
    var printer: PromptPrinter { PromptPrinter(console.presentation(.normal), size: screen) }

    private var screen: TerminalSize? { environment.output.isTerminal ? terminal.size : nil }

    private func feed(_ text: String, to line: String) {
        guard let programs = environment.programs else {
            return console.note("'|' cannot be used here: no other programs can be started\n")
        }
        switch programs.run(shell: line, input: Array(console.redacted(text).utf8)) {
        case .exited(0): break
        case .exited(let status): console.note("the program ended with exit status \(status)\n")
        case .signalled(let signal): console.note("the program was ended by signal \(signal)\n")
        case .failed(let reason): console.note(printer.text("the program cannot be started: \(reason)"))
        }
    }
}
