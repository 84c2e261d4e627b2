import LeadlineCore
import LeadlineLanguage
import LeadlineSession
import Synchronization

/// The rows that a run will carry out, in the order in which they are reported.
package struct RunPlan: Sendable {
    package var rows: [RowReference]
    /// Files that were read, also those whose rows a selection left out.
    package var fileCount: Int

    /// All rows of scenarios: table rows times matrix values.
    package init(_ scenarios: [Scenario], fileCount: Int) {
        rows = scenarios.flatMap { RowReference.all(of: $0) }
        self.fileCount = fileCount
    }
}

/// A row by its number; what it holds is put together when it is asked for, since a run may have very many.
package struct RowReference: Sendable {
    let file: PlannedFile
    /// From 0, in the order of the table and then of the matrix.
    let place: Int

    static func all(of scenario: Scenario) -> [RowReference] {
        let file = PlannedFile(scenario)
        return (0..<file.rowCount).map { RowReference(file: file, place: $0) }
    }

    package var scenario: Scenario { file.scenario }
    package var identity: RowIdentity { file.identity(at: place, file.cells(at: place)) }

    /// The row as it runs.
    var row: PlannedRow {
        let cells = file.cells(at: place)
        return PlannedRow(
            file: file, identity: file.identity(at: place, cells), cells: cells,
            knownIssue: cells["known-issue"]?.value?.plainText ?? file.scenario.knownIssue)
    }
}

struct PlannedRow: Sendable {
    var file: PlannedFile
    var identity: RowIdentity
    /// The cells by column; empty without table and matrix.
    var cells: [String: Session.Cell]
    /// Why this row must fail; the row's own cell wins over the file's mark.
    var knownIssue: String?

    var scenario: Scenario { file.scenario }

    static func cells(of row: Table.Row, in table: Table) -> [String: Session.Cell] {
        var cells: [String: Session.Cell] = [:]
        for (column, cell) in zip(table.columns, row.cells) { cells[column.value] = Session.Cell(value: cell) }
        return cells
    }
}

/// A scenario and how its rows are counted: each row of the table with every choice of one value of each axis of the
/// matrix, the last axis fastest.
final class PlannedFile: Sendable {
    let scenario: Scenario
    /// How many choices the matrix has.
    private let combinations: Int
    /// Hashes of the names that several rows have; nil until somebody asks.
    private let sharedNames = Mutex<Set<Int>?>(nil)

    init(_ scenario: Scenario) {
        self.scenario = scenario
        combinations = scenario.matrix.reduce(1) { $0 * $1.values.count }
    }

    var rowCount: Int { (scenario.table?.rows.count ?? 1) * combinations }

    func cells(at place: Int) -> [String: Session.Cell] {
        var cells: [String: Session.Cell] = [:]
        var rest = place % combinations
        for axis in scenario.matrix.reversed() {
            cells[axis.name.value] = Session.Cell(value: axis.values[rest % axis.values.count])
            rest /= axis.values.count
        }
        guard let table = scenario.table else { return cells }
        return cells.merging(PlannedRow.cells(of: table.rows[place / combinations], in: table)) { _, cell in cell }
    }

    func identity(at place: Int, _ cells: [String: Session.Cell]) -> RowIdentity {
        let hasRows = scenario.table != nil || !scenario.matrix.isEmpty
        let name = hasRows ? caseName(cells) : nil
        return RowIdentity(
            file: scenario.source.name, scenario: scenario.name.value, row: hasRows ? place + 1 : nil, caseName: name,
            tags: scenario.tags, location: scenario.table?.rows[place / combinations].location ?? scenario.name.location
        )
    }

    /// Whether a name does not tell which row is meant.
    func isShared(caseName: String) -> Bool {
        sharedNames.withLock { names in
            let shared = names ?? findSharedNames()
            names = shared
            return shared.contains(caseName.hashValue)
        }
    }

    private func findSharedNames() -> Set<Int> {
        var seen: Set<Int> = []
        return Set((0..<rowCount).map { caseName(cells(at: $0)).hashValue }.filter { !seen.insert($0).inserted })
    }

    /// The cell `case`, with the matrix values behind it, else all cells.
    private func caseName(_ cells: [String: Session.Cell]) -> String {
        func text(_ name: String) -> String { cells[name]?.value?.plainText ?? "" }
        let matrix = scenario.matrix.map { "\($0.name.value)=\(text($0.name.value))" }
        guard let table = scenario.table else { return matrix.joined(separator: ", ") }
        let named = table.index(of: "case") != nil && cells["case"]?.value != nil
        let own = named ? [text("case")] : table.columns.map { text($0.value) }.filter { !$0.isEmpty }
        return (own + matrix).joined(separator: ", ")
    }
}

extension Value {
    /// The value's text as it was written, for names of rows.
    var plainText: String {
        switch self {
        case .word(let word): word.text.literal ?? String(location.text)
        case .list, .object: String(location.text)
        }
    }
}
