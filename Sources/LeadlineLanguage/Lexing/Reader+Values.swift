import LeadlineCore

extension Reader {
    /// Reads a value: a quoted text, a list, a JSON object or a bare word.
    mutating func value(_ place: Place, _ what: String = "value") throws(Diagnostic) -> Value {
        trace?.expectValue(at: position)
        switch byte {
        case .doubleQuote, .singleQuote: return .word(try quoted())
        case .openBracket: return try list(place)
        case .openBrace where nextByte != .openBrace:
            let start = position
            let object = try jsonObject()
            try checkBehind(start..<start + 1, closing: "}")
            return .object(object, location(from: start))
        default: return .word(try bareWord(place, what))
        }
    }

    private mutating func list(_ place: Place) throws(Diagnostic) -> Value {
        let opening = position
        try open()
        var elements: [Value] = []
        skipBlanks()
        if byte != .closeBracket { elements.append(try listElement(opening, place)) }
        while byte != .closeBracket {
            guard byte == .comma else {
                throw expected("',' or ']'", help: "quote a text that holds blanks")
            }
            position += 1
            skipBlanks()
            elements.append(try listElement(opening, place))
        }
        close()
        try checkBehind(opening..<opening + 1, closing: "]")
        return .list(elements, location(from: opening))
    }

    /// Reads an element and the blanks behind it; a list that ends before its bracket is reported at its opening.
    private mutating func listElement(_ opening: Int, _ place: Place) throws(Diagnostic) -> Value {
        trace?.expectValue(at: position)
        if isAtEnd { throw unclosed(opening..<opening + 1) }
        let element = try value(place.inList)
        skipBlanks()
        if isAtEnd { throw unclosed(opening..<opening + 1) }
        return element
    }
}

// MARK: - JSON

extension Reader {
    /// Reads strict JSON from its `{`, in which `{{ }}` stands for a value or in a string.
    mutating func jsonObject() throws(Diagnostic) -> JSONTemplate {
        let opening = position
        try open()
        var members: [JSONTemplate.Member] = []
        var names: Set<String> = []
        skipJSONBlanks()
        while byte != .closeBrace || !members.isEmpty {
            let member = try jsonMember(opening)
            guard names.insert(member.name.value).inserted else {
                throw Diagnostic(
                    .duplicateKey, "the name '\(member.name.value)' stands twice in this object",
                    at: member.name.location)
            }
            members.append(member)
            if try jsonListEnds(opening, closing: .closeBrace) { break }
        }
        close()
        return Self.joined(members)
    }

    private mutating func jsonMember(_ opening: Int) throws(Diagnostic) -> JSONTemplate.Member {
        if position >= end { throw unclosed(opening..<opening + 1) }
        guard byte == .doubleQuote else {
            throw expected("a name in double quotes", help: jsonHelp)
        }
        let start = position
        let template = try jsonString()
        guard let name = template.literal else {
            throw Diagnostic(
                .syntax, "a placeholder cannot stand in a name of a JSON object", at: template.location,
                help: "placeholders stand for values and in texts")
        }
        let located = Located(name, location(from: start))
        skipJSONBlanks()
        guard byte == UInt8(ascii: ":") else {
            if position >= end { throw unclosed(opening..<opening + 1) }
            throw expected("':'", help: jsonHelp)
        }
        position += 1
        skipJSONBlanks()
        if position >= end { throw unclosed(opening..<opening + 1) }
        return JSONTemplate.Member(name: located, value: try jsonValue())
    }

    private mutating func jsonArray() throws(Diagnostic) -> JSONTemplate {
        let opening = position
        try open()
        var elements: [JSONTemplate] = []
        skipJSONBlanks()
        while byte != .closeBracket || !elements.isEmpty {
            if position >= end { throw unclosed(opening..<opening + 1) }
            elements.append(try jsonValue())
            if try jsonListEnds(opening, closing: .closeBracket) { break }
        }
        close()
        return Self.joined(elements)
    }

    /// Moves over a `,` (false) or stops at the closing bracket (true).
    private mutating func jsonListEnds(_ opening: Int, closing: UInt8) throws(Diagnostic) -> Bool {
        skipJSONBlanks()
        if byte == closing { return true }
        guard byte == .comma else {
            if position >= end { throw unclosed(opening..<opening + 1) }
            throw expected("',' or '\(Character(Unicode.Scalar(closing)))'", help: jsonHelp)
        }
        position += 1
        skipJSONBlanks()
        return false
    }

    private mutating func jsonValue() throws(Diagnostic) -> JSONTemplate {
        switch byte {
        case .openBrace where nextByte == .openBrace: return .placeholder(try placeholder())
        case .openBrace: return try jsonObject()
        case .openBracket: return try jsonArray()
        case .doubleQuote:
            let template = try jsonString()
            return template.literal.map { .json(.string($0)) } ?? .string(template)
        case .hyphen, 0x30...0x39: return .json(.number(try jsonNumber()))
        default:
            var offset = position
            guard let literal = JSONLexer.literal(bytes.span, at: &offset) else {
                throw expected("a JSON value", help: jsonHelp)
            }
            trace?.mark(.value, position..<offset)
            position = offset
            return .json(literal)
        }
    }

    private mutating func jsonNumber() throws(Diagnostic) -> JSONNumber {
        var offset = position
        do throws(JSONSyntaxError) {
            let number = try JSONLexer.number(bytes.span, at: &offset)
            trace?.mark(.value, position..<offset)
            position = offset
            return number
        } catch {
            throw Diagnostic(.syntax, error.message, at: location(foundRange))
        }
    }

    /// Reads a string of JSON with placeholders in it; unlike a quoted text it holds no raw control characters.
    private mutating func jsonString() throws(Diagnostic) -> Template {
        let start = position
        let template = try quotedText().text
        if let control = bytes[start..<position].firstIndex(where: { $0 < 0x20 }) {
            throw Diagnostic(
                .syntax, "a line end or control character in a JSON text must be escaped",
                at: location(control..<control + 1), help: #"write '\n' for a line end"#)
        }
        return template
    }

    private mutating func skipJSONBlanks() {
        while position < end, bytes[position].isBlankOrLineEnd { position += 1 }
    }

    private var jsonHelp: String? {
        switch byte {
        case .singleQuote: "JSON has double quotes only"
        case .closeBrace, .closeBracket: "JSON has no ',' before a closing bracket"
        case .hash, .slash: "JSON has no comments"
        case _ where byte.isLetter: "'{' begins strict JSON: names and texts stand in double quotes"
        default: nil
        }
    }

    /// An object, which is plain JSON when no member holds a placeholder.
    private static func joined(_ members: [JSONTemplate.Member]) -> JSONTemplate {
        var plain: [JSONObject.Member] = []
        plain.reserveCapacity(members.count)
        for member in members {
            guard case .json(let value) = member.value else { return .object(members) }
            plain.append(JSONObject.Member(member.name.value, value))
        }
        return .json(.object(JSONObject(uniqueMembers: plain)))
    }

    private static func joined(_ elements: [JSONTemplate]) -> JSONTemplate {
        var plain: [JSON] = []
        plain.reserveCapacity(elements.count)
        for element in elements {
            guard case .json(let value) = element else { return .array(elements) }
            plain.append(value)
        }
        return .json(.array(plain))
    }
}
