import LeadlineCore
import LeadlineLanguage
package import LeadlineSession

/// The rows that a run will carry out, in the order in which they are reported.
package struct RunPlan: Sendable {
    package var rows: [PlannedRow]
    /// Files that were read, also those whose rows a selection left out.
    package var fileCount: Int

    /// All rows of scenarios: table rows times matrix values.
    package init(_ scenarios: [Scenario], fileCount: Int) {
        rows = scenarios.flatMap { PlannedRow.all(of: $0) }
        self.fileCount = fileCount
    }

    /// Leaves out all rows but those at these places.
    package mutating func keep(_ indices: [Int]) { rows = indices.sorted().map { rows[$0] } }
}

package struct PlannedRow: Sendable {
    package var scenario: Scenario
    package var identity: RowIdentity
    /// The cells by column; empty without table and matrix.
    package var cells: [String: Session.Cell]
    /// Why this row must fail; the row's own cell wins over the file's mark.
    package var knownIssue: String?

    static func all(of scenario: Scenario) -> [PlannedRow] {
        let axes = MatrixProduct(scenario.matrix).combinations
        guard let table = scenario.table else {
            if scenario.matrix.isEmpty { return [row(scenario, nil, [:], scenario.name.location)] }
            return axes.enumerated().map { row(scenario, $0 + 1, $1, scenario.name.location) }
        }
        var rows: [PlannedRow] = []
        for tableRow in table.rows {
            let cells = cells(of: tableRow, in: table)
            for axis in axes {
                let all = cells.merging(axis) { cell, _ in cell }
                rows.append(row(scenario, rows.count + 1, all, tableRow.location))
            }
        }
        return rows
    }

    static func cells(of row: Table.Row, in table: Table) -> [String: Session.Cell] {
        var cells: [String: Session.Cell] = [:]
        for (column, cell) in zip(table.columns, row.cells) { cells[column.value] = Session.Cell(value: cell) }
        return cells
    }

    private static func row(
        _ scenario: Scenario, _ number: Int?, _ cells: [String: Session.Cell], _ location: SourceLocation
    ) -> PlannedRow {
        let identity = RowIdentity(
            file: scenario.source.name, scenario: scenario.name.value, row: number,
            caseName: number.map { _ in caseName(of: scenario, cells) }, tags: scenario.tags, location: location)
        let mark = cells["known-issue"]?.value?.plainText
        return PlannedRow(
            scenario: scenario, identity: identity, cells: cells, knownIssue: mark ?? scenario.knownIssue)
    }

    /// The cell `case`, with the matrix values behind it, else all cells.
    private static func caseName(of scenario: Scenario, _ cells: [String: Session.Cell]) -> String {
        func text(_ name: String) -> String { cells[name]?.value?.plainText ?? "" }
        let matrix = scenario.matrix.map { "\($0.name.value)=\(text($0.name.value))" }
        guard let table = scenario.table else { return matrix.joined(separator: ", ") }
        let named = table.index(of: "case") != nil && cells["case"]?.value != nil
        let own = named ? [text("case")] : table.columns.map { text($0.value) }.filter { !$0.isEmpty }
        return (own + matrix).joined(separator: ", ")
    }
}

/// Every choice of one value of each axis, the last axis fastest.
private struct MatrixProduct {
    var combinations: [[String: Session.Cell]] = [[:]]

    init(_ axes: [Scenario.MatrixAxis]) {
        for axis in axes {
            combinations = combinations.flatMap { chosen in
                axis.values.map { value in
                    chosen.merging([axis.name.value: Session.Cell(value: value)]) { _, new in new }
                }
            }
        }
    }
}

extension Value {
    /// The value's text as it was written, for names of rows.
    var plainText: String {
        switch self {
        case .word(let word): word.text.literal ?? sourceText
        case .list, .object: sourceText
        }
    }

    private var sourceText: String {
        let utf8 = location.source.text.utf8
        let range = location.range
        guard range.upperBound <= utf8.count else { return "" }
        let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
        return String(location.source.text[start..<utf8.index(start, offsetBy: range.count)])
    }
}
