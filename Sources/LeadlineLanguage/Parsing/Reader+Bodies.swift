import LeadlineCore

// Fields, `where`, `set` and clauses, in any order.

extension Reader {
    mutating func read(_ body: Body, into arguments: inout Arguments) throws(Diagnostic) {
        var takesFields = body.fields == .plain
        skipBlanks()
        note(body, takesFields, arguments)
        while !endsList {
            if isAtArrow {
                let start = position
                try checkAllowed("->", body, arguments.name.value)
                try noteOnce("->", position..<position + 2, in: &arguments)
                arguments.clauses.append(Clause(kind: .bind(try arrowName()), location: location(from: start)))
                trace?.add(.keyword("->"))
                takesFields = body.fields == .plain
            } else if let word = peekKeyword() {
                takesFields = try readKeyword(word, body, takesFields, into: &arguments)
            } else {
                try checkFieldsAllowed(body, takesFields, arguments)
                arguments.parts.append(try field(body, arguments))
            }
            skipBlanks()
            note(body, takesFields, arguments)
        }
    }

    /// Reads what a keyword begins; whether fields may follow.
    private mutating func readKeyword(
        _ word: String, _ body: Body, _ takesFields: Bool, into arguments: inout Arguments
    ) throws(Diagnostic) -> Bool {
        let start = position
        let range = start..<start + word.utf8.count
        if word == "from", takesFields {
            arguments.parts.append(try fromPart())
            return true
        }
        guard Self.isKeyword(word, of: body, arguments) else {
            throw misplaced(word, body, takesFields, arguments)
        }
        if word != "header" { try noteOnce(word, range, in: &arguments) }
        trace?.keyword(word, range)
        position = range.upperBound
        skipBlanks()
        switch word {
        case "where": arguments.filter = Located(try filter(), location(range))
        case "set":
            noteField()
            guard !endsList else { throw expected("a field behind 'set'", help: "write 'set field=value'") }
            return true
        case "times": arguments.times = try count()
        case "json", "body", "form": arguments.rawBody = try rawBody(word, into: &arguments)
        default:
            guard let name = ClauseName(rawValue: word) else { break }
            let clause = Clause(kind: try clause(name), location: location(from: start))
            trace?.add(.clause(clause))
            arguments.clauses.append(clause)
        }
        return body.fields == .plain
    }

    /// Tells the trace what may stand next.
    private func note(_ body: Body, _ takesFields: Bool, _ arguments: Arguments) {
        guard let trace else { return }
        if takesFields { noteField() }
        var words = Self.keywords(of: body, arguments)
        if body.clauses.contains(.bind) { words.append("->") }
        for word in words where !arguments.seen.contains(word) {
            if word == "where", arguments.id != nil { continue }
            if ["json", "body", "form"].contains(word), arguments.rawBody != nil { continue }
            trace.expect(.keyword(word), at: position)
        }
    }

    fileprivate func noteField() {
        trace?.expect(.field, at: position)
        trace?.expect(.keyword("from"), at: position)
    }

    private static func isKeyword(_ word: String, of body: Body, _ arguments: Arguments) -> Bool {
        switch word {
        case "where": body.hasFilter
        case "set": body.fields == .behindSet
        case "json", "body", "form": body.hasRawBody
        case "times": arguments.takesTimes
        default: ClauseName(rawValue: word).map { $0 != .bind && body.clauses.contains($0) } ?? false
        }
    }

    /// All of them, for suggestions.
    private static func keywords(of body: Body, _ arguments: Arguments) -> [String] {
        var words: [String] = []
        if body.hasFilter { words.append("where") }
        if body.fields == .behindSet { words.append("set") }
        if body.hasRawBody { words += ["json", "body", "form"] }
        if arguments.takesTimes { words.append("times") }
        return words + body.clauses.filter { $0 != .bind }.map(\.rawValue)
    }

    mutating func filter() throws(Diagnostic) -> Where {
        let start = position
        guard byte == .openBrace, nextByte != .openBrace else { return .predicate(try predicate(.filter)) }
        let object = try jsonObject()
        try checkBehind(start..<start + 1, closing: "}")
        return .json(object, location(from: start))
    }

    private mutating func clause(_ name: ClauseName) throws(Diagnostic) -> Clause.Kind {
        if name == .header {
            let header = try headerName()
            trace?.nextValues(.header(header.value))
            try equalsSign(behind: header.value)
            return .header(header, try assignedValue())
        }
        trace?.nextValues(.clause(name))
        let value = try value(.plain, "value behind '\(name.rawValue)'")
        if [.limit, .page, .depth].contains(name) { try checkWholeNumber(value, behind: name) }
        return switch name {
        case .sort: .sort(value)
        case .limit: .limit(value)
        case .page: .page(value)
        case .depth: .depth(value)
        case .locale: .locale(value)
        case .fallbackLocale: .fallbackLocale(value)
        case .key, .header, .bind: .key(value)
        }
    }

    /// A bare word that is no number was a slip; who wants to send one quotes it.
    private func checkWholeNumber(_ value: Value, behind name: ClauseName) throws(Diagnostic) {
        guard case .word(let word) = value, word.isBare, let text = word.text.literal, !isWholeNumber(text)
        else { return }
        throw Diagnostic(
            .wrongValue, "'\(name.rawValue)' takes a whole number, found \(Self.quoted(Self.shortened(text)))",
            at: value.location, help: "a text is sent as it is when it stands in quotes")
    }

    private func isWholeNumber(_ text: String) -> Bool {
        let digits = text.utf8.drop { $0 == UInt8(ascii: "-") }
        return text.utf8.count - digits.count <= 1 && !digits.isEmpty && digits.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }

    private mutating func headerName() throws(Diagnostic) -> Located<String> {
        let start = position
        trace?.expect(.headerName, at: start)
        defer { trace?.mark(.field, start..<position) }
        while byte.isNameByte || byte == .dot { position += 1 }
        guard position > start else { throw expected("header name", help: "write 'header NAME=VALUE'") }
        return Located(text(start..<position), location(from: start))
    }

    private mutating func count() throws(Diagnostic) -> Value {
        let start = position
        trace?.nextValues(.named("N"))
        let value = try value(.plain, "number behind 'times'")
        if !Self.isCount(value) {
            position = start
            throw expected("number behind 'times'")
        }
        return value
    }

    private mutating func rawBody(
        _ word: String, into arguments: inout Arguments
    ) throws(Diagnostic) -> RawRequest.Body {
        let start = position - word.utf8.count
        guard arguments.rawBody == nil else {
            throw Diagnostic(
                .conflictingParts, "a request has one body: 'json', 'body' or 'form'",
                at: location(start..<position))
        }
        trace?.nextValues(.named(word == "json" ? "VALUE" : "TEXT"))
        switch word {
        case "json": return .json(try value(.plain, "value behind 'json'"))
        case "body": return .text(try value(.plain, "value behind 'body'"))
        default:
            var parts: [Part] = []
            repeat {
                noteField()
                parts.append(try part())
                skipBlanks()
            } while !endsList && !isAtArrow && (peekKeyword() == nil || peekKeyword() == "from")
            return .form(parts)
        }
    }
}

// MARK: - Fields

extension Reader {
    mutating func readParts(atLeast least: Int, into arguments: inout Arguments) throws(Diagnostic) {
        skipBlanks()
        noteField()
        while arguments.parts.count < least || !endsList {
            arguments.parts.append(try part())
            skipBlanks()
            noteField()
        }
    }

    private mutating func part() throws(Diagnostic) -> Part {
        consumeAhead("from") ? try fromPart() : try field()
    }

    private func consumeAhead(_ word: String) -> Bool { peekKeyword() == word }

    private mutating func fromPart() throws(Diagnostic) -> Part {
        trace?.keyword("from", position..<position + "from".utf8.count)
        position += "from".utf8.count
        skipBlanks()
        trace?.nextValues(.from)
        let part = Part.from(try value(.plain, "file, object or {{name}} behind 'from'"))
        trace?.add(.part(part))
        return part
    }

    /// Reads `path=value`.
    private mutating func field(_ body: Body? = nil, _ arguments: Arguments? = nil) throws(Diagnostic) -> Part {
        let start = position
        let path = try settablePath()
        if byte != .equals, equalsAhead() == nil, let body, let arguments {
            position = start
            throw misplaced(text(foundRange), body, true, arguments)
        }
        trace?.nextValues(.field(path))
        try equalsSign(behind: text(start..<position))
        let part = Part.assign(path, try assignedValue())
        trace?.add(.part(part))
        return part
    }

    mutating func settablePath() throws(Diagnostic) -> Path {
        let path = try path()
        for step in path.steps {
            if case .index(let index) = step, index < 0 {
                throw Diagnostic(
                    .syntax, "'[\(index)]' is for reading only", at: path.location,
                    help: "write the element's number, from 0; the next number appends")
            }
        }
        return path
    }

    mutating func assignedValue() throws(Diagnostic) -> Value { try value(.plain) }

    /// Reads `=`, around which no blanks may stand.
    mutating func equalsSign(behind name: String) throws(Diagnostic) {
        guard byte == .equals else {
            guard let equals = equalsAhead() else {
                throw equalsMissing(behind: name)
            }
            position = equals + 1
            skipBlanks()
            // `colour = #fff`: the comment is the mistake, the blanks come second.
            if isAtEnd { throw expected("value") }
            throw Diagnostic(
                .syntax, "no blanks around '=' here: write \(Self.shortened(name))=…", at: location(equals..<equals + 1)
            )
        }
        let equals = position
        trace?.mark(.comparison, equals..<equals + 1)
        position += 1
        guard byte == .blank || byte == .tab else { return }
        skipBlanks()
        if isAtEnd { throw expected("value", help: "an empty text is \"\"") }
        throw Diagnostic(
            .syntax, "no blanks around '=' here: write \(Self.shortened(name))=…", at: location(equals..<equals + 1))
    }

    private func equalsMissing(behind name: String) -> Diagnostic {
        let name = Self.shortened(name)
        var help = "write '\(name)=…', or quote a text that holds blanks"
        if byte == .comma { help = "fields are separated by blanks" }
        if ClauseName(rawValue: name) != nil {
            help = "write '\(name)=…' for a field; as a clause '\(name)' stands behind a request or 'send'"
        }
        var next = self
        next.skipBlanks()
        return next.expected("'=' behind '\(name)'", help: help)
    }

    /// A `=` with blanks before it.
    private func equalsAhead() -> Int? {
        var probe = self
        probe.skipBlanks()
        return probe.position > position && probe.byte == .equals ? probe.position : nil
    }

    /// Reads `NAME=value`.
    mutating func assignment() throws(Diagnostic) -> Assignment {
        let name = try newName("name")
        trace?.nextValues(.bound(name.value))
        try equalsSign(behind: name.value)
        return Assignment(name: name, value: try assignedValue())
    }

    /// Reads `-> NAME`.
    mutating func arrowName() throws(Diagnostic) -> Located<String> {
        trace?.mark(.keyword, position..<position + 2)
        position += 2
        skipBlanks()
        trace?.expect(.newName, at: position)
        let name = try newName("name behind '->'")
        guard isBlankOrEnd(position) else { throw expected("a blank behind '\(name.value)'") }
        return name
    }

    /// Reads a NAME that is to be bound.
    private mutating func newName(_ what: String) throws(Diagnostic) -> Located<String> {
        let name = try name(what)
        guard !ReservedNames.all.contains(name.value) else {
            throw Diagnostic(
                .reservedName, "'\(name.value)' is a name of the language and cannot be bound",
                at: name.location, help: "choose another name")
        }
        trace?.mark(.bound, name.location.range)
        trace?.add(.bound(name))
        return name
    }

    /// Reads a NAME.
    mutating func name(_ what: String) throws(Diagnostic) -> Located<String> {
        let range = nameRange()
        guard !range.isEmpty, bytes[range.lowerBound].isLetter else {
            throw expected(what, help: isAtEnd ? nil : "a name begins with a letter; letters, digits, '_', '-' follow")
        }
        position = range.upperBound
        return Located(text(range), location(range))
    }
}

// MARK: - What cannot stand here

extension Reader {
    private func noteOnce(
        _ word: String, _ range: Range<Int>, in arguments: inout Arguments
    ) throws(Diagnostic) {
        guard !arguments.seen.contains(word) else {
            throw Diagnostic(
                .conflictingParts, "'\(word)' stands twice in this command", at: location(range),
                help: word == "set" || word == "where" ? "put all of it behind one '\(word)'" : "leave one of them out")
        }
        arguments.seen.append(word)
    }

    private func checkAllowed(_ word: String, _ body: Body, _ command: String) throws(Diagnostic) {
        guard body.clauses.contains(where: { $0.rawValue == word }) else {
            throw Diagnostic(.syntax, "'\(word)' cannot stand in '\(command)'", at: location(foundRange))
        }
    }

    private func checkFieldsAllowed(
        _ body: Body, _ takesFields: Bool, _ arguments: Arguments
    ) throws(Diagnostic) {
        if takesFields { return }
        let word = text(foundRange)
        guard body.fields == .behindSet, word.utf8.contains(.equals) else {
            throw misplaced(word, body, takesFields, arguments)
        }
        throw Diagnostic(
            .syntax, "fields stand behind 'set', found '\(Self.shortened(word))'", at: location(foundRange),
            help: "write 'set \(Self.shortened(word))'")
    }

    private func misplaced(
        _ word: String, _ body: Body, _ takesFields: Bool, _ arguments: Arguments
    ) -> Diagnostic {
        if takesFields, let equals = equalsBehindWord(word) {
            var probe = self
            probe.position = equals + 1
            probe.skipBlanks()
            if probe.isAtEnd { return probe.expected("value") }
            return Diagnostic(
                .syntax, "no blanks around '=' here: write \(Self.shortened(word))=…",
                at: location(equals..<equals + 1))
        }
        let known = ClauseName(rawValue: word) != nil || ["where", "set", "from", "times"].contains(word)
        if known {
            return Diagnostic(
                .unknownClause, "'\(word)' cannot stand in '\(arguments.name.value)'", at: location(foundRange),
                help: misplacedHelp(word, body))
        }
        var what: [String] = []
        if takesFields { what.append("a field") }
        if body.hasFilter, arguments.id == nil, !arguments.seen.contains("where") { what.append("'where'") }
        if body.fields == .behindSet, !arguments.seen.contains("set") { what.append("'set'") }
        what.append("a clause")
        var diagnostic = unexpected(what, candidates: Self.keywords(of: body, arguments))
        if diagnostic.help == nil, takesFields, word.utf8.allSatisfy(\.isNameByte) {
            diagnostic.help = "write '\(Self.shortened(word))=…' for a field; quote a text that holds blanks"
        }
        return diagnostic
    }

    private func misplacedHelp(_ word: String, _ body: Body) -> String? {
        switch word {
        case "where":
            let commands = CommandTable.all.filter { $0.body?.hasFilter ?? false }.map { "'\($0.name)'" }
            return "'where' stands in \(commands.joined(separator: ", "))"
        case "times": return "'times' stands in 'mock create' and 'fault'"
        case "from", "set": return nil
        default: return body.hasRawBody ? "write it into the URL" : nil
        }
    }

    private func equalsBehindWord(_ word: String) -> Int? {
        var probe = self
        probe.position += word.utf8.count
        return probe.position <= end ? probe.equalsAhead() : nil
    }

    /// Words that fit nowhere behind a whole command.
    func unexpected(_ what: [String] = [], candidates: [String] = []) -> Diagnostic {
        let word = text(foundRange)
        switch word {
        case "||", "&&", "&":
            return Diagnostic(
                .syntax, "'\(word)' cannot join commands", at: location(foundRange),
                help: "';' or a line end separates them; a failed 'expect' stops a script")
        case _ where byte == .greater:
            return Diagnostic(
                .syntax, "there is no redirection with '>'", at: location(foundRange),
                help: "write '| cat > FILE' at the prompt")
        default: break
        }
        let whole = "the end of the command"
        var diagnostic = expected(what.isEmpty ? whole : what.joined(separator: ", ") + " or " + whole)
        diagnostic.help = suggestion(for: word, in: candidates) ?? hint
        if diagnostic.help == Self.blanksHint, position == textEnd, "()=<>!".utf8.contains(byte) {
            diagnostic.help = "quote a value that holds '\(Character(Unicode.Scalar(byte)))'"
        }
        return diagnostic
    }
}
