package import LeadlineCore

/// Keeps a frame on the screen: what to write so that it shows a content. Knows what it wrote, moves only relative to it,
/// and never stands in the way of what is above.
package struct FramePainter {
    private let palette: Palette
    private let reflows: Bool
    private var builder = FrameBuilder()
    private var shown: (frame: Frame, content: FrameContent, size: TerminalSize)?

    /// `reflows`: whether the terminal breaks rows anew when its width changes; xterm cuts them.
    package init(palette: Palette, reflows: Bool = true) {
        self.palette = palette
        self.reflows = reflows
    }

    /// What shows the content; empty when it is shown already.
    package mutating func paint(_ content: FrameContent, _ size: TerminalSize) -> String {
        if let shown, shown.size == size, shown.content == content { return "" }
        let start = shown.map { $0.size == size ? "" : resized(to: size) } ?? ""
        let frame = builder.frame(of: content, size)
        let change = FrameWriter.change(from: shown?.frame, to: frame, columns: max(1, size.columns), palette)
        shown = (frame, content, size)
        return start + change
    }

    /// What takes the frame off a screen that has another size now; the cursor is where it began.
    package mutating func resized(to size: TerminalSize) -> String {
        guard let old = shown, old.size != size else { return "" }
        shown = nil
        let above = reflows ? Self.rowsAbove(old.frame, columns: max(1, size.columns)) : old.frame.cursorRow
        return (above > 0 ? "\u{1B}[\(above)A" : "") + "\r\u{1B}[J"
    }

    /// What leaves the content's input on the screen, nothing of the rest, and the cursor below it.
    package mutating func leave(_ content: FrameContent, _ size: TerminalSize) -> String {
        var content = content
        content.ghost = ""
        content.below = []
        content.cursor = content.input.text.utf8.count
        let change = paint(content, size)
        shown = nil
        return change + "\r\n"
    }

    /// Nothing of the frame is on the screen any more; the next one begins where the cursor is.
    package mutating func forget() { shown = nil }

    /// How many rows lie over the cursor when the terminal has broken ours to another width.
    private static func rowsAbove(_ frame: Frame, columns: Int) -> Int {
        var count = 0
        for row in frame.rows[..<frame.cursorRow] { count += breaks(row[...], columns) + 1 }
        var column = 0
        let upToCursor = frame.rows[frame.cursorRow].prefix { cell in
            defer { column += cell.width }
            return column <= frame.cursorColumn
        }
        return count + breaks(upToCursor, columns)
    }

    private static func breaks(_ cells: ArraySlice<Cell>, _ columns: Int) -> Int {
        var breaks = 0
        var used = 0
        for cell in cells {
            if used + cell.width > columns {
                breaks += 1
                used = 0
            }
            used += cell.width
        }
        return breaks
    }
}
