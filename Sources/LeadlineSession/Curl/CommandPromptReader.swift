import LeadlineCore

/// Reads commands as Windows does: cmd.exe takes its carets and line ends away, then curl's own runtime reads quotes and
/// backslashes. Where a browser's copy is known to be read as something else than it sent, it is what it sent.
struct CommandPromptReader {
    private let source: Source
    private let bytes: [UInt8]

    init(_ source: Source) {
        self.source = source
        bytes = Array(source.text.utf8)
    }

    /// What cmd.exe hands on, with the place that it stood at.
    private struct Character {
        var byte: UInt8
        var offset: Int
        /// Whether a caret stood before it.
        var isEscaped = false
    }

    func commands() throws(Diagnostic) -> [CopiedCommands.Copied] {
        var commands: [CopiedCommands.Copied] = []
        for line in lines() {
            let words = try words(line)
            guard let first = words.first, let last = words.last else { continue }
            guard ["curl", "curl.exe"].contains(first.value.lowercased()) else {
                throw Diagnostic(
                    .error, .syntax, "a curl command expected, found '\(first.value)'", at: first.location,
                    help: "leave out everything but the curl commands")
            }
            commands.append(
                CopiedCommands.Copied(
                    words: Array(words.dropFirst()), location: first.location.through(last.location)))
        }
        return commands
    }

    /// cmd.exe's part: a caret outside of its quotes takes the next character as it is, a line end too; `&` and line ends
    /// separate commands.
    private func lines() -> [[Character]] {
        var lines: [[Character]] = [[]]
        var isQuoted = false
        var index = 0
        func isLineEnd(_ at: Int) -> Int? {
            guard at < bytes.count else { return nil }
            if bytes[at] == 0x0A { return at + 1 }
            return bytes[at] == 0x0D && at + 1 < bytes.count && bytes[at + 1] == 0x0A ? at + 2 : nil
        }
        while index < bytes.count {
            let byte = bytes[index]
            if let next = isLineEnd(index) {
                lines.append([])
                isQuoted = false
                index = next
            } else if byte == UInt8(ascii: "^"), !isQuoted {
                index += 1
                // Behind the line end that a caret takes away stands a character as it is, perhaps another line end.
                if let next = isLineEnd(index) {
                    index = next
                    guard let after = isLineEnd(index) else { continue }
                    lines[lines.count - 1].append(Character(byte: 0x0A, offset: index))
                    index = after
                } else if index < bytes.count {
                    lines[lines.count - 1].append(Character(byte: bytes[index], offset: index, isEscaped: true))
                    index += 1
                }
            } else if byte == UInt8(ascii: "&"), !isQuoted {
                lines.append([])
                index += 1
            } else {
                if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
                lines[lines.count - 1].append(Character(byte: byte, offset: index))
                index += 1
            }
        }
        return lines
    }

    /// The runtime's part: blanks separate outside of quotes; backslashes count only before a quote; two quotes inside of
    /// quotes are one.
    private func words(_ line: [Character]) throws(Diagnostic) -> [Located<String>] {
        var words: [Located<String>] = []
        var word: [UInt8]?
        var start = 0
        var opening: Int?
        var index = 0
        func finish(_ end: Int) {
            guard let bytes = word else { return }
            words.append(
                Located(
                    String(decoding: bytes, as: UTF8.self),
                    SourceLocation(source: source, range: start..<max(start, end))))
            word = nil
        }
        while index < line.count {
            let (byte, offset) = (line[index].byte, line[index].offset)
            if opening == nil, byte == 0x20 || byte == 0x09 {
                finish(offset)
                index += 1
                continue
            }
            if word == nil {
                word = []
                start = offset
            }
            switch byte {
            case UInt8(ascii: "\\"):
                let run = line[index...].prefix { $0.byte == byte }
                let count = run.count
                index += count
                let isBeforeQuote = index < line.count && line[index].byte == UInt8(ascii: "\"")
                // Browsers write each backslash twice, with carets, and the runtime takes it back only before a quote. What
                // is wanted is what the browser sent.
                let isOfBrowser = count % 2 == 0 && run.allSatisfy(\.isEscaped)
                word? += [UInt8](repeating: byte, count: isBeforeQuote || isOfBrowser ? count / 2 : count)
                if isBeforeQuote, count % 2 == 1 {
                    word?.append(UInt8(ascii: "\""))
                    index += 1
                }
            case UInt8(ascii: "\""):
                index += 1
                if opening != nil, index < line.count, line[index].byte == byte {
                    word?.append(byte)
                    index += 1
                } else {
                    opening = opening == nil ? offset : nil
                }
            default:
                word?.append(byte)
                index += 1
            }
        }
        if let opening {
            throw Diagnostic(
                .error, .unclosed, "'\"' is never closed",
                at: SourceLocation(source: source, range: opening..<opening + 1))
        }
        finish(line.last.map { $0.offset + 1 } ?? 0)
        return words
    }
}
