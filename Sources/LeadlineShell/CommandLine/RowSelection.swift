package import LeadlineCore
package import LeadlineScenarios

extension RowSelection {
    /// What the options of `leadline run` select; `lines` are those of the paths.
    package init(_ options: RunOptions, lines: [String: Set<Int>]) {
        self.init()
        caseText = options.caseText
        row = options.row
        tags = options.tags
        self.lines = lines
    }

    /// Why it selects none of `rows`, with the names that were probably meant.
    package func emptyDiagnostic(_ rows: [RowIdentity]) -> Diagnostic {
        guard !rows.isEmpty else { return Diagnostic(.error, .emptySelection, "there are no rows to run") }
        let none = rows.count == 1 ? "the only row is not one" : "none of the \(rows.count) rows is one"
        if let tags, !rows.contains(where: { tags.matches($0.tags) }) {
            let known = unique(rows.flatMap(\.tags))
            let unknown = tags.tags.first { !known.contains($0) }
            return Diagnostic(
                .error, .emptySelection, "\(none) with these tags",
                help: unknown.flatMap { Self.nearest($0, in: known) } ?? Suggestion.oneOf(known))
        }
        if let caseText {
            return Diagnostic(
                .error, .emptySelection, "\(none) whose case contains '\(caseText)'",
                help: Self.nearest(caseText, in: unique(rows.compactMap(\.caseName))))
        }
        let last = rows.compactMap(\.row).max()
        return Diagnostic(
            .error, .emptySelection, "\(none) that was selected",
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
