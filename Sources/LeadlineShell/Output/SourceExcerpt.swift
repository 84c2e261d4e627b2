import LeadlineCore

/// Lines of a source with carets and labels under them.
struct SourceExcerpt {
    struct Mark {
        var location: SourceLocation
        var label: String
        var role: Style.Role
        /// One caret under the first character instead of all of it, and none without a label.
        var isPoint = false
    }

    let presentation: Presentation

    /// The lines that the marks stand on, which lie in one source, with what stands between when that is little.
    func lines(_ marks: [Mark]) -> [String] {
        let marks = marks.sorted { $0.location.range.lowerBound < $1.location.range.lowerBound }
        guard let source = marks.first?.location.source, let last = marks.last?.location.position.line else {
            return []
        }
        let gutter = String(last).utf8.count
        let byLine = Dictionary(grouping: marks) { $0.location.position.line }
        var lines: [String] = []
        var before: Int?
        for number in byLine.keys.sorted() {
            lines += between(before, number, source, gutter)
            lines.append(line(number, source, gutter))
            for mark in byLine[number] ?? [] where !mark.isPoint || !mark.label.isEmpty {
                lines.append(self.mark(mark, gutter))
            }
            before = number
        }
        return lines
    }

    private func between(_ before: Int?, _ number: Int, _ source: Source, _ gutter: Int) -> [String] {
        guard let before, number > before + 1 else { return [] }
        if number - before > 3 { return [frame("…", gutter)] }
        return (before + 1..<number).map { line($0, source, gutter) }
    }

    private var columns: Int { presentation.width - 12 }

    private func line(_ number: Int, _ source: Source, _ gutter: Int) -> String {
        let text = shown(source.line(number).prefix(columns * 2))
        return frame(String(number), gutter) + (text.isEmpty ? "" : " " + Presentation.cut(text, columns))
    }

    private func mark(_ mark: Mark, _ gutter: Int) -> String {
        let style = presentation.style
        let (number, column) = mark.location.position
        let line = mark.location.source.line(number)
        let indent = min(DisplayText.width(shown(line.prefix(column - 1))), columns - 2)
        let rest = line.dropFirst(column - 1)
        let end =
            rest.utf8.index(rest.startIndex, offsetBy: mark.location.range.count, limitedBy: rest.endIndex)
            ?? rest.endIndex
        let marked = mark.isPoint ? 1 : DisplayText.width(shown(rest[..<end].prefix(columns)))
        let carets = String(repeating: "^", count: max(1, min(marked, columns - indent)))
        let label = mark.label.isEmpty ? "" : " " + mark.label
        return frame("", gutter) + " " + String(repeating: " ", count: indent) + style(carets, mark.role) + label
    }

    private func frame(_ text: String, _ gutter: Int) -> String {
        let number = String(repeating: " ", count: max(0, gutter - text.count)) + text
        return presentation.style("\(number) |", .frame)
    }

    /// A piece of a line with blanks for its tabs.
    private func shown(_ text: some StringProtocol) -> String {
        let spaced = text.split(separator: "\t", omittingEmptySubsequences: false).joined(separator: "    ")
        return presentation.line(spaced)
    }
}
