package import LeadlineCore

/// What `help` says, at most 80 columns wide: made from the tables, so that it cannot say anything else than they do.
package enum HelpText {
    private static let width = 80

    /// The answer to `help WORD…`: a command, a topic, or the overview of what works in a context.
    ///
    /// - Throws: a diagnostic with the nearest name when there is neither.
    package static func answer(
        to words: [String], in context: CommandContext = .script
    ) throws(Diagnostic) -> String {
        guard let word = words.first else { return overview(of: context) }
        if let text = command(word) ?? topic(word) { return text }
        let names = CommandTable.all.map(\.name) + HelpTopic.allCases.map(\.rawValue)
        throw Diagnostic(
            .error, .unknownCommand, "there is no help on '\(word)'",
            help: CommandTable.suggestion(for: word) ?? suggestion(for: word, in: names)
                ?? "'help' lists the commands")
    }

    /// All commands by their groups; only at the prompt those that need one.
    package static func overview(of context: CommandContext = .script) -> String {
        var lines: [String] = []
        for group in CommandEntry.Group.allCases {
            if !lines.isEmpty { lines.append("") }
            lines.append(group.title)
            let entries = CommandTable.all.filter {
                $0.group == group && (context == .prompt || $0.contexts != [.prompt])
            }
            lines += table(entries.map { ($0.name, $0.summary) }, column: 11)
        }
        lines.append("")
        let topics = HelpTopic.allCases.map(\.rawValue).joined(separator: ", ")
        lines += wrapped("'help COMMAND' says more. Further topics: \(topics).", indent: 0)
        return lines.joined(separator: "\n") + "\n"
    }

    /// One command: how it is written, what it does, its clauses, examples, where it may stand. Nil for no command.
    package static func command(_ name: String) -> String? {
        guard let entry = CommandTable.entry(name) else { return nil }
        let slots = synopsis(of: entry.slots)
        var lines = wrapped(slots.isEmpty ? name : "\(name) \(slots)", indent: 4)
        lines += ["", "  " + entry.summary]
        for note in entry.notes { lines += wrapped("  " + note, indent: 2) }
        if let body = entry.body {
            lines += ["", "Clauses, in any order, as far as the API's operation knows them:"]
            lines += table(body.clauses.map { ($0.synopsis, $0.summary) })
        }
        lines += ["", entry.examples.count == 1 ? "Example:" : "Examples:"]
        lines += entry.examples.map { "  " + $0 }
        lines += ["", "Works " + places(entry.contexts) + "."]
        return lines.joined(separator: "\n") + "\n"
    }

    /// A topic that is no command. Nil for an unknown one.
    package static func topic(_ name: String) -> String? { HelpTopic(word: name)?.text }

    private static func places(_ contexts: [CommandContext]) -> String {
        let phrases = contexts.map(\.phrase)
        guard let last = phrases.last, phrases.count > 1 else { return phrases.joined() + " only" }
        return phrases.dropLast().joined(separator: ", ") + " and " + last
    }

    // MARK: - Lines

    /// Two columns, the second wrapped below itself.
    static func table(_ rows: [(String, String)], column: Int? = nil) -> [String] {
        let column = column ?? (rows.map(\.0.count).max() ?? 0) + 4
        return rows.flatMap { left, right in
            let padding = String(repeating: " ", count: column - 2 - left.count)
            return right.isEmpty ? ["  " + left] : wrapped("  " + left + padding + right, indent: column)
        }
    }

    /// A text in lines of at most 80 columns, all but the first indented.
    static func wrapped(_ text: String, indent: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for (index, word) in text.split(separator: " ", omittingEmptySubsequences: false).enumerated() {
            if index > 0, line.count + 1 + word.count > width {
                lines.append(line)
                line = String(repeating: " ", count: indent) + word
            } else {
                line += (index > 0 ? " " : "") + word
            }
        }
        return lines + [line]
    }

    // MARK: - Synopsis

    /// How slots are written in a command's synopsis.
    package static func synopsis(of slots: [Slot]) -> String {
        slots.map(synopsis).filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// How a slot is written in a command's synopsis.
    static func synopsis(_ slot: Slot) -> String {
        switch slot {
        case .keyword(let word): word
        case .collection: "COLL"
        case .document: "COLL/ID"
        case .collectionOrDocument: "COLL[/ID]"
        case .word(let name), .value(let name): name
        case .values(let name): "\(name)..."
        case .path: "FIELD"
        case .paths(let least): least > 0 ? "FIELD..." : "[FIELD...]"
        case .parts(let least): least > 0 ? "(FIELD=VALUE | from FILE)..." : "[FIELD=VALUE | from FILE]..."
        case .assignments(let least): least > 0 ? "NAME=VALUE..." : "[NAME=VALUE]..."
        case .predicate: "SENTENCE"
        case .duration: "DURATION"
        case .number: "N"
        case .reference: "N|NAME"
        case .subject: "SUBJECT"
        case .verb: "VERB"
        case .request(let storeOnly): storeOnly ? "create|get|find|update|delete ..." : "REQUEST"
        case .result: "-> NAME"
        case .helpWords: "[COMMAND]"
        case .shellWords: "OPTION|URL..."
        case .optional(let slots): "[" + slots.map(inner).joined(separator: " ") + "]"
        case .oneOf(let alternatives): "(" + inner(.oneOf(alternatives)) + ")"
        case .body(let body): synopsis(body)
        }
    }

    /// A slot inside brackets that already hold it together.
    private static func inner(_ slot: Slot) -> String {
        guard case .oneOf(let alternatives) = slot else { return synopsis(slot) }
        return alternatives.map { $0.map(synopsis).joined(separator: " ") }.joined(separator: " | ")
    }

    private static func synopsis(_ body: Body) -> String {
        var words: [String] = []
        if body.hasFilter { words.append("[where CONDITION]") }
        switch body.fields {
        case .none: break
        case .plain: words.append("[FIELD=VALUE | from FILE]...")
        case .behindSet: words.append("set FIELD=VALUE...")
        }
        if body.hasRawBody { words.append("[json VALUE | body TEXT | form FIELD=VALUE...]") }
        return (words + ["[CLAUSE]..."]).joined(separator: " ")
    }
}
