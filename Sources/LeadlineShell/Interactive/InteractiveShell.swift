import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineMock
import LeadlinePrompt
import LeadlineScenarios
import LeadlineSession

/// `leadline` on a terminal: reads commands, carries them out against one target, shows what became of them.
/// Belongs to one thread.
final class InteractiveShell {
    let environment: Environment
    let workshop: Workshop
    let console: Console
    let terminal: any Terminal
    /// Replaced when a failing row is opened.
    var session: Session
    /// What was carried out, oldest first: what `save` writes.
    var performed: [PerformedCommand] = []
    /// Whether the last command asked to leave.
    private var isOver = false

    init(
        environment: Environment, workshop: Workshop, console: Console, terminal: any Terminal, session: Session
    ) {
        self.environment = environment
        self.workshop = workshop
        self.console = console
        self.terminal = terminal
        self.session = session
    }

    /// Carries out a text of one or more commands; stops at the first mistake.
    func carryOut(_ text: String) {
        let source = Source(name: "prompt", text: text)
        let (commands, diagnostics) = CommandParser.parse(Excerpt(whole: source), context: .prompt)
        console.show(diagnostics)
        if diagnostics.hasErrors { return }
        for command in commands where !isOver {
            guard carryOut(command) else { return }
        }
    }

    /// Carries out one command and shows what became of it; false when it could not be carried out.
    private func carryOut(_ command: Command) -> Bool {
        var record = PerformedCommand(command)
        defer { performed.append(record) }
        do throws(Diagnostic) {
            let result = try perform(command)
            record.result = result
            if case .exit = result { isOver = true }
            try show(result, of: command)
            return true
        } catch {
            record.mistake = error
            console.show(error)
            return false
        }
    }

    /// What only a prompt can do, and everything else in the session.
    private func perform(_ command: Command) throws(Diagnostic) -> CommandResult {
        switch command.action {
        case .help(let words): return .shown(.text(try HelpText.answer(to: words)))
        default: return try session.perform(command)
        }
    }

    private func show(_ result: CommandResult, of command: Command) throws(Diagnostic) {
        let printer = ScriptPrinter(console: console, presentation: console.presentation(.normal))
        printer.show(.command(command, result))
    }
}

/// A command that was carried out at the prompt, and what became of it.
struct PerformedCommand {
    let command: Command
    /// nil: it could not be carried out.
    var result: CommandResult?
    var mistake: Diagnostic?

    init(_ command: Command) { self.command = command }

    /// As it was typed.
    var text: String { String(command.location.text) }
}
