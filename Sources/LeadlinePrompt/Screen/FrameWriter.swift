/// Writes what turns one frame on the screen into another, with relative movements only.
struct FrameWriter {
    private let palette: Palette
    private let columns: Int
    private var output = ""
    /// Where the terminal's cursor stands; the column is the width of the screen when it waits behind the last one.
    private var row: Int
    private var column: Int

    private init(_ palette: Palette, columns: Int, row: Int, column: Int) {
        self.palette = palette
        self.columns = columns
        self.row = row
        self.column = column
    }

    /// `old` is what stands there; nil: nothing that is ours, the cursor is where the frame begins.
    static func change(from old: Frame?, to new: Frame, columns: Int, _ palette: Palette) -> String {
        if old == new { return "" }
        var writer = FrameWriter(palette, columns: columns, row: old?.cursorRow ?? 0, column: old?.cursorColumn ?? 0)
        if old == nil { writer.output = "\r\u{1B}[J" }
        let changed = writer.change(from: old?.rows ?? [], to: new.rows)
        writer.go(to: new.cursorRow, new.cursorColumn)
        // A change in one row is seen at once anyway; a key should cost few bytes.
        return changed > 1 ? "\u{1B}[?2026h\u{1B}[?25l\(writer.output)\u{1B}[?25h\u{1B}[?2026l" : writer.output
    }

    /// - Returns: how many rows were written.
    private mutating func change(from old: [[Cell]], to new: [[Cell]]) -> Int {
        var changed = 0
        for (index, cells) in new.enumerated() {
            let edit = RowEdit(from: index < old.count ? old[index] : [], to: cells)
            if edit.isEmpty, index < old.count { continue }
            changed += 1
            go(to: index, edit.column)
            write(cells[edit.cells])
            // Behind the last column it would take the last character away.
            if edit.erasesRest, column < columns { output += "\u{1B}[K" }
        }
        if old.count > new.count {
            changed += 1
            go(to: new.count, 0)
            output += "\u{1B}[J"
        }
        return changed
    }

    /// Line feeds make the rows that are not there yet.
    private mutating func go(to row: Int, _ column: Int) {
        if row < self.row { output += "\u{1B}[\(self.row - row == 1 ? "" : "\(self.row - row)")A" }
        if row > self.row {
            output += String(repeating: "\r\n", count: row - self.row)
            self.column = 0
        }
        self.row = row
        if column == self.column { return }
        // From the row's beginning: it is right even where the terminal measures a character differently.
        output += "\r"
        if column > 0 { output += "\u{1B}[\(column)C" }
        self.column = column
    }

    private mutating func write(_ cells: ArraySlice<Cell>) {
        var role = TextRole.plain
        for cell in cells {
            if cell.role != role { output += palette.change(to: cell.role) }
            role = cell.role
            output.append(cell.text)
            column += cell.width
        }
        if role != .plain { output += palette.change(to: .plain) }
    }
}

/// The part of a row that must be written again.
struct RowEdit: Equatable {
    /// Where it begins on the screen.
    var column: Int
    /// Of the new cells.
    var cells: Range<Int>
    /// Whether something of the old row may stand behind it.
    var erasesRest: Bool

    init(from old: [Cell], to new: [Cell]) {
        let same = zip(old, new).prefix { $0 == $1 }.count
        if same == old.count, same == new.count {
            self.init(column: 0, cells: 0..<0, erasesRest: false)
        } else if old.contains(where: \.isDoubtful) || new.contains(where: \.isDoubtful) {
            self.init(column: 0, cells: 0..<new.count, erasesRest: true)
        } else {
            self.init(from: old, to: new, same: same)
        }
    }

    private init(column: Int, cells: Range<Int>, erasesRest: Bool) {
        self.column = column
        self.cells = cells
        self.erasesRest = erasesRest
    }

    /// What is the same at the end stays only where it stays in its columns.
    private init(from old: [Cell], to new: [Cell], same: Int) {
        let column = Array(new[..<same]).width
        let difference = new.width - old.width
        var end = new.count
        if difference == 0 {
            var index = old.count
            while end > same, index > same, new[end - 1] == old[index - 1] {
                end -= 1
                index -= 1
            }
        }
        self.init(column: column, cells: same..<end, erasesRest: difference < 0)
    }

    var isEmpty: Bool { cells.isEmpty && !erasesRest }
}
