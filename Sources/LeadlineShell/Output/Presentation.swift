import LeadlineCore

/// How a report is drawn, and the one way by which the texts of servers and files come into it.
package struct Presentation: Sendable {
    package var style: Style
    package var redactor: Redactor
    /// Columns.
    package var width: Int
    package var verbosity: Verbosity

    package init(
        style: Style = Style(isOn: false), redactor: Redactor = .none, width: Int = 100, verbosity: Verbosity = .normal
    ) {
        self.style = style
        self.redactor = redactor
        self.width = min(max(width, 60), 140)
        self.verbosity = verbosity
    }

    package var isVerbose: Bool { verbosity == .verbose }

    /// A text on one line, safe to print. Secrets go first: what is cut later shows no part of one.
    package func line(_ text: String) -> String { DisplayText.harmlessLine(redactor(text)) }

    /// A line that is cut to a number of columns.
    package func line(_ text: String, columns: Int) -> String { Self.cut(line(text), columns) }

    /// The lines of a text, each safe to print.
    package func lines(_ text: String) -> [String] {
        DisplayText.harmless(redactor(text)).split(separator: "\n", omittingEmptySubsequences: false).map {
            DisplayText.harmlessLine(String($0))
        }
    }

    /// JSON on one line, safe to print and JSON still.
    package func json(_ text: String) -> String { DisplayText.harmless(json: redactor(text)) }

    static func cut(_ text: String, _ columns: Int) -> String {
        guard DisplayText.width(text) > columns else { return text }
        var result = ""
        var width = 0
        for character in text {
            width += DisplayText.width(character)
            if width > columns - 1 { break }
            result.append(character)
        }
        return result + "…"
    }

    static func padded(_ text: String, _ columns: Int) -> String {
        text + String(repeating: " ", count: max(0, columns - DisplayText.width(text)))
    }

    /// As `DisplayText` has it.
    static func wrapped(_ text: String, _ columns: Int) -> [String] { DisplayText.wrapped(text, columns: columns) }
}

/// `1 row`, `2 rows`.
func counted(_ count: Int, _ one: String, _ several: String? = nil) -> String {
    "\(count) \(count == 1 ? one : several ?? one + "s")"
}
