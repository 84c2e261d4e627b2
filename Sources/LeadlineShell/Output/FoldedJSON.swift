import LeadlineCore

/// JSON for a look: as much of it as a number of lines holds. What is left out says how much it is, and what shows it.
/// Of a value of any size no more is read than is shown.
struct FoldedJSON {
    private let presentation: Presentation
    private let columns: Int
    private let rows: Int
    private let measure: Measure
    private var lines: [String] = [""]

    /// How much of a value is shown: levels, elements of a list, members of an object.
    private struct Measure {
        var depth = Int.max
        var elements = Int.max
        var members = Int.max
    }

    /// From all of it to very little; the first that fits is taken.
    private static let measures = [
        Measure(), Measure(depth: 5, elements: 10), Measure(depth: 4, elements: 5), Measure(depth: 3, elements: 3),
        Measure(depth: 2, elements: 3), Measure(depth: 2, elements: 3, members: 8), Measure(depth: 1, elements: 10),
    ]

    /// The lines of a value; `path` is what `show` calls it.
    static func lines(
        _ value: JSON, path: String, _ presentation: Presentation, columns: Int, rows: Int
    ) -> [String] {
        let paint = JSONPaint(style: presentation.style)
        let least = Measure(depth: 1, elements: max(rows - 3, 1), members: max(rows - 3, 1))
        for measure in measures + [least] {
            var folded = FoldedJSON(presentation: presentation, columns: columns, rows: rows, measure: measure)
            if folded.write(value, path: path, depth: 0, suffix: "") { return folded.lines.map(paint.painted) }
        }
        return [presentation.style("… show \(presentation.line(path))", .faint)]
    }

    private init(presentation: Presentation, columns: Int, rows: Int, measure: Measure) {
        self.presentation = presentation
        self.columns = columns
        self.rows = rows
        self.measure = measure
    }

    /// False when there are too few lines.
    private mutating func write(_ value: JSON, path: String, depth: Int, suffix: String) -> Bool {
        let room = columns - DisplayText.width(lines[lines.count - 1]) - suffix.utf8.count
        if let text = JSONView.short(value, room) {
            append(presentation.json(text) + suffix)
            return true
        }
        switch value {
        case .array(let elements): return write(elements, path: path, depth: depth, suffix: suffix)
        case .object(let object): return write(object, path: path, depth: depth, suffix: suffix)
        default:
            append(presentation.cutLeaf(value, max(room, 8)) + suffix)
            return true
        }
    }

    private mutating func write(_ elements: [JSON], path: String, depth: Int, suffix: String) -> Bool {
        if depth >= measure.depth {
            append("[… \(counted(elements.count, "element"))]" + suffix)
            return true
        }
        append("[")
        for (index, element) in elements.prefix(measure.elements).enumerated() {
            guard next(depth + 1) else { return false }
            let suffix = index + 1 < elements.count ? "," : ""
            guard write(element, path: "\(path)[\(index)]", depth: depth + 1, suffix: suffix) else { return false }
        }
        return close("]" + suffix, depth, left: elements.count - measure.elements, path)
    }

    private mutating func write(_ object: JSONObject, path: String, depth: Int, suffix: String) -> Bool {
        if depth >= measure.depth {
            append("{… \(counted(object.count, "member"))}" + suffix)
            return true
        }
        append("{")
        for (index, member) in object.members.prefix(measure.members).enumerated() {
            guard next(depth + 1) else { return false }
            append(presentation.cutLeaf(.string(member.name), columns) + ": ")
            let suffix = index + 1 < object.count ? "," : ""
            let path = JSONDifference.path(path, member.name)
            guard write(member.value, path: path, depth: depth + 1, suffix: suffix) else { return false }
        }
        return close("}" + suffix, depth, left: object.count - measure.members, path)
    }

    private mutating func close(_ bracket: String, _ depth: Int, left: Int, _ path: String) -> Bool {
        if left > 0 {
            guard next(depth + 1) else { return false }
            append("… \(left) more, show \(presentation.line(path, columns: columns))")
        }
        guard next(depth) else { return false }
        append(bracket)
        return true
    }

    private mutating func append(_ text: String) { lines[lines.count - 1] += text }

    private mutating func next(_ depth: Int) -> Bool {
        guard lines.count < rows else { return false }
        lines.append(String(repeating: " ", count: depth * 2))
        return true
    }
}

extension Presentation {
    /// A text, number or other leaf as JSON, cut to a number of columns. Of a long text only the beginning is read.
    func cutLeaf(_ value: JSON, _ columns: Int) -> String {
        guard case .string(let text) = value else { return line(value.text(), columns: columns) }
        let whole = json(JSON.string(Self.beginning(of: text, columns)).text())
        if DisplayText.width(whole) <= columns { return whole }
        return Self.cut(whole, max(columns - 1, 2)) + "\""
    }

    /// More of a text than fits into a number of columns: secrets are taken out of it before it is cut.
    static func beginning(of text: String, _ columns: Int) -> String {
        text.utf8.count > columns * 4 + 8192 ? String(text.prefix(columns + 4096)) : text
    }
}
