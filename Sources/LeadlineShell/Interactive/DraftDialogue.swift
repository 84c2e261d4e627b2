import LeadlineAPI
package import LeadlineCore
package import LeadlineLanguage
import LeadlinePrompt
package import LeadlineSession

/// What changes the draft in other ways than commands do: the questions of `fill`, the editor of `edit`. Either is one
/// change, and comes out as the commands that make it.
package struct DraftDialogue {
    private let session: Session
    private let questioner: any Questioner
    private let console: Console
    private let presentation: Presentation
    private let secrets: DraftSecrets

    /// `presentation` is that of the console where it is nil; `secrets` are given to no editor.
    package init(
        session: Session, questioner: any Questioner, console: Console, presentation: Presentation? = nil,
        secrets: Secrets
    ) {
        self.session = session
        self.questioner = questioner
        self.console = console
        self.presentation = presentation ?? console.presentation(.normal)
        self.secrets = DraftSecrets(secrets)
    }

    // MARK: fill

    /// Asks for what is missing or wrong; what was answered until the form was left counts.
    package func fill(_ command: Command) throws(Diagnostic) -> CommandResult {
        var form = DraftForm(session: session, draft: try session.currentDraft(for: command))
        if form.question == nil {
            console.note("nothing is missing or wrong: send sends the draft\n")
            return .done
        }
        console.note(presentation.style("Enter skips, - takes out, . or Ctrl-C leaves", .faint) + "\n")
        while let question = form.question, ask(question, &form) {}
        return try take(try form.commands())
    }

    private func take(_ commands: [Command]) throws(Diagnostic) -> CommandResult {
        if commands.isEmpty {
            console.note("the draft is unchanged\n")
            return .done
        }
        try session.change(by: commands)
        if let draft = session.draft { console.write(DraftView.text(draft, presentation)) }
        return .redrafted(by: commands)
    }

    /// Asks until there is an answer; false when the form is left.
    private func ask(_ question: DraftQuestion, _ form: inout DraftForm) -> Bool {
        console.note(lines(question).map { $0 + "\n" }.joined())
        let choices = question.choices.map { choice in
            Candidate(choice.value.shown, detail: choice.description ?? "", suffix: "")
        }
        while case .accepted(let text) = questioner.ask("\(presentation.line(question.name)): ", choices: choices) {
            switch form.answer(text, to: question) {
            case .taken, .skipped: return true
            case .left: return false
            case .refused(let reason):
                let lines = Presentation.wrapped(presentation.line(reason), presentation.width - 2)
                console.note(presentation.style("✗", .failure) + " " + lines.joined(separator: "\n  ") + "\n")
            }
        }
        return false
    }

    /// Known values that are shown; completion knows the others.
    private static let shownChoices = 30

    /// What is to be known of a field before it is asked for.
    private func lines(_ question: DraftQuestion) -> [String] {
        let style = presentation.style
        let type = question.schema.map { ", \($0.typeText)" } ?? ""
        let description = question.description.map { ": \(presentation.line($0))" } ?? ""
        let head = style(presentation.line(question.name), .strong) + style(type, .faint) + description
        var lines = [""] + Presentation.wrapped(head, presentation.width)
        lines += numbered(question.choices.map(\.value.shown))
        if let value = question.value {
            let now = "now \(presentation.line(value.text(), columns: presentation.width - 8))"
            lines.append("  " + style("✗", .failure) + " " + now)
        }
        return lines
            + question.reasons.flatMap { reason in
                Presentation.wrapped(presentation.line(reason), presentation.width - 4).map { "    " + $0 }
            }
    }

    private func numbered(_ values: [String]) -> [String] {
        // A value stays on one line: its blanks are put back when the lines are made.
        func whole(_ text: String) -> String { text.split(separator: " ").joined(separator: "\u{A0}") }
        let shown = values.prefix(Self.shownChoices).enumerated().map { place, value in
            "\u{A0}" + whole("\(place + 1) " + presentation.line(value))
        }
        if shown.isEmpty { return [] }
        let more = values.count > shown.count ? [whole("… \(values.count - shown.count) more")] : []
        return Presentation.wrapped((shown + more).joined(separator: " "), presentation.width - 1).map { line in
            " " + String(line.map { $0 == "\u{A0}" ? " " : $0 })
        }
    }

    // MARK: edit

    /// Opens the draft in the user's editor, again and again as long as it comes back with a mistake.
    package func edit(_ command: Command, with programs: any Programs) throws(Diagnostic) -> CommandResult {
        let draft = try session.currentDraft(for: command)
        let original = secrets.hidden(.object(draft.document.document)).prettyText() + "\n"
        var text = original
        while true {
            let edited = try self.edited(text, programs, command)
            guard case .exited(0) = edited.end else {
                console.note("the editor \(edited.end.words): the draft is unchanged\n")
                return .done
            }
            if edited.text == original { return try take([]) }
            do throws(Diagnostic) {
                return try take(try commands(for: edited.text, draft))
            } catch {
                console.show(error)
                guard questioner.confirms("edit it again?") else { return try take([]) }
                text = edited.text
            }
        }
    }

    private func edited(_ text: String, _ programs: any Programs, _ command: Command) throws(Diagnostic) -> EditedText {
        do { return try programs.edit(text, suffix: ".json") } catch {
            throw Diagnostic(
                .error, .unreadableFile, "the editor could not be used: \(error.reason)", at: command.name.location,
                help: "VISUAL or EDITOR names the editor; 'set' and 'fill' need none")
        }
    }

    /// What makes the draft from a text; none where it says what the draft is.
    private func commands(for text: String, _ draft: Session.Draft) throws(Diagnostic) -> [Command] {
        let source = Source(name: "draft.json", text: text)
        let json: JSON
        do { json = try JSON(parsing: text) } catch {
            throw Diagnostic(
                .error, .invalidJSON, "this is no JSON: \(error.message)",
                at: SourceLocation(source: source, range: error.offset..<error.offset))
        }
        guard case .object = json else {
            throw Diagnostic(
                .error, .wrongValue, "a draft is a JSON object, found \(json.typePhrase)",
                at: SourceLocation(source: source, range: 0..<0))
        }
        let original = JSON.object(draft.document.document)
        let whole = secrets.restored(json, from: original)
        if whole.prettyText() == original.prettyText() { return [] }
        return try draft.commands(making: whole, chosen: session.api)
    }
}

extension ProgramEnd {
    /// Behind a program's name: `ended with status 1`.
    fileprivate var words: String {
        switch self {
        case .exited(let status): "ended with status \(status)"
        case .signalled(let signal): "was ended by signal \(signal)"
        case .failed(let reason): "could not be started: \(reason)"
        }
    }
}
