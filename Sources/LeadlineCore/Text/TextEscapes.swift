/// Undoes the escapes of JSON, JavaScript, URLs and HTML, all at once and one level of them.
struct TextEscapes {
    /// What is left when a level is undone, and where each of its bytes came from.
    struct Level {
        var bytes: [UInt8]
        /// For each byte, and for the end, the place in the source where what became of it begins; empty: the same.
        fileprivate var places: [Int] = []

        init(_ source: [UInt8]) { bytes = source }

        fileprivate init(capacity: Int) {
            bytes = []
            bytes.reserveCapacity(capacity)
            places.reserveCapacity(capacity + 1)
        }

        /// Where in the source the byte at an index begins.
        func place(_ index: Int) -> Int { places.isEmpty ? index : places[index] }

        func places(_ range: Range<Int>) -> Range<Int> { place(range.lowerBound)..<place(range.upperBound) }
    }

    /// More levels than anybody wraps around a text.
    static let deepest = 12

    /// The next level; nil where there is no escape.
    ///
    /// `asMail` undoes quoted-printable too, which elsewhere would take apart `a=12`.
    static func undo(_ level: Level, asMail: Bool = false) -> Level? {
        let source = level.bytes
        guard source.contains(where: { isSign($0) || (asMail && $0 == equals) }) else { return nil }
        var result = Level(capacity: source.count)
        var isChanged = false
        var index = 0
        while index < source.count {
            let isEqual = asMail && source[index] == equals
            guard isEqual || isSign(source[index]),
                let (bytes, count) = isEqual ? quoted(source, at: index) : unit(source, at: index)
            else {
                result.bytes.append(source[index])
                result.places.append(level.place(index))
                index += 1
                continue
            }
            isChanged = true
            for byte in bytes {
                result.bytes.append(byte)
                result.places.append(level.place(index))
            }
            index += count
        }
        result.places.append(level.place(source.count))
        return isChanged ? result : nil
    }

    /// The text with all levels undone.
    static func undone(_ source: [UInt8]) -> [UInt8] {
        var level = Level(source)
        for _ in 0..<deepest {
            guard let next = undo(level) else { break }
            level = next
        }
        return level.bytes
    }

    private static let equals = UInt8(ascii: "=")

    /// Whether there is something as mail writes it, with line ends as they are or escaped once more.
    static func isMail(_ source: [UInt8]) -> Bool {
        source.indices.contains { index in
            source[index] == equals
                && (quoted(source, at: index) != nil
                    || index + 2 < source.count && source[index + 1] == UInt8(ascii: "\\")
                        && (source[index + 2] == UInt8(ascii: "n") || source[index + 2] == UInt8(ascii: "r")))
        }
    }

    /// `=3D`, or an end of line that is none.
    private static func quoted(_ source: [UInt8], at index: Int) -> (bytes: [UInt8], count: Int)? {
        guard index + 1 < source.count else { return nil }
        switch source[index + 1] {
        case 0x0A: return ([], 2)
        case 0x0D: return ([], index + 2 < source.count && source[index + 2] == 0x0A ? 3 : 2)
        default: return hex(source, at: index + 1, digits: 2).map { ([UInt8($0)], 3) }
        }
    }

    private static func isSign(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "%"), UInt8(ascii: "\\"), UInt8(ascii: "&"), 0, 0xC2, 0xE2, 0xEF: true
        default: false
        }
    }

    /// Characters that nobody sees: soft hyphen, zero-width space, non-joiner and joiner, word joiner, byte-order mark.
    private static let invisible = ["\u{AD}", "\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}", "\u{FEFF}"].map {
        Array($0.utf8)
    }

    /// What an escape stands for, and its length; nil where the sign stands for itself.
    private static func unit(_ source: [UInt8], at index: Int) -> (bytes: [UInt8], count: Int)? {
        switch source[index] {
        // UTF-16 of ASCII has one beside each character.
        case 0: ([], 1)
        case 0xC2, 0xE2, 0xEF: invisible.first { source[index...].starts(with: $0) }.map { ([], $0.count) }
        case UInt8(ascii: "%"): hex(source, at: index + 1, digits: 2).map { ([UInt8($0)], 3) }
        case UInt8(ascii: "\\"): backslash(source, at: index)
        default: entity(source, at: index)
        }
    }

    private static func backslash(_ source: [UInt8], at index: Int) -> (bytes: [UInt8], count: Int)? {
        guard index + 1 < source.count else { return nil }
        switch source[index + 1] {
        case UInt8(ascii: "u"):
            guard let unit = hex(source, at: index + 2, digits: 4) else { return nil }
            if (0xD800..<0xDC00).contains(unit), index + 7 < source.count, source[index + 6] == UInt8(ascii: "\\"),
                source[index + 7] == UInt8(ascii: "u"), let low = hex(source, at: index + 8, digits: 4),
                (0xDC00..<0xE000).contains(low)
            {
                return (utf8(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)), 12)
            }
            return (utf8(unit), 6)
        case UInt8(ascii: "x"): return hex(source, at: index + 2, digits: 2).map { (utf8($0), 4) }
        case UInt8(ascii: "n"): return ([0x0A], 2)
        case UInt8(ascii: "r"): return ([0x0D], 2)
        case UInt8(ascii: "t"): return ([0x09], 2)
        case UInt8(ascii: "b"), UInt8(ascii: "f"): return ([0x20], 2)
        case 0x30...0x37: return octal(source, at: index + 1)
        case let byte where "\\/\"'".utf8.contains(byte): return ([byte], 2)
        default: return nil
        }
    }

    /// `\163`: two or three digits, as C and JavaScript write bytes.
    private static func octal(_ source: [UInt8], at start: Int) -> (bytes: [UInt8], count: Int)? {
        var value: UInt32 = 0
        var end = start
        while end < source.count, end < start + 3, (0x30...0x37).contains(source[end]), value < 0o40 {
            value = value << 3 | UInt32(source[end] - 0x30)
            end += 1
        }
        return end > start + 1 ? ([UInt8(value)], end - start + 1) : nil
    }

    private static let names: [(name: [UInt8], byte: UInt8)] = [
        (Array("amp;".utf8), UInt8(ascii: "&")), (Array("lt;".utf8), UInt8(ascii: "<")),
        (Array("gt;".utf8), UInt8(ascii: ">")), (Array("quot;".utf8), UInt8(ascii: "\"")),
        (Array("apos;".utf8), UInt8(ascii: "'")), (Array("nbsp;".utf8), 0x20),
    ]

    private static func entity(_ source: [UInt8], at index: Int) -> (bytes: [UInt8], count: Int)? {
        let rest = source[(index + 1)...]
        guard rest.first == UInt8(ascii: "#") else {
            return names.first { rest.starts(with: $0.name) }.map { ([$0.byte], $0.name.count + 1) }
        }
        let isHex = rest.dropFirst().first.map { $0 | 0x20 } == UInt8(ascii: "x")
        var place = index + (isHex ? 3 : 2)
        let start = place
        var code: UInt32 = 0
        while place < source.count, place - start < 7, let digit = hexDigit(source[place]), isHex || digit < 10 {
            code = code * (isHex ? 16 : 10) + UInt32(digit)
            place += 1
        }
        guard place > start, place < source.count, source[place] == UInt8(ascii: ";") else { return nil }
        return (utf8(code), place + 1 - index)
    }

    private static func hex(_ source: [UInt8], at index: Int, digits: Int) -> UInt32? {
        guard index + digits <= source.count else { return nil }
        var value: UInt32 = 0
        for place in index..<(index + digits) {
            guard let digit = hexDigit(source[place]) else { return nil }
            value = value << 4 | UInt32(digit)
        }
        return value
    }

    private static func utf8(_ code: UInt32) -> [UInt8] {
        Unicode.Scalar(code).map { Array(String(Character($0)).utf8) } ?? [0xEF, 0xBF, 0xBD]
    }
}
