import LeadlineCore
package import LeadlineSession

/// What became of each row of a file: a line for each, and how many of them were successes.
package struct BatchView {
    private let result: BatchResult
    private let presentation: Presentation

    package init(result: BatchResult, presentation: Presentation) {
        self.result = result
        self.presentation = presentation
    }

    package var text: String { (table + [summary]).map { $0 + "\n" }.joined() }

    private var table: [String] {
        let number = max(3, String(result.rows.count).utf8.count)
        let outcome = max(7, result.rows.map { DisplayText.width($0.outcome) }.max() ?? 0)
        let style = presentation.style
        let head = style(
            "\(Presentation.padded("row", number))  \(Presentation.padded("outcome", outcome))  id or reason", .faint)
        return [head]
            + result.rows.map { row in
                let role: Style.Role = row.isSuccess ? .success : .failure
                let about = row.isSuccess ? row.id.map(\.shown) : row.reason
                let line =
                    Presentation.padded(String(row.number), number) + "  "
                    + style(Presentation.padded(presentation.line(row.outcome), outcome), role)
                guard let about else { return line }
                return line + "  "
                    + presentation.line(about, columns: max(20, presentation.width - number - outcome - 4))
            }
    }

    /// `3 rows were sent: 2 created, 1 invalid`
    private var summary: String {
        var counts: [(outcome: String, count: Int)] = []
        for row in result.rows {
            if let place = counts.firstIndex(where: { $0.outcome == row.outcome }) {
                counts[place].count += 1
            } else {
                counts.append((row.outcome, 1))
            }
        }
        let outcomes = counts.map { "\($0.count) \(presentation.line($0.outcome))" }.joined(separator: ", ")
        let tail = outcomes.isEmpty ? "" : ": \(outcomes)"
        if result.wasStopped {
            return "stopped: \(result.rows.count) of \(counted(result.total, "row")) were sent\(tail)"
        }
        return "\(counted(result.total, "row was", "rows were")) sent\(tail)"
    }
}
