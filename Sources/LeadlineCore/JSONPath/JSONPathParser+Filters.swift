extension JSONPathParser {
    /// What stands at one side of a comparison, as a test or as an argument. What it may be depends on the place.
    private struct Term {
        enum Kind {
            case literal(JSON)
            case query(JSONPath.Query)
            /// A function that gives a value.
            case result(JSONPath.Operand, JSONPath.Function)
            /// A function that is true or false.
            case test(JSONPath.Condition, JSONPath.Function)
        }

        var offset: Int
        var kind: Kind
    }

    /// Reads conditions with `||` between them.
    mutating func condition() throws(TextSyntaxError) -> JSONPath.Condition {
        var parts = [try conjunction()]
        while takeOperator("||") { parts.append(try conjunction()) }
        return parts.count == 1 ? parts[0] : .any(parts)
    }

    private mutating func conjunction() throws(TextSyntaxError) -> JSONPath.Condition {
        var parts = [try basicCondition()]
        while takeOperator("&&") { parts.append(try basicCondition()) }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private mutating func basicCondition() throws(TextSyntaxError) -> JSONPath.Condition {
        if reader.take("!") {
            skipBlanks()
            return .not(try negated())
        }
        if reader.peek(UInt8(ascii: "(")) { return try parenthesized() }
        let left = try term()
        guard let comparison = try comparison() else { return try test(left) }
        let first = try value(left)
        let right = try term()
        return .comparison(first, comparison, try value(right))
    }

    /// Reads what `!` negates, which cannot be a comparison without parentheses.
    private mutating func negated() throws(TextSyntaxError) -> JSONPath.Condition {
        if reader.peek(UInt8(ascii: "(")) { return try parenthesized() }
        let term = try term()
        switch term.kind {
        case .query, .test: return try test(term)
        case .literal, .result: throw mismatch("'(', a query or a test behind '!'", term)
        }
    }

    private mutating func parenthesized() throws(TextSyntaxError) -> JSONPath.Condition {
        try enter()
        defer { leave() }
        reader.offset += 1
        skipBlanks()
        let condition = try condition()
        skipBlanks()
        guard reader.take(")") else { throw reader.expected("'&&', '||' or ')'") }
        return condition
    }

    /// Takes an operator with the blanks around it, if it is the next thing.
    private mutating func takeOperator(_ word: StaticString) -> Bool {
        let end = reader.offset
        skipBlanks()
        guard reader.take(word) else {
            reader.offset = end
            return false
        }
        skipBlanks()
        return true
    }

    private mutating func comparison() throws(TextSyntaxError) -> JSONPath.Comparison? {
        let end = reader.offset
        skipBlanks()
        let rest = reader.bytes[reader.offset...]
        guard let found = JSONPath.Comparison.allCases.first(where: { rest.starts(with: $0.rawValue.utf8) }) else {
            if reader.peek(UInt8(ascii: "=")) { throw reader.expected("'=='") }
            reader.offset = end
            return nil
        }
        reader.offset += found.rawValue.utf8.count
        skipBlanks()
        return found
    }
}

extension JSONPathParser {
    private mutating func term() throws(TextSyntaxError) -> Term {
        let start = reader.offset
        let kind: Term.Kind
        switch reader.isAtEnd ? 0 : reader.bytes[start] {
        case UInt8(ascii: "'"), UInt8(ascii: "\""): kind = .literal(.string(try text()))
        case UInt8(ascii: "-"), 0x30...0x39: kind = .literal(.number(try lex(JSONLexer.number)))
        case UInt8(ascii: "@"), UInt8(ascii: "$"):
            reader.offset += 1
            kind = .query(try query(isRelative: reader.bytes[start] == UInt8(ascii: "@")))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): kind = try word()
        default: throw reader.expected("a value, a query or a function")
        }
        return Term(offset: start, kind: kind)
    }

    /// Reads `true`, `false`, `null` or a function's call.
    private mutating func word() throws(TextSyntaxError) -> Term.Kind {
        let start = reader.offset
        if let literal = try lex(JSONLexer.literal), !reader.peek(UInt8(ascii: "(")) {
            return .literal(literal)
        }
        reader.offset = start
        let name = reader.bytes[start...].prefix(while: Self.isFunctionName)
        let text = String(decoding: name, as: UTF8.self)
        let function = JSONPath.Function(rawValue: text)
        let isCall = name.endIndex < reader.bytes.count && reader.bytes[name.endIndex] == UInt8(ascii: "(")
        guard isCall || function != nil else { throw reader.expected("a value, a query or a function") }
        guard let function else {
            let help = Suggestion.help(for: text, in: JSONPath.Function.allCases.map(\.rawValue)) ?? ""
            throw TextSyntaxError(offset: start, message: "unknown function '\(text)': \(help)")
        }
        reader.offset = name.endIndex
        return try call(function)
    }

    private static func isFunctionName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
        default: false
        }
    }

    private mutating func call(_ function: JSONPath.Function) throws(TextSyntaxError) -> Term.Kind {
        guard reader.take("(") else { throw reader.expected("'(' behind '\(function.rawValue)'") }
        try enter()
        defer { leave() }
        let kind: Term.Kind
        let first = try argument()
        switch function {
        case .length: kind = .result(.length(try value(first)), function)
        case .count: kind = .result(.count(try query(first)), function)
        case .value: kind = .result(.value(try query(first)), function)
        case .match, .search:
            let text = try value(first)
            guard reader.take(",") else { throw reader.expected("',' and the pattern of '\(function.rawValue)'") }
            let isWhole = function == .match
            kind = .test(.matches(text, try expression(try argument(), isWhole: isWhole), isWhole: isWhole), function)
        }
        guard reader.take(")") else { throw reader.expected("')' behind what '\(function.rawValue)' takes") }
        return kind
    }

    /// Reads an argument with the blanks around it. No function takes a condition, so none is read.
    private mutating func argument() throws(TextSyntaxError) -> Term {
        skipBlanks()
        let term = try term()
        skipBlanks()
        return term
    }
}

extension JSONPathParser {
    /// The term as what has one value or none.
    private func value(_ term: Term) throws(TextSyntaxError) -> JSONPath.Operand {
        switch term.kind {
        case .literal(let value): return .literal(value)
        case .query(let query) where query.steps != nil:
            guard let blank = query.blank else { return .query(query) }
            throw TextSyntaxError(
                offset: blank, message: "a query that stands for a value has no blanks inside its brackets")
        case .result(let operand, _): return operand
        case .query, .test: throw mismatch("one value", term)
        }
    }

    /// The term as an argument that takes all nodes of a query.
    private func query(_ term: Term) throws(TextSyntaxError) -> JSONPath.Query {
        guard case .query(let query) = term.kind else { throw mismatch("a query", term) }
        return query
    }

    private func expression(_ term: Term, isWhole: Bool) throws(TextSyntaxError) -> JSONPath.Expression {
        switch term.kind {
        case .literal(.string(let text)): .literal(JSONPathRegexp.pattern(text, isWhole: isWhole))
        case .literal: .literal(nil)
        case .query, .result, .test: .computed(try value(term))
        }
    }

    /// The term as a condition of its own.
    private mutating func test(_ term: Term) throws(TextSyntaxError) -> JSONPath.Condition {
        switch term.kind {
        case .query(let query): return .exists(query)
        case .test(let condition, _): return condition
        case .literal, .result:
            skipBlanks()
            throw reader.expected("a comparison behind \(description(of: term))")
        }
    }

    private func mismatch(_ expected: String, _ term: Term) -> TextSyntaxError {
        TextSyntaxError(offset: term.offset, message: "\(expected) expected, found \(description(of: term))")
    }

    private func description(of term: Term) -> String {
        switch term.kind {
        case .literal: "a literal value"
        case .query(let query): query.steps == nil ? "a query that can give several" : "a query"
        case .result(_, let function): "the value of '\(function.rawValue)'"
        case .test(_, let function): "'\(function.rawValue)', which is true or false"
        }
    }
}
