import LeadlineCore

/// Cuts a PowerShell text into what its commands are made of.
struct PowerShellTokens {
    enum Token: Equatable {
        /// A bare word: `-Uri`, `$session.UserAgent`, `curl.exe`.
        case word(String)
        /// In quotes, or a list of characters by their numbers.
        case text(String)
        /// `@{`, `{`, `}`, `(`, `)`, `=`, `,`, `|`
        case sign(String)
        case end
    }

    private let source: Source
    private let bytes: [UInt8]
    private var position = 0

    init(_ source: Source) {
        self.source = source
        bytes = Array(source.text.utf8)
    }

    static func all(_ source: Source) throws(Diagnostic) -> [Located<Token>] {
        var reader = PowerShellTokens(source)
        var tokens: [Located<Token>] = []
        while let token = try reader.next() { tokens.append(token) }
        return tokens
    }

    private var byte: UInt8 { position < bytes.count ? bytes[position] : 0 }

    private func stands(_ text: String) -> Bool { bytes[position...].starts(with: text.utf8) }

    private mutating func next() throws(Diagnostic) -> Located<Token>? {
        skipBlanks()
        guard position < bytes.count else { return nil }
        let start = position
        let token = try read()
        return Located(token, SourceLocation(source: source, range: start..<position))
    }

    /// Blanks, comments, and line ends behind a backtick.
    private mutating func skipBlanks() {
        while position < bytes.count {
            switch byte {
            case 0x20, 0x09, 0x0D: position += 1
            case UInt8(ascii: "#"): while position < bytes.count, byte != 0x0A { position += 1 }
            case UInt8(ascii: "`"):
                var next = position + 1
                while next < bytes.count, bytes[next] == 0x20 || bytes[next] == 0x0D { next += 1 }
                guard next < bytes.count, bytes[next] == 0x0A else { return }
                position = next + 1
            default: return
            }
        }
    }

    private mutating func read() throws(Diagnostic) -> Token {
        switch byte {
        case 0x0A, UInt8(ascii: ";"):
            position += 1
            return .end
        case UInt8(ascii: "'"): return .text(try literal())
        case UInt8(ascii: "\""): return .text(try expandable())
        case UInt8(ascii: "@") where stands("@\"\n") || stands("@'\n") || stands("@\"\r\n") || stands("@'\r\n"):
            return .text(try hereString())
        case UInt8(ascii: "@") where stands("@{"):
            position += 2
            return .sign("@{")
        case _ where "{}()=,|".utf8.contains(byte):
            position += 1
            return .sign(String(decoding: [bytes[position - 1]], as: UTF8.self))
        default: return .word(bareWord())
        }
    }

    private mutating func bareWord() -> String {
        var word: [UInt8] = []
        while position < bytes.count {
            if byte == UInt8(ascii: "`"), position + 1 < bytes.count {
                position += 1
            } else if byte <= 0x20 || ";'\"{}()=,|".utf8.contains(byte) {
                break
            }
            word.append(byte)
            position += 1
        }
        return String(decoding: word, as: UTF8.self)
    }

    private func unclosed(_ opening: Int) -> Diagnostic {
        let mark = String(decoding: [bytes[opening]], as: UTF8.self)
        return Diagnostic(
            .error, .unclosed, mark == "'" ? "\"'\" is never closed" : "'\(mark)' is never closed",
            at: SourceLocation(source: source, range: opening..<opening + 1))
    }

    /// `'…'`: two quotes are one.
    private mutating func literal() throws(Diagnostic) -> String {
        let opening = position
        position += 1
        var text: [UInt8] = []
        while position < bytes.count {
            if byte == UInt8(ascii: "'") {
                position += 1
                guard byte == UInt8(ascii: "'") else { return String(decoding: text, as: UTF8.self) }
            }
            text.append(byte)
            position += 1
        }
        throw unclosed(opening)
    }

    /// `"…"`: a backtick takes the next character as it is or stands for a control character; `$([char]228)` is one by
    /// its number in UTF-16.
    private mutating func expandable() throws(Diagnostic) -> String {
        let opening = position
        position += 1
        var text = UTF16Text()
        while position < bytes.count {
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                guard byte == UInt8(ascii: "\"") else { return text.finish() }
                text.append(byte)
                position += 1
            case UInt8(ascii: "`") where position + 1 < bytes.count:
                position += 1
                text.append(Self.escaped(byte))
                position += 1
            case UInt8(ascii: "$"):
                guard let unit = characterCode() else {
                    text.append(byte)
                    position += 1
                    continue
                }
                text.append(unit: unit)
            default:
                text.append(byte)
                position += 1
            }
        }
        throw unclosed(opening)
    }

    private static func escaped(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        case UInt8(ascii: "0"): 0x00
        case UInt8(ascii: "a"): 0x07
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "v"): 0x0B
        case UInt8(ascii: "e"): 0x1B
        default: byte
        }
    }

    /// `$([char]0x20AC)`, `$([char]228)` at the position.
    private mutating func characterCode() -> UInt16? {
        let opening = "$([char]"
        let start = String(decoding: bytes[position...].prefix(opening.utf8.count), as: UTF8.self)
        guard start.lowercased() == opening else { return nil }
        let rest = bytes[(position + opening.utf8.count)...]
        let digits = rest.prefix { $0 != UInt8(ascii: ")") }
        guard digits.endIndex < bytes.count else { return nil }
        let text = String(decoding: digits, as: UTF8.self)
        let isHexadecimal = text.hasPrefix("0x")
        guard let unit = UInt16(isHexadecimal ? String(text.dropFirst(2)) : text, radix: isHexadecimal ? 16 : 10) else {
            return nil
        }
        position = digits.endIndex + 1
        return unit
    }

    /// `@"`, lines, `"@`: the lines as they are.
    private mutating func hereString() throws(Diagnostic) -> String {
        let opening = position
        let quote = bytes[position + 1]
        while byte != 0x0A { position += 1 }
        position += 1
        let start = position
        let closing: [UInt8] = [0x0A, quote, UInt8(ascii: "@")]
        position -= 1
        while position < bytes.count, !bytes[position...].starts(with: closing) { position += 1 }
        guard position < bytes.count else { throw unclosed(opening + 1) }
        let lines = start <= position ? bytes[start..<position] : []
        position += closing.count
        return String(decoding: lines.last == 0x0D ? lines.dropLast() : lines, as: UTF8.self)
    }
}

/// A text of bytes of UTF-8 and numbers of UTF-16, of which two may be one character.
private struct UTF16Text {
    private var bytes: [UInt8] = []
    private var units: [UInt16] = []

    mutating func append(_ byte: UInt8) {
        flush()
        bytes.append(byte)
    }

    mutating func append(unit: UInt16) { units.append(unit) }

    private mutating func flush() {
        if units.isEmpty { return }
        bytes += Array(String(decoding: units, as: UTF16.self).utf8)
        units = []
    }

    mutating func finish() -> String {
        flush()
        return String(decoding: bytes, as: UTF8.self)
    }
}
