import LeadlineCore

/// A line of an inline table, cut at its bars.
struct TableLine {
    struct Cell {
        /// Without the blanks around it; `\|` is a bar.
        var text: String
        var location: SourceLocation
        var excerpt: Excerpt

        /// `---` or `:--:`: a line that only separates the names from the rows.
        var isRule: Bool { text.utf8.count >= 3 && text.allSatisfy { $0 == "-" || $0 == ":" } }
    }

    var location: SourceLocation
    /// nil when the line does not begin and end with a bar.
    var cells: [Cell]?

    /// The lines of a table that are not blank.
    static func lines(of excerpt: Excerpt) -> [TableLine] {
        let bytes = Array(excerpt.text.utf8)
        var lines: [TableLine] = []
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            let trimmed = trim(bytes, start..<end)
            if !trimmed.isEmpty {
                let location = excerpt.location(trimmed)
                lines.append(TableLine(location: location, cells: cells(bytes, trimmed, excerpt)))
            }
            start = end + 1
        }
        return lines
    }

    private static func cells(_ bytes: [UInt8], _ line: Range<Int>, _ excerpt: Excerpt) -> [Cell]? {
        let bar = UInt8(ascii: "|")
        guard line.count >= 2, bytes[line.lowerBound] == bar, bytes[line.upperBound - 1] == bar else { return nil }
        if bytes[line.upperBound - 2] == UInt8(ascii: "\\") { return nil }
        var cells: [Cell] = []
        var start = line.lowerBound + 1
        var offset = start
        while offset < line.upperBound {
            if bytes[offset] == UInt8(ascii: "\\"), offset + 1 < line.upperBound, bytes[offset + 1] == bar {
                offset += 2
                continue
            }
            if bytes[offset] == bar {
                cells.append(cell(bytes, trim(bytes, start..<offset), excerpt))
                start = offset + 1
            }
            offset += 1
        }
        return cells
    }

    /// A cell whose `\|` become bars, with the way back to the places of the rest.
    private static func cell(_ bytes: [UInt8], _ range: Range<Int>, _ excerpt: Excerpt) -> Cell {
        var text: [UInt8] = []
        var segments: [Excerpt.Segment] = []
        var isNewSegment = true
        for offset in range {
            let escapes =
                bytes[offset] == UInt8(ascii: "\\") && offset + 1 < range.upperBound
                && bytes[offset + 1] == UInt8(ascii: "|")
            if escapes {
                isNewSegment = true
                continue
            }
            if isNewSegment {
                segments.append(.init(text: text.count, source: excerpt.location(offset..<offset).range.lowerBound))
                isNewSegment = false
            }
            text.append(bytes[offset])
        }
        let location = excerpt.location(range)
        if segments.isEmpty { segments = [.init(text: 0, source: location.range.lowerBound)] }
        let string = String(decoding: text, as: UTF8.self)
        return Cell(
            text: string, location: location, excerpt: Excerpt(source: excerpt.source, text: string, segments: segments)
        )
    }

    private static func trim(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
        var lower = range.lowerBound
        var upper = range.upperBound
        while lower < upper, isBlank(bytes[lower]) { lower += 1 }
        while upper > lower, isBlank(bytes[upper - 1]) { upper -= 1 }
        return lower..<upper
    }
}
