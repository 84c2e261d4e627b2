/// Colours in the lines of JSON, whatever their layout. What follows a `…` outside of texts tells what is left out.
struct JSONPaint {
    let style: Style

    func painted(_ line: String) -> String {
        guard style.isOn else { return line }
        let bytes = Array(line.utf8)
        var result = ""
        var index = 0
        while index < bytes.count {
            let start = index
            let role = Self.token(in: bytes, from: &index)
            let text = String(decoding: bytes[start..<index], as: UTF8.self)
            result += role.map { style(text, $0) } ?? text
        }
        return result
    }

    /// Moves behind the token that begins at `index`; nil: blanks and punctuation.
    private static func token(in bytes: [UInt8], from index: inout Int) -> Style.Role? {
        func skip(_ isPart: (UInt8) -> Bool) {
            while index < bytes.count, isPart(bytes[index]) { index += 1 }
        }
        switch bytes[index] {
        case UInt8(ascii: "\""):
            skipText(in: bytes, from: &index)
            return index < bytes.count && bytes[index] == UInt8(ascii: ":") ? .name : .text
        case UInt8(ascii: "-"), 0x30...0x39:
            skip { $0 >= 0x30 && $0 <= 0x39 || "+-.eE".utf8.contains($0) }
            return .number
        case 0x61...0x7A:
            skip { $0 >= 0x61 && $0 <= 0x7A }
            return .literal
        case 0x80...:
            skip { $0 != UInt8(ascii: "}") && $0 != UInt8(ascii: "]") }
            return .faint
        default:
            index += 1
            skip { !($0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "-") || isWordOrMark($0)) }
            return nil
        }
    }

    private static func isWordOrMark(_ byte: UInt8) -> Bool {
        byte >= 0x30 && byte <= 0x39 || byte >= 0x61 && byte <= 0x7A || byte >= 0x80
    }

    /// A text that was cut has no closing quote: it goes on to the end.
    private static func skipText(in bytes: [UInt8], from index: inout Int) {
        index += 1
        while index < bytes.count {
            let byte = bytes[index]
            index += byte == UInt8(ascii: "\\") ? 2 : 1
            if byte == UInt8(ascii: "\"") { break }
        }
        index = min(index, bytes.count)
    }
}
