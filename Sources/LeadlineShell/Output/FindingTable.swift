import LeadlineCore
import LeadlineLanguage

/// What does not hold, in aligned columns: subject, expected, actual.
struct FindingTable {
    let presentation: Presentation
    /// Columns that are left for a line.
    let columns: Int

    /// Lines of details that are shown of each finding.
    private var detailLimit: Int { presentation.isVerbose ? .max : 12 }

    private struct Row {
        var subject: String
        var expected: String
        var actual: String
        var details: [String]
    }

    func lines(_ findings: [Finding]) -> [String] {
        let rows = findings.map { finding in
            Row(
                subject: presentation.line(finding.subject), expected: presentation.line(finding.expected),
                actual: presentation.line(finding.actual), details: finding.details.flatMap(presentation.lines))
        }
        let short = rows.filter { fits($0, subject: 0, expected: 0) }
        let subject = short.map { DisplayText.width($0.subject) }.max() ?? 0
        let expected = short.map { DisplayText.width($0.expected) }.max() ?? 0
        return rows.flatMap { row in
            let own = fits(row, subject: subject, expected: expected) ? [aligned(row, subject, expected)] : stacked(row)
            return own + details(row)
        }
    }

    /// Whether a row fits into a line whose first two columns are as wide as given, or wider where it needs more.
    private func fits(_ row: Row, subject: Int, expected: Int) -> Bool {
        let words = "   expected    actual ".utf8.count
        let left = max(DisplayText.width(row.subject), subject) + max(DisplayText.width(row.expected), expected)
        return left + words + DisplayText.width(row.actual) <= columns
    }

    private func aligned(_ row: Row, _ subject: Int, _ expected: Int) -> String {
        let style = presentation.style
        let gap = String(repeating: " ", count: expected - DisplayText.width(row.expected))
        return style(Presentation.padded(row.subject, subject), .strong)
            + style("   expected ", .faint) + style(row.expected, .expected) + gap
            + style("   actual ", .faint) + style(row.actual, .actual)
    }

    private func stacked(_ row: Row) -> [String] {
        let style = presentation.style
        // Where the difference is told, the two values only hide it.
        if !row.details.isEmpty, !presentation.isVerbose {
            return [style(row.subject, .strong) + style("   differs:", .faint)]
        }
        // Long values are cut, unless all is wanted.
        func value(_ text: String) -> String {
            presentation.isVerbose ? text : Presentation.cut(text, max(columns - 11, 20) * 2)
        }
        return [
            style(row.subject, .strong),
            style("  expected ", .faint) + style(value(row.expected), .expected),
            style("  actual   ", .faint) + style(value(row.actual), .actual),
        ]
    }

    private func details(_ row: Row) -> [String] {
        var lines = row.details.prefix(detailLimit).map { "  " + Presentation.cut($0, columns - 2) }
        let more = row.details.count - lines.count
        if more > 0 { lines.append(presentation.style("  … \(counted(more, "more line")), -v shows all", .faint)) }
        return lines
    }
}
