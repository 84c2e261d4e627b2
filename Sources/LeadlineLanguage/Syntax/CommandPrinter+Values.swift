import LeadlineCore

extension CommandPrinter.Writer {
    /// Where a value is written: this decides which words must be quoted.
    enum Position {
        /// Behind a blank in a command, behind `=`, behind `/`.
        case plain, assigned, id
        case list
        /// Behind a blank or an operator's symbol in a sentence.
        case predicate, assignedInPredicate
        case predicateList

        var place: Place {
            switch self {
            case .plain, .assigned, .id: .plain
            case .list: .list
            case .predicate, .assignedInPredicate: .predicate
            case .predicateList: .predicateList
            }
        }

        var inList: Position { place == .predicate || place == .predicateList ? .predicateList : .list }
    }

    mutating func value(_ value: Value, _ position: Position) {
        switch value {
        case .word(let word): self.word(word, position)
        case .list(let elements, _):
            text += "["
            for (index, element) in elements.enumerated() {
                if index > 0 { text += Self.beginsWithHash(element) ? "," : ", " }
                self.value(element, position.inList)
            }
            text += "]"
        case .object(let json, _): self.json(json)
        }
    }

    private static func beginsWithHash(_ value: Value) -> Bool {
        guard case .word(let word) = value, word.isBare, case .text(let text)? = word.text.parts.first else {
            return false
        }
        return text.utf8.first == .hash
    }

    mutating func word(_ word: Word, _ position: Position) {
        switch word.quoting {
        case .bare where Self.canBeBare(word.text, position):
            for part in word.text.parts {
                switch part {
                case .text(let text): self.text += text
                case .placeholder(let placeholder): self.placeholder(placeholder)
                }
            }
        case .single:
            if let literal = word.text.literal, !literal.utf8.contains(.singleQuote) {
                text += "'\(literal)'"
            } else {
                doubleQuoted(word.text.parts)
            }
        case .bare, .double: doubleQuoted(word.text.parts)
        }
    }

    /// Whether a template can be written without quotes and is read again as it is.
    private static func canBeBare(_ template: Template, _ position: Position) -> Bool {
        guard let first = template.parts.first else { return false }
        if case .text(let text) = first, !canBegin(text, position) { return false }
        var endsWithBrace = false
        for part in template.parts {
            switch part {
            case .placeholder:
                if endsWithBrace { return false }
                endsWithBrace = false
            case .text(let text):
                if !isBare(Array(text.utf8), position.place) { return false }
                endsWithBrace = text.utf8.last == .openBrace
            }
        }
        return true
    }

    private static func canBegin(_ text: String, _ position: Position) -> Bool {
        switch text.utf8.first {
        case .doubleQuote, .singleQuote: false
        case .openBracket, .openBrace: position == .id
        case .hash: position != .plain && position != .predicate
        case .bar: position != .plain
        default: true
        }
    }

    private static func isBare(_ bytes: [UInt8], _ place: Place) -> Bool {
        for (index, byte) in bytes.enumerated() {
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0
            switch byte {
            case _ where byte.isBlankOrLineEnd: return false
            case .semicolon: return false
            case .hyphen where next == .greater: return false
            case .openBrace where next == .openBrace: return false
            case .comma where place == .list || place == .predicateList: return false
            case .closeBracket where place == .list || place == .predicateList: return false
            case .openParenthesis where place == .predicate || place == .predicateList: return false
            case .closeParenthesis where place == .predicate || place == .predicateList: return false
            case .equals where place == .predicate || place == .predicateList: return false
            case .less where place == .predicate || place == .predicateList: return false
            case .greater where place == .predicate || place == .predicateList: return false
            case .exclamationMark where next == .equals && (place == .predicate || place == .predicateList):
                return false
            default: break
            }
        }
        return true
    }

    /// Writes `"…"`; what would open a placeholder without being one is escaped.
    mutating func doubleQuoted(_ parts: [Template.Part]) {
        text += "\""
        for (index, part) in parts.enumerated() {
            switch part {
            case .placeholder(let placeholder): self.placeholder(placeholder)
            case .text(let text):
                var opensNext = false
                if index + 1 < parts.count, case .placeholder = parts[index + 1] { opensNext = true }
                escaped(text, beforePlaceholder: opensNext)
            }
        }
        text += "\""
    }

    private mutating func escaped(_ string: String, beforePlaceholder: Bool) {
        let scalars = Array(string.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            let next = index + 1 < scalars.count ? scalars[index + 1] : nil
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "{" where next == "{" || (next == nil && beforePlaceholder): text += "\\u007b"
            case "}" where next == "}": text += "\\u007d"
            case _ where scalar.value < 0x20:
                text += scalar.value < 0x10 ? "\\u000" : "\\u00"
                text += String(scalar.value, radix: 16)
            default: text.unicodeScalars.append(scalar)
            }
        }
    }
}

// MARK: - Paths and placeholders

extension CommandPrinter.Writer {
    mutating func subject(_ subject: Subject) {
        switch subject {
        case .path(let path): self.path(path)
        case .jsonPath(let query): text += query.value.text
        }
    }

    mutating func path(_ path: Path) {
        for (index, step) in path.steps.enumerated() {
            switch step {
            case .index(let number): text += "[\(number)]"
            case .name(let name):
                // The first name cannot stand in brackets; it came from a text where it did not need to.
                let isPlain = index == 0 || Self.isName(name)
                if !isPlain {
                    text += "["
                    doubleQuoted(name.parts)
                    text += "]"
                    continue
                }
                if index > 0 { text += "." }
                for part in name.parts {
                    switch part {
                    case .text(let text): self.text += text
                    case .placeholder(let placeholder): self.placeholder(placeholder)
                    }
                }
            }
        }
    }

    /// Whether a template can be a name of a path without quotes.
    private static func isName(_ name: Template) -> Bool {
        !name.parts.isEmpty
            && name.parts.allSatisfy { part in
                guard case .text(let text) = part else { return true }
                return text.utf8.allSatisfy { !$0.isBlankOrLineEnd && !".[](){}=!<>;,\"'/|".utf8.contains($0) }
            }
    }

    mutating func placeholder(_ placeholder: Placeholder) {
        text += "{{"
        subject(placeholder.subject)
        if let shift = placeholder.shift {
            text += shift.isNegative ? " - " : " + "
            switch shift.offset {
            case .duration(let duration): text += DurationText.text(duration)
            case .path(let path): self.path(path)
            }
        }
        text += "}}"
    }

    mutating func duration(_ duration: DurationValue) {
        switch duration {
        case .literal(let literal): text += DurationText.text(literal.value)
        case .placeholder(let placeholder): self.placeholder(placeholder)
        }
    }
}

// MARK: - JSON

extension CommandPrinter.Writer {
    mutating func json(_ template: JSONTemplate) {
        switch template {
        case .json(let value): json(value)
        case .placeholder(let placeholder): self.placeholder(placeholder)
        case .string(let template): doubleQuoted(template.parts)
        case .array(let elements): array(elements) { $0.json($1) }
        case .object(let members):
            object(members) {
                ($0.name.value, $0.value)
            } value: {
                $0.json($1)
            }
        }
    }

    private mutating func json(_ value: JSON) {
        switch value {
        case .null: text += "null"
        case .bool(let bool): text += bool ? "true" : "false"
        case .number(let number): text += number.text
        case .string(let string): doubleQuoted([.text(string)])
        case .array(let elements): array(elements) { $0.json($1) }
        case .object(let object):
            self.object(object.members) {
                ($0.name, $0.value)
            } value: {
                $0.json($1)
            }
        }
    }

    private mutating func array<Element>(_ elements: [Element], value: (inout Self, Element) -> Void) {
        text += "["
        for (index, element) in elements.enumerated() {
            if index > 0 { text += ", " }
            value(&self, element)
        }
        text += "]"
    }

    private mutating func object<Member, Content>(
        _ members: [Member], parts: (Member) -> (String, Content), value: (inout Self, Content) -> Void
    ) {
        text += "{"
        for (index, member) in members.enumerated() {
            if index > 0 { text += ", " }
            let (name, content) = parts(member)
            doubleQuoted([.text(name)])
            text += ": "
            value(&self, content)
        }
        text += "}"
    }
}
