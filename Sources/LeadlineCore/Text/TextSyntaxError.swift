/// Why a short text is not what it should be: one sentence in the form of a diagnostic's message, and the place.
package struct TextSyntaxError: Error, Sendable, Equatable {
    /// The byte offset in the text of what was found.
    package var offset: Int
    package var message: String

    package init(offset: Int, message: String) {
        self.offset = offset
        self.message = message
    }
}

/// Reads a short text from left to right.
struct TextReader {
    let bytes: [UInt8]
    var offset = 0

    init(_ text: some StringProtocol) { bytes = Array(text.utf8) }

    var isAtEnd: Bool { offset >= bytes.count }

    func peek(_ byte: UInt8) -> Bool { offset < bytes.count && bytes[offset] == byte }

    mutating func take(_ byte: UInt8) -> Bool {
        guard peek(byte) else { return false }
        offset += 1
        return true
    }

    /// Takes a word of ASCII characters if it stands here.
    mutating func take(_ word: StaticString) -> Bool {
        let stands = word.withUTF8Buffer { bytes[offset...].starts(with: $0) }
        if stands { offset += word.utf8CodeUnitCount }
        return stands
    }

    /// The run of ASCII digits that stands here, perhaps none.
    mutating func digits() -> ArraySlice<UInt8> {
        let start = offset
        while offset < bytes.count, bytes[offset] >= 0x30, bytes[offset] <= 0x39 { offset += 1 }
        return bytes[start..<offset]
    }

    /// The number of exactly `count` digits; nil, without moving, where they do not stand.
    mutating func number(digits count: Int) -> Int? {
        guard offset + count <= bytes.count else { return nil }
        var value = 0
        for byte in bytes[offset..<(offset + count)] {
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        offset += count
        return value
    }

    func expected(_ what: String) -> TextSyntaxError {
        let found = JSONLexer.found(bytes.span, offset)
        return TextSyntaxError(offset: offset, message: "\(what) expected, found \(found)")
    }
}
