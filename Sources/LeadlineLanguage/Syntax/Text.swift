package import LeadlineCore

/// A text with placeholders in it, as written: resolved when the command that holds it starts.
package struct Template: Sendable {
    package enum Part: Sendable {
        case text(String)
        case placeholder(Placeholder)
    }

    /// Neighbouring texts are joined; no part is an empty text.
    package var parts: [Part]
    package var location: SourceLocation

    package init(parts: [Part], location: SourceLocation) {
        self.parts = parts
        self.location = location
    }

    /// The text when there is no placeholder in it.
    package var literal: String? {
        if parts.isEmpty { return "" }
        if parts.count == 1, case .text(let text) = parts[0] { return text }
        return nil
    }

    /// The placeholder when there is nothing else.
    package var lonePlaceholder: Placeholder? {
        if parts.count == 1, case .placeholder(let placeholder) = parts[0] { return placeholder }
        return nil
    }

    package var placeholders: [Placeholder] {
        parts.compactMap { if case .placeholder(let placeholder) = $0 { placeholder } else { nil } }
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
