import LeadlineCore

/// The rows that stand on the screen, none wider than it, and the place of the cursor in them.
struct Frame: Equatable {
    var rows: [[Cell]]
    var cursorRow: Int
    /// Always less than the width of the screen.
    var cursorColumn: Int
}

/// Breaks contents into frames; keeps which part of a text taller than the screen is seen.
struct FrameBuilder {
    private var layout = InputLayout()
    /// The first row of the input that is seen.
    private(set) var top = 0

    mutating func frame(of content: FrameContent, _ size: TerminalSize) -> Frame {
        let columns = max(1, size.columns)
        let leads = (Self.lead(content.prompt, columns: columns), Self.lead(content.continuation, columns: columns))
        layout.update(
            content.input.text,
            .init(columns: columns, first: leads.0.width, further: leads.1.width))
        let cursor = min(max(0, content.cursor), layout.glyphs.bytes.count)
        let cursorRow = layout.row(holding: cursor)
        let below = Self.roomBelow(content.below.count, rows: layout.rows.count, size)
        let visible = scroll(to: cursorRow, height: max(1, size.rows) - below)
        var roles = RoleCursor(content.input.spans)
        var rows = visible.map { cells(of: $0, leads, &roles, columns: columns) }
        let column = column(of: cursor, in: cursorRow, leads, columns: columns)
        if cursor == layout.glyphs.bytes.count, let last = rows.last {
            rows[rows.count - 1] += Self.ghost(content.ghost, room: columns - last.width)
        }
        rows += content.below.prefix(below).map { $0.cells(columns: columns) }
        return Frame(rows: rows, cursorRow: cursorRow - visible.lowerBound, cursorColumn: min(column, columns - 1))
    }

    /// A prompt leaves a third of the row to the input.
    private static func lead(_ text: StyledText, columns: Int) -> [Cell] {
        text.cells().cutFront(to: columns * 2 / 3)
    }

    /// How many rows under the input are shown: all that fit, and up to half of the screen when the input is tall.
    private static func roomBelow(_ wanted: Int, rows: Int, _ size: TerminalSize) -> Int {
        min(wanted, max(size.rows - rows, size.rows / 2, 0))
    }

    private mutating func scroll(to cursorRow: Int, height: Int) -> Range<Int> {
        let visible = min(layout.rows.count, height)
        top = max(min(top, cursorRow, layout.rows.count - visible), cursorRow - visible + 1)
        return top..<top + visible
    }

    private func cells(
        of row: Int, _ leads: (first: [Cell], further: [Cell]), _ roles: inout RoleCursor, columns: Int
    ) -> [Cell] {
        let range = layout.rows[row].range
        var cells = layout.rows[row].beginsLine ? row == 0 ? leads.first : leads.further : []
        var offset = range.lowerBound
        while offset < range.upperBound {
            let (glyph, length) = layout.glyphs.glyph(at: offset)
            GlyphText.append(glyph, roles.role(at: offset), columns: columns, to: &cells)
            offset += length
        }
        return cells
    }

    private func column(
        of cursor: Int, in row: Int, _ leads: (first: [Cell], further: [Cell]), columns: Int
    ) -> Int {
        let row = layout.rows[row]
        var column = row.beginsLine ? row.range.lowerBound == 0 ? leads.first.width : leads.further.width : 0
        var offset = row.range.lowerBound
        while offset < min(cursor, row.range.upperBound) {
            let (glyph, length) = layout.glyphs.glyph(at: offset)
            column += glyph.width > columns ? 1 : glyph.width
            offset += length
        }
        return column
    }

    private static func ghost(_ text: String, room: Int) -> [Cell] {
        guard !text.isEmpty else { return [] }
        let line = text.prefix { $0 != "\n" }
        let shown = line.utf8.count == text.utf8.count ? text : line + "…"
        return StyledText(shown, as: .faint).cells(columns: room)
    }
}
