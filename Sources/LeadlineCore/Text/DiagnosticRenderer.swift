/// Writes diagnostics as text with the line of the source and a caret under it.
///
///     error: unknown key 'stesp'
///       --> three-day.leadline.yaml:12:3
///        |
///     12 |   stesp:
///        |   ^^^^^ label
///        = note: …
///        = help: did you mean 'steps'?
package struct DiagnosticRenderer: Sendable {
    package var color: Bool
    /// Columns that sentences are broken to; nil: each stays on its line.
    package var columns: Int?

    package init(color: Bool = false, columns: Int? = nil) {
        self.color = color
        self.columns = columns
    }

    /// The text of one diagnostic, ending with a line feed.
    package func text(_ diagnostic: Diagnostic) -> String {
        let severity = diagnostic.severity == .error ? paint("error", .error) : paint("warning", .warning)
        var lines = [wrapped("\(severity)\(paint(": " + shown(diagnostic.message), .bold))", indent: 2)]
        var margin = " "
        if let location = diagnostic.location {
            let position = location.position
            let number = String(position.line)
            margin = String(repeating: " ", count: number.utf8.count + 1)
            lines.append(
                "\(margin.dropLast())\(paint("-->", .frame)) \(shown("\(location.source.name):\(position.line):\(position.column)"))"
            )
            lines.append(margin + paint("|", .frame))
            let (source, mark) = excerpt(location, line: position.line)
            lines.append("\(paint("\(number) |", .frame)) \(source)".trimmedEnd)
            let label = diagnostic.label.map { " " + shown($0) } ?? ""
            lines.append(
                "\(margin)\(paint("|", .frame)) \(mark.indent)\(paint(mark.carets + label, style(diagnostic)))")
        }
        for note in diagnostic.notes { lines.append(remark("note", note, margin)) }
        if let help = diagnostic.help { lines.append(remark("help", help, margin)) }
        return lines.joined(separator: "\n") + "\n"
    }

    private func remark(_ kind: String, _ text: String, _ margin: String) -> String {
        margin + wrapped("\(paint("=", .frame)) \(kind): \(shown(text))", indent: margin.utf8.count + 8)
    }

    /// A sentence with its further lines, which begin at a column.
    private func wrapped(_ text: String, indent: Int) -> String {
        guard let columns, DisplayText.visibleWidth(text[...]) > columns - indent else { return text }
        return DisplayText.wrapped(text, columns: max(20, columns - indent))
            .joined(separator: "\n" + String(repeating: " ", count: indent))
    }

    /// Several diagnostics with an empty line between them.
    package func text(_ diagnostics: [Diagnostic]) -> String {
        diagnostics.map { text($0) }.joined(separator: "\n")
    }

    // MARK: The line of the source

    /// The columns of a source's line that are shown at most.
    private static let width = 160

    private struct Mark {
        var indent: String
        var carets: String
    }

    /// The first line of a location as it can be shown, and the carets under it.
    private func excerpt(_ location: SourceLocation, line number: Int) -> (source: String, mark: Mark) {
        let line = location.source.line(number)
        let utf8 = location.source.text.utf8
        let offset = min(location.range.lowerBound, utf8.count)
        let start = min(utf8.index(utf8.startIndex, offsetBy: offset), line.endIndex)
        // A line may be a whole document: only what can be shown is looked at.
        let before = Line(line[..<start].suffix(Self.width * 2))
        var rest = line[start...]
        let length = location.range.count
        let end = rest.utf8.index(rest.startIndex, offsetBy: length, limitedBy: rest.endIndex) ?? rest.endIndex
        let marked = Line(rest[..<end].prefix(Self.width), column: before.width)
        rest = rest[end...]
        let after = Line(rest.prefix(Self.width + 1), column: before.width + marked.width)
        return cut(before, marked, after)
    }

    /// Shortens what is too long: first behind the mark, then before it, then the mark itself.
    private func cut(_ before: Line, _ marked: Line, _ after: Line) -> (source: String, mark: Mark) {
        let caretCount = max(1, min(marked.width, Self.width / 2))
        if before.width + marked.width + after.width <= Self.width {
            return (before.text + marked.text + after.text, mark(before.width, caretCount))
        }
        let shownMark = marked.prefix(Self.width / 2)
        let room = Self.width - shownMark.width
        let isMarkCut = shownMark.width < marked.width
        let shownBefore = before.width <= room * 2 / 3 ? before : before.suffix(room / 2)
        let shownAfter = isMarkCut ? Line("") : after.prefix(room - shownBefore.width)
        let left = shownBefore.width < before.width ? "…" : ""
        let right = isMarkCut || shownAfter.width < after.width ? "…" : ""
        return (
            left + shownBefore.text + shownMark.text + shownAfter.text + right,
            mark(shownBefore.width + (left.isEmpty ? 0 : 1), caretCount)
        )
    }

    private func mark(_ indent: Int, _ carets: Int) -> Mark {
        Mark(indent: String(repeating: " ", count: indent), carets: String(repeating: "^", count: carets))
    }

    // MARK: Colour

    private enum Style: String {
        case error = "1;31"
        case warning = "1;33"
        case bold = "1"
        case frame = "34"
    }

    private func style(_ diagnostic: Diagnostic) -> Style { diagnostic.severity == .error ? .error : .warning }

    private func paint(_ text: String, _ style: Style) -> String {
        color ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
    }

    /// A message may quote what somebody wrote, whatever its length: its beginning and its end say enough.
    private func shown(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard text.utf8.count > Self.longest, scalars.count > Self.longest else {
            return DisplayText.harmlessLine(text)
        }
        let half = Self.longest / 2
        return DisplayText.harmlessLine("\(String(scalars.prefix(half)))…\(String(scalars.suffix(half)))")
    }

    /// The characters of a message that are shown at most.
    private static let longest = 500
}

/// A stretch of a line as it is shown: tabs as blanks to the next fourth column, nothing that acts on a terminal.
private struct Line {
    private var pieces: [(text: String, width: Int)] = []
    private(set) var width = 0

    init(_ text: some StringProtocol, column: Int = 0) {
        for character in text {
            let shown =
                character == "\t"
                ? String(repeating: " ", count: 4 - (column + width) % 4)
                : DisplayText.harmlessLine(String(Self.visible(character)))
            append((shown, DisplayText.width(shown)))
        }
    }

    /// One character may have any number of combining marks.
    private static func visible(_ character: Character) -> String.UnicodeScalarView.SubSequence {
        character.unicodeScalars.prefix(16)
    }

    private mutating func append(_ piece: (text: String, width: Int)) {
        pieces.append(piece)
        width += piece.width
    }

    var text: String { pieces.map(\.text).joined() }

    /// As many pieces from the start as fit into `limit` columns.
    func prefix(_ limit: Int) -> Line {
        var line = Line("")
        for piece in pieces {
            guard line.width + piece.width <= limit else { break }
            line.append(piece)
        }
        return line
    }

    func suffix(_ limit: Int) -> Line {
        var count = 0
        var used = 0
        for piece in pieces.reversed() {
            guard used + piece.width <= limit else { break }
            used += piece.width
            count += 1
        }
        var line = Line("")
        for piece in pieces.suffix(count) { line.append(piece) }
        return line
    }
}

extension String {
    /// Without blanks at its end, as an empty line of a source leaves them.
    fileprivate var trimmedEnd: String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
