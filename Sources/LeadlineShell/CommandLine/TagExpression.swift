package import LeadlineCore

/// Which tags a scenario must have: `smoke and not (slow or live)`.
package indirect enum TagExpression: Sendable, Equatable {
    case tag(String)
    case not(TagExpression)
    case and(TagExpression, TagExpression)
    case or(TagExpression, TagExpression)

    /// Reads an expression; `spelling` is the option that holds it.
    package init(_ text: String, spelling: String = "--tags") throws(Diagnostic) {
        var reader = TagReader(Source(name: spelling, text: text))
        self = try reader.expression()
        try reader.end()
    }

    package func holds(for tags: [String]) -> Bool {
        switch self {
        case .tag(let tag): tags.contains(tag)
        case .not(let part): !part.holds(for: tags)
        case .and(let left, let right): left.holds(for: tags) && right.holds(for: tags)
        case .or(let left, let right): left.holds(for: tags) || right.holds(for: tags)
        }
    }

    /// The tags that it names.
    package var tags: [String] {
        switch self {
        case .tag(let tag): [tag]
        case .not(let part): part.tags
        case .and(let left, let right), .or(let left, let right): left.tags + right.tags
        }
    }
}

/// `or` binds weaker than `and`, `and` weaker than `not`.
private struct TagReader {
    private let source: Source
    private var words: ArraySlice<(text: String, range: Range<Int>)>
    private var depth = 0

    init(_ source: Source) {
        self.source = source
        words = Self.words(of: source.text)[...]
    }

    mutating func expression() throws(Diagnostic) -> TagExpression {
        var left = try conjunction()
        while take("or") { left = .or(left, try conjunction()) }
        return left
    }

    private mutating func conjunction() throws(Diagnostic) -> TagExpression {
        var left = try part()
        while take("and") { left = .and(left, try part()) }
        return left
    }

    private mutating func part() throws(Diagnostic) -> TagExpression {
        depth += 1
        defer { depth -= 1 }
        guard depth < 100 else { throw wrong("this is nested too deep") }
        if take("not") { return .not(try part()) }
        if take("(") {
            let inner = try expression()
            guard take(")") else { throw wrong("expected ')'") }
            return inner
        }
        guard let word = words.first, !["and", "or", ")"].contains(word.text) else {
            throw wrong("expected a tag")
        }
        words.removeFirst()
        return .tag(word.text)
    }

    func end() throws(Diagnostic) {
        if !words.isEmpty { throw wrong("expected 'and' or 'or' between tags") }
    }

    private mutating func take(_ word: String) -> Bool {
        guard words.first?.text == word else { return false }
        words.removeFirst()
        return true
    }

    private func wrong(_ message: String) -> Diagnostic {
        let end = source.text.utf8.count
        let found = words.first.map { ", found '\($0.text)'" } ?? ", found the end"
        return Diagnostic(
            .error, .invalidArgument, message + found,
            at: SourceLocation(source: source, range: words.first?.range ?? end..<end),
            help: "as in \(source.name) 'smoke and not slow'")
    }

    /// Parentheses, and what blanks separate.
    private static func words(of text: String) -> [(text: String, range: Range<Int>)] {
        var words: [(text: String, range: Range<Int>)] = []
        var start: Int?
        let bytes = Array(text.utf8)
        func word(_ range: Range<Int>) -> (text: String, range: Range<Int>) {
            (String(decoding: bytes[range], as: UTF8.self), range)
        }
        for (index, byte) in bytes.enumerated() {
            let isParenthesis = byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")")
            if isParenthesis || byte == 0x20 || byte == 0x09 {
                if let begun = start { words.append(word(begun..<index)) }
                start = nil
                if isParenthesis { words.append(word(index..<index + 1)) }
            } else if start == nil {
                start = index
            }
        }
        if let start { words.append(word(start..<bytes.count)) }
        return words
    }
}
