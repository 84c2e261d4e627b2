import LeadlineAPI
import LeadlineCore
import LeadlineLanguage

/// Documents of an answer as a table, a line for each.
struct DocumentTable {
    let documents: ArraySlice<JSON>
    /// What the description says of a document: it tells which columns are worth the room.
    let schema: Schema?
    let presentation: Presentation
    /// nil: as wide as it is, nothing is cut.
    let width: Int?

    /// Columns that nobody named are no wider than this where a width is given.
    private static let widestCell = 32

    /// With the columns that tell most, as many as fit.
    func lines() -> (lines: [String], hidden: [String]) {
        let names = rankedNames
        guard !names.isEmpty else { return lines(paths: [[]]) }
        guard let width else { return lines(paths: names.map { [.name($0)] }) }
        var shown: [String] = []
        var left = width + 2
        for name in names {
            let needed = 2 + columnWidth(name)
            // The first is shown however narrow the room is, what holds nothing anywhere never.
            guard shown.isEmpty || needed <= left && isFilled(name) else { continue }
            left -= needed
            shown.append(name)
        }
        // The id first, the others as they stand in the documents.
        let order = documents.first?.object?.members.map(\.name) ?? []
        let rest = shown.dropFirst().sorted { (order.firstIndex(of: $0) ?? .max) < (order.firstIndex(of: $1) ?? .max) }
        let table = lines(paths: (shown.prefix(1) + rest).map { [.name($0)] })
        return (table.lines, table.hidden + names.filter { !shown.contains($0) })
    }

    /// With these columns.
    func lines(paths: [[PathKey]]) -> (lines: [String], hidden: [String]) {
        let values = documents.map { document in paths.map { document.value(at: $0[...]) } }
        let columns = paths.indices.map { index in
            TableView.Column(
                title: presentation.line(paths[index].isEmpty ? "value" : PathKey.description(paths[index])),
                isRight: isNumbers(values.map { $0[index] }))
        }
        let table = TableView(columns: columns, rows: values.map { $0.map(cell) })
        return table.lines(width: width, style: presentation.style)
    }

    private func isNumbers(_ values: [JSON?]) -> Bool {
        let present = values.compactMap { $0 }.filter { $0 != .null }
        return !present.isEmpty && present.allSatisfy { $0.number != nil }
    }

    private func columnWidth(_ name: String) -> Int {
        let title = DisplayText.width(presentation.line(name))
        let widest = documents.reduce(0) { max($0, DisplayText.width(cell($1[name]).text)) }
        return max(title, min(widest, Self.widestCell))
    }

    // MARK: Cells

    private func cell(_ value: JSON?) -> TableView.Cell {
        switch value {
        case nil: TableView.Cell("–", .faint)
        case .null?: TableView.Cell("null", .faint)
        case .string(let text)?:
            TableView.Cell(presentation.line(width == nil ? text : Presentation.beginning(of: text, 400)))
        case .array(let elements)?: nested(.array(elements), "[… \(counted(elements.count, "element"))]")
        case .object(let object)?: nested(.object(object), "{… \(counted(object.count, "member"))}")
        case .number(let number)?: TableView.Cell(presentation.line(number.text))
        case .bool(let bool)?: TableView.Cell(bool ? "true" : "false")
        }
    }

    /// As it is where it is short, otherwise how much it holds.
    private func nested(_ value: JSON, _ summary: String) -> TableView.Cell {
        guard width != nil else { return TableView.Cell(presentation.line(value.text())) }
        return JSONView.short(value, Self.widestCell).map { TableView.Cell(presentation.line($0)) }
            ?? TableView.Cell(summary, .faint)
    }

    // MARK: Columns

    /// The names of all members, those first that tell the most; behind the others what is empty everywhere.
    private var rankedNames: [String] {
        var places: [String: Int] = [:]
        var names: [String] = []
        for document in documents {
            for member in document.object?.members ?? [] {
                if places.updateValue(places[member.name] ?? names.count, forKey: member.name) == nil {
                    names.append(member.name)
                }
            }
        }
        let described = (schema?.properties ?? []).map(\.name)
        let order = Dictionary(described.enumerated().map { ($1, $0) }) { first, _ in first }
        func key(_ name: String) -> (Int, Int) {
            (isFilled(name) ? rank(name) : 9, order[name] ?? described.count + (places[name] ?? 0))
        }
        return names.map { (key($0), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
    }

    private func isFilled(_ name: String) -> Bool {
        documents.contains { document in
            switch document[name] {
            case nil, .null?: false
            case .string(let text)?: !text.isEmpty
            case .array(let elements)?: !elements.isEmpty
            case .object(let object)?: !object.isEmpty
            case .bool?, .number?: true
            }
        }
    }

    /// How much a member tells by its description: the id, what is required, what a list of values or an invented one
    /// makes worth looking at, other simple values, times that the server sets, all that is nested.
    private func rank(_ name: String) -> Int {
        guard let property = schema?.schema(at: [.name(name)]) else { return isNested(name) ? 8 : 5 }
        let isRequired = schema?.required.contains(name) ?? false
        switch property.generator {
        case "sequence", "object-id": return name == identity ? 0 : 5
        case "now": return 6
        case _ where isNested(name): return 7
        case _ where isRequired: return 1
        case nil: return property.values.isEmpty ? (property.relation == nil ? 4 : 5) : 3
        default: return 2
        }
    }

    /// The member that the server counts documents by; others of its kind count something else.
    private var identity: String? {
        schema?.properties.first { ["sequence", "object-id"].contains($0.schema.generator) }?.name
    }

    private func isNested(_ name: String) -> Bool {
        documents.contains { document in
            switch document[name] {
            case .array?, .object?: true
            default: false
            }
        }
    }
}
