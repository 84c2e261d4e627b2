import LeadlineCore

/// A table of one line a row, fitted to a width: cells are cut, and columns at the end left out where that is not enough.
struct TableView {
    struct Column {
        var title: String
        /// Numbers stand at the right.
        var isRight = false
        /// Where room is scarce, the column becomes no narrower than this.
        var least = 6
    }

    struct Cell {
        /// Harmless and on one line.
        var text: String
        var role: Style.Role?

        init(_ text: String, _ role: Style.Role? = nil) {
            self.text = text
            self.role = role
        }
    }

    var columns: [Column]
    /// As many cells as columns in each.
    var rows: [[Cell]]

    private static let gap = 2

    mutating func remove(at column: Int) {
        columns.remove(at: column)
        for index in rows.indices { rows[index].remove(at: column) }
    }

    /// The lines, the titles first, and the titles of the columns that found no room. `width` nil: all as wide as it is.
    func lines(width: Int?, style: Style) -> (lines: [String], hidden: [String]) {
        let widths = fitted(natural, to: width)
        let head = line(columns.map { Cell($0.title, .strong) }, widths, style)
        let lines = [head] + rows.map { line($0, widths, style) }
        return (lines, columns.dropFirst(widths.count).map(\.title))
    }

    private var natural: [Int] {
        columns.indices.map { column in
            rows.reduce(DisplayText.width(columns[column].title)) { max($0, DisplayText.width($1[column].text)) }
        }
    }

    /// The widths of the columns that are shown.
    private func fitted(_ natural: [Int], to width: Int?) -> [Int] {
        guard let width else { return natural }
        var widths = natural
        while widths.count > 1, minimum(widths) > width { widths.removeLast() }
        var excess = Self.total(widths) - width
        while excess > 0 {
            // The widest gives way first, down to the next one.
            let shrinkable = widths.indices.filter { widths[$0] > least($0, widths[$0]) }
            guard let widest = shrinkable.max(by: { widths[$0] < widths[$1] }) else { break }
            let others = shrinkable.filter { $0 != widest }.map { widths[$0] }.max() ?? 0
            let target = max(least(widest, widths[widest]), min(others, widths[widest] - 1), widths[widest] - excess)
            excess -= widths[widest] - target
            widths[widest] = target
        }
        return widths
    }

    private func least(_ column: Int, _ width: Int) -> Int { min(columns[column].least, width) }

    private func minimum(_ widths: [Int]) -> Int { Self.total(widths.indices.map { least($0, widths[$0]) }) }

    private static func total(_ widths: [Int]) -> Int { widths.reduce(0, +) + gap * max(widths.count - 1, 0) }

    private func line(_ cells: [Cell], _ widths: [Int], _ style: Style) -> String {
        var line = ""
        for (index, width) in widths.enumerated() {
            let text = Presentation.cut(cells[index].text, width)
            let blanks = String(repeating: " ", count: max(0, width - DisplayText.width(text)))
            let shown = cells[index].role.map { style(text, $0) } ?? text
            let isLast = index + 1 == widths.count
            if columns[index].isRight { line += blanks + shown } else { line += shown + (isLast ? "" : blanks) }
            if !isLast { line += String(repeating: " ", count: Self.gap) }
        }
        return line
    }
}
