import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineSession

/// The values that a placeholder can bring, as far as they are written down: the cells of a column, a parameter.
struct Candidates {
    /// The cells of the table's rows; matrix values stand apart, since their product may be large.
    let rows: [[String: Session.Cell]]
    let axes: [String: [Value]]
    let parameters: [String: Value?]
    private let kind: TargetKind

    init(scenario: Scenario, parameters: [String: Value?], kind: TargetKind) {
        rows = scenario.table.map { table in table.rows.map { PlannedRow.cells(of: $0, in: table) } } ?? []
        axes = Dictionary(scenario.matrix.map { ($0.name.value, $0.values) }) { first, _ in first }
        var values: [String: Value?] = [:]
        for parameter in scenario.parameters {
            values[parameter.name.value] = parameters[parameter.name.value] ?? parameter.value
        }
        self.parameters = values
        self.kind = kind
    }

    /// What a value can be: itself when it holds no placeholder, the possible words of a placeholder alone. Nil when
    /// that cannot be told before the run. A step left out by its `when` takes no cell of that row.
    func values(of value: Value, in step: Step) -> [Value]? {
        guard case .word(let word) = value else { return value.hasPlaceholders ? nil : [value] }
        if word.text.literal != nil { return [value] }
        guard word.isBare, let subject = word.text.lonePlaceholder?.subject, word.text.lonePlaceholder?.shift == nil,
            case .path(let path) = subject, let first = path.first
        else { return nil }
        if first == "row" { return cells(path, step) }
        guard path.steps.count == 1, let parameter = parameters[first] else { return nil }
        return parameter.map { [$0] }?.filter { !$0.hasPlaceholders }
    }

    private func cells(_ path: Path, _ step: Step) -> [Value]? {
        guard path.steps.count == 2, case .name(let name) = path.steps[1], let column = name.literal else { return nil }
        var seen: Set<String> = []
        var values: [Value] = []
        for cells in rowsOrValues(column) {
            guard let value = cells[column]?.value, !value.hasPlaceholders, mayRun(step, cells) else { continue }
            if seen.insert(value.plainText).inserted { values.append(value) }
        }
        return values
    }

    private func rowsOrValues(_ column: String) -> [[String: Session.Cell]] {
        axes[column]?.map { [column: Session.Cell(value: $0)] } ?? rows
    }

    /// Whether a row that may take the step has nothing in the column.
    func mayBeEmpty(_ column: String, in step: Step) -> Bool {
        rows.contains { cells in
            guard let cell = cells[column] else { return false }
            return cell.value == nil && mayRun(step, cells)
        }
    }

    private func mayRun(_ step: Step, _ cells: [String: Session.Cell]) -> Bool {
        guard let condition = step.condition else { return true }
        return RowScope(cells: cells, kind: kind).mayHold(condition)
    }
}

extension Value {
    /// Whether anything in it is known only when it runs.
    var hasPlaceholders: Bool {
        var found = false
        SyntaxVisitor { _, _ in found = true }.visit(self)
        return found
    }
}
