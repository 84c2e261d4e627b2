import LeadlineCore

// A pasted `curl`, by the rules of a POSIX shell as far as they concern quoting. Nothing is expanded.

extension Reader {
    /// Reads words to an unquoted `;`, `|` at the start of a word, or the line's end.
    mutating func shellWords() throws(Diagnostic) -> [Located<String>] {
        var words: [Located<String>] = []
        skipBlanks()
        while !endsList {
            switch byte {
            case .greater, .less, UInt8(ascii: "&"): throw unexpected()
            default: words.append(try shellWord())
            }
            skipBlanks()
        }
        guard !words.isEmpty else { throw expected("URL") }
        return words
    }

    private mutating func shellWord() throws(Diagnostic) -> Located<String> {
        let start = position
        var word: [UInt8] = []
        while position < end {
            let byte = bytes[position]
            switch byte {
            case .singleQuote: try literalQuotes(into: &word)
            case .doubleQuote: try doubleQuotes(into: &word)
            case .dollar where nextByte == .singleQuote:
                position += 1
                try escapedQuotes(into: &word)
            case .dollar where nextByte == .doubleQuote: position += 1
            case .backslash:
                if continuation(at: position) != nil, !isJoinedLine { return finish(word, start) }
                backslash(into: &word)
            default:
                if isBlankOrEnd(position) { return finish(word, start) }
                word.append(byte)
                position += 1
            }
        }
        return finish(word, start)
    }

    private func finish(_ word: [UInt8], _ start: Int) -> Located<String> {
        Located(String(decoding: word, as: UTF8.self), location(from: start))
    }

    /// Whether the line end follows the `\` at once: then the shell joins what stands on both lines.
    private var isJoinedLine: Bool {
        nextByte == .lineFeed || (nextByte == .carriageReturn && position + 2 < end && bytes[position + 2] == .lineFeed)
    }

    /// `\x` outside quotes: the character itself; a line end vanishes.
    private mutating func backslash(into word: inout [UInt8]) {
        if isJoinedLine, let next = continuation(at: position) {
            position = next
        } else if position + 1 < end {
            word.append(bytes[position + 1])
            position += 2
        } else {
            word.append(.backslash)
            position += 1
        }
    }

    private mutating func literalQuotes(into word: inout [UInt8]) throws(Diagnostic) {
        let opening = position
        position += 1
        while position < end, bytes[position] != .singleQuote {
            word.append(bytes[position])
            position += 1
        }
        guard position < end else { throw unclosed(opening..<opening + 1) }
        position += 1
    }

    /// Between `"` a backslash is one before anything but `$`, a backquote, `"`, `\` and a line end.
    private mutating func doubleQuotes(into word: inout [UInt8]) throws(Diagnostic) {
        let opening = position
        position += 1
        while position < end, bytes[position] != .doubleQuote {
            if byte == .backslash {
                switch nextByte {
                case .dollar, UInt8(ascii: "`"), .doubleQuote, .backslash:
                    backslash(into: &word)
                    continue
                case _ where isJoinedLine:
                    backslash(into: &word)
                    continue
                default: break
                }
            }
            word.append(byte)
            position += 1
        }
        guard position < end else { throw unclosed(opening..<opening + 1) }
        position += 1
    }

    /// `$'…'` with the escapes of C.
    private mutating func escapedQuotes(into word: inout [UInt8]) throws(Diagnostic) {
        let opening = position - 1
        position += 1
        while position < end, bytes[position] != .singleQuote {
            if byte == .backslash, position + 1 < end {
                position += 1
                cEscape(into: &word)
            } else {
                word.append(byte)
                position += 1
            }
        }
        guard position < end else { throw unclosed(opening..<opening + 2) }
        position += 1
    }

    /// Reads an escape at the character behind its backslash; an unknown one stands for itself.
    private mutating func cEscape(into word: inout [UInt8]) {
        let letter = byte
        position += 1
        switch letter {
        case UInt8(ascii: "n"): word.append(.lineFeed)
        case UInt8(ascii: "t"): word.append(.tab)
        case UInt8(ascii: "r"): word.append(.carriageReturn)
        case UInt8(ascii: "a"): word.append(0x07)
        case UInt8(ascii: "b"): word.append(0x08)
        case UInt8(ascii: "e"), UInt8(ascii: "E"): word.append(0x1B)
        case UInt8(ascii: "f"): word.append(0x0C)
        case UInt8(ascii: "v"): word.append(0x0B)
        case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "?"): word.append(letter)
        case UInt8(ascii: "x"): appendCode(letter, digits: 2, radix: 16, into: &word)
        case UInt8(ascii: "u"): appendCode(letter, digits: 4, radix: 16, into: &word)
        case UInt8(ascii: "U"): appendCode(letter, digits: 8, radix: 16, into: &word)
        case UInt8(ascii: "0")...UInt8(ascii: "7"):
            position -= 1
            appendCode(letter, digits: 3, radix: 8, into: &word)
        default:
            word.append(.backslash)
            word.append(letter)
        }
    }

    /// Appends the byte (`\x`, octal) or character (`\u`, `\U`) of a number.
    private mutating func appendCode(_ letter: UInt8, digits: Int, radix: Int, into word: inout [UInt8]) {
        let start = position
        while position < end, position - start < digits, Int(text(position..<position + 1), radix: radix) != nil {
            position += 1
        }
        guard let value = UInt32(text(start..<position), radix: radix) else {
            word.append(.backslash)
            word.append(letter)
            return
        }
        if letter == UInt8(ascii: "u") || letter == UInt8(ascii: "U") {
            word += Array(String(Unicode.Scalar(paired(value)) ?? "\u{FFFD}").utf8)
        } else {
            word.append(UInt8(truncatingIfNeeded: value))
        }
    }

    /// Browsers write a character beyond U+FFFF as its two halves in UTF-16: the whole, when the second half follows.
    private mutating func paired(_ value: UInt32) -> UInt32 {
        let escape = bytes[position..<end].prefix(6)
        guard (0xD800..<0xDC00).contains(value), escape.count == 6, escape.starts(with: "\\u".utf8),
            let low = UInt32(text(escape.startIndex + 2..<escape.endIndex), radix: 16), (0xDC00..<0xE000).contains(low)
        else { return value }
        position += 6
        return 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
    }
}
