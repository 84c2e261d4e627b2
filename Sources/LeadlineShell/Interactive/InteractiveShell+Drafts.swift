import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineSession

extension InteractiveShell {
    /// `new`: begins a draft and says what it needs.
    func new(_ command: Command) throws(Diagnostic) -> CommandResult {
        let result = try session.perform(command)
        guard let draft = session.draft else { return result }
        let columns = terminal.size.columns
        let lines = draft.requirements.split(separator: "\n").flatMap { Presentation.wrapped(String($0), columns) }
        return .shown(.text(lines.joined(separator: "\n")))
    }

    /// `set`, `add`, `unset`: tells what is wrong with what came in.
    func change(_ command: Command) throws(Diagnostic) -> CommandResult {
        let before = session.draft
        let result = try session.perform(command)
        console.note(session.draft?.newProblems(since: before, console.presentation(.normal)) ?? "")
        return result
    }

    /// `clock advance`, `clock set`: tells where the clock stands.
    func moveClock(_ command: Command) throws(Diagnostic) -> CommandResult {
        let result = try session.perform(command)
        if case .done = result { console.note("the clock stands at \(session.target.now.text)\n") }
        return result
    }

    /// `fill`: shows the draft itself.
    func fill(_ command: Command, asking questioner: any Questioner) throws(Diagnostic) -> CommandResult {
        try dialogue(questioner).fill(command)
    }

    private func dialogue(_ questioner: any Questioner) -> DraftDialogue {
        DraftDialogue(
            session: session, questioner: questioner, console: console, presentation: printer.presentation,
            secrets: environment.secrets)
    }

    /// `edit`: shows the draft itself.
    func edit(_ command: Command, asking questioner: any Questioner) throws(Diagnostic) -> CommandResult {
        guard let programs = environment.programs else {
            throw Diagnostic(
                .error, .notAllowedHere, "no editor can be started here", at: command.name.location,
                help: "'set' and 'fill' change the draft too")
        }
        return try dialogue(questioner).edit(command, with: programs)
    }

    /// `create`: where it names a file of rows, what is doubtful in the file is told before anything is sent.
    func create(_ request: Request, _ command: Command) throws(Diagnostic) -> CommandResult {
        guard let batch = try session.batch(request, command) else { return try session.perform(command) }
        console.show(batch.warnings)
        let signal = environment.interrupt.signal
        session.isCancelled = { signal() != nil }
        return try session.send(batch)
    }

    /// The draft with its marks.
    func text(of draft: Session.Draft) -> String { DraftView.text(draft, console.presentation(.normal)) }
}
