import LeadlineAPI
import LeadlineCore
import LeadlineScenarios

/// The drift report for people: what differs by operation, what could not be compared and why, and the sum.
struct DriftView {
    let drift: Drift
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
        let verdict =
            compared == 0
            ? style("nothing was compared", .failure)
            : drift.differing.isEmpty ? style("no drift", .success) : style("drift", .failure)
        var rows = "\(compared) of \(counted(drift.rows.count, "row")) compared"
        if compared > 0 { rows += ", \(share(compared - drift.differing.count, compared)) alike" }
        if !drift.worded.isEmpty { rows += ", \(share(drift.worded.count, compared)) but for the words of errors" }
        let requests = drift.requests
        var words = [rows]
        if !requests.isEmpty {
            let equal = requests.count(where: \.isEqual)
            words.append("\(counted(requests.count, "request")) compared, \(share(equal, requests.count)) alike")
        }
        let names = drift.names.map(presentation.line).joined(separator: " and ")
        return Presentation.wrapped("\(verdict) between \(names): \(words.joined(separator: "; "))", presentation.width)
            + Presentation.wrapped("left out: \(Drift.ignored)", presentation.width).map { style($0, .faint) }
            + (compared == 0 ? [] : [""] + Presentation.wrapped(trust, presentation.width))
    }

    /// What somebody may conclude who works with one of the targets and means the other.
    private var trust: String {
        let operations = drift.operations
        let alike = operations.count(where: \.isAlike)
        let others = operations.filter { !$0.isAlike }
        let subject = drift.isOfMock ? "The mock can be trusted" : "A and B are the same"
        var text = "\(subject) in \(alike) of \(counted(operations.count, "operation")) compared"
        if !others.isEmpty {
            let named = others.map { other in
                presentation.line(other.name) + (other.requests == 0 ? "" : " (\(other.others) of \(other.requests))")
            }
            text += ", but look first at \(named.joined(separator: ", "))"
        }
        let rest = drift.rows.count - drift.compared.count
        if rest > 0 { text += ". Of what the other \(counted(rest, "row")) would ask this says nothing" }
        return text + "."
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
