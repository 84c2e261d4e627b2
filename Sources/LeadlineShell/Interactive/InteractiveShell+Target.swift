import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineSession

extension InteractiveShell {
    /// `target …`: the session goes on there, and so does what `run` runs.
    func changeTarget(_ command: Command) throws(Diagnostic) -> CommandResult {
        var moved: Workshop?
        session.keepsTarget = false
        session.openTarget = { [workshop, environment, options] kind, name throws(Diagnostic) -> OpenedTarget in
            let other = try workshop.moved(to: TargetOption(kind, name), environment)
            moved = other
            return other.opened(options)
        }
        defer { session.openTarget = nil }
        let result = try session.perform(command)
        if let moved {
            workshop = moved
            files.hasMoved = true
            let text = ShellTexts.moved(to: printer.presentation.line(session.targetName), session.target.kind)
            console.note(Presentation.wrapped(text, terminal.size.columns).joined(separator: "\n") + "\n")
        }
        return result
    }

    /// Whether the user agrees to a change, after all that is known of it.
    func confirms(_ question: WriteQuestion) -> Bool {
        for note in question.notes { console.note(printer.text(note)) }
        if !question.preview.isEmpty {
            console.note(printer.text(printer.documentTable(question.preview[...], question.schema).lines().lines))
        }
        let presentation = printer.presentation
        let place = question.place.map { " on \(presentation.line($0))" } ?? ""
        return questioner.confirms("\(presentation.line(question.change))\(place)?", isGrave: true)
    }

    /// What sends requests again to be where it was cannot do so on live servers.
    func refuseOnLive(_ what: String, at location: SourceLocation) throws(Diagnostic) {
        guard workshop.provider.kind == .live else { return }
        throw Diagnostic(
            .error, .notAllowedHere, "\(what) sends requests again, and the target is the live '\(session.targetName)'",
            at: location, help: "'target mock' goes on with the mock")
    }
}
