package import LeadlineCore

/// What is masked on screen too, until somebody asks for it: birth dates, numbers of licences, as API descriptions mark
/// them. By the names of fields, wherever they stand: answers hold documents inside of others, and in errors.
package struct SensitiveNames: Sendable {
    package let names: Set<String>

    package init(_ apis: [API]) {
        var names: Set<String> = []
        for api in apis {
            for collection in api.collections { Self.collect(collection.document, into: &names) }
            for operation in api.operations { if let body = operation.body { Self.collect(body.schema, into: &names) } }
        }
        self.names = names
    }

    /// The values of these fields in a value, as texts.
    package func values(in json: JSON) -> [String] {
        switch json {
        case .array(let elements): elements.flatMap(values)
        case .object(let object):
            object.members.flatMap { member in
                names.contains(member.name) ? Self.texts(member.value) : values(in: member.value)
            }
        case .null, .bool, .number, .string: []
        }
    }

    private static func texts(_ json: JSON) -> [String] {
        switch json {
        case .string(let text): [text]
        case .number(let number): [number.text]
        case .array(let elements): elements.flatMap(texts)
        case .object(let object): object.members.flatMap { texts($0.value) }
        case .null, .bool: []
        }
    }

    private static func collect(_ schema: Schema, into names: inout Set<String>) {
        for property in schema.properties {
            if property.schema.isSensitive { names.insert(property.name) }
            collect(property.schema, into: &names)
        }
        if let items = schema.items?.schema { collect(items, into: &names) }
        for part in schema.allOf + schema.anyOf + schema.oneOf { collect(part, into: &names) }
    }
}
