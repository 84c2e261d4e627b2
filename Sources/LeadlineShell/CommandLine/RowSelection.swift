package import LeadlineCore
package import LeadlineScenarios

/// Which rows of a plan run.
package struct RowSelection: Sendable {
    /// Lines of files, as `FILE:LINE` gives them.
    package var lines: [(file: String, line: Int)]
    /// Files and folders that are given without a line.
    package var hasWholePaths: Bool
    package var cases: [String]
    package var row: Int?
    package var tags: TagExpression?

    package init(
        lines: [(file: String, line: Int)] = [], hasWholePaths: Bool = false, cases: [String] = [], row: Int? = nil,
        tags: TagExpression? = nil
    ) {
        self.lines = lines
        self.hasWholePaths = hasWholePaths || lines.isEmpty
        self.cases = cases
        self.row = row
        self.tags = tags
    }

    package init(_ options: RunOptions, paths: [RunPath]) {
        self.init(
            lines: paths.compactMap { path in path.line.map { (path.path, $0) } },
            hasWholePaths: paths.contains { $0.line == nil },
            cases: options.cases, row: options.row, tags: options.tags)
    }

    /// The places in `rows` of those that run.
    package func indices(in rows: [RowIdentity]) -> [Int] {
        let direct = Set(lines.flatMap { indices(of: $0, in: rows) })
        let lineFiles = Set(lines.map(\.file))
        let wanted = rows.indices.filter { index in
            if direct.contains(index) { return true }
            let row = rows[index]
            return hasWholePaths && !lineFiles.contains(row.file) && (tags?.holds(for: row.tags) ?? true)
        }
        return narrowed(wanted, rows)
    }

    /// The rows that are written on the line; all rows of the file when none is.
    private func indices(of place: (file: String, line: Int), in rows: [RowIdentity]) -> [Int] {
        let ofFile = rows.indices.filter { rows[$0].file == place.file }
        let onLine = ofFile.filter { rows[$0].row != nil && rows[$0].location.position.line == place.line }
        return onLine.isEmpty ? ofFile : onLine
    }

    private func narrowed(_ indices: [Int], _ rows: [RowIdentity]) -> [Int] {
        var indices = indices
        if let row { indices = indices.filter { rows[$0].row == row } }
        guard !cases.isEmpty else { return indices }
        // A case that is named in full means itself, not those that contain its name.
        let exact = Set(cases.filter { text in indices.contains { rows[$0].caseName == text } })
        let parts = cases.filter { !exact.contains($0) }.map { $0.lowercased() }
        return indices.filter { index in
            guard let name = rows[index].caseName else { return false }
            return exact.contains(name) || parts.contains { name.lowercased().contains($0) }
        }
    }

    /// Why nothing is selected of `rows`, with the names that were probably meant.
    package func emptyDiagnostic(_ rows: [RowIdentity]) -> Diagnostic {
        guard !rows.isEmpty else {
            return Diagnostic(.error, .emptySelection, "there are no rows to run")
        }
        let count = rows.count == 1 ? "the only row" : "none of \(rows.count) rows"
        let verb = rows.count == 1 ? "does not fit" : "fits"
        if !cases.isEmpty {
            let names = unique(rows.compactMap(\.caseName))
            let wanted = cases.map { "'\($0)'" }.joined(separator: ", ")
            return Diagnostic(
                .error, .emptySelection, "\(count) \(verb) the case \(wanted)", help: Self.nearest(cases[0], in: names))
        }
        if let row {
            let last = rows.compactMap(\.row).max()
            return Diagnostic(
                .error, .emptySelection, "\(count) \(verb) the number \(row)",
                help: last.map { "rows are numbered from 1 to \($0)" } ?? "these scenarios have no table")
        }
        let known = unique(rows.flatMap(\.tags))
        let unknown = tags?.tags.first { !known.contains($0) }
        let help = unknown.flatMap { Self.nearest($0, in: known) } ?? Suggestion.oneOf(known)
        return Diagnostic(.error, .emptySelection, "\(count) \(verb) these tags", help: help)
    }

    /// The nearest name, by its letters or by its words; all of them where they are few.
    private static func nearest(_ text: String, in names: [String]) -> String? {
        if let name = Suggestion.closest(to: text, in: names) { return "did you mean '\(name)'?" }
        let words = Set(text.lowercased().split(separator: " "))
        let scored = names.map { (name: $0, score: words.intersection($0.lowercased().split(separator: " ")).count) }
        if let best = scored.max(by: { $0.score < $1.score }), best.score > 0 { return "did you mean '\(best.name)'?" }
        guard !names.isEmpty, names.count <= 8 else { return nil }
        return "there are " + names.map { "'\($0)'" }.joined(separator: ", ")
    }

    private func unique(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }
}
