import LeadlineAPI

extension Schema {
    /// Whether the beginning of a dotted name is a member that is described by its own name.
    func describes(_ name: String) -> Bool {
        let first = name.prefix { $0 != "." }
        return properties.contains { $0.name == first } || (allOf + anyOf + oneOf).contains { $0.describes(name) }
    }

    /// The described members, in order, each once.
    var parts: [Property] {
        var seen: Set<String> = []
        return (properties + allOf.flatMap(\.parts)).filter { seen.insert($0.name).inserted }
    }

    /// The members that must be there whatever the others are.
    var requiredParts: Set<String> { allOf.reduce(Set(required)) { $0.union($1.requiredParts) } }

    /// The schema at a dotted path, through the elements of lists.
    func part(at path: ArraySlice<Substring>) -> Schema? {
        guard let first = path.first else { return self }
        if let items { return items.schema.part(at: path) }
        return part(String(first))?.part(at: path.dropFirst())
    }
}
