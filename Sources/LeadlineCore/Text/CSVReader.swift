/// Reads comma-separated values (RFC 4180): quoted cells may hold commas, line ends and doubled quotes.
package struct CSVReader {
    package struct Cell: Sendable {
        package var text: String
        package var isQuoted: Bool
        package var location: SourceLocation
        /// Of an unquoted cell.
        package var excerpt: Excerpt
    }

    package struct Record: Sendable {
        package var cells: [Cell]
        package var location: SourceLocation
        /// Whether a quote in it is wrong, which was reported.
        package var isBroken: Bool
    }

    private let source: Source
    private let bytes: [UInt8]
    private var offset = 0
    package private(set) var diagnostics: [Diagnostic] = []

    package init(_ source: Source) {
        self.source = source
        bytes = Array(source.text.utf8)
    }

    /// The records from the start; blank lines are none.
    package mutating func records(atMost limit: Int) -> [Record] {
        var records: [Record] = []
        while offset < bytes.count, records.count < limit {
            let start = offset
            let mistakes = diagnostics.count
            let cells = record()
            let isBlank = cells.count == 1 && cells[0].text.isEmpty && !cells[0].isQuoted
            if isBlank { continue }
            let isBroken = diagnostics.count > mistakes
            records.append(Record(cells: cells, location: place(start..<start), isBroken: isBroken))
        }
        return records
    }

    private mutating func record() -> [Cell] {
        var cells: [Cell] = []
        while true {
            cells.append(cell())
            guard offset < bytes.count else { return cells }
            let byte = bytes[offset]
            offset += 1
            if byte == UInt8(ascii: ",") { continue }
            if byte == UInt8(ascii: "\r"), offset < bytes.count, bytes[offset] == UInt8(ascii: "\n") { offset += 1 }
            return cells
        }
    }

    private mutating func cell() -> Cell {
        if offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") { return quoted() }
        let start = offset
        while offset < bytes.count, !isEnd(bytes[offset]) { offset += 1 }
        return make(String(decoding: bytes[start..<offset], as: UTF8.self), false, start..<offset)
    }

    private mutating func quoted() -> Cell {
        let start = offset
        var text: [UInt8] = []
        offset += 1
        while offset < bytes.count {
            let byte = bytes[offset]
            offset += 1
            guard byte == UInt8(ascii: "\"") else {
                text.append(byte)
                continue
            }
            guard offset < bytes.count, bytes[offset] == byte else {
                skipRest()
                return make(String(decoding: text, as: UTF8.self), true, start..<offset)
            }
            text.append(byte)
            offset += 1
        }
        diagnostics.append(
            Diagnostic(
                .error, .unclosed, "this quote is not closed", at: place(start..<start + 1),
                help: "a quote inside is written twice"))
        return make(String(decoding: text, as: UTF8.self), true, start..<offset)
    }

    /// What stands between a closing quote and the end of its cell.
    private mutating func skipRest() {
        let start = offset
        while offset < bytes.count, !isEnd(bytes[offset]) { offset += 1 }
        guard start < offset else { return }
        diagnostics.append(
            Diagnostic(
                .error, .invalidTable, "a comma or the end of the line is expected after a closing quote",
                at: place(start..<offset), help: "a quote inside is written twice"))
    }

    private func isEnd(_ byte: UInt8) -> Bool { byte == UInt8(ascii: ",") || byte == 0x0A || byte == 0x0D }

    private func place(_ range: Range<Int>) -> SourceLocation { SourceLocation(source: source, range: range) }

    private func make(_ text: String, _ isQuoted: Bool, _ range: Range<Int>) -> Cell {
        Cell(
            text: text, isQuoted: isQuoted, location: place(range),
            excerpt: Excerpt(source: source, text: text, segments: [.init(text: 0, source: range.lowerBound)]))
    }
}
