package import LeadlineCore

/// The place of a closed list of values in a document, and the values.
package struct ClosedList: Sendable {
    /// Member names; `[]` is every element of a list.
    package var path: [String]
    package var values: [JSON]

    /// As `leadline api show` takes it: `address_attributes.state`, `files[].kind`.
    package var name: String { path.joined(separator: ".").split(separator: ".[]").joined(separator: "[]") }

    /// Goes through the values that a document has at this place.
    package func visit(_ document: JSON, _ body: (JSON) -> Void) { Self.visit(document, at: path[...], body) }

    private static func visit(_ value: JSON, at path: ArraySlice<String>, _ body: (JSON) -> Void) {
        guard let step = path.first else { return body(value) }
        let rest = path.dropFirst()
        if step == "[]" {
            for element in value.array ?? [] { visit(element, at: rest, body) }
        } else if let member = value.object?[step] {
            visit(member, at: rest, body)
        }
    }
}

extension Schema {
    /// The closed lists below this schema, conditions and alternatives included, in the order of the description. A
    /// place has one list, of all values that may stand there.
    package var closedLists: [ClosedList] {
        var lists: [ClosedList] = []
        collectLists([], into: &lists)
        return lists
    }

    private func collectLists(_ path: [String], into lists: inout [ClosedList]) {
        if valuesAreClosed, !values.isEmpty {
            let index = lists.firstIndex { $0.path == path } ?? lists.endIndex
            if index == lists.endIndex { lists.append(ClosedList(path: path, values: [])) }
            for value in values.map(\.value) where !lists[index].values.contains(value) {
                lists[index].values.append(value)
            }
        }
        for property in properties { property.schema.collectLists(path + [property.name], into: &lists) }
        items?.schema.collectLists(path + ["[]"], into: &lists)
        let branches = [condition?.then, condition?.otherwise].compactMap(\.self)
        for alternative in allOfBoxes + anyOfBoxes + oneOfBoxes + branches {
            alternative.schema.collectLists(path, into: &lists)
        }
    }
}
