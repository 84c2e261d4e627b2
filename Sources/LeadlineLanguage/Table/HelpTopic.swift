/// What `help` explains besides the commands.
package enum HelpTopic: String, Sendable, CaseIterable {
    case `where`, values, placeholders, outcomes, keys

    /// The topic of this name, or what others call so.
    package init?(word: String) {
        switch word {
        case "shortcuts", "shortcut", "bindings", "keyboard": self = .keys
        case "operators", "operator", "conditions", "condition", "sentences", "sentence": self = .where
        default: self.init(rawValue: word)
        }
    }

    package var text: String {
        switch self {
        case .where: Self.whereText
        case .values: Self.valuesText
        case .placeholders: Self.placeholdersText
        case .outcomes: Self.outcomesText
        case .keys: Self.keysText
        }
    }

    private static var whereText: String {
        var lines = [
            "Conditions and sentences", "",
            "  SUBJECT OPERATOR VALUE, joined by 'and', 'or' and '( )'; 'and' binds tighter.",
            "  Behind 'where' the API's server judges; behind 'expect', 'check' and",
            "  'history where' leadline does. 'where {…}' takes JSON as Payload documents it.", "",
        ]
        for (title, judge) in [
            ("In both", OperatorEntry.Judge.either), ("In 'where' only", .server), ("In sentences only", .here),
        ] {
            lines.append("\(title):")
            let entries = OperatorTable.all.filter { $0.judge == judge }
            lines += HelpText.table(entries.map { ($0.words.joined(separator: ", "), $0.operand) })
            if judge == .here {
                let types = Test.TypeName.allCases.map(\.rawValue).joined(separator: ", ")
                lines += HelpText.wrapped("  is a TYPE, is not a TYPE: \(types)", indent: 4)
                lines += HelpText.wrapped("  is VALUE except FIELD, FIELD: leaves these fields out", indent: 4)
            }
            lines.append("")
        }
        lines.append("A JSONPath (RFC 9535) like $.docs[*].id can be a sentence's subject.")
        return lines.joined(separator: "\n") + "\n"
    }

    private static let valuesText = """
        Values

          word          read by the type of its place: number, text, true, time
          "text"        text in every place; \\" \\\\ \\n \\uXXXX, {{placeholders}}
          'text'        text without escapes and placeholders
          null          nothing; "null" is the word
          [a, "b c"]    a list
          {"a": 1}      strict JSON, exactly as written; {{ }} may stand for a value
          from FILE     all fields of a JSON file

          No blanks around '='. A bare word ends at a blank or ';'. '#' after a blank
          begins a comment. Where the API description knows no type, a bare number,
          true and false are what they look like; all else is text.

        """

    private static var placeholdersText: String {
        var lines = [
            "Placeholders", "",
            "  {{lead.id}}           a value, with its type where it stands alone",
            "  \"{{a.x}} {{a.y}}\"     put together as text",
            "  {{now - 30d}}         a time and a duration: ms, s, m, h, d", "",
        ]
        lines += HelpText.wrapped("Of the last answer: \(ReservedNames.answer.joined(separator: ", ")).", indent: 2)
        lines += HelpText.wrapped("Of the run: \(ReservedNames.run.joined(separator: ", ")).", indent: 2)
        lines += HelpText.wrapped(
            "All other names are bound by '-> NAME', 'let' and parameters. A placeholder stands for values, ids, names in "
                + "paths, files, durations and counts, never for commands, collections or operators.", indent: 2)
        return lines.joined(separator: "\n") + "\n"
    }

    private static var keysText: String {
        let groups: [(String, [(String, String)])] = [
            (
                "Completing",
                [
                    ("Tab", "complete, or open the menu; again: the next of it"),
                    ("Shift-Tab, Up, Down", "move in the menu"), ("Enter", "take what is chosen or left, else choose"),
                    ("Right, End", "take the grey suggestion"), ("Ctrl-Right, Alt-F", "take a word of it"),
                ]
            ),
            (
                "Commands typed before",
                [
                    ("Up, Down", "walk through those that begin like the line"),
                    ("Ctrl-R", "search in all of them; again: an older one"),
                    ("Alt-.", "the last word of the one before"),
                ]
            ),
            (
                "Editing",
                [
                    ("Enter", "send, or go on in a new line while a quote or bracket is open"),
                    ("Alt-Enter", "a new line in any case"), ("Ctrl-X Ctrl-E", "go on in $EDITOR"),
                    ("Ctrl-A, Ctrl-E", "to the start, to the end"),
                    ("Ctrl-W, Ctrl-U, Ctrl-K", "cut the word, to the start, to the end"),
                    ("Ctrl-Y", "put back what was cut"), ("Ctrl-_", "undo typing"),
                ]
            ),
            (
                "Leaving",
                [
                    ("Ctrl-C", "clear the line, leave a menu, cancel a request; it never leaves the shell"),
                    ("Ctrl-D", "leave, on an empty line"), ("Ctrl-Z", "to the shell below; 'fg' comes back"),
                    ("Ctrl-L", "clear the screen"),
                ]
            ),
        ]
        var lines = ["Keys", ""]
        for (title, keys) in groups { lines += ["\(title):"] + HelpText.table(keys, column: 26) + [""] }
        lines += HelpText.wrapped(
            "~/.editrc is honoured: 'bind -v' for vi's keys, 'leadline:bind ^T leadline-search' for one of your own. "
                + "ACCESSIBLE=1 turns colours, menus and suggestions off.", indent: 0)
        return lines.joined(separator: "\n") + "\n"
    }

    /// The outcomes that every API can have, several names in a line where one explanation serves them, with it.
    package static let outcomeSummaries: [(names: String, summary: String)] = [
        ("created updated found deleted", "success, by the request's verb"),
        ("partial", "a bulk request that failed for some documents"),
        ("invalid", "400, 422"), ("bad_query", "400 because of the 'where'"),
        ("unauthenticated", "401"), ("forbidden", "403"), ("not_found", "404"), ("rate_limited", "429"),
        ("too_old", "an update of a lead older than three days"), ("unavailable", "503"),
        ("redirected", "other 3xx"), ("client_error", "other 4xx"), ("server_error", "other 5xx"),
        ("malformed", "2xx without the declared document"),
        ("unreachable", "nothing was sent"), ("no_answer", "sent, but no whole answer came"),
        ("refused", "leadline declined to send it"),
    ]

    private static var outcomesText: String {
        let lines =
            ["Outcomes: expect outcome is created", ""]
            + HelpText.table(outcomeSummaries.map { ($0.names, $0.summary) })
            + ["", "The API's description says which of them an operation can have."]
        return lines.joined(separator: "\n") + "\n"
    }
}
