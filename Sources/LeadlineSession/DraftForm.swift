package import LeadlineAPI
package import LeadlineCore
package import LeadlineLanguage

/// A field of the draft that `fill` asks for.
package struct DraftQuestion: Sendable {
    package var keys: [PathKey]
    /// As it is typed: `address_attributes.postcode`.
    package var name: String
    /// What the API description says of it, the most particular last.
    package var rules: [Schema]
    /// What is there now; nil where it is missing.
    package var value: JSON?
    /// What is wrong with it, or which fields could stand in its place.
    package var reasons: [String]

    package var description: String? { rules.lazy.compactMap(\.description).first }
    /// The known values, numbered from 1 in what is asked.
    package var choices: [Schema.KnownValue] { rules.last { !$0.values.isEmpty }?.values ?? [] }
    /// What gives the type.
    package var schema: Schema? { rules.first { !$0.kinds.isEmpty } ?? rules.first }
}

/// The questions of `fill`, one after the other: for what the API description requires and the draft lacks, and for what
/// is wrong in it. What was answered leads to the next ones. The draft of the session stays as it is; the answers come
/// out as commands.
package struct DraftForm {
    package enum Reply: Sendable, Equatable {
        case taken, skipped
        /// The rest shall not be asked.
        case left
        /// The question is to be asked again: why.
        case refused(String)
    }

    /// A part of a command that changes the draft.
    private struct Change {
        /// `set`, `unset`
        var verb: String
        /// `path=value`, `path`
        var part: String
    }

    private let session: Session
    /// With the answers so far.
    package private(set) var draft: Session.Draft
    private var asked: Set<[PathKey]> = []
    private var changes: [Change] = []

    package init(session: Session, draft: Session.Draft) {
        self.session = session
        self.draft = draft
    }

    // MARK: Questions

    /// What to ask next; nil when nothing is left.
    package var question: DraftQuestion? {
        let violations = draft.violations
        for violation in violations {
            for keys in places(of: violation) where !asked.contains(keys) && Self.isWritable(keys) {
                return question(keys, violation, violations)
            }
        }
        return nil
    }

    private func question(_ keys: [PathKey], _ violation: Violation, _ all: [Violation]) -> DraftQuestion {
        var reasons = all.filter { $0.keys == keys && $0.keyword != "required" }.map(\.sentence)
        if violation.keys != keys, violation.isOfAlternatives { reasons.append(violation.message) }
        return DraftQuestion(
            keys: keys, name: PathKey.description(keys), rules: draft.rules(at: keys), value: draft.value(at: keys),
            reasons: reasons)
    }

    /// The fields that an answer to a violation can be given for.
    private func places(of violation: Violation) -> [[PathKey]] {
        if violation.isOfAlternatives, let fields = alternatives(of: violation) { return fields }
        if violation.keyword == "required" { return required(violation.keys, depth: 0) }
        return violation.keys.isEmpty ? [] : [violation.keys]
    }

    /// The fields of alternatives none of which fits, in the object that has the alternatives.
    private func alternatives(of violation: Violation) -> [[PathKey]]? {
        for keys in [violation.keys, Array(violation.keys.dropLast())] {
            for rule in draft.rules(at: keys) {
                guard let fields = rule.requiredAlternatives else { continue }
                let place = rule.reportedAs.map { keys + [.name($0)] } ?? keys
                if place == violation.keys { return fields.joined().map { keys + [.name($0)] } }
            }
        }
        return nil
    }

    /// A missing object of which some fields are required is asked for by these.
    private func required(_ keys: [PathKey], depth: Int) -> [[PathKey]] {
        var names: [String] = []
        for name in draft.rules(at: keys).flatMap(\.required) where !names.contains(name) { names.append(name) }
        if names.isEmpty || depth > 8 { return [keys] }
        return names.flatMap { required(keys + [.name($0)], depth: depth + 1) }
    }

    /// Whether a command can name the place: a document from a file may have any names.
    private static func isWritable(_ keys: [PathKey]) -> Bool {
        let text = PathKey.description(keys)
        guard let path = try? ValueParser.path(Excerpt(whole: Source(name: "fill", text: text))) else { return false }
        return (try? Evaluator(Names([:])).keys(of: path)) == keys
    }

    // MARK: Answers

    /// Takes what was typed: nothing keeps the field as it is, `-` takes it out, `.` ends the form, a number is the known
    /// value of that number, anything else is a value as in a command, whose blanks need no quotes.
    package mutating func answer(_ text: String, to question: DraftQuestion) -> Reply {
        let text = Self.trimmed(text)
        switch text {
        case "":
            asked.insert(question.keys)
            return .skipped
        case ".": return .left
        case "-":
            if question.value == nil { return .refused("there is nothing to take out; Enter leaves it out") }
            return take(Change(verb: "unset", part: question.name), for: question)
        default:
            do throws(Diagnostic) {
                let part = "\(question.name)=\(try Self.value(text, question))"
                return take(Change(verb: "set", part: part), for: question)
            } catch { return .refused(error) }
        }
    }

    private static func trimmed(_ text: String) -> String {
        var text = text[...]
        while text.first?.isWhitespace ?? false { text.removeFirst() }
        while text.last?.isWhitespace ?? false { text.removeLast() }
        return String(text)
    }

    /// The value as a command writes it.
    private static func value(_ text: String, _ question: DraftQuestion) throws(Diagnostic) -> String {
        let source = Source(name: "answer", text: text)
        if let choice = choice(text, among: question.choices.map(\.value)) {
            return CommandPrinter.text(Value(json: choice, at: SourceLocation(source: source, range: 0..<0)))
        }
        let written = CommandPrinter.text(try ValueParser.value(Excerpt(whole: source), as: .cell))
        // A `\` at the end of a command would continue it.
        return written.utf8.last == UInt8(ascii: "\\") ? CommandPrinter.quoted(text) : written
    }

    /// The known value that is meant: by its text in any case, or by its number from 1.
    private static func choice(_ text: String, among values: [JSON]) -> JSON? {
        func label(_ value: JSON) -> String { value.string ?? value.text() }
        let wanted = text.lowercased()
        let named = values.first { label($0) == text } ?? values.first { label($0).lowercased() == wanted }
        if let named { return named }
        guard let number = Int(text), number > 0 else { return nil }
        return values.dropFirst(number - 1).first
    }

    private mutating func take(_ change: Change, for question: DraftQuestion) -> Reply {
        do throws(Diagnostic) {
            let changed = try session.changed(draft, by: try Self.command([change]))
            let wrong = changed.violations.filter { violation in
                violation.keys.starts(with: question.keys) && !violation.isAdvice && !violation.isAboutWholeDocuments
            }
            if change.verb == "set", let violation = wrong.first {
                return .refused("\(violation.message); 'set' takes it all the same")
            }
            draft = changed
            changes.append(change)
            asked.insert(question.keys)
            return .taken
        } catch { return .refused(error) }
    }

    // MARK: Commands

    /// What changes the draft of the session as the answers say, as one change for `undo`; empty when nothing was answered.
    package func commands() throws(Diagnostic) -> [Command] {
        guard let first = changes.first else { return [] }
        if changes.allSatisfy({ $0.verb == first.verb }) { return [try Self.command(changes)] }
        // No one command both sets fields and takes some out.
        return try draft.commands(making: .object(draft.document.document), chosen: session.api)
    }

    /// Changes of one verb as one command.
    private static func command(_ changes: [Change]) throws(Diagnostic) -> Command {
        let text = (changes.prefix(1).map(\.verb) + changes.map(\.part)).joined(separator: " ")
        let source = Source(name: "fill", text: text)
        let (commands, diagnostics) = CommandParser.parse(Excerpt(whole: source), context: .prompt)
        if let mistake = diagnostics.first { throw mistake }
        guard let command = commands.first, commands.count == 1 else {
            throw Diagnostic(
                .error, .syntax, "this cannot be written as one value",
                at: SourceLocation(source: source, range: 0..<text.utf8.count))
        }
        return command
    }
}

extension DraftForm.Reply {
    fileprivate static func refused(_ mistake: Diagnostic) -> Self {
        .refused(mistake.message + (mistake.help.map { "; \($0)" } ?? ""))
    }
}
