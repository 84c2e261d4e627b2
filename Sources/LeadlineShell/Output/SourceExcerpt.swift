import LeadlineCore

/// Lines of a source with carets and labels under them.
struct SourceExcerpt {
    struct Mark {
        var location: SourceLocation
        var label: String
        var role: Style.Role
        /// One caret under the first character instead of all of it, and none without a label.
        var isPoint = false

        var isDrawn: Bool { !isPoint || !label.isEmpty }
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
            lines += marked(number, byLine[number] ?? [], source, gutter)
            before = number
        }
        return lines
    }

    private func between(_ before: Int?, _ number: Int, _ source: Source, _ gutter: Int) -> [String] {
        guard let before, number > before + 1 else { return [] }
        if number - before > 3 { return [frame("…", gutter)] }
        return (before + 1..<number).map {
            framed(shown(source.line($0).prefix(columns * 2)), from: 0, $0, gutter)
        }
    }

    private var columns: Int { presentation.width - 12 }

    // MARK: What of a line is shown

    /// A mark and the columns of its whole line that it stands under.
    private struct Place {
        var mark: Mark
        var start: Int
        var width: Int
        /// The end of what must be seen of it.
        var end: Int
    }

    /// A line and what is marked in it; a long line more than once where the marks stand too far apart for one window.
    private func marked(_ number: Int, _ marks: [Mark], _ source: Source, _ gutter: Int) -> [String] {
        let line = source.line(number)
        // A line may be a whole document: only what can be shown is looked at.
        let length = marks.map { $0.location.position.column + min($0.location.range.count, columns) }.max() ?? 0
        let text = shown(line.prefix(length + columns * 2))
        let drawn = marks.filter(\.isDrawn)
        let places = (drawn.isEmpty ? marks : drawn).map { place($0, line) }
        var lines: [String] = []
        for group in groups(places) {
            let start = windowStart(group, DisplayText.width(text))
            lines.append(framed(text, from: start, number, gutter))
            for place in group where place.mark.isDrawn {
                let dropped = dropped(text, start)
                lines.append(carets(place, indent: place.start - dropped + (dropped > 0 ? 1 : 0), gutter))
            }
        }
        return lines
    }

    private func place(_ mark: Mark, _ line: some StringProtocol) -> Place {
        let column = mark.location.position.column
        let rest = line.dropFirst(column - 1)
        let end =
            rest.utf8.index(rest.startIndex, offsetBy: mark.location.range.count, limitedBy: rest.endIndex)
            ?? rest.endIndex
        let start = DisplayText.width(shown(line.prefix(column - 1)))
        let width = mark.isPoint ? 1 : max(1, DisplayText.width(shown(rest[..<end].prefix(columns))))
        return Place(mark: mark, start: start, width: width, end: start + (width <= columns - 2 ? width : columns / 2))
    }

    /// Marks that one window can show, in their order.
    private func groups(_ places: [Place]) -> [[Place]] {
        var groups: [[Place]] = []
        for place in places {
            let end = max(place.end, groups.last?.map(\.end).max() ?? 0)
            if let first = groups.last?.first, end < columns || end - first.start <= columns - 2 {
                groups[groups.count - 1].append(place)
            } else {
                groups.append([place])
            }
        }
        return groups
    }

    /// The column at which a window begins: the first, unless the marks would be cut away.
    private func windowStart(_ places: [Place], _ width: Int) -> Int {
        guard let first = places.first, let end = places.map(\.end).max(), width > columns, end >= columns else {
            return 0
        }
        let room = columns - 2 - (end - first.start)
        return max(0, min(first.start - room / 2, width - (columns - 1)))
    }

    /// The columns that a window leaves out before it: no half of a character is shown.
    private func dropped(_ text: String, _ start: Int) -> Int {
        var width = 0
        for character in text {
            if width >= start { break }
            width += DisplayText.width(character)
        }
        return width
    }

    private func framed(_ text: String, from start: Int, _ number: Int, _ gutter: Int) -> String {
        var rest = text[...]
        var width = 0
        while width < start, let character = rest.popFirst() { width += DisplayText.width(character) }
        let left = width > 0 ? "…" : ""
        let window = left + Presentation.cut(String(rest), columns - left.count)
        return frame(String(number), gutter) + (window.isEmpty ? "" : " " + window)
    }

    private func carets(_ place: Place, indent: Int, _ gutter: Int) -> String {
        let carets = String(repeating: "^", count: max(1, min(place.width, columns - indent)))
        let label = place.mark.label.isEmpty ? "" : " " + place.mark.label
        return frame("", gutter) + " " + String(repeating: " ", count: indent)
            + presentation.style(carets, place.mark.role) + label
    }

    private func frame(_ text: String, _ gutter: Int) -> String {
        let number = String(repeating: " ", count: max(0, gutter - text.count)) + text
        return presentation.style("\(number) |", .frame)
    }

    /// A piece of a line with blanks for its tabs.
    private func shown(_ text: some StringProtocol) -> String {
        guard text.utf8.contains(UInt8(ascii: "\t")) else { return presentation.line(String(text)) }
        let spaced = text.split(separator: "\t", omittingEmptySubsequences: false).joined(separator: "    ")
        return presentation.line(spaced)
    }
}
