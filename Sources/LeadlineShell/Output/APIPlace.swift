import LeadlineAPI
import LeadlineCore
import LeadlineLanguage

/// What a dotted name leads to in the descriptions.
enum APIPlace {
    /// A field, with its path in the document of its collection.
    struct Field {
        var api: API
        var collection: Collection
        /// Without the indices of lists.
        var names: [String]
        var schema: Schema
        var isRequired: Bool
    }

    case api(API)
    case collection(Collection, API)
    case operation(Operation, API)
    case field(Field)

    static func find(_ name: String, in apis: [API]) throws(Diagnostic) -> APIPlace {
        let names = self.names(name)
        if let first = names.first, let api = apis.first(where: { $0.name == first }) {
            return try find(Array(names.dropFirst()), in: api)
        }
        let places = apis.compactMap { try? find(names, in: $0) }
        if places.count == 1 { return places[0] }
        if places.count > 1 {
            let full = apis.filter { (try? find(names, in: $0)) != nil }.map { "\($0.name).\(name)" }
            throw Diagnostic(
                .error, .ambiguousName, "'\(name)' is in several APIs", help: "one of \(full.joined(separator: ", "))")
        }
        if apis.contains(where: { $0.collection(names.first ?? "") != nil }), let api = apis.first {
            return try find(names, in: apis.first { $0.collection(names.first ?? "") != nil } ?? api)
        }
        throw Diagnostic(
            .error, .unknownAPI, "unknown API '\(names.first ?? name)'",
            help: Suggestion.help(for: names.first ?? name, in: apis.map(\.name)))
    }

    /// The parts of a dotted name; indices and empty brackets of lists are left out.
    private static func names(_ name: String) -> [String] {
        name.split(separator: ".", omittingEmptySubsequences: false).map { part in
            String(part.prefix { $0 != "[" })
        }
    }

    private static func find(_ names: [String], in api: API) throws(Diagnostic) -> APIPlace {
        guard let first = names.first else { return .api(api) }
        guard let collection = api.collection(first) else {
            throw Diagnostic(
                .error, .unknownCollection, "'\(api.name)' has no collection '\(first)'",
                help: Suggestion.help(for: first, in: api.collections.map(\.name)))
        }
        let rest = Array(names.dropFirst())
        guard !rest.isEmpty else { return .collection(collection, api) }
        let name = names.joined(separator: ".")
        if let operation = api.operations.first(where: { $0.name == name }) { return .operation(operation, api) }
        if let field = field(rest, of: collection, api) { return .field(field) }
        throw unknown(rest, of: collection, api)
    }

    private static func field(_ names: [String], of collection: Collection, _ api: API) -> Field? {
        var schema = collection.document
        var isRequired = false
        for name in names {
            let object = schema.items?.schema ?? schema
            guard let property = object.property(name) else { return nil }
            isRequired = object.required.contains(name)
            schema = property
        }
        return Field(api: api, collection: collection, names: names, schema: schema, isRequired: isRequired)
    }

    /// Points at the nearest operation or field, by its full name.
    private static func unknown(_ names: [String], of collection: Collection, _ api: API) -> Diagnostic {
        let prefix = "\(collection.name)."
        let operations = api.operations.map(\.name).filter { $0.hasPrefix(prefix) }
            .map { String($0.dropFirst(prefix.count)) }
        let fields = collection.document.fieldPaths.map { $0.split(separator: "[0]").joined() }
        let name = names.joined(separator: ".")
        let closest = Suggestion.closest(to: name, in: operations + fields)
        return Diagnostic(
            .error, .unknownOperation, "'\(api.name).\(collection.name)' has no operation or field '\(name)'",
            help: closest.map { "did you mean '\(api.name).\(collection.name).\($0)'?" })
    }
}
