package import LeadlineCore

/// A text with placeholders in it, as written: resolved when the command that holds it starts.
package struct Template: Sendable {
    package enum Part: Sendable {
        case text(String)
        indirect case placeholder(Placeholder)
    }

    /// Nearly all texts and names are literal: these need no list.
    private enum Content: Sendable {
        case literal(String)
        case mixed([Part])
    }

    private let content: Content
    package var location: SourceLocation

    package init(literal: String, location: SourceLocation) {
        content = .literal(literal)
        self.location = location
    }

    package init(parts: [Part], location: SourceLocation) {
        switch parts.first {
        case nil: content = .literal("")
        case .text(let text)? where parts.count == 1: content = .literal(text)
        default: content = .mixed(parts)
        }
        self.location = location
    }

    /// Neighbouring texts are joined; no part is an empty text.
    package var parts: [Part] {
        switch content {
        case .literal(let text): text.isEmpty ? [] : [.text(text)]
        case .mixed(let parts): parts
        }
    }

    /// The text when there is no placeholder in it.
    package var literal: String? {
        if case .literal(let text) = content { text } else { nil }
    }

    /// The placeholder when there is nothing else.
    package var lonePlaceholder: Placeholder? {
        guard case .mixed(let parts) = content, parts.count == 1, case .placeholder(let placeholder) = parts[0] else {
            return nil
        }
        return placeholder
    }

    package var placeholders: [Placeholder] {
        guard case .mixed(let parts) = content else { return [] }
        return parts.compactMap { if case .placeholder(let placeholder) = $0 { placeholder } else { nil } }
    }
}

/// `{{ subject }}`, `{{ subject + 3d }}`, `{{ now - row.age }}`.
package struct Placeholder: Sendable {
    package enum Offset: Sendable {
        case duration(Duration)
        case path(Path)
    }

    package struct Shift: Sendable {
        package var isNegative: Bool
        package var offset: Offset

        package init(isNegative: Bool, offset: Offset) {
            self.isNegative = isNegative
            self.offset = offset
        }
    }

    package var subject: Subject
    package var shift: Shift?
    package var location: SourceLocation

    package init(subject: Subject, shift: Shift?, location: SourceLocation) {
        self.subject = subject
        self.shift = shift
        self.location = location
    }
}

/// `address_attributes.postcode`, `docs[0].id`, `x["a.b"]`, `fields.{{row.name}}`.
package struct Path: Sendable {
    package enum Step: Sendable {
        case name(Template)
        /// Counts from 0; negative from the end, -1 is the last.
        case index(Int)
    }

    /// At least one; the first is a name.
    package var steps: [Step]
    package var location: SourceLocation

    package init(steps: [Step], location: SourceLocation) {
        self.steps = steps
        self.location = location
    }

    /// The first name when it holds no placeholder.
    package var first: String? {
        if case .name(let name)? = steps.first { name.literal } else { nil }
    }
}

/// What a sentence speaks of.
package enum Subject: Sendable {
    case path(Path)
    /// An RFC 9535 query on the body, from its `$`.
    case jsonPath(Located<JSONPath>)

    package var location: SourceLocation {
        switch self {
        case .path(let path): path.location
        case .jsonPath(let query): query.location
        }
    }
}
