/// Reads a query from left to right. Recursive; a limit to the nesting bounds the stack it needs.
struct JSONPathParser {
    var reader: TextReader
    /// How many filters, parentheses and function calls are open.
    private var depth = 0
    private static let depthLimit = 64
    /// The whole numbers that all of JSON's readers agree on (RFC 7493): the RFC's range for indices.
    private static let integers = -9_007_199_254_740_991...9_007_199_254_740_991

    init(_ text: String) { reader = TextReader(text) }

    mutating func wholeQuery() throws(TextSyntaxError) -> JSONPath.Query {
        guard reader.take("$") else { throw reader.expected("'$'") }
        let query = try query(isRelative: false)
        let end = reader.offset
        skipBlanks()
        guard reader.isAtEnd else { throw reader.expected("'.', '[' or the end of the query") }
        guard reader.offset == end else {
            throw TextSyntaxError(offset: end, message: "the end of the query expected, found a blank")
        }
        return query
    }

    /// Reads the segments behind `$` or `@`.
    mutating func query(isRelative: Bool) throws(TextSyntaxError) -> JSONPath.Query {
        var segments: [JSONPath.Segment] = []
        var blank: Int?
        while true {
            let end = reader.offset
            skipBlanks()
            if reader.peek(UInt8(ascii: "[")) {
                segments.append(.children(try brackets(&blank)))
            } else if reader.take("..") {
                let hasBracket = reader.peek(UInt8(ascii: "["))
                let selectors = try hasBracket ? brackets(&blank) : [shorthand("'[', '*' or a name behind '..'")]
                segments.append(.descendants(selectors))
            } else if reader.take(".") {
                segments.append(.children([try shorthand("'*' or a name behind '.'")]))
            } else {
                reader.offset = end
                return JSONPath.Query(isRelative: isRelative, segments: segments, blank: blank)
            }
        }
    }

    /// Reads `*` or a name without quotes.
    private mutating func shorthand(_ expected: String) throws(TextSyntaxError) -> JSONPath.Selector {
        if reader.take("*") { return .wildcard }
        let start = reader.offset
        while !reader.isAtEnd, Self.isName(reader.bytes[reader.offset], isFirst: reader.offset == start) {
            reader.offset += 1
        }
        guard reader.offset > start else { throw reader.expected(expected) }
        return .name(String(decoding: reader.bytes[start..<reader.offset], as: UTF8.self))
    }

    private static func isName(_ byte: UInt8, isFirst: Bool) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): !isFirst
        default: byte >= 0x80
        }
    }

    mutating func skipBlanks() {
        let bytes = reader.bytes
        JSONLexer.skipBlanks(bytes.span, at: &reader.offset)
    }

    /// Reads what a function of `JSONLexer` reads.
    mutating func lex<Value>(
        _ read: (Span<UInt8>, inout Int) throws(JSONSyntaxError) -> Value
    ) throws(TextSyntaxError) -> Value {
        let bytes = reader.bytes
        do {
            return try read(bytes.span, &reader.offset)
        } catch {
            throw TextSyntaxError(offset: error.offset, message: error.message)
        }
    }

    /// Counts one more filter, parenthesis or call; the caller takes it back with `leave`.
    mutating func enter() throws(TextSyntaxError) {
        guard depth < Self.depthLimit else {
            throw TextSyntaxError(offset: reader.offset, message: "nested deeper than \(Self.depthLimit) levels")
        }
        depth += 1
    }

    mutating func leave() { depth -= 1 }
}

extension JSONPathParser {
    /// Reads selectors in brackets; `blank` becomes the offset of the first blank around one, unless it is set.
    private mutating func brackets(_ blank: inout Int?) throws(TextSyntaxError) -> [JSONPath.Selector] {
        var selectors: [JSONPath.Selector] = []
        repeat {
            reader.offset += 1
            skipBlanks(noting: &blank)
            selectors.append(try selector())
            skipBlanks(noting: &blank)
        } while reader.peek(UInt8(ascii: ","))
        guard reader.take("]") else {
            switch selectors.last {
            case .filter: throw reader.expected("'&&', '||', ',' or ']'")
            case .index: throw reader.expected("':', ',' or ']'")
            default: throw reader.expected("',' or ']'")
            }
        }
        return selectors
    }

    private mutating func skipBlanks(noting blank: inout Int?) {
        let start = reader.offset
        skipBlanks()
        if reader.offset > start { blank = blank ?? start }
    }

    private mutating func selector() throws(TextSyntaxError) -> JSONPath.Selector {
        if reader.peek(UInt8(ascii: "'")) || reader.peek(UInt8(ascii: "\"")) { return .name(try text()) }
        if reader.take("*") { return .wildcard }
        if reader.peek(UInt8(ascii: "?")) { return .filter(try filter()) }
        let start = try integer()
        let place = reader.offset
        skipBlanks()
        guard reader.take(":") else {
            reader.offset = place
            guard let start else { throw reader.expected("a name in quotes, an index, a slice, '*' or '?'") }
            return .index(start)
        }
        skipBlanks()
        let end = try integer()
        skipBlanks()
        guard reader.take(":") else { return .slice(JSONPath.Slice(start: start, end: end, step: 1)) }
        skipBlanks()
        return .slice(JSONPath.Slice(start: start, end: end, step: try integer() ?? 1))
    }

    private mutating func filter() throws(TextSyntaxError) -> JSONPath.Condition {
        try enter()
        defer { leave() }
        reader.offset += 1
        skipBlanks()
        return try condition()
    }

    /// Reads a whole number; nil where none begins.
    private mutating func integer() throws(TextSyntaxError) -> Int? {
        let start = reader.offset
        let isNegative = reader.take("-")
        let digits = reader.digits()
        guard let first = digits.first else {
            if isNegative { throw reader.expected("a digit behind '-'") }
            return nil
        }
        if first == UInt8(ascii: "0"), digits.count > 1 {
            throw TextSyntaxError(
                offset: digits.startIndex, message: "a number cannot begin with 0 and another digit")
        }
        let text = String(decoding: reader.bytes[start..<reader.offset], as: UTF8.self)
        if text == "-0" { throw TextSyntaxError(offset: start, message: "'0' expected, found '-0'") }
        guard let value = Int(text), Self.integers.contains(value) else {
            let (least, most) = (Self.integers.lowerBound, Self.integers.upperBound)
            let found = text.utf8.count > 24 ? "\(text.prefix(24))…" : text
            throw TextSyntaxError(
                offset: start, message: "a whole number from \(least) to \(most) expected, found '\(found)'")
        }
        return value
    }
}
