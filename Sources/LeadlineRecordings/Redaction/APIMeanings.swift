import LeadlineAPI
import LeadlineCore

/// What an API's description says about names, wherever in a message they stand.
struct APIMeanings {
    private var meanings: [String: Meaning] = [:]
    /// Names that are personal in one place and not in another.
    private var ambiguous: Set<String> = []
    /// The words of the description: names and known values. Nobody's name is taken out of texts if it is one of them.
    private(set) var words: Set<String> = []

    init(_ api: API) {
        for collection in api.collections { read(collection.document) }
        for operation in api.operations {
            if let body = operation.body { read(body.schema) }
            for parameter in operation.parameters { read(parameter.schema, named: parameter.name) }
            for response in operation.responses { if let schema = response.schema { read(schema) } }
        }
        for name in ambiguous { meanings[name] = nil }
    }

    /// Nil where the description does not know the name, or in several ways.
    subscript(_ name: String) -> Meaning? { meanings[name] }

    /// What a schema says about a member of this name.
    static func meaning(of name: String, _ schema: Schema) -> Meaning {
        if schema.isPersonal { return .personal(SensitiveNames.kind(of: name, schema)) }
        if case .secret(let kind) = SensitiveNames.meaning(of: name) { return .secret(kind) }
        return .free
    }

    private mutating func read(_ schema: Schema, named name: String) {
        words.insert(name.lowercased())
        let meaning = Self.meaning(of: name, schema)
        if let known = meanings[name], known != meaning { ambiguous.insert(name) }
        meanings[name] = meaning
        read(schema)
    }

    private mutating func read(_ schema: Schema) {
        for value in schema.values {
            guard let text = value.value.string else { continue }
            words.insert(text.lowercased())
            for word in text.split(whereSeparator: { !$0.isLetter }) { words.insert(word.lowercased()) }
        }
        for property in schema.properties { read(property.schema, named: property.name) }
        for part in schema.allOf + schema.anyOf + schema.oneOf { read(part) }
        if let items = schema.items { read(items.schema) }
        if let others = schema.additionalProperties { read(others.schema) }
    }
}
