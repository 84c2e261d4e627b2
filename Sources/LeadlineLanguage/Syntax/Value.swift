package import LeadlineCore

/// A value as written. What it is depends on the place where it stands: `language.md` 3.
package enum Value: Sendable {
    case word(Word)
    case list([Value], SourceLocation)
    case object(JSONTemplate, SourceLocation)

    package var location: SourceLocation {
        switch self {
        case .word(let word): word.text.location
        case .list(_, let location), .object(_, let location): location
        }
    }
}

/// A bare word or a quoted text.
package struct Word: Sendable {
    package enum Quoting: Sendable {
        case bare
        /// `"…"`, with escapes and placeholders.
        case double
        /// `'…'`, all literal.
        case single
    }

    package var quoting: Quoting
    package var text: Template

    package init(quoting: Quoting, text: Template) {
        self.quoting = quoting
        self.text = text
    }

    package var isBare: Bool { quoting == .bare }
}

/// Exact JSON in which `{{ }}` stands for a value or in a string.
package indirect enum JSONTemplate: Sendable {
    /// A value without placeholders in it.
    case json(JSON)
    case placeholder(Placeholder)
    case string(Template)
    case array([JSONTemplate])
    /// In the order written; names are literal and unique.
    case object([Member])

    package struct Member: Sendable {
        package var name: Located<String>
        package var value: JSONTemplate

        package init(name: Located<String>, value: JSONTemplate) {
            self.name = name
            self.value = value
        }
    }
}

/// `3d 1s`, or a placeholder that brings one.
package indirect enum DurationValue: Sendable {
    case literal(Located<Duration>)
    case placeholder(Placeholder)
}
