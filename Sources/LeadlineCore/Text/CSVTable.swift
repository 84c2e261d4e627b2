/// A file of comma-separated values whose first record names the columns.
package struct CSVTable: Sendable {
    package private(set) var columns: [CSVReader.Cell] = []
    /// Each has a cell for each column; rows that do not were reported and are left out.
    package private(set) var rows: [CSVReader.Record] = []
    package private(set) var diagnostics: [Diagnostic]

    /// Reads up to `limit` rows; one more shows that there are more.
    package init(_ source: Source, atMost limit: Int) {
        var reader = CSVReader(source)
        let records = reader.records(atMost: limit + 2)
        diagnostics = reader.diagnostics
        guard let header = records.first else {
            let start = SourceLocation(source: source, range: 0..<0)
            diagnostics.append(Diagnostic(.error, .invalidTable, "the file is empty", at: start))
            return
        }
        if let place = header.semicolon {
            diagnostics.append(
                Diagnostic(
                    .error, .invalidTable, "commas are expected between the columns, found ';'", at: place,
                    help: "save the table as comma-separated values"))
            return
        }
        columns = header.cells
        // Where quotes are wrong, the cells behind them are not what was meant.
        for record in records.dropFirst() where !record.isBroken {
            if record.cells.count == columns.count {
                rows.append(record)
            } else {
                let message = Self.ragged(record.cells.count, columns.count)
                diagnostics.append(Diagnostic(.error, .invalidTable, message, at: record.location))
            }
        }
    }

    /// What is said about a row whose cells are not as many as the columns.
    package static func ragged(_ cells: Int, _ columns: Int) -> String {
        func counted(_ count: Int, _ word: String) -> String { "\(count) \(word)\(count == 1 ? "" : "s")" }
        return "this row has \(counted(cells, "cell")), the table has \(counted(columns, "column"))"
    }

    /// What is wrong with the names of a table's columns.
    package static func mistakes(inColumns columns: [Located<String>]) -> [Diagnostic] {
        var mistakes: [Diagnostic] = []
        var seen: Set<String> = []
        for column in columns {
            if column.value.isEmpty {
                mistakes.append(Diagnostic(.error, .invalidTable, "a column has no name", at: column.location))
            }
            if !seen.insert(column.value).inserted {
                mistakes.append(
                    Diagnostic(
                        .error, .invalidTable, "the column '\(column.value)' stands twice", at: column.location,
                        help: "each column has its own name"))
            }
        }
        return mistakes
    }
}

extension CSVReader.Record {
    /// Where the only cell of a record is divided by semicolons, as spreadsheets of some countries write them.
    fileprivate var semicolon: SourceLocation? {
        guard cells.count == 1, !cells[0].isQuoted, let offset = cells[0].text.utf8.firstIndex(of: UInt8(ascii: ";"))
        else { return nil }
        let start =
            cells[0].location.range.lowerBound + cells[0].text.utf8.distance(from: cells[0].text.startIndex, to: offset)
        return SourceLocation(source: cells[0].location.source, range: start..<start + 1)
    }
}
