import LeadlineCore
import LeadlineLanguage
import LeadlineSession

extension Candidates {
    /// Parameters and cells whose placeholders lead back to them, so that no run could fill them in; each circle once.
    func circles() -> [Diagnostic] {
        var shared: [String: Link] = [:]
        for (name, value) in parameters { shared[name] = Link(value.map { [$0] } ?? []) }
        // Every value of an axis meets every value of the others.
        for (column, values) in axes { shared["row.\(column)"] = Link(values) }
        var walk = CircleWalk()
        walk.add(from: shared.keys.sorted()) { shared[$0] }
        for cells in rows {
            var own: [String: Link] = [:]
            for (column, cell) in cells { own["row.\(column)"] = Link(cell.value.map { [$0] } ?? []) }
            if !own.isEmpty { walk.add(from: own.keys.sorted()) { own[$0] ?? shared[$0] } }
        }
        return walk.found
    }
}

/// The names in what is written under a name; parameters as `NAME`, columns as `row.NAME`.
private struct Link {
    var names: [String] = []
    let location: SourceLocation

    /// Nil when the values name nothing.
    init?(_ values: [Value]) {
        var names: [String] = []
        var location: SourceLocation?
        let visitor = SyntaxVisitor { subject, _ in if let name = Self.name(subject) { names.append(name) } }
        for value in values {
            visitor.visit(value)
            if location == nil, !names.isEmpty { location = value.location }
        }
        guard let location else { return nil }
        self.names = names
        self.location = location
    }

    private static func name(_ subject: Subject) -> String? {
        guard case .path(let path) = subject, let first = path.first else { return nil }
        if path.steps.count == 1 { return first }
        guard first == "row", path.steps.count == 2, case .name(let column) = path.steps[1] else { return nil }
        return column.literal.map { "row.\($0)" }
    }
}

/// Follows names from value to value. Not by recursion: a chain may be as long as a file.
private struct CircleWalk {
    private(set) var found: [Diagnostic] = []
    private var known: Set<Set<String>> = []

    mutating func add(from starts: [String], _ link: (String) -> Link?) {
        var walked: Set<String> = []
        for start in starts where walked.insert(start).inserted {
            guard let circle = circle(from: start, link, &walked), let first = link(circle[0]),
                known.insert(Set(circle)).inserted
            else { continue }
            var shown = circle + [circle[0]]
            if shown.count > 9 { shown.replaceSubrange(7..<(shown.count - 1), with: ["…"]) }
            found.append(
                Diagnostic(
                    .error, .wrongValue, "'\(circle[0])' is made of itself: \(shown.joined(separator: ", "))",
                    at: first.location, help: "write out what one of them stands for"))
        }
    }

    /// The names of the first circle that a name leads to through names where nobody was before.
    private func circle(from start: String, _ link: (String) -> Link?, _ walked: inout Set<String>) -> [String]? {
        var path = [(name: start, next: 0)]
        var places = [start: 0]
        while let (name, next) = path.last {
            guard let names = link(name)?.names, next < names.count else {
                path.removeLast()
                places[name] = nil
                continue
            }
            path[path.count - 1].next += 1
            if let place = places[names[next]] { return path[place...].map(\.name) }
            guard walked.insert(names[next]).inserted else { continue }
            places[names[next]] = path.count
            path.append((names[next], 0))
        }
        return nil
    }
}
