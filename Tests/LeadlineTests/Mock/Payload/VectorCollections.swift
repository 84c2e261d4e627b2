import LeadlineCore
import LeadlineMock

/// The collections of a vector, as its file describes them: in full, in short or in prose.
struct VectorCollections {
    private(set) var all: [PayloadCollection] = []
    /// Whose documents only users may see.
    private(set) var closed: Set<String> = []
    /// Where users come from.
    private(set) var userSlug: String?

    /// `shared` are the fields of collections that a file speaks of without describing them.
    init(_ vector: JSON, meta: JSON, shared: [String: JSONObject]) throws {
        var definitions = JSONObject()
        for (slug, fields) in shared { definitions[slug] = .object(fields) }
        for member in meta["collections"]?.object?.members ?? [] where member.value.object != nil {
            definitions[member.name] = member.value
        }
        for member in vector["related"]?.object?.members ?? [] {
            if let fields = member.value["fields"] { definitions[member.name] = fields }
        }
        if let slug = vector["collection"]?.string, let fields = vector["fields"] { definitions[slug] = fields }
        for member in definitions.members { try add(member.name, member.value) }
    }

    private mutating func add(_ slug: String, _ definition: JSON) throws {
        guard let object = definition.object, Self.isConfiguration(object) else {
            all.append(try Self.collection(slug, definition))
            return
        }
        let labels = object["labels"]?.object
        var collection = try Self.collection(slug, object["fields"] ?? [:])
        if let singular = labels?["singular"]?.string { collection.singular = singular }
        if let plural = labels?["plural"]?.string { collection.plural = plural }
        collection.allowsBulkEdit = object["disableBulkEdit"] != true
        collection.isAuth = object["auth"] != nil
        if collection.isAuth { userSlug = slug }
        if let hook = object["hook"]?.string { collection.beforeChange = try Self.hook(hook) }
        if object["access"]?.string != "open" { closed.insert(slug) }
        all.append(collection)
    }

    /// Other definitions are the fields themselves, of which one may be called `labels`.
    private static func isConfiguration(_ object: JSONObject) -> Bool {
        ["fields", "auth"].contains { name in object[name].map { $0["type"]?.string == nil } ?? false }
    }

    private static func collection(_ slug: String, _ definition: JSON) throws -> PayloadCollection {
        if let prose = definition.string {
            return PayloadCollection(slug, fields: try fields(prose: prose))
        }
        var fields = definition.object ?? JSONObject()
        let id = fields["id"].map { $0.string ?? $0["type"]?.string ?? "" }
        fields["id"] = nil
        var collection = PayloadCollection(slug, fields: try fields.members.map { try field($0.name, $0.value) })
        switch id {
        case "text": collection.idKind = .text
        case "number": collection.idKind = .number
        default: break
        }
        return collection
    }

    /// "…throws Error("message") when the stored document has name = true"
    private static func hook(_ prose: String) throws -> @Sendable (JSONObject) -> String? {
        let parts = prose.split(separator: "\"")
        let name = prose.split(separator: " has ").last?.split(separator: " ").first
        guard parts.count == 3, let name, prose.hasSuffix("\(name) = true") else {
            throw VectorError("not understood: \(prose)")
        }
        let (message, flag) = (String(parts[1]), String(name))
        return { $0[flag] == true ? message : nil }
    }
}

// MARK: Fields

extension VectorCollections {
    /// A definition, or only its type. Of nested fields `readAccess` says nothing: all have it, also those that were read.
    static func field(_ name: String, _ definition: JSON, isNested: Bool = false) throws -> PayloadField {
        let type = definition.string ?? definition["type"]?.string ?? ""
        guard let kind = PayloadField.Kind(rawValue: type) else {
            throw VectorError("the field '\(name)' has an unknown type: \(definition.text())")
        }
        let relationTo = definition["relationTo"]
        let nested = definition["fields"]?.object?.members ?? []
        return PayloadField(
            name, kind, label: definition["label"]?.string, isRequired: definition["required"] == true,
            isUnique: definition["unique"] == true, hasMany: definition["hasMany"] == true,
            options: definition["options"]?.array?.compactMap { $0.string ?? $0["value"]?.string },
            relationTo: relationTo?.array?.compactMap(\.string) ?? relationTo?.string.map { [$0] } ?? [],
            isPolymorphic: relationTo?.array != nil,
            fields: try nested.map { try field($0.name, $0.value, isNested: true) },
            defaultValue: definition["defaultValue"], minimum: definition["min"]?.number,
            maximum: definition["max"]?.number, minimumLength: definition["minLength"]?.number?.integer,
            maximumLength: definition["maxLength"]?.number?.integer,
            minimumRows: definition["minRows"]?.number?.integer, maximumRows: definition["maxRows"]?.number?.integer,
            maximumDepth: definition["maxDepth"]?.number?.integer, isHidden: definition["hidden"] == true,
            isReadable: isNested || definition["readAccess"] != false, isVirtual: definition["virtual"] == true)
    }

    /// "one required field per type, named after the type: text, …, select (options a), …, array (rows with text t)"
    private static func fields(prose: String) throws -> [PayloadField] {
        let halves = prose.split(separator: ": ", maxSplits: 1)
        guard halves.count == 2, halves[0].hasPrefix("one required field per type") else {
            throw VectorError("not understood: \(prose)")
        }
        return try halves[1].split(separator: ", ").map { part in
            let words = part.split { " ()".contains($0) }.map(String.init)
            guard let type = words.first else { throw VectorError("not understood: \(prose)") }
            var definition: JSONObject = ["type": .string(type), "required": true]
            switch words.dropFirst().first {
            case nil: break
            case "options": definition["options"] = .array(words.dropFirst(2).map { .string($0) })
            case "to": definition["relationTo"] = .string(words[2])
            case "rows": definition["fields"] = [words[4]: .string(words[3])]
            default: throw VectorError("not understood: \(part)")
            }
            return try field(type, .object(definition))
        }
    }
}
