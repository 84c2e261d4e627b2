package import LeadlineAPI
package import LeadlineCore
package import LeadlineLanguage

/// The rows of a CSV file as parts of documents: the columns are fields, the cells are words that their types read.
/// Nothing in a cell is a placeholder, as in the files of `from`.
package struct DocumentRows: Sendable {
    /// The parts of each row that is not empty.
    package private(set) var rows: [[Part]] = []
    /// Mistakes, and warnings of columns that the API description does not know.
    package private(set) var diagnostics: [Diagnostic] = []

    /// More requests than anybody means to send by one command.
    package static let rowLimit = 100_000

    private struct Column {
        var path: Path
        var name: String
        var type: ValueType
    }

    package init(_ source: Source, schema: Schema?) {
        let table = CSVTable(source, atMost: Self.rowLimit)
        diagnostics = table.diagnostics
        diagnostics += CSVTable.mistakes(inColumns: table.columns.map { Located($0.text, $0.location) })
        let columns = table.columns.map { column($0, schema) }
        for record in table.rows {
            let parts = zip(columns, record.cells).compactMap { part($0, $1) }
            if !parts.isEmpty { rows.append(parts) }
        }
        if let record = table.rows.dropFirst(Self.rowLimit).first {
            report("the file has more than \(Self.rowLimit) rows", at: record.location, "divide it into several files")
        } else if rows.isEmpty, !diagnostics.hasErrors {
            report(
                "the file has no rows", at: SourceLocation(source: source, range: 0..<0),
                "add one below the names of the columns")
        }
    }

    private mutating func report(_ message: String, at location: SourceLocation, _ help: String) {
        diagnostics.append(Diagnostic(.error, .invalidTable, message, at: location, help: help))
    }

    /// The field that a column names; nil after a mistake.
    private mutating func column(_ cell: CSVReader.Cell, _ schema: Schema?) -> Column? {
        if cell.text.isEmpty { return nil }
        do throws(Diagnostic) {
            let path = try ValueParser.path(cell.excerpt)
            let keys = try Evaluator(Names([:])).keys(of: path)
            let field = schema.map { $0.schema(at: keys[...]) }
            if case .some(nil) = field {
                diagnostics.append(
                    Diagnostic(
                        .warning, .unknownField, "'\(cell.text)' is not in the API description", at: cell.location,
                        help: Suggestion.closest(to: cell.text, in: schema?.fieldPaths ?? []).map {
                            "did you mean '\($0)'?"
                        }))
            }
            return Column(path: path, name: cell.text, type: (field ?? nil)?.valueType ?? .any)
        } catch {
            diagnostics.append(error)
            return nil
        }
    }

    /// What a cell sets; nil where it is empty.
    private mutating func part(_ column: Column?, _ cell: CSVReader.Cell) -> Part? {
        guard let column else { return nil }
        if cell.isQuoted {
            return .assign(
                column.path, .word(Word(quoting: .double, text: Template(literal: cell.text, cell.location))))
        }
        let bytes = Array(cell.text.utf8)
        guard let first = bytes.firstIndex(where: { !Self.isBlank($0) }),
            let last = bytes.lastIndex(where: { !Self.isBlank($0) })
        else { return nil }
        let start = cell.location.range.lowerBound
        let location = SourceLocation(source: cell.location.source, range: start + first..<start + last + 1)
        let text = String(decoding: bytes[first...last], as: UTF8.self)
        do throws(Diagnostic) {
            _ = try BareWord(text: text, location: location, place: column.name).read(as: column.type)
        } catch {
            diagnostics.append(error)
        }
        return .assign(column.path, .word(Word(quoting: .bare, text: Template(literal: text, location))))
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
