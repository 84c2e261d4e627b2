import LeadlineCore

/// A text taken apart into what a terminal shows of it. Reads plain ASCII by bytes, all else by what a reader sees as one
/// character.
struct GlyphText {
    /// What is shown for one character of the text.
    enum Glyph {
        case one(Character, width: Int)
        /// In place of a tab or of what would act on the terminal.
        case several([Character])

        var width: Int {
            switch self {
            case .one(_, let width): width
            case .several(let parts): parts.reduce(0) { $0 + DisplayText.width($1) }
            }
        }
    }

    let text: String
    let bytes: [UInt8]

    init(_ text: String) {
        self.text = text
        self.bytes = Array(text.utf8)
    }

    /// Whether the byte is a printable ASCII character that nothing joins: one column.
    func isSimple(at offset: Int) -> Bool {
        bytes[offset] >= 0x20 && bytes[offset] < 0x7F && (offset + 1 == bytes.count || bytes[offset + 1] < 0x80)
    }

    /// The character that begins at an offset, and its length in bytes.
    func glyph(at offset: Int) -> (glyph: Glyph, length: Int) {
        let byte = bytes[offset]
        if byte < 0x80, byte == 0x0A || offset + 1 == bytes.count || bytes[offset + 1] < 0x80 {
            let character = Character(Unicode.Scalar(byte))
            return (isSimple(at: offset) ? .one(character, width: 1) : Self.glyph(of: character), 1)
        }
        let start = text.utf8.index(text.startIndex, offsetBy: offset)
        guard let character = text[start...].first else { return (.several([]), bytes.count - offset) }
        return (Self.glyph(of: character), max(1, character.utf8.count))
    }

    private static func glyph(of character: Character) -> Glyph {
        if character == "\t" { return .several(Array(repeating: " ", count: 4)) }
        let text = String(character)
        let harmless = DisplayText.harmlessLine(text)
        guard harmless == text else { return .several(Array(harmless)) }
        let width = DisplayText.width(character)
        if width > 0 { return .one(character, width: width) }
        return standIn(for: character)
    }

    /// What has no width of its own and nothing to stand on: marks get the circle that stands for a letter.
    private static func standIn(for character: Character) -> Glyph {
        let category = character.unicodeScalars.first?.properties.generalCategory
        let marked = Array("\u{25CC}\(character)")
        if category == .nonspacingMark, marked.count == 1, DisplayText.width(marked[0]) == 1 {
            return .one(marked[0], width: 1)
        }
        return .several(character.unicodeScalars.flatMap { Array(DisplayText.escape($0)) })
    }

    /// Adds what is shown of one glyph; what is wider than a whole row is shown as `?`.
    static func append(_ glyph: Glyph, _ role: TextRole, columns: Int, to cells: inout [Cell]) {
        switch glyph {
        case _ where glyph.width > columns: cells.append(Cell("?", width: 1, role: role))
        case .one(let character, let width): cells.append(Cell(character, width: width, role: role))
        case .several(let parts):
            cells += parts.map { Cell($0, width: DisplayText.width($0), role: role) }
        }
    }
}

extension StyledText {
    /// The text in one row, cut to the columns.
    func cells(columns: Int) -> [Cell] {
        var cells = cells(upTo: columns)
        if cells.width > columns { cells = cells.cut(to: columns) }
        return cells
    }

    /// As many cells as are needed to fill the columns, and one more.
    func cells(upTo columns: Int = .max) -> [Cell] {
        let glyphs = GlyphText(text)
        var cells: [Cell] = []
        var roles = RoleCursor(spans)
        var offset = 0
        var width = 0
        while offset < glyphs.bytes.count, width <= columns {
            let (glyph, length) = glyphs.glyph(at: offset)
            GlyphText.append(glyph, roles.role(at: offset), columns: .max, to: &cells)
            width += glyph.width
            offset += length
        }
        return cells
    }
}

/// Finds the roles of growing offsets.
struct RoleCursor {
    private let spans: [StyledSpan]
    private var index = 0

    init(_ spans: [StyledSpan]) { self.spans = spans }

    mutating func role(at offset: Int) -> TextRole {
        while index < spans.count, spans[index].range.upperBound <= offset { index += 1 }
        return index < spans.count && spans[index].range.contains(offset) ? spans[index].role : .plain
    }
}
