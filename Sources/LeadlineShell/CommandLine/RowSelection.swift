package import LeadlineCore
package import LeadlineScenarios

/// Which rows of a plan run.
package struct RowSelection: Sendable {
    /// Lines of files, as `FILE:LINE` gives them.
    package var lines: [(file: String, line: Int)]
    /// Files and folders that are given without a line.
    package var hasWholePaths: Bool
    /// A part of the case's name, or all of it.
    package var caseText: String?
    package var row: Int?
    package var tags: TagExpression?

    package init(
        lines: [(file: String, line: Int)] = [], hasWholePaths: Bool = false, caseText: String? = nil, row: Int? = nil,
        tags: TagExpression? = nil
    ) {
        self.lines = lines
        self.hasWholePaths = hasWholePaths || lines.isEmpty
        self.caseText = caseText
        self.row = row
        self.tags = tags
    }

    package init(_ options: RunOptions, paths: [RunPath]) {
        self.init(
            lines: paths.compactMap { path in path.line.map { (path.path, $0) } },
            hasWholePaths: paths.contains { $0.line == nil },
            caseText: options.caseText, row: options.row, tags: options.tags)
    }

    /// The places in `rows` of those that run.
    package func indices(in rows: some Collection<RowIdentity>) -> [Int] {
        // The rows of a plan are put together when they are looked at.
        if lines.isEmpty, tags == nil, row == nil, caseText == nil { return Array(0..<rows.count) }
        let rows = Array(rows)
        let direct = Set(lines.flatMap { indices(of: $0, in: rows) })
        let lineFiles = Set(lines.map(\.file))
        let wanted = rows.indices.filter { index in
            if direct.contains(index) { return true }
            let row = rows[index]
            return hasWholePaths && !lineFiles.contains(row.file) && (tags?.matches(row.tags) ?? true)
        }
        return narrowed(wanted, rows)
    }

    /// The rows that are written on the line; all rows of the file when none is.
    private func indices(of place: (file: String, line: Int), in rows: [RowIdentity]) -> [Int] {
        let ofFile = rows.indices.filter { rows[$0].file == place.file }
        let onLine = ofFile.filter { rows[$0].row != nil && rows[$0].location.position.line == place.line }
        if !onLine.isEmpty { return onLine }
        // A line behind the end of the file is none of it.
        return ofFile.filter { rows[$0].location.source.lineCount >= place.line }
    }

    private func narrowed(_ indices: [Int], _ rows: [RowIdentity]) -> [Int] {
        var indices = indices
        if let row { indices = indices.filter { rows[$0].row == row } }
        guard let caseText else { return indices }
        // A case that is named in full means itself, not those that contain its name.
        let exact = indices.filter { rows[$0].caseName == caseText }
        if !exact.isEmpty { return exact }
        let part = caseText.lowercased()
        return indices.filter { rows[$0].caseName?.lowercased().contains(part) ?? false }
    }

    /// Why it selects none of `rows`, with the names that were probably meant.
    package func emptyDiagnostic(_ rows: some Collection<RowIdentity>) -> Diagnostic {
        let rows = Array(rows)
        guard !rows.isEmpty else { return Diagnostic(.error, .emptySelection, "there are no rows to run") }
        let none = rows.count == 1 ? "the only row does not have" : "none of the \(rows.count) rows has"
        if let tags, !rows.contains(where: { tags.matches($0.tags) }) {
            let known = unique(rows.flatMap(\.tags))
            let unknown = tags.tags.first { !known.contains($0) }
            return Diagnostic(
                .error, .emptySelection, "\(none) these tags",
                help: unknown.flatMap { Self.nearest($0, in: known) } ?? Suggestion.oneOf(known))
        }
        if let caseText {
            return Diagnostic(
                .error, .emptySelection, "\(none) a case that contains '\(caseText)'",
                help: Self.nearest(caseText, in: unique(rows.compactMap(\.caseName))))
        }
        let last = rows.compactMap(\.row).max()
        return Diagnostic(
            .error, .emptySelection, "\(none) what was selected",
            help: last.map { "rows are numbered from 1 to \($0)" } ?? "these scenarios have no table")
    }

    /// The nearest name, by its letters or by its words; all of them where they are few.
    private static func nearest(_ text: String, in names: [String]) -> String? {
        if let name = Suggestion.closest(to: text, in: names) { return "did you mean '\(name)'?" }
        let words = text.lowercased().split(separator: " ")
        func score(_ name: String) -> Int {
            let own = name.lowercased().split(separator: " ").map(String.init)
            return words.count { Suggestion.closest(to: String($0), in: own) != nil }
        }
        let scored = names.map { (name: $0, score: score($0)) }
        if let best = scored.max(by: { $0.score < $1.score }), best.score > 0 { return "did you mean '\(best.name)'?" }
        guard !names.isEmpty, names.count <= 8 else { return nil }
        return "there are " + names.map { "'\($0)'" }.joined(separator: ", ")
    }

    private func unique(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }
}
