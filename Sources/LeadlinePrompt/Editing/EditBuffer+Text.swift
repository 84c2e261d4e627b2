import LeadlineCore

/// Moving and changing by what a reader sees as one character.
extension EditBuffer {
    private var index: String.Index {
        text.utf8.index(text.startIndex, offsetBy: min(max(0, cursor), text.utf8.count))
    }

    /// With a cursor that is inside the text and not inside of a scalar.
    var aligned: EditBuffer { at(text[..<index].endIndex) }

    var isAtEnd: Bool { cursor >= text.utf8.count }

    private func at(_ index: String.Index) -> EditBuffer {
        EditBuffer(text: text, cursor: text.utf8.distance(from: text.startIndex, to: index))
    }

    /// Offsets outside of the text mean its ends. The cursor comes behind what is new.
    func replacing(_ range: Range<Int>, with new: String) -> EditBuffer {
        let count = text.utf8.count
        let lower = text.utf8.index(text.startIndex, offsetBy: min(max(0, range.lowerBound), count))
        let upper = text.utf8.index(text.startIndex, offsetBy: min(max(0, range.upperBound), count))
        let start = String(text[..<lower]) + new
        return EditBuffer(text: start + text[upper...], cursor: start.utf8.count)
    }

    func inserting(_ new: String) -> EditBuffer { replacing(cursor..<cursor, with: new) }

    /// The text of a part; offsets outside of the text mean its ends.
    func part(_ range: Range<Int>) -> Substring {
        let count = text.utf8.count
        let lower = text.utf8.index(text.startIndex, offsetBy: min(max(0, range.lowerBound), count))
        let upper = text.utf8.index(text.startIndex, offsetBy: min(max(0, range.upperBound), count))
        return text[lower..<upper]
    }

    // MARK: - Characters

    var left: EditBuffer { at(text[..<index].dropLast().endIndex) }
    var right: EditBuffer { at(text[index...].dropFirst().startIndex) }

    var deletingBack: EditBuffer { replacing(left.cursor..<cursor, with: "") }

    var deleting: EditBuffer {
        var result = replacing(cursor..<right.cursor, with: "")
        result.cursor = cursor
        return result
    }

    // MARK: - Words

    /// Behind the next run of letters, digits and `_`.
    var wordOn: EditBuffer {
        let rest = text[index...]
        let word = rest.drop { !Self.isWord($0) }.drop(while: Self.isWord)
        return at(word.startIndex)
    }

    private static func isWord(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_"
    }

    // MARK: - Lines

    private var lineStart: String.Index {
        let before = text.utf8[..<index]
        return before.lastIndex(of: 0x0A).map { text.utf8.index(after: $0) } ?? text.startIndex
    }

    private var lineEnd: String.Index { text.utf8[index...].firstIndex(of: 0x0A) ?? text.endIndex }

    var home: EditBuffer { at(lineStart) }
    var end: EditBuffer { at(lineEnd) }

    /// The blanks that the cursor's line begins with, in front of the cursor.
    var indentation: String { String(text[lineStart..<index].prefix { $0 == " " || $0 == "\t" }) }

    /// How many columns stand in front of the cursor in its line.
    var column: Int { DisplayText.width(text[lineStart..<index]) }

    /// In the line before, at a column or where the line ends; nil in the first line.
    func up(to column: Int) -> EditBuffer? {
        let start = lineStart
        return start == text.startIndex ? nil : at(text.utf8.index(before: start)).home.forward(to: column)
    }

    func down(to column: Int) -> EditBuffer? {
        let end = lineEnd
        return end == text.endIndex ? nil : at(text.utf8.index(after: end)).forward(to: column)
    }

    /// From the line's beginning.
    private func forward(to column: Int) -> EditBuffer {
        var width = 0
        let passed = text[lineStart..<lineEnd].prefix { character in
            width += DisplayText.width(character)
            return width <= column
        }
        return at(passed.endIndex)
    }
}
