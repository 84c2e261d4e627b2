import LeadlineCore

/// For whom a predicate is read; this decides which operators and subjects it may have.
enum Setting {
    /// Behind `where` of a request: the server judges.
    case filter
    /// A sentence: leadline judges.
    case sentence
}

extension Reader {
    /// Reads tests joined by `and` and `or`; it ends before the first word that cannot continue it.
    mutating func predicate(_ setting: Setting) throws(Diagnostic) -> Predicate {
        let first = try conjunction(setting)
        guard consumeConnective("or") else { return first }
        var parts = [first]
        repeat { parts.append(try conjunction(setting)) } while consumeConnective("or")
        return .or(parts)
    }

    private mutating func conjunction(_ setting: Setting) throws(Diagnostic) -> Predicate {
        let first = try term(setting)
        guard consumeConnective("and") else { return first }
        var parts = [first]
        repeat { parts.append(try term(setting)) } while consumeConnective("and")
        return .and(parts)
    }

    private mutating func term(_ setting: Setting) throws(Diagnostic) -> Predicate {
        skipBlanks()
        guard byte == .openParenthesis else { return .test(try test(setting)) }
        let opening = position
        try open()
        let inner = try predicate(setting)
        skipBlanks()
        guard byte == .closeParenthesis else {
            if isAtEnd { throw unclosed(opening..<opening + 1) }
            throw misfit("'and', 'or' or ')'")
        }
        close()
        return inner
    }

    /// Moves over blanks and one of `and`, `or`; where it does not stand, nothing is consumed.
    private mutating func consumeConnective(_ word: String) -> Bool {
        let start = position
        skipBlanks()
        trace?.expect(.keyword(word), at: position)
        let range = predicateWord()
        if range.count == word.utf8.count, bytes[range].elementsEqual(word.utf8) {
            trace?.mark(.keyword, range)
            position = range.upperBound
            return true
        }
        position = start
        return false
    }

    /// The bare word at the position by the rules of predicates; placeholders and quotes are not looked at.
    func predicateWord() -> Range<Int> {
        var stop = position
        while stop < end, !endsWord(.predicate, at: stop) { stop += 1 }
        return position..<stop
    }

    /// What expected a word and found another, with the guess that the words before gave rise to.
    func misfit(_ what: String) -> Diagnostic {
        var diagnostic = expected(what)
        if diagnostic.help == nil { diagnostic.help = hint }
        return diagnostic
    }
}

// MARK: - Tests

extension Reader {
    private mutating func test(_ setting: Setting) throws(Diagnostic) -> Test {
        let start = position
        trace?.expect(.subject(isFilter: setting == .filter), at: position)
        let subject = try subject(setting)
        trace?.add(.subject(subject, isFilter: setting == .filter))
        skipBlanks()
        trace?.expect(.comparison(subject, isFilter: setting == .filter), at: position)
        let operation = try operation(setting, behind: subject)
        let test = Test(subject: subject, operation: operation, location: location(from: start))
        trace?.add(.test(test, isFilter: setting == .filter))
        return test
    }

    /// Reads a path or, in sentences, a JSONPath.
    mutating func subject(_ setting: Setting) throws(Diagnostic) -> Subject {
        guard byte == .dollar else { return .path(try path("subject")) }
        let isQuery = nextByte == .dot || nextByte == .openBracket || isBlankOrEnd(position + 1)
        if setting == .sentence { return .jsonPath(try jsonPath()) }
        guard !isQuery else {
            throw Diagnostic(
                .syntax, "a JSONPath cannot stand in 'where'", at: location(foundRange), help: "write a field's path")
        }
        return .path(try path("subject"))
    }

    private mutating func operation(
        _ setting: Setting, behind subject: Subject
    ) throws(Diagnostic) -> Test.Operation {
        let start = position
        guard let word = operatorWord(), let entry = OperatorTable.entry(word) else {
            position = start
            throw unknownOperator(behind: subject)
        }
        let range = start..<position
        let refused: OperatorEntry.Judge = setting == .filter ? .here : .server
        if entry.judge == refused { throw misplaced(word, entry, setting, range) }
        trace?.mark(.comparison, range)
        trace?.nextValues(.comparison(subject, entry.words[0], isFilter: setting == .filter))
        skipBlanks()
        return try operand(entry, setting, range)
    }

    /// Reads the operator's words: `is not`, `not in`, `>=`. Nil where none stands.
    private mutating func operatorWord() -> String? {
        switch byte {
        case .equals, .less, .greater, .exclamationMark: return symbolOperator()
        default: break
        }
        let first = predicateWord()
        var word = text(first)
        position = first.upperBound
        guard word == "is" || word == "not" else { return word }
        let behind = position
        skipBlanks()
        noteSecondWord(behind: word)
        let second = predicateWord()
        let both = word + " " + text(second)
        if !second.isEmpty, OperatorTable.entry(both) != nil {
            position = second.upperBound
            word = both
        } else {
            position = behind
        }
        return word
    }

    /// Tells the trace what may stand behind `is` or `not`.
    private func noteSecondWord(behind word: String) {
        guard let trace else { return }
        for known in OperatorTable.words where known.hasPrefix(word + " ") {
            trace.expect(.keyword(String(known.dropFirst(word.count + 1))), at: position)
        }
    }

    private mutating func symbolOperator() -> String? {
        // Nothing shorter is tried: `a =!b` is no `=`.
        let range = symbolRange()
        position = range.upperBound
        return text(range)
    }

    private func symbolRange() -> Range<Int> {
        var stop = position
        while stop < end, stop - position < 3, "=<>!~".utf8.contains(bytes[stop]) { stop += 1 }
        return position..<stop
    }

    private func misplaced(
        _ word: String, _ entry: OperatorEntry, _ setting: Setting, _ range: Range<Int>
    ) -> Diagnostic {
        let message =
            setting == .filter
            ? "'\(word)' cannot stand in 'where', which the server judges"
            : "'\(word)' stands in 'where' only, where the server judges"
        return Diagnostic(.unknownOperator, message, at: location(range), help: entry.instead)
    }

    /// What to say when a word of the grammar was read as the subject, and no operator follows.
    private static func subjectHelp(_ subject: String, behind word: String) -> String? {
        switch subject {
        case "not": "'not' stands behind the subject: write '\(word) is not …' or '\(word) not exists'"
        case "and", "or": "'\(subject)' stands where a subject is due: leave it out"
        case _ where OperatorTable.entry(subject) != nil: "a subject stands before '\(subject)'"
        default: nil
        }
    }

    /// Whether the next word behind a stretch is this one.
    private func isWordBehind(_ range: Range<Int>, _ word: String) -> Bool {
        var probe = self
        probe.position = range.upperBound
        probe.skipBlanks()
        return probe.text(probe.predicateWord()) == word
    }

    private func unknownOperator(behind subject: Subject) -> Diagnostic {
        if isAtEnd || byte == .closeParenthesis {
            return expected("operator", help: "write for example 'is VALUE' or 'exists'")
        }
        var range = predicateWord()
        if range.isEmpty { range = symbolRange() }
        let word = text(range)
        if word.isEmpty { return expected("operator", .unknownOperator) }
        var diagnostic = Diagnostic(
            .unknownOperator, "operator expected, found \(Self.quoted(Self.shortened(word)))", at: location(range))
        if case .path(let path) = subject, path.steps.count == 1, let first = path.first,
            let help = Self.subjectHelp(first, behind: word)
        {
            diagnostic.help = help
        } else if word == "not", isWordBehind(range, "is") {
            diagnostic.help = "write 'is not'"
        } else if word == "not" {
            diagnostic.help = "write 'is not', 'not in', 'not exists', 'not contains', 'not matches' or 'not like'"
        } else if let known = OperatorTable.foreign[word.lowercased()] {
            diagnostic.help = "write '\(known)'"
        } else {
            diagnostic.help = suggestion(for: word, in: OperatorTable.words)
        }
        return diagnostic
    }
}

// MARK: - Right sides

extension Reader {
    private mutating func operand(
        _ entry: OperatorEntry, _ setting: Setting, _ range: Range<Int>
    ) throws(Diagnostic) -> Test.Operation {
        switch entry.form {
        case .isEqual, .isUnequal: return try equality(entry, setting, range)
        case .compare(let comparison): return .compare(comparison, try comparisonOperand())
        case .isIn: return .isIn(try listOperand(range))
        case .isNotIn: return .isNotIn(try listOperand(range))
        case .all: return .all(try listOperand(range))
        case .exists: return existence(range)
        case .notExists: return plain(.notExists, range)
        case .contains: return .contains(try predicateValue())
        case .notContains: return .notContains(try predicateValue())
        case .like: return .like(try predicateValue())
        case .notLike: return .notLike(try predicateValue())
        case .matches: return .matches(try regex())
        case .notMatches: return .notMatches(try regex())
        case .near: return .near(try predicateValue())
        case .within: return .within(try predicateValue())
        case .intersects: return .intersects(try predicateValue())
        case .hasItems: return try itemCount()
        case .conforms: return plain(.conforms, range)
        }
    }

    /// The guess behind a bare word.
    static let blanksHint = "quote a text that holds blanks"

    private mutating func predicateValue() throws(Diagnostic) -> Value {
        hint = Self.blanksHint
        return try value(.predicate)
    }

    private mutating func equality(
        _ entry: OperatorEntry, _ setting: Setting, _ range: Range<Int>
    ) throws(Diagnostic) -> Test.Operation {
        let isNegative = if case .isUnequal = entry.form { true } else { false }
        let isWord = bytes[range.lowerBound] == UInt8(ascii: "i")
        if isWord, let type = typeBehindArticle() {
            guard setting == .sentence else {
                throw Diagnostic(
                    .unknownOperator, "'is a \(type.rawValue)' cannot stand in 'where', which the server judges",
                    at: location(range.lowerBound..<position), help: "write 'exists', or quote the \"a\" as a value")
            }
            hint = nil
            return isNegative ? .isNotType(type) : .isType(type)
        }
        let start = position
        let value = try predicateValue()
        if isWord { noteOperatorAsValue(value, start) }
        let except = try exceptPaths(setting)
        return isNegative ? .notEquals(value, except: except) : .equals(value, except: except)
    }

    /// Reads `a TYPE` or `an TYPE`; nil, without moving, where something else stands.
    private mutating func typeBehindArticle() -> Test.TypeName? {
        let start = position
        let article = predicateWord()
        guard article.count <= 2, ["a", "an"].contains(text(article)) else { return nil }
        position = article.upperBound
        skipBlanks()
        for type in Test.TypeName.allCases { trace?.expect(.keyword(type.rawValue), at: position) }
        let word = predicateWord()
        if let type = Test.TypeName(rawValue: text(word)) {
            trace?.mark(.keyword, article.lowerBound..<word.upperBound)
            position = word.upperBound
            return type
        }
        position = start
        return nil
    }

    /// Remembers what to say when the words behind `is a …` or `is in …` do not fit.
    private mutating func noteOperatorAsValue(_ value: Value, _ start: Int) {
        guard case .word(let word) = value, word.isBare, let literal = word.text.literal else { return }
        if literal == "a" || literal == "an" {
            var probe = self
            probe.skipBlanks()
            let found = probe.text(probe.predicateWord())
            let names = Test.TypeName.allCases.map(\.rawValue)
            hint = suggestion(for: found, in: names) ?? "a type is one of \(names.joined(separator: ", "))"
        } else if OperatorTable.entry(literal) != nil {
            hint = "write '\(literal)' without 'is'"
        }
    }

    private mutating func exceptPaths(_ setting: Setting) throws(Diagnostic) -> [Path] {
        let start = position
        skipBlanks()
        guard text(predicateWord()) == "except" else {
            position = start
            return []
        }
        let word = predicateWord()
        guard setting == .sentence else {
            throw Diagnostic(
                .unknownOperator, "'except' cannot stand in 'where', which the server judges", at: location(word))
        }
        trace?.mark(.keyword, word)
        position = word.upperBound
        var paths: [Path] = []
        repeat {
            if !paths.isEmpty { position += 1 }
            skipBlanks()
            paths.append(try path("field behind 'except'"))
            position = positionOfComma() ?? position
        } while byte == .comma
        hint = "',' separates the fields behind 'except'"
        return paths
    }

    /// The next `,` with nothing but blanks before it.
    private func positionOfComma() -> Int? {
        var probe = self
        probe.skipBlanks()
        return probe.byte == .comma ? probe.position : nil
    }

    private mutating func comparisonOperand() throws(Diagnostic) -> Test.Operand {
        let start = position
        guard let duration = literalDuration(.predicate) else {
            return Test.Operand(value: try predicateValue(), duration: nil)
        }
        hint = nil
        let template = Template(literal: duration.text, location: location(from: start))
        return Test.Operand(value: .word(Word(quoting: .bare, text: template)), duration: duration.value)
    }

    private mutating func listOperand(_ range: Range<Int>) throws(Diagnostic) -> Value {
        let start = position
        let word = text(range)
        hint = nil
        trace?.expectValue(at: position)
        if byte == .openBracket || isAtPlaceholder {
            let value = try value(.predicate)
            switch value {
            case .list: return value
            case .word(let word) where word.text.lonePlaceholder != nil: return value
            default: break
            }
        }
        position = start
        throw expected("a list", help: "write '\(word) [A, B]' or '\(word) {{name}}'")
    }

    /// An operator without a right side: the blanks behind it are no part of the test.
    private mutating func plain(_ operation: Test.Operation, _ range: Range<Int>) -> Test.Operation {
        hint = nil
        position = range.upperBound
        return operation
    }

    private mutating func existence(_ range: Range<Int>) -> Test.Operation {
        hint = nil
        let word = predicateWord()
        switch text(word) {
        case "true":
            position = word.upperBound
            return .exists
        case "false":
            position = word.upperBound
            return .notExists
        default:
            return plain(.exists, range)
        }
    }

    private mutating func itemCount() throws(Diagnostic) -> Test.Operation {
        let start = position
        trace?.nextValues(.named("N"))
        let count = try value(.predicate, "a count")
        if !Self.isCount(count) {
            position = start
            throw expected("a count behind 'has'", help: "write for example 'has 2 items'")
        }
        skipBlanks()
        trace?.expect(.keyword("items"), at: position)
        let unit = predicateWord()
        guard ["item", "items"].contains(text(unit)) else { throw expected("'items'") }
        trace?.mark(.comparison, unit)
        position = unit.upperBound
        hint = nil
        return .hasItems(count)
    }

    /// Whether a value may be a count: digits, or something with a placeholder in it.
    static func isCount(_ value: Value) -> Bool {
        guard case .word(let word) = value, word.isBare else { return false }
        guard let literal = word.text.literal else { return true }
        return !literal.isEmpty && literal.utf8.allSatisfy(\.isDigit)
    }

    private mutating func regex() throws(Diagnostic) -> Test.RegexValue {
        guard byte == .slash else { return .value(try predicateValue()) }
        hint = nil
        let start = position
        defer { trace?.mark(.value, start..<min(position, end)) }
        position += 1
        while position < end, bytes[position] != .slash, bytes[position] != .lineFeed {
            position += bytes[position] == .backslash && nextByte != .lineFeed ? 2 : 1
        }
        guard position < end, bytes[position] == .slash else { throw unclosed(start..<start + 1, .syntax) }
        let pattern = start + 1..<position
        position += 1
        let flags = position
        while byte.isLetter {
            guard "imsx".utf8.contains(byte) else {
                throw Diagnostic(
                    .invalidRegex, "flag i, m, s or x expected, found '\(text(position..<position + 1))'",
                    at: location(position..<position + 1), help: #"write '\/' for a slash in the expression"#)
            }
            position += 1
        }
        try checkBehind(start..<start + 1, closing: "/")
        let compiled = try compile(pattern, flags: text(flags..<position))
        let whole = start..<position
        return .literal(Located(compiled, location(whole)), written: text(whole))
    }

    private func compile(_ range: Range<Int>, flags: String) throws(Diagnostic) -> Pattern {
        do throws(PatternError) {
            return try Pattern(text(range), flags: Set(flags))
        } catch {
            let offset = min(range.lowerBound + max(error.offset, 0), range.upperBound)
            throw Diagnostic(
                .invalidRegex, "invalid regular expression: \(error.message)", at: location(offset..<offset + 1))
        }
    }
}
