/// Why bytes are not JSON: one sentence in the form of a diagnostic's message, and the place.
package struct JSONSyntaxError: Error, Sendable, Equatable {
    /// The byte offset of what was found.
    package var offset: Int
    package var message: String

    package init(offset: Int, message: String) {
        self.offset = offset
        self.message = message
    }

    /// The error as a diagnostic, for JSON that begins at byte `start` of an excerpt's text: of a file, of a command.
    package func diagnostic(in excerpt: Excerpt, from start: Int = 0) -> Diagnostic {
        let place = start + offset
        let isInside = place < excerpt.text.utf8.count
        return Diagnostic(.error, .invalidJSON, message, at: excerpt.location(place..<(place + (isInside ? 1 : 0))))
    }
}

/// The smallest parts of RFC 8259 on bytes at an offset, for every reader of JSON or of something that contains it.
///
/// Each function reads at `offset`, moves it behind what it read, and throws without a promise where `offset` is then.
package enum JSONLexer {
    /// Moves `offset` over blanks, tabs and line ends.
    package static func skipBlanks(_ bytes: Span<UInt8>, at offset: inout Int) {
        while offset < bytes.count {
            switch bytes[offset] {
            case 0x20, 0x09, 0x0A, 0x0D: offset += 1
            default: return
            }
        }
    }

    /// Reads a string literal; `offset` is that of its opening quote.
    package static func string(_ bytes: Span<UInt8>, at offset: inout Int) throws(JSONSyntaxError) -> String {
        let opening = offset
        guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") else { throw expected("'\"'", bytes, offset) }
        let start = opening + 1
        var place = start
        var union: UInt8 = 0
        while place < bytes.count {
            let byte = bytes[place]
            if byte == UInt8(ascii: "\"") {
                offset = place + 1
                return union < 0x80 ? ascii(bytes, start..<place) : try text(bytes, start..<place)
            }
            if byte == UInt8(ascii: "\\") {
                offset = place
                return try escapedString(bytes, from: start, at: &offset)
            }
            if byte < 0x20 { throw rawControl(bytes, place) }
            union |= byte
            place += 1
        }
        throw unclosed(opening)
    }

    /// Reads the rest of a string literal that has escapes; `offset` is that of the first backslash.
    private static func escapedString(
        _ bytes: Span<UInt8>, from start: Int, at offset: inout Int
    ) throws(JSONSyntaxError) -> String {
        var result = try text(bytes, start..<offset)
        var plain = offset
        while offset < bytes.count {
            switch bytes[offset] {
            case UInt8(ascii: "\""):
                result += try text(bytes, plain..<offset)
                offset += 1
                return result
            case UInt8(ascii: "\\"):
                result += try text(bytes, plain..<offset)
                result.unicodeScalars.append(try escape(bytes, at: &offset))
                plain = offset
            case 0..<0x20: throw rawControl(bytes, offset)
            default: offset += 1
            }
        }
        throw unclosed(start - 1)
    }

    /// Reads an escape sequence, two of them for a surrogate pair; `offset` is that of the backslash.
    package static func escape(_ bytes: Span<UInt8>, at offset: inout Int) throws(JSONSyntaxError) -> Unicode.Scalar {
        let start = offset
        offset += 1
        guard offset < bytes.count else { throw JSONSyntaxError(offset: start, message: "nothing follows the '\\'") }
        let letter = bytes[offset]
        offset += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try unicodeEscape(bytes, from: start, at: &offset)
        default:
            let name = found(bytes, start + 1, word: false)
            throw JSONSyntaxError(
                offset: start,
                message: #"one of \" \\ \/ \b \f \n \r \t \uXXXX expected, found a '\' before \#(name)"#)
        }
    }

    private static func unicodeEscape(
        _ bytes: Span<UInt8>, from start: Int, at offset: inout Int
    ) throws(JSONSyntaxError) -> Unicode.Scalar {
        let first = try hexadecimal(bytes, at: &offset)
        if let scalar = Unicode.Scalar(first) { return scalar }
        let hasSecond =
            offset + 1 < bytes.count && bytes[offset] == UInt8(ascii: "\\")
            && bytes[offset + 1] == UInt8(ascii: "u")
        if first < 0xDC00, hasSecond {
            offset += 2
            let second = try hexadecimal(bytes, at: &offset)
            let value = 0x10000 + (first - 0xD800) << 10 + (second & 0x3FF)
            if (0xDC00..<0xE000).contains(second), let scalar = Unicode.Scalar(value) { return scalar }
        }
        let half = "\\u" + String(first, radix: 16, uppercase: true)
        throw JSONSyntaxError(offset: start, message: "'\(half)' is half of a surrogate pair without the other half")
    }

    private static func hexadecimal(_ bytes: Span<UInt8>, at offset: inout Int) throws(JSONSyntaxError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard offset < bytes.count, let digit = hexDigit(bytes[offset]) else {
                throw expected("four hexadecimal digits behind '\\u'", bytes, offset)
            }
            value = value << 4 | UInt32(digit)
            offset += 1
        }
        return value
    }

    /// Reads a number; `offset` is that of its sign or first digit. The characters are kept as they are.
    package static func number(_ bytes: Span<UInt8>, at offset: inout Int) throws(JSONSyntaxError) -> JSONNumber {
        let start = offset
        if offset < bytes.count, bytes[offset] == UInt8(ascii: "-") { offset += 1 }
        let whole = offset
        try digits(bytes, at: &offset, after: "'-'")
        if bytes[whole] == UInt8(ascii: "0"), offset > whole + 1 {
            throw JSONSyntaxError(offset: whole, message: "a number cannot begin with 0 and another digit")
        }
        if offset < bytes.count, bytes[offset] == UInt8(ascii: ".") {
            offset += 1
            try digits(bytes, at: &offset, after: "'.'")
        }
        if offset < bytes.count, bytes[offset] | 0x20 == UInt8(ascii: "e") {
            offset += 1
            if offset < bytes.count, bytes[offset] == UInt8(ascii: "+") || bytes[offset] == UInt8(ascii: "-") {
                offset += 1
            }
            try digits(bytes, at: &offset, after: "the 'e' of a number")
        }
        return JSONNumber(validated: ascii(bytes, start..<offset))
    }

    private static func digits(
        _ bytes: Span<UInt8>, at offset: inout Int, after part: String
    ) throws(JSONSyntaxError) {
        let start = offset
        while offset < bytes.count, bytes[offset] >= 0x30, bytes[offset] <= 0x39 { offset += 1 }
        if offset == start { throw expected("a digit behind \(part)", bytes, offset) }
    }

    /// Reads `null`, `true` or `false`; nil, with `offset` unmoved, where none of them stands as a whole word.
    package static func literal(_ bytes: Span<UInt8>, at offset: inout Int) -> JSON? {
        let (word, value): (StaticString, JSON)
        switch offset < bytes.count ? bytes[offset] : 0 {
        case UInt8(ascii: "n"): (word, value) = ("null", .null)
        case UInt8(ascii: "t"): (word, value) = ("true", .bool(true))
        case UInt8(ascii: "f"): (word, value) = ("false", .bool(false))
        default: return nil
        }
        let end = offset + word.utf8CodeUnitCount
        guard end <= bytes.count, word.stands(in: bytes, at: offset) else { return nil }
        if end < bytes.count, isWord(bytes[end]) { return nil }
        offset = end
        return value
    }

    /// The text of a stretch of bytes that are known to be ASCII.
    private static func ascii(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
        bytes.extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }

    /// The text of a stretch of bytes, which must be UTF-8.
    static func text(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(JSONSyntaxError) -> String {
        do {
            return String(copying: try UTF8Span(validating: bytes.extracting(range)))
        } catch {
            let offset = range.lowerBound + error.byteOffsets.lowerBound
            let byte = String(bytes[offset], radix: 16, uppercase: true)
            throw JSONSyntaxError(offset: offset, message: "the byte 0x\(byte) is not UTF-8 here")
        }
    }
}

extension StaticString {
    /// Whether these ASCII characters stand in `bytes` at `offset`, where there are enough bytes.
    fileprivate func stands(in bytes: Span<UInt8>, at offset: Int) -> Bool {
        withUTF8Buffer { word in word.indices.allSatisfy { bytes[offset + $0] == word[$0] } }
    }
}

extension JSONLexer {
    /// `WHAT expected, found …` for the place at `offset`.
    package static func expected(_ what: String, _ bytes: Span<UInt8>, _ offset: Int) -> JSONSyntaxError {
        JSONSyntaxError(offset: offset, message: "\(what) expected, found \(found(bytes, offset))")
    }

    /// What stands at `offset`, for a message: a quoted character or word, the end of the text.
    package static func found(_ bytes: Span<UInt8>, _ offset: Int, word: Bool = true) -> String {
        guard offset < bytes.count else { return "the end of the text" }
        if word, isWord(bytes[offset]) {
            var end = offset
            while end < bytes.count, end - offset < 24, isWord(bytes[end]) { end += 1 }
            if let text = try? text(bytes, offset..<end) { return "'\(text)'" }
        }
        switch bytes[offset] {
        case UInt8(ascii: "'"): return "a single quote"
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return "the end of the line"
        case 0..<0x20, 0x7F: return "U+00" + hex(bytes[offset])
        default: break
        }
        for length in 1...4 where offset + length <= bytes.count {
            if let text = try? text(bytes, offset..<(offset + length)) { return "'\(text)'" }
        }
        return "the byte 0x" + hex(bytes[offset])
    }

    private static func rawControl(_ bytes: Span<UInt8>, _ offset: Int) -> JSONSyntaxError {
        let what = found(bytes, offset)
        return JSONSyntaxError(
            offset: offset, message: "\(what) in a text must be written as '\\u00\(hex(bytes[offset]))'")
    }

    private static func unclosed(_ offset: Int) -> JSONSyntaxError {
        JSONSyntaxError(offset: offset, message: "this text has no closing '\"'")
    }

    private static func hex(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        let letter = byte | 0x20
        return (letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "z"))
            || (byte >= 0x30 && byte <= 0x39) || byte == UInt8(ascii: "_")
    }
}

/// The value of a hexadecimal digit in either case.
func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
}
