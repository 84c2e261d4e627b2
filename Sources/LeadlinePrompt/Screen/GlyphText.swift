import LeadlineCore

/// A text taken apart into what a terminal shows of it. Reads letters that nothing can join by their bytes, all else by
/// what a reader sees as one character.
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

    /// Of a letter that nothing joins: so that large texts are quick, which consist of such.
    func letter(at offset: Int) -> (value: UInt32, width: Int, length: Int)? {
        let (value, length) = scalar(at: offset)
        guard let width = Self.letterWidth(value) else { return nil }
        if offset + length == bytes.count { return (value, width, length) }
        let next = scalar(at: offset + length).value
        return next < 0x80 || Self.letterWidth(next) != nil ? (value, width, length) : nil
    }

    /// Of ASCII, European letters, kana, Chinese characters and Hangul syllables: none of them joins another.
    static func letterWidth(_ value: UInt32) -> Int? {
        switch value {
        case 0x20..<0x7F, 0xC0..<0x300, 0x370..<0x483: 1
        case 0x3041...0x3096, 0x30A1...0x30FA, 0x4E00...0x9FFF, 0xAC00...0xD7A3: 2
        default: nil
        }
    }

    /// `0xFFFF`, which is none, for one beyond the basic plane.
    private func scalar(at offset: Int) -> (value: UInt32, length: Int) {
        let byte = UInt32(bytes[offset])
        switch byte {
        case 0..<0x80: return (byte, 1)
        case 0xC0..<0xE0 where offset + 1 < bytes.count: return ((byte & 0x1F) << 6 | trail(offset + 1), 2)
        case 0xE0..<0xF0 where offset + 2 < bytes.count:
            return ((byte & 0x0F) << 12 | trail(offset + 1) << 6 | trail(offset + 2), 3)
        default: return (0xFFFF, 1)
        }
    }

    private func trail(_ offset: Int) -> UInt32 { UInt32(bytes[offset] & 0x3F) }

    /// The character that begins at an offset, and its length in bytes.
    func glyph(at offset: Int) -> (glyph: Glyph, length: Int) {
        if let letter = letter(at: offset), let scalar = Unicode.Scalar(letter.value) {
            return (.one(Character(scalar), width: letter.width), letter.length)
        }
        let byte = bytes[offset]
        if byte < 0x80, byte == 0x0A || offset + 1 == bytes.count || bytes[offset + 1] < 0x80 {
            return (Self.glyph(of: Character(Unicode.Scalar(byte))), 1)
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
