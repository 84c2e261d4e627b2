/// Finds where each byte of a scalar's text stands in the source, by reading the scalar once more as libyaml read it.
struct YAMLScalarMap {
    private let bytes: [UInt8]
    private var place: Int
    private let end: Int
    private var text: [UInt8] = []
    private var segments: [Excerpt.Segment] = []

    /// The excerpt of a scalar whose characters, quotes or block header included, stand in `range` of the source.
    static func excerpt(
        _ text: String, _ style: YAMLScalar.Style, in range: Range<Int>, of source: Source, _ bytes: [UInt8]
    ) -> Excerpt {
        let isQuoted = style == .singleQuoted || style == .doubleQuoted
        let inner = isQuoted && range.count >= 2 ? (range.lowerBound + 1)..<(range.upperBound - 1) : range
        if stands(text.utf8.span, in: bytes.span, at: inner) {
            return Excerpt(source: source, text: text, at: inner.lowerBound)
        }
        var map = YAMLScalarMap(bytes: bytes, place: inner.lowerBound, end: inner.upperBound)
        switch style {
        case .plain: map.readFlow(escape: nil)
        case .singleQuoted: map.readFlow(escape: UInt8(ascii: "'"))
        case .doubleQuoted: map.readFlow(escape: UInt8(ascii: "\\"))
        case .literal, .folded: map.readBlock(text, isFolded: style == .folded)
        }
        // Should the two readings ever differ, the start of the scalar is still a true place.
        guard stands(text.utf8.span, in: map.text.span, at: 0..<map.text.count) else {
            return Excerpt(source: source, text: text, at: inner.lowerBound)
        }
        return Excerpt(source: source, text: text, segments: map.segments)
    }

    /// Whether a stretch of bytes is a text. A loop over spans: it runs for every scalar of every file.
    private static func stands(_ text: Span<UInt8>, in bytes: Span<UInt8>, at range: Range<Int>) -> Bool {
        guard text.count == range.count else { return false }
        for index in text.indices where text[index] != bytes[range.lowerBound + index] { return false }
        return true
    }

    private init(bytes: [UInt8], place: Int, end: Int) {
        self.bytes = bytes
        self.place = place
        self.end = end
    }

    // MARK: Plain and quoted scalars

    private mutating func readFlow(escape: UInt8?) {
        while place < end {
            if isBlank(place) || breakLength(place) > 0 {
                readBlanks(isBreakEscaped: false)
            } else if bytes[place] == escape, place + 1 < end {
                if escape == UInt8(ascii: "'") {
                    emit([UInt8(ascii: "'")], at: place)
                    place += 2
                } else {
                    readEscape()
                }
            } else {
                let start = place
                repeat {
                    place += 1
                } while place < end && bytes[place] != escape && !isBlank(place) && breakLength(place) == 0
                emit(bytes[start..<place], at: start)
            }
        }
    }

    /// Blanks inside a line are kept; with a line end among them they fold: one line end to a blank, more to one less.
    private mutating func readBlanks(isBreakEscaped: Bool) {
        let start = place
        var breaks: [Int] = []
        while place < end, isBlank(place) || breakLength(place) > 0 {
            let length = breakLength(place)
            if length > 0 { breaks.append(place) }
            place += max(length, 1)
        }
        guard let first = breaks.first, !isBreakEscaped else {
            if isBreakEscaped {
                for line in breaks { emitBreak(at: line) }
            } else {
                emit(bytes[start..<place], at: start)
            }
            return
        }
        if breakLength(first) == 3 {
            emitBreak(at: first)
        } else if breaks.count == 1 {
            emit([0x20], at: first)
        }
        for line in breaks.dropFirst() { emitBreak(at: line) }
    }

    private mutating func readEscape() {
        let start = place
        let letter = bytes[start + 1]
        let length = breakLength(start + 1)
        place += 2
        if length > 0 {
            place = start + 1 + length
            return readBlanks(isBreakEscaped: true)
        }
        let digits = [UInt8(ascii: "x"): 2, UInt8(ascii: "u"): 4, UInt8(ascii: "U"): 8][letter] ?? 0
        guard digits > 0 else { return emit(Self.simpleEscape(letter), at: start) }
        var value: UInt32 = 0
        while place < min(end, start + 2 + digits), let digit = hexDigit(bytes[place]) {
            value = value << 4 | UInt32(digit)
            place += 1
        }
        emit(Array(String(Character(Unicode.Scalar(value) ?? "\u{FFFD}")).utf8), at: start)
    }

    private static func simpleEscape(_ letter: UInt8) -> [UInt8] {
        switch letter {
        case UInt8(ascii: "0"): [0x00]
        case UInt8(ascii: "a"): [0x07]
        case UInt8(ascii: "b"): [0x08]
        case UInt8(ascii: "t"): [0x09]
        case UInt8(ascii: "n"): [0x0A]
        case UInt8(ascii: "v"): [0x0B]
        case UInt8(ascii: "f"): [0x0C]
        case UInt8(ascii: "r"): [0x0D]
        case UInt8(ascii: "e"): [0x1B]
        case UInt8(ascii: "N"): [0xC2, 0x85]
        case UInt8(ascii: "_"): [0xC2, 0xA0]
        case UInt8(ascii: "L"): [0xE2, 0x80, 0xA8]
        case UInt8(ascii: "P"): [0xE2, 0x80, 0xA9]
        default: [letter]
        }
    }

    // MARK: Block scalars

    private mutating func readBlock(_ expected: String, isFolded: Bool) {
        while place < end, breakLength(place) == 0 { place += 1 }
        place += breakLength(place)
        let indent = indentation(expected)
        var pendingBreak: Int?
        var emptyLines: [Int] = []
        var wasIndented = false
        while place < end {
            let start = place
            while place < end, place - start < indent, bytes[place] == 0x20 { place += 1 }
            if breakLength(place) > 0 {
                emptyLines.append(place)
                place += breakLength(place)
                continue
            }
            guard place - start == indent, place < end else { break }
            let isIndented = isBlank(place)
            if let line = pendingBreak {
                if isFolded, breakLength(line) < 3, !wasIndented, !isIndented {
                    if emptyLines.isEmpty { emit([0x20], at: line) }
                } else {
                    emitBreak(at: line)
                }
            }
            for line in emptyLines { emitBreak(at: line) }
            emptyLines = []
            wasIndented = isIndented
            let content = place
            while place < end, breakLength(place) == 0 { place += 1 }
            emit(bytes[content..<place], at: content)
            pendingBreak = place < end ? place : nil
            place += breakLength(place)
        }
        // How much of the end is kept is seen from the text itself.
        for line in [pendingBreak].compactMap(\.self) + emptyLines where text.count < expected.utf8.count {
            emitBreak(at: line)
        }
    }

    /// The indentation that was taken away: the blanks of the first line that is not empty in the text, less those that
    /// it has there. The lines before it are empty in both and stand one for one.
    private func indentation(_ expected: String) -> Int {
        let line = expected.utf8.drop { $0 == 0x0A }
        guard !line.isEmpty else { return .max }
        var offset = place
        for _ in 0..<(expected.utf8.count - line.count) {
            while offset < end, breakLength(offset) == 0 { offset += 1 }
            offset += breakLength(offset)
        }
        let blanks = bytes[min(offset, end)..<end].prefix { $0 == 0x20 }.count
        return max(0, blanks - line.prefix { $0 == 0x20 }.count)
    }

    // MARK: Bytes

    private mutating func emit(_ new: some Collection<UInt8>, at source: Int) {
        if let last = segments.last, last.source + text.count - last.text == source {
        } else {
            segments.append(Excerpt.Segment(text: text.count, source: source))
        }
        text.append(contentsOf: new)
    }

    /// A line end is a line feed in the text, but for the two Unicode separators, which libyaml keeps.
    private mutating func emitBreak(at source: Int) {
        emit(breakLength(source) == 3 ? bytes[source..<(source + 3)] : [0x0A], at: source)
    }

    private func isBlank(_ offset: Int) -> Bool { bytes[offset] == 0x20 || bytes[offset] == 0x09 }

    /// How many bytes the line end at `offset` has: LF, CR, CRLF, NEL, LS, PS; 0 where none is.
    private func breakLength(_ offset: Int) -> Int {
        guard offset < bytes.count else { return 0 }
        func next(_ distance: Int) -> UInt8 { offset + distance < bytes.count ? bytes[offset + distance] : 0 }
        switch bytes[offset] {
        case 0x0A: return 1
        case 0x0D: return next(1) == 0x0A ? 2 : 1
        case 0xC2: return next(1) == 0x85 ? 2 : 0
        case 0xE2: return next(1) == 0x80 && next(2) & 0xFE == 0xA8 ? 3 : 0
        default: return 0
        }
    }
}
