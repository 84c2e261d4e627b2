import LeadlineCore
import LeadlineLanguage
import LeadlineSession

/// Reads the rows of a scenario: lines between bars, a CSV file or a JSON file.
struct TableReader {
    let files: any FileSystem
    let folder: String
    private(set) var diagnostics: [Diagnostic] = []

    /// The largest table file, in bytes.
    static let limit = 32 << 20
    /// The rows of a scenario, matrix values included: more than anybody can mean.
    static let rowLimit = 100_000

    init(files: any FileSystem, folder: String) {
        self.files = files
        self.folder = folder
    }

    mutating func read(_ scalar: YAMLScalar, at location: SourceLocation) -> Table? {
        let table =
            if scalar.style == .literal || scalar.style == .folded || scalar.text.contains("|") {
                inline(scalar.excerpt, location)
            } else {
                file(scalar.text, location)
            }
        guard let table else { return nil }
        diagnostics += CSVTable.mistakes(inColumns: table.columns)
        if table.rows.isEmpty, !diagnostics.hasErrors {
            report("the table has no rows", at: location, help: "add a row below the names of the columns")
        }
        if table.rows.count > Self.rowLimit {
            report(
                "the table has more than \(Self.rowLimit) rows", at: table.rows[Self.rowLimit].location,
                help: "divide it into several files")
            return nil
        }
        return table
    }

    private mutating func report(_ message: String, at location: SourceLocation, help: String? = nil) {
        diagnostics.append(Diagnostic(.error, .invalidTable, message, at: location, help: help))
    }

    // MARK: Bars

    private mutating func inline(_ excerpt: Excerpt, _ location: SourceLocation) -> Table? {
        var columns: [Located<String>]?
        var rows: [Table.Row] = []
        for line in TableLine.lines(of: excerpt) {
            guard let cells = line.cells else {
                report("a row begins and ends with a bar", at: line.location, help: "write | one | two |")
                continue
            }
            guard let names = columns else {
                columns = cells.map { Located($0.text, $0.location) }
                continue
            }
            if cells.allSatisfy({ $0.isRule }) { continue }
            guard cells.count == names.count else {
                report(
                    CSVTable.ragged(cells.count, names.count), at: line.location,
                    help: cells.count < names.count
                        ? "an empty cell has its bars too: | |" : "a bar inside a cell is written \\|")
                continue
            }
            rows.append(Table.Row(cells: cells.map { value($0) }, location: line.location))
        }
        guard let columns else {
            if diagnostics.hasErrors { return nil }
            report("the table is empty", at: location, help: "its first line names the columns: | case | outcome |")
            return nil
        }
        return Table(columns: columns, rows: rows)
    }

    private mutating func value(_ cell: TableLine.Cell) -> Value? {
        if cell.text.isEmpty { return nil }
        do { return try ValueParser.value(cell.excerpt, as: .cell) } catch {
            diagnostics.append(error)
            return nil
        }
    }

    // MARK: Files

    private mutating func file(_ name: String, _ location: SourceLocation) -> Table? {
        guard name.hasSuffix(".csv") || name.hasSuffix(".json") else {
            report(
                "'\(name)' is neither a table nor a CSV or JSON file", at: location,
                help: "write 'table: |' and the rows below it, or a file name that ends in .csv or .json")
            return nil
        }
        let path = Paths.join(folder, name)
        let source: Source
        do { source = try Source(name: path, bytes: try files.read(path, limit: Self.limit)) } catch let error
            as FileFailure
        {
            diagnostics.append(
                Diagnostic(
                    .error, error.isMissing ? .unknownFile : .unreadableFile, "cannot read '\(path)': \(error.reason)",
                    at: location, help: files.help(for: error)))
            return nil
        } catch let error as Diagnostic {
            diagnostics.append(error)
            return nil
        } catch { return nil }
        return name.hasSuffix(".csv") ? csv(source) : json(source, location)
    }

    private mutating func csv(_ source: Source) -> Table? {
        let table = CSVTable(source, atMost: Self.rowLimit)
        diagnostics += table.diagnostics
        if table.columns.isEmpty { return nil }
        let rows = table.rows.map { record in
            Table.Row(
                cells: record.cells.map { cell in
                    if cell.isQuoted {
                        return .word(Word(quoting: .double, text: Template(literal: cell.text, cell.location)))
                    }
                    return value(TableLine.Cell(text: cell.text, location: cell.location, excerpt: cell.excerpt))
                }, location: record.location)
        }
        return Table(columns: table.columns.map { Located($0.text, $0.location) }, rows: rows)
    }

    /// A list of objects; the members of the first name the columns, a missing member is an empty cell.
    private mutating func json(_ source: Source, _ named: SourceLocation) -> Table? {
        let whole = SourceLocation(source: source, range: 0..<0)
        let json: JSON
        do { json = try JSON(parsing: Array(source.text.utf8)) } catch {
            let place = SourceLocation(source: source, range: error.offset..<error.offset)
            diagnostics.append(
                Diagnostic(.error, .invalidJSON, "'\(source.name)' is no JSON: \(error.message)", at: place))
            return nil
        }
        guard let elements = json.array else {
            report("a JSON table is a list of objects, found \(json.typePhrase)", at: whole)
            return nil
        }
        var names: [String] = []
        for element in elements {
            for member in element.object?.members ?? [] where !names.contains(member.name) { names.append(member.name) }
        }
        let rows: [Table.Row] = elements.enumerated().compactMap { index, element in
            guard let object = element.object else {
                report("element \(index) of the table is no object: \(element.typePhrase)", at: whole)
                return nil
            }
            return Table.Row(
                cells: names.map { name in object[name].map { Value(json: $0, at: named) } }, location: named)
        }
        return Table(columns: names.map { Located($0, named) }, rows: rows)
    }
}
