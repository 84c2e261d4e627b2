/// A terminal's screen as far as the painter uses one: rows, a cursor that waits behind the last column, two-column
/// characters, erasing, scrolling, two ways of changing size. Measures characters by its own table.
struct VirtualScreen {
    struct Place: Equatable {
        var text: String
        /// The SGR parameters it was written with.
        var look = ""
        /// A further column of the character before.
        var isTail = false

        /// Never written, or erased.
        static let blank = Place(text: "")
    }

    struct Line: Equatable {
        var places: [Place]
        /// Whether the next line goes on with it.
        var isWrapped = false

        /// Without what was never written.
        var used: ArraySlice<Place> { places.prefix((places.lastIndex { $0 != .blank } ?? -1) + 1) }
    }

    private(set) var columns: Int
    private(set) var height: Int
    private(set) var lines: [Line]
    private(set) var scrolledOff: [Line] = []
    private(set) var row = 0
    private(set) var column = 0
    private var isPending = false
    private var look = ""
    /// What no painter should send.
    private(set) var faults: [String] = []

    init(columns: Int, rows: Int) {
        self.columns = columns
        self.height = rows
        lines = Array(repeating: Self.blankLine(columns), count: rows)
    }

    private static func blankLine(_ columns: Int) -> Line { Line(places: Array(repeating: .blank, count: columns)) }

    // MARK: - Reading

    /// The rows without the blanks behind them and the empty rows below.
    var text: String {
        var rows = lines.map { Self.text($0) }
        while rows.last?.isEmpty == true { rows.removeLast() }
        return rows.joined(separator: "\n")
    }

    /// All that was written, without blanks, from the first line that scrolled off up to a row.
    func everything(above row: Int) -> String {
        (scrolledOff + lines[..<max(0, row)]).flatMap(\.places).map(\.text).joined()
    }

    static func text(_ line: Line) -> String {
        let text = line.places.map { $0 == .blank ? " " : $0.text }.joined()
        return String(text.reversed().drop { $0 == " " }.reversed())
    }

    // MARK: - Writing

    mutating func feed(_ text: String) {
        var run = String.UnicodeScalarView()
        var scalars = text.unicodeScalars[...]
        while let scalar = scalars.popFirst() {
            if scalar.value >= 0x20, scalar.value != 0x7F {
                run.append(scalar)
                continue
            }
            print(String(run))
            run = String.UnicodeScalarView()
            control(scalar, &scalars)
        }
        print(String(run))
    }

    private mutating func control(_ scalar: Unicode.Scalar, _ rest: inout Substring.UnicodeScalarView) {
        switch scalar {
        case "\r": (column, isPending) = (0, false)
        case "\n": lineFeed()
        case "\u{1B}":
            guard rest.popFirst() == "[" else { return faults.append("ESC") }
            let parameters = String(rest.prefix { $0.value < 0x40 })
            rest = rest.dropFirst(parameters.unicodeScalars.count)
            sequence(parameters, rest.popFirst() ?? "?")
        default: faults.append("control \(scalar.value)")
        }
    }

    private mutating func sequence(_ parameters: String, _ end: Unicode.Scalar) {
        let count = Int(parameters) ?? 1
        switch (end, parameters) {
        case ("A", _): (row, isPending) = (max(0, row - count), false)
        case ("C", _): (column, isPending) = (min(columns - 1, column + count), false)
        case ("K", ""): erase(row, from: column)
        case ("J", ""):
            erase(row, from: column)
            for below in lines.indices.dropFirst(row + 1) { erase(below, from: 0) }
        case ("m", _): look = parameters == "0" ? "" : parameters
        case ("h", "?2026"), ("l", "?2026"), ("h", "?25"), ("l", "?25"): break
        default: faults.append("CSI \(parameters)\(end)")
        }
    }

    private mutating func lineFeed() {
        isPending = false
        if row < height - 1 { return row += 1 }
        scrolledOff.append(lines.removeFirst())
        lines.append(Self.blankLine(columns))
    }

    private mutating func erase(_ row: Int, from column: Int) {
        for index in column..<columns { clear(row, index) }
        lines[row].isWrapped = false
    }

    /// The other columns of a wide character go with it.
    private mutating func clear(_ row: Int, _ column: Int) {
        let isAlone = column + 1 == columns || !lines[row].places[column + 1].isTail
        if isAlone, !lines[row].places[column].isTail { return lines[row].places[column] = .blank }
        var first = column
        while first > 0, lines[row].places[first].isTail { first -= 1 }
        let end = lines[row].places[(column + 1)...].firstIndex { !$0.isTail } ?? columns
        for index in first..<end { lines[row].places[index] = .blank }
    }

    private mutating func print(_ text: String) {
        for character in text {
            let width = Self.width(character)
            if width == 0 { faults.append("no width: \(character.unicodeScalars)") }
            if isPending || column + width > columns {
                faults.append("wrapped by the terminal")
                lines[row].isWrapped = true
                column = 0
                lineFeed()
            }
            for tail in 0..<min(width, columns) { clear(row, column + tail) }
            for tail in 0..<min(width, columns) {
                lines[row].places[column + tail] = Place(
                    text: tail == 0 ? String(character) : "", look: look, isTail: tail > 0)
            }
            column += width
            isPending = column >= columns
            if isPending { column = columns - 1 }
        }
    }

    static func width(_ character: Character) -> Int {
        let values = character.unicodeScalars.map(\.value)
        let isEmoji = values.contains { $0 == 0xFE0F || $0 == 0x200D || (0x1F1E6...0x1FAFF).contains($0) }
        if isEmoji, values[0] > 0x200D { return 2 }
        return values.reduce(0) { $0 + width($1) }
    }

    private static func width(_ value: UInt32) -> Int {
        switch value {
        case 0x300...0x36F, 0x93F, 0x941...0x94D, 0x200B...0x200F, 0xFE0F, 0xAD, 0..<0x20: value == 0x93F ? 1 : 0
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xFF01...0xFF60: 2
        default: 1
        }
    }

    // MARK: - Another size

    /// As xterm does: rows are cut, or get blanks.
    mutating func cut(columns: Int, rows: Int) {
        for index in lines.indices {
            lines[index].places = Array((lines[index].places + Self.blankLine(columns).places).prefix(columns))
        }
        self.columns = columns
        column = min(column, columns - 1)
        isPending = false
        place(lines, row, rows, top: max(0, row - rows + 1))
    }

    /// As tmux does: lines are broken anew, the cursor stays at its character.
    mutating func reflow(columns: Int, rows: Int) {
        var broken: [Line] = []
        var cursor = (row: 0, column: 0)
        var pending: [Place] = []
        var offset: Int?
        for (index, line) in (scrolledOff + lines).enumerated() {
            if index == scrolledOff.count + row { offset = pending.count + column }
            pending += line.used
            if line.isWrapped { continue }
            let rows = Self.rebreak(pending, columns)
            if let place = offset {
                cursor = Self.find(place, in: rows, columns)
                cursor.row += broken.count
                offset = nil
            }
            broken += rows
            pending = []
        }
        scrolledOff = []
        self.columns = columns
        (column, isPending) = (cursor.column, false)
        let last = max(cursor.row, broken.lastIndex { !$0.used.isEmpty } ?? 0)
        place(Array(broken[...last]), cursor.row, rows, top: min(cursor.row, max(0, last + 1 - rows)))
    }

    private static func rebreak(_ places: [Place], _ columns: Int) -> [Line] {
        var rows: [[Place]] = [[]]
        for (index, place) in places.enumerated() where !place.isTail {
            let tails = places[(index + 1)...].prefix(while: \.isTail).prefix(columns - 1)
            if rows[rows.count - 1].count + 1 + tails.count > columns { rows.append([]) }
            rows[rows.count - 1] += [place] + tails
        }
        return rows.enumerated().map { index, row in
            let fill = Array(repeating: Place.blank, count: columns - row.count)
            return Line(places: row + fill, isWrapped: index < rows.count - 1)
        }
    }

    private static func find(_ offset: Int, in rows: [Line], _ columns: Int) -> (row: Int, column: Int) {
        var rest = offset
        for (index, row) in rows.enumerated() where row.isWrapped {
            let count = row.used.count
            if rest < count { return (index, rest) }
            rest -= count
        }
        return (rows.count - 1, min(rest, columns - 1))
    }

    private mutating func place(_ all: [Line], _ row: Int, _ rows: Int, top: Int) {
        scrolledOff += all[..<top]
        let kept = Array(all[top...].prefix(rows))
        lines = kept + Array(repeating: Self.blankLine(columns), count: rows - kept.count)
        height = rows
        self.row = min(row - top, rows - 1)
    }
}
