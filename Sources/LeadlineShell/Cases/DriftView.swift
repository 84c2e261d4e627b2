import LeadlineAPI
import LeadlineCore
import LeadlineScenarios

/// The drift report for people: what differs by operation, what could not be compared and why, and the sum.
struct DriftView {
    let drift: Drift
    /// Of the two targets.
    let names: [String]
    let presentation: Presentation

    /// So many places of one difference are named.
    private static let shownPlaces = 3

    var text: String {
        let parts = [differenceLines, reasonLines, summaryLines].filter { !$0.isEmpty }
        return parts.map { $0.map { $0 + "\n" }.joined() }.joined(separator: "\n")
    }

    private var style: Style { presentation.style }

    // MARK: Differences

    /// The same difference in many rows is told once.
    private struct Found {
        var difference: Drift.Difference
        var places: [(row: RowIdentity, location: SourceLocation)]
    }

    private var found: [(operation: String, found: [Found])] {
        var groups: [(operation: String, found: [Found])] = []
        for row in drift.differing {
            for difference in row.differences {
                let group = groups.firstIndex { $0.operation == difference.operation } ?? groups.count
                if group == groups.count { groups.append((difference.operation, [])) }
                let place = (row.identity, difference.location)
                if let index = groups[group].found.firstIndex(where: { $0.difference.isSame(as: difference) }) {
                    groups[group].found[index].places.append(place)
                } else {
                    groups[group].found.append(Found(difference: difference, places: [place]))
                }
            }
        }
        return groups
    }

    private var differenceLines: [String] {
        found.flatMap { group in
            let count = counted(group.found.count, "difference")
            return ["\(style(presentation.line(group.operation), .strong))  \(style(count, .faint))"]
                + group.found.flatMap(lines)
        }
    }

    private func lines(_ found: Found) -> [String] {
        let difference = found.difference
        let sides = [("A", difference.left), ("B", difference.right)].flatMap { letter, text in
            wrapped(text, after: "    \(letter)  ", indent: 7)
        }
        let title = wrapped(difference.subject, after: "  \(style("✗", .failure)) ", indent: 4)
        let limit = presentation.isVerbose ? found.places.count : Self.shownPlaces
        var places = found.places.prefix(limit).map { "    " + place($0.row, $0.location) }
        if found.places.count > limit {
            places.append(style("    … and \(counted(found.places.count - limit, "row")) more: -v shows them", .faint))
        }
        return title + sides + places
    }

    private func wrapped(_ text: String, after head: String, indent: Int) -> [String] {
        let room = max(presentation.width - indent, 20)
        return Presentation.wrapped(presentation.line(text), room).enumerated().map { index, line in
            (index == 0 ? head : String(repeating: " ", count: indent)) + line
        }
    }

    private func place(_ row: RowIdentity, _ location: SourceLocation) -> String {
        let name = row.caseName.map { "  [\(presentation.line($0))]" } ?? ""
        return style(presentation.line(location.description), .place) + name
    }

    // MARK: What could not be compared

    private var reasonLines: [String] {
        var groups: [(reason: String, rows: [RowIdentity])] = []
        for row in drift.rows {
            guard let reason = row.reason else { continue }
            if let index = groups.firstIndex(where: { $0.reason == reason }) {
                groups[index].rows.append(row.identity)
            } else {
                groups.append((reason, [row.identity]))
            }
        }
        if groups.isEmpty { return [] }
        return [style("not comparable", .strong)]
            + groups.flatMap { group in
                let head = "  \(counted(group.rows.count, "row")): "
                let lines = Presentation.wrapped(head + presentation.line(group.reason), presentation.width)
                guard presentation.isVerbose else { return lines }
                return lines + group.rows.map { "    " + place($0, $0.location) }
            }
    }

    // MARK: The sum

    private var summaryLines: [String] {
        let compared = drift.compared.count
        let alike = compared - drift.differing.count
        let exchanges = drift.compared.reduce(0) { $0 + $1.compared }
        let equal = drift.compared.reduce(0) { $0 + $1.equal }
        let others = drift.rows.count - compared
        let verdict =
            compared == 0
            ? style("nothing was compared", .failure)
            : drift.differing.isEmpty ? style("no drift", .success) : style("drift", .failure)
        var words = ["\(counted(compared, "row")) compared, \(share(alike, compared)) alike"]
        if !drift.worded.isEmpty { words[0] += ", \(share(drift.worded.count, compared)) but for the words of errors" }
        words.append("\(counted(exchanges, "request")) compared, \(share(equal, exchanges)) alike")
        if others > 0 { words.append("\(counted(others, "row")) not comparable") }
        let title = "\(verdict) between \(names.map(presentation.line).joined(separator: " and ")): "
        return Presentation.wrapped(title + words.joined(separator: "; "), presentation.width)
            + Presentation.wrapped("left out: \(Drift.ignored)", presentation.width).map { style($0, .faint) }
    }

    /// `9 (90 %)`
    private func share(_ part: Int, _ whole: Int) -> String {
        whole == 0 ? "0" : "\(part) (\(part * 100 / whole) %)"
    }
}

extension Drift.Difference {
    fileprivate func isSame(as other: Self) -> Bool {
        subject == other.subject && left == other.left && right == other.right
    }
}
