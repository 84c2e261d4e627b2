package import LeadlineCore

extension Template {
    /// A text without placeholders.
    package init(literal: String, _ location: SourceLocation) {
        self.init(parts: literal.isEmpty ? [] : [.text(literal)], location: location)
    }
}

extension Value {
    /// A value that comes as JSON keeps its type: as if it were written so, at `location`.
    package init(json: JSON, at location: SourceLocation) {
        switch json {
        case .string(let text): self = .word(Word(quoting: .double, text: Template(literal: text, location)))
        case .null, .bool, .number:
            self = .word(Word(quoting: .bare, text: Template(literal: json.text(), location)))
        case .array(let elements): self = .list(elements.map { Value(json: $0, at: location) }, location)
        case .object: self = .object(.json(json), location)
        }
    }
}
