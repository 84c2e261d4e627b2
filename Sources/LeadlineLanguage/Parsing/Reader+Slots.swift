import LeadlineCore

// Reads what stands behind a command's name, as its slots in the table say.

extension Reader {
    mutating func read(_ slots: [Slot], into arguments: inout Arguments) throws(Diagnostic) {
        for (index, slot) in slots.enumerated() {
            skipBlanks()
            trace?.enter(slots[index...])
            note(slot)
            try read(slot, into: &arguments)
            trace?.leave()
        }
    }

    private mutating func read(_ slot: Slot, into arguments: inout Arguments) throws(Diagnostic) {
        switch slot {
        case .keyword(let word):
            guard consume(word) else { throw keywordExpected([word]) }
            arguments.keywords.append(word)
        case .collection, .document, .collectionOrDocument: try readCollection(slot, into: &arguments)
        case .word(let name):
            let word = try plainWord(Self.noun(name))
            trace?.add(.word(name, word))
            arguments.words.append(word)
        case .value(let name): arguments.values.append(try namedValue(name))
        case .values(let name):
            repeat {
                arguments.values.append(try namedValue(name))
                skipBlanks()
                note(slot)
            } while !endsList
        case .path:
            let path = try settablePath()
            trace?.add(.path(path))
            arguments.paths.append(path)
        case .paths(let least):
            while arguments.paths.count < least || !endsList {
                let path = try path()
                trace?.add(.path(path))
                arguments.paths.append(path)
                skipBlanks()
                note(slot)
            }
        case .parts(let least): try readParts(atLeast: least, into: &arguments)
        case .assignments(let least):
            while arguments.assignments.count < least || !(endsList || isAtArrow) {
                arguments.assignments.append(try assignment())
                skipBlanks()
                note(slot)
            }
        case .predicate: arguments.predicate = try predicate(.sentence)
        case .duration: arguments.duration = try durationValue()
        case .number: arguments.number = try number()
        case .reference: arguments.references.append(try reference())
        case .subject: arguments.subject = try subject(.sentence)
        case .verb: arguments.verb = try verb()
        case .request(let storeOnly): try readRequest(storeOnly, into: &arguments)
        case .result: arguments.result = try arrowName()
        case .helpWords: readHelpWords(into: &arguments)
        case .shellWords: arguments.words += try shellWords()
        case .optional(let slots): try readOptional(slots, into: &arguments)
        case .oneOf(let alternatives): try readAlternative(alternatives, into: &arguments)
        case .body(let body): try read(body, into: &arguments)
        }
    }

    /// Whether nothing of the command follows: its end, or a pipe behind it.
    var endsList: Bool { isAtEnd || byte == .bar }

    // MARK: - Choices

    private mutating func readOptional(_ slots: [Slot], into arguments: inout Arguments) throws(Diagnostic) {
        guard !endsList, let first = slots.first else { return }
        switch first {
        case .result where !isAtArrow: return
        case .number where !isNumber(wordRange()): return
        default: break
        }
        let leading = Self.leadingKeywords(first)
        if !leading.isEmpty, !Self.hasFallback(first), !leading.contains(peekKeyword() ?? "") {
            var mistake = unexpected(leading.map { "'\($0)'" }, candidates: leading)
            if leading.count == 1, mistake.help == nil {
                mistake.help = "write '\(arguments.name.value) \(leading[0]) …'"
            }
            throw mistake
        }
        try read(slots, into: &arguments)
    }

    private mutating func readAlternative(
        _ alternatives: [[Slot]], into arguments: inout Arguments
    ) throws(Diagnostic) {
        let word = peekKeyword() ?? ""
        for slots in alternatives {
            guard let first = slots.first, Self.leadingKeywords(first).contains(word) else { continue }
            return try read(slots, into: &arguments)
        }
        if let last = alternatives.last, let first = last.first, Self.leadingKeywords(first).isEmpty {
            return try read(last, into: &arguments)
        }
        throw keywordExpected(alternatives.flatMap { $0.first.map(Self.leadingKeywords) ?? [] })
    }

    /// The keywords with which a slot can begin.
    static func leadingKeywords(_ slot: Slot) -> [String] {
        switch slot {
        case .keyword(let word): [word]
        case .oneOf(let alternatives): alternatives.flatMap { $0.first.map(leadingKeywords) ?? [] }
        default: []
        }
    }

    /// Whether a choice has an alternative that begins without a keyword.
    private static func hasFallback(_ slot: Slot) -> Bool {
        guard case .oneOf(let alternatives) = slot else { return false }
        return alternatives.contains { $0.first.map { leadingKeywords($0).isEmpty } ?? true }
    }

    func keywordExpected(_ words: [String]) -> Diagnostic {
        let list = words.map { "'\($0)'" }
        let what = list.count == 1 ? list[0] : list.dropLast().joined(separator: ", ") + " or " + (list.last ?? "")
        return expected(what, help: suggestion(for: text(foundRange), in: words))
    }

    // MARK: - Single words

    /// The noun for a message: the help writes `FILE`, a message 'file expected'.
    static func noun(_ name: String) -> String {
        switch name {
        case "API", "URL": name
        case "N": "number"
        case "CODE": "status code"
        case "last|FILE:LINE": "'last' or FILE:LINE"
        default: name.lowercased()
        }
    }

    private mutating func namedValue(_ name: String) throws(Diagnostic) -> Value {
        let start = position
        trace?.nextValues(.named(name))
        let value = try value(.plain, Self.noun(name))
        trace?.add(.value(name, value))
        if name == "N" || name == "CODE", !Self.isCount(value) {
            position = start
            throw expected(Self.noun(name))
        }
        return value
    }

    /// Reads a word of letters, digits, `_`, `-`: an API, a method.
    private mutating func plainWord(_ what: String) throws(Diagnostic) -> Located<String> {
        let range = nameRange()
        guard !range.isEmpty, isBlankOrEnd(range.upperBound) else {
            let isURL = byte == .slash || text(foundRange).contains("://")
            let help =
                what == "method" && isURL ? "write for example 'request GET \(Self.shortened(text(foundRange)))'" : nil
            throw expected(what, help: isAtPlaceholder ? "a placeholder cannot stand here" : help)
        }
        trace?.mark(.word, range)
        position = range.upperBound
        return Located(text(range), location(range))
    }

    private func isNumber(_ range: Range<Int>) -> Bool { !range.isEmpty && bytes[range].allSatisfy(\.isDigit) }

    private mutating func number() throws(Diagnostic) -> Int {
        let range = wordRange()
        guard isNumber(range), let number = Int(text(range)) else { throw expected("number") }
        trace?.mark(.value, range)
        trace?.add(.number(number))
        position = range.upperBound
        return number
    }

    private mutating func reference() throws(Diagnostic) -> ExchangeReference {
        if isNumber(wordRange()) { return .number(try number()) }
        let name = try name("the number of an exchange or a bound name")
        trace?.mark(.bound, name.location.range)
        return .name(name)
    }

    private mutating func verb() throws(Diagnostic) -> Located<Request.Verb> {
        let range = nameRange()
        guard let verb = Request.Verb(rawValue: text(range)), isBlankOrEnd(range.upperBound) else {
            throw keywordExpected(Request.Verb.allCases.map(\.rawValue))
        }
        trace?.keyword(verb.rawValue, range)
        position = range.upperBound
        return Located(verb, location(range))
    }

    private mutating func readHelpWords(into arguments: inout Arguments) {
        while !endsList {
            let range = wordRange()
            trace?.mark(.word, range)
            arguments.words.append(Located(text(range), location(range)))
            position = max(range.upperBound, position + 1)
            skipBlanks()
        }
    }

    // MARK: - Collections

    private mutating func readCollection(_ slot: Slot, into arguments: inout Arguments) throws(Diagnostic) {
        let start = position
        while byte.isCollectionByte, !isAtArrow { position += 1 }
        let range = start..<position
        guard !range.isEmpty, byte == .slash || isBlankOrEnd(position) else {
            position = start
            let help = "a collection is written as in the URL, for example 'leads'"
            throw expected("collection", help: isAtPlaceholder ? "a placeholder cannot stand here" : help)
        }
        trace?.mark(.word, range)
        trace?.add(.collection(Located(text(range), location(range))))
        arguments.words.append(Located(text(range), location(range)))
        guard byte == .slash else {
            if case .document = slot { throw idMissing(range) }
            return
        }
        if case .collection = slot { throw idNotAllowed(range, arguments.name.value) }
        position += 1
        trace?.expect(.id(text(range)), at: position)
        let id = byte == .doubleQuote || byte == .singleQuote ? try quoted() : try bareWord(.plain, "id behind '/'")
        trace?.add(.id(id))
        arguments.id = id
    }

    private func idMissing(_ range: Range<Int>) -> Diagnostic {
        Diagnostic(
            .syntax, "an id expected behind '\(text(range))'", at: location(range),
            help: "write '\(text(range))/ID'; 'find \(text(range))' lists the documents")
    }

    private func idNotAllowed(_ range: Range<Int>, _ command: String) -> Diagnostic {
        let whole = Self.shortened(text(wordRange().lowerBound..<wordRange().upperBound))
        return Diagnostic(
            .syntax, "an id cannot stand behind '\(command) \(text(range))'", at: location(wordRange()),
            help: command == "find" ? "write 'get \(text(range))\(whole)'" : "leave out '\(whole)'")
    }
}
