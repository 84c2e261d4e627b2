package import LeadlineCore

/// Reads commands: a line of the prompt, a script, a `do` of a scenario.
package enum CommandParser {
    /// Reads all commands of a text.
    ///
    /// The commands that are right come back, and one diagnostic for each that is not: reading goes on behind the next
    /// `;` or line end outside quotes and brackets. `isCutAtComment` says that the text was a plain YAML scalar behind
    /// which ` #` stood, so that messages can say what became of the rest.
    package static func parse(
        _ excerpt: Excerpt, context: CommandContext, isCutAtComment: Bool = false
    ) -> (commands: [Command], diagnostics: [Diagnostic]) {
        let (commands, unread) = read(excerpt, context: context, isCutAtComment: isCutAtComment)
        return (commands, unread.map(\.mistake))
    }

    /// A command that could not be read.
    package struct UnreadCommand {
        package var mistake: Diagnostic
        /// All of it, as far as its end can be told.
        package var location: SourceLocation
    }

    /// The same, with the places of the commands that could not be read.
    package static func read(
        _ excerpt: Excerpt, context: CommandContext, isCutAtComment: Bool = false
    ) -> (commands: [Command], unread: [UnreadCommand]) {
        var reader = Reader(excerpt, isCutAtComment: isCutAtComment)
        var commands: [Command] = []
        var unread: [UnreadCommand] = []
        reader.skipByteOrderMark()
        while reader.beginCommand() {
            let start = reader.position
            do throws(Diagnostic) {
                commands.append(try reader.command(context))
            } catch {
                reader.recover(from: start, error.code == .unclosed)
                unread.append(UnreadCommand(mistake: error, location: reader.writtenText(from: start)))
            }
        }
        return (commands, unread)
    }

    /// Whether more lines could make a typed text whole: a quote, bracket or placeholder is open, or the last line ends
    /// with a `\`.
    package static func isIncomplete(_ text: String, diagnostics: [Diagnostic]) -> Bool {
        if diagnostics.contains(where: { $0.code == .unclosed }) { return true }
        let line = text.utf8.reversed().drop { $0 == .blank || $0 == .tab }
        guard line.first == .backslash else { return false }
        return line.dropFirst().first.map(\.isBlankOrLineEnd) ?? true
    }
}

extension Reader {
    mutating func skipByteOrderMark() {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    /// Moves to the next command; false at the end of the text.
    mutating func beginCommand() -> Bool {
        comment = nil
        hint = nil
        var isSeparated = position == 0
        while position < end {
            skipBlanks()
            guard isAtEnd, position < end else { break }
            position += 1
            isSeparated = true
        }
        if isSeparated { trace?.expect(.command, at: position) }
        return position < end
    }

    /// Moves behind a command that could not be read, which began at `start`.
    mutating func recover(from start: Int, _ isUnclosed: Bool) {
        let failure = min(max(position, start + 1), bytes.count)
        depth = 0
        end = bytes.count
        let (stop, opening) = endOfCommand(from: start)
        if let stop, stop >= failure, !isUnclosed {
            position = stop
            return
        }
        // A quote or bracket is open, so that no end can be trusted: the next line is as good as any. But each try reads
        // to the end of the text, and after some of them it is clear that nothing can be said about the rest.
        lostEnds += 1
        guard lostEnds <= Self.maximalLostEnds else {
            position = end
            return
        }
        let line = isUnclosed ? opening ?? start : failure
        position = bytes[line...].firstIndex(of: .lineFeed) ?? end
    }

    /// What was passed since `start`, without the blanks at its end.
    fileprivate func writtenText(from start: Int) -> SourceLocation {
        var stop = position
        while stop > start, bytes[stop - 1].isBlankOrLineEnd { stop -= 1 }
        return location(start..<stop)
    }

    /// The next `;` or line end outside quotes, brackets, placeholders and comments; where one of these is open there is
    /// no such end, and its place is the second result.
    private func endOfCommand(from start: Int) -> (stop: Int?, opening: Int?) {
        var offset = start
        var depth = 0
        var opening: Int?
        var beginsValue = false
        while offset < end {
            let byte = bytes[offset]
            switch byte {
            case .semicolon where depth == 0, .lineFeed where depth == 0: return (offset, nil)
            case .hash where offset > start && bytes[offset - 1].isBlankOrLineEnd:
                while offset + 1 < end, bytes[offset + 1] != .lineFeed { offset += 1 }
            case .doubleQuote where beginsValue, .singleQuote where beginsValue:
                guard let close = closingQuote(behind: offset) else { return (nil, offset) }
                offset = close
            case .openBracket where beginsValue, .openParenthesis where beginsValue, .openBrace where beginsValue:
                if depth == 0 { opening = offset }
                depth += 1
            case .closeBracket, .closeParenthesis, .closeBrace: depth = max(0, depth - 1)
            case .backslash: if let next = continuation(at: offset) { offset = next - 1 }
            default: break
            }
            beginsValue = byte.isBlankOrLineEnd || "=[(,{:<>".utf8.contains(byte)
            offset += 1
        }
        return depth == 0 ? (end, nil) : (nil, opening)
    }

    private func closingQuote(behind opening: Int) -> Int? {
        var offset = opening + 1
        while offset < end, bytes[offset] != bytes[opening] {
            offset += bytes[offset] == .backslash && bytes[opening] == .doubleQuote ? 2 : 1
        }
        return offset < end ? offset : nil
    }
}
