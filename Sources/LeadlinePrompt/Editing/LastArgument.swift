import LeadlineCore

/// Alt-.: the last words of the commands before, one after the other, in one place.
struct LastArgument {
    private var next = 0
    private var range: Range<Int>
    /// The line with the word in it; any other line begins anew.
    private(set) var line: EditBuffer

    init(at line: EditBuffer) {
        self.range = line.cursor..<line.cursor
        self.line = line
    }

    /// The line with an older word.
    mutating func older(in history: any CommandHistory) -> EditBuffer? {
        let shown = line.part(range)
        while next < history.count {
            let word = Self.lastWord(of: history.entry(next).command)
            next += 1
            if word.isEmpty || word == shown { continue }
            line = line.replacing(range, with: String(word))
            range = range.lowerBound..<range.lowerBound + word.utf8.count
            return line
        }
        return nil
    }

    /// Blanks in quotes do not separate.
    static func lastWord(of command: String) -> Substring {
        var start = command.startIndex
        var end = start
        var quote: Character?
        var isInWord = false
        for index in command.indices {
            let character = command[index]
            if quote == nil, character.isWhitespace {
                isInWord = false
                continue
            }
            if !isInWord { start = index }
            isInWord = true
            end = command.index(after: index)
            if character == quote { quote = nil } else if quote == nil, "\"'".contains(character) { quote = character }
        }
        return command[start..<end]
    }
}
