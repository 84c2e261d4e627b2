import LeadlineCore

/// Headings, paragraphs and tables of a given width, as a terminal shows them.
struct APIViewsPage {
    let width: Int
    let color: Bool
    private(set) var text = ""

    init(width: Int, color: Bool) {
        // Narrower than this nothing can be laid out; the terminal then breaks the lines.
        self.width = max(width, 40)
        self.color = color
    }

    enum Weight: String {
        case plain = ""
        case strong = "1"
        case faint = "2"
    }

    struct Cell {
        var text: String
        var weight = Weight.plain

        init(_ text: String, _ weight: Weight = .plain) {
            self.text = text
            self.weight = weight
        }
    }

    private func paint(_ text: String, _ weight: Weight) -> String {
        color && weight != .plain && !text.isEmpty ? "\u{1B}[\(weight.rawValue)m\(text)\u{1B}[0m" : text
    }

    // MARK: Lines

    /// `name  words`, the name in bold.
    mutating func title(_ name: String, _ words: String) {
        separate()
        text += paint(name, .strong) + (words.isEmpty ? "" : "  " + words) + "\n"
    }

    mutating func heading(_ words: String, _ remark: String = "") {
        separate()
        text += paint(words, .strong) + (remark.isEmpty ? "" : "  " + paint(remark, .faint)) + "\n"
    }

    mutating func separate() {
        if !text.isEmpty { text += "\n" }
    }

    mutating func paragraph(_ words: String, indent: Int = 2, _ weight: Weight = .plain) {
        let margin = String(repeating: " ", count: indent)
        for line in wrapped(words, width - indent) { text += margin + paint(line, weight) + "\n" }
    }

    /// Lines that are kept as they are.
    mutating func verbatim(_ lines: String, indent: Int = 2) {
        let margin = String(repeating: " ", count: indent)
        let lines = DisplayText.harmless(lines)
        for line in lines.split(separator: "\n", omittingEmptySubsequences: false) { text += margin + line + "\n" }
    }

    // MARK: Tables

    /// Cells wider than this do not widen their column.
    private static let widestCell = 36

    /// Rows whose last cell is wrapped; the others are as wide as their widest. Further lines of the last column follow
    /// in `notes`.
    mutating func table(_ rows: [(cells: [Cell], notes: [Cell])], indent: Int = 2) {
        let columns = rows.map(\.cells.count).max() ?? 0
        guard columns > 0 else { return }
        let widths = (0..<(columns - 1)).map { column in
            let widths = rows.map { column < $0.cells.count - 1 ? DisplayText.width($0.cells[column].text) : 0 }
            return widths.filter { $0 <= Self.widestCell }.max() ?? 0
        }
        let shown = widths.filter { $0 > 0 }
        let start = indent + shown.reduce(0, +) + 2 * shown.count
        // Where the last column would be too narrow, it goes below the others.
        let isBelow = width - start < 24
        let margin = String(repeating: " ", count: isBelow ? indent + 4 : start)
        for (cells, notes) in rows {
            var line = String(repeating: " ", count: indent)
            var column = indent
            for (cell, width) in zip(cells.dropLast(), widths) where width > 0 {
                line += paint(cell.text, cell.weight)
                column += width + 2
                if DisplayText.width(cell.text) > width {
                    // Too long for its column: the rest of the row follows below.
                    text += line + "\n"
                    line = String(repeating: " ", count: column)
                } else {
                    line += String(repeating: " ", count: width - DisplayText.width(cell.text) + 2)
                }
            }
            let lasts = [cells.last ?? Cell("")] + notes
            var lines = lasts.flatMap { cell in
                wrapped(cell.text, width - margin.count).map { paint($0, cell.weight) }
            }
            if !isBelow, !lines.isEmpty { line += lines.removeFirst() }
            while line.last == " " { line.removeLast() }
            text += line + "\n"
            for line in lines { text += margin + line + "\n" }
        }
    }

    /// Short texts side by side, from top to bottom.
    mutating func columns(_ texts: [String], indent: Int = 2) {
        let widest = texts.map { DisplayText.width($0) }.max() ?? 0
        let count = max(1, (width - indent + 2) / (widest + 2))
        let height = (texts.count + count - 1) / count
        for row in 0..<height {
            var line = String(repeating: " ", count: indent)
            for place in stride(from: row, to: texts.count, by: height) {
                let isLast = place + height >= texts.count
                let gap = isLast ? 0 : widest - DisplayText.width(texts[place]) + 2
                line += texts[place] + String(repeating: " ", count: gap)
            }
            text += line + "\n"
        }
    }

    /// Breaks at blanks; a word that is too long stands alone.
    private func wrapped(_ words: String, _ width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        let words = DisplayText.harmless(words)
        for word in words.split(whereSeparator: { $0 == " " || $0.isNewline }) {
            if !line.isEmpty, DisplayText.width(line) + 1 + DisplayText.width(word) > width {
                lines.append(line)
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        return line.isEmpty ? lines : lines + [line]
    }
}
