import LeadlineCore

/// Reads an excerpt from left to right, by bytes. The grammar is written as extensions of it, one file for each part.
///
/// Every function reads at `position` and leaves it behind what it read. After a thrown diagnostic the position means
/// nothing; the reader of commands then looks for the next command.
struct Reader {
    let excerpt: Excerpt
    let bytes: [UInt8]
    /// Whether the text was a plain YAML scalar behind which ` #` stood: what is missing may have been cut off there.
    let isCutAtComment: Bool
    var position = 0
    /// Where reading ends: the end of the text, inside a placeholder its closing braces.
    var end: Int
    /// How many brackets are open. A line end is a blank inside them.
    var depth = 0
    /// Where the last comment began, in this command.
    var comment: Int?
    /// The blanks that were skipped last: what was read before them ends where they begin.
    private var lastBlanks = 0..<0
    /// A guess of what was meant, from what was read last: used when the words behind it do not fit.
    var hint: String?

    /// How often reading went on although a quote or bracket was open.
    var lostEnds = 0
    /// What is told of all that is passed; nil in nearly all runs.
    var trace: ReadingTrace?

    static let maximalLostEnds = 20

    /// Deeper nesting is refused, so that no text can exhaust the stack.
    static let maximalDepth = 100

    init(_ excerpt: Excerpt, isCutAtComment: Bool = false) {
        self.excerpt = excerpt
        bytes = Array(excerpt.text.utf8)
        self.isCutAtComment = isCutAtComment
        end = bytes.count
    }

    /// The byte at the position; 0 at the end, which no rule of the grammar asks for.
    var byte: UInt8 { position < end ? bytes[position] : 0 }

    /// The byte behind the one at the position.
    var nextByte: UInt8 { position + 1 < end ? bytes[position + 1] : 0 }

    func location(_ range: Range<Int>) -> SourceLocation { excerpt.location(range) }

    func location(from start: Int) -> SourceLocation { excerpt.location(start..<max(start, position)) }

    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}

// MARK: - Blanks, comments, line ends

extension Reader {
    /// Moves over blanks, comments, continued lines and, inside brackets, line ends.
    mutating func skipBlanks() {
        let start = position
        defer {
            if position > start {
                let isOneRun = start == lastBlanks.upperBound && !lastBlanks.isEmpty
                lastBlanks = (isOneRun ? lastBlanks.lowerBound : start)..<position
            }
        }
        while position < end {
            switch bytes[position] {
            case .blank, .tab: position += 1
            case .lineFeed where depth > 0: position += 1
            case .carriageReturn where depth > 0 || nextByte != .lineFeed: position += 1
            case .backslash:
                guard let next = continuation(at: position) else { return }
                position = next
            case .hash:
                guard beginsWord(position) else { return }
                comment = position
                while position < end, bytes[position] != .lineFeed { position += 1 }
                if position > 0, bytes[position - 1] == .carriageReturn { position -= 1 }
                if let comment { trace?.mark(.comment, comment..<position) }
                if depth == 0 { return }
            default: return
            }
        }
    }

    /// Where what was read last ends: the position without the blanks before it.
    var textEnd: Int { position == lastBlanks.upperBound && !lastBlanks.isEmpty ? lastBlanks.lowerBound : position }

    /// The offset behind the line end when a `\` stands here with nothing but blanks behind it on its line.
    func continuation(at offset: Int) -> Int? {
        guard bytes[offset] == .backslash else { return nil }
        var next = offset + 1
        while next < end, bytes[next] != .lineFeed {
            guard bytes[next].isBlankOrLineEnd else { return nil }
            next += 1
        }
        return next < end ? next + 1 : nil
    }

    /// Whether a word would begin here: at the start of the text, after a blank, a line end or `;`.
    private func beginsWord(_ offset: Int) -> Bool {
        guard offset > 0 else { return true }
        return bytes[offset - 1].isBlankOrLineEnd || bytes[offset - 1] == .semicolon
    }

    /// Whether the command ends here: at `;`, a line end outside brackets, the end of the text.
    var isAtEnd: Bool {
        guard position < end else { return true }
        switch bytes[position] {
        case .semicolon: return true
        case .lineFeed: return depth == 0
        case .carriageReturn: return depth == 0 && nextByte == .lineFeed
        default: return false
        }
    }

    /// Whether a blank, a line end, `;` or the end stands at an offset: what ends every word outside quotes.
    func isBlankOrEnd(_ offset: Int) -> Bool {
        guard offset < end else { return true }
        let byte = bytes[offset]
        return byte.isBlankOrLineEnd || byte == .semicolon || (byte == .backslash && continuation(at: offset) != nil)
    }

    /// Whether `{{` stands at the position.
    var isAtPlaceholder: Bool { byte == .openBrace && nextByte == .openBrace }

    /// Whether `->` stands at the position.
    var isAtArrow: Bool { byte == .hyphen && nextByte == .greater }
}

// MARK: - Brackets

extension Reader {
    /// Goes into brackets that open at the position.
    mutating func open() throws(Diagnostic) {
        guard depth < Self.maximalDepth else {
            throw Diagnostic(
                .nestedTooDeep, "brackets are nested more than \(Self.maximalDepth) deep",
                at: location(position..<position + 1))
        }
        depth += 1
        position += 1
    }

    mutating func close() {
        depth -= 1
        position += 1
    }
}

// MARK: - Keywords

extension Reader {
    /// The stretch of a word of letters, digits, `_` and `-` at the position; empty where there is none.
    func nameRange() -> Range<Int> {
        var stop = position
        while stop < end, bytes[stop].isNameByte { stop += 1 }
        // `->` belongs to no word.
        if stop < end, bytes[stop] == .greater, stop > position, bytes[stop - 1] == .hyphen { stop -= 1 }
        return position..<stop
    }

    /// The word at the position when it stands alone between blanks; it is not consumed.
    func peekKeyword() -> String? {
        let range = nameRange()
        return !range.isEmpty && isBlankOrEnd(range.upperBound) ? text(range) : nil
    }

    /// Consumes a word when it stands here alone.
    mutating func consume(_ keyword: String) -> Bool {
        let range = nameRange()
        guard range.count == keyword.utf8.count, isBlankOrEnd(range.upperBound),
            bytes[range].elementsEqual(keyword.utf8)
        else { return false }
        trace?.keyword(keyword, range)
        position = range.upperBound
        return true
    }

    /// Everything up to the next blank or end: what a message shows as found.
    func wordRange() -> Range<Int> {
        var stop = position
        while !isBlankOrEnd(stop) { stop += 1 }
        return position..<stop
    }
}
