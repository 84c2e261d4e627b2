import LeadlineCore

/// A document on its way into the store.
struct DocumentDraft {
    private let rules: FieldRules
    private let collection: PayloadCollection
    /// The moment of the request, in whole milliseconds.
    private let now: Timestamp
    /// What was sent, merged and cast; without `id`, with the times as far as they were sent or stored.
    private(set) var fields = JSONObject()
    private var walk: DocumentWalk
    private let old: StoredDocument?

    static let createdAt = PayloadField("createdAt", .date)
    static let updatedAt = PayloadField("updatedAt", .date)

    /// `old` is the document that is changed, nil for a new one.
    init(
        _ given: JSONObject, into old: StoredDocument?, of collection: PayloadCollection, _ rules: FieldRules,
        now: Timestamp, _ state: inout MockState
    ) {
        self.rules = rules
        self.collection = collection
        self.old = old
        self.now = Timestamp(microseconds: now.microseconds - now.microseconds % 1000)
        walk = DocumentWalk(rules, now: now)
        let stored = old?.fields ?? JSONObject()
        let all = collection.fields + [Self.updatedAt, Self.createdAt]
        fields = walk.object(all, given: given, stored: stored, &state)
    }

    /// Why the server refuses it; nil where it does not.
    func refusal(_ stored: StoredCollection) -> PayloadError? {
        if let old, let message = collection.beforeChange(old.fields) { return .unexpected(message) }
        let slug = collection.slug
        if !walk.problems.isEmpty {
            return .validation(walk.problems, slug: slug, id: old?.fields["id"], profile: rules.profile)
        }
        if let failure = walk.failure { return failure }
        guard let path = repeatedPath(stored) else { return nil }
        let problem = PayloadProblem(path: path, message: "Value must be unique")
        return .validation([problem], slug: slug, id: nil, profile: rules.profile)
    }

    /// The finished document.
    func document(id: JSON) -> StoredDocument {
        let isOld = rules.profile == .v2 && old != nil
        let given = (isOld ? old?.fields ?? fields : fields)[Self.createdAt.name]
        let created = given?.string.flatMap(JavaScript.date) ?? old?.created ?? now
        var updated = now
        if old == nil {
            let given = fields[Self.updatedAt.name]?.string.flatMap(JavaScript.date)
            updated = rules.profile == .v2 ? created : given ?? now
        }
        var document = JSONObject()
        document["id"] = id
        document.merge(fields)
        for (field, moment) in [(Self.createdAt, created), (Self.updatedAt, updated)] {
            document[field.name] = nil
            document[field.name] = .string(moment.text)
        }
        return StoredDocument(created: created, fields: document)
    }

    // MARK: Unique values

    /// The first field whose value another document has already. Several may have none.
    private func repeatedPath(_ stored: StoredCollection) -> String? {
        let values = Self.uniqueFields(collection.fields).compactMap { path in
            Self.value(fields, path).map { (path, $0) }
        }
        guard !values.isEmpty else { return nil }
        let own = old?.id
        for other in stored.documents where other.id != own {
            for (path, value) in values where Self.value(other.fields, path) == value {
                return path.joined(separator: ".")
            }
        }
        return nil
    }

    private static func uniqueFields(_ fields: [PayloadField]) -> [[String]] {
        fields.flatMap { field -> [[String]] in
            if field.kind == .group { return uniqueFields(field.fields).map { [field.name] + $0 } }
            return field.isUnique ? [[field.name]] : []
        }
    }

    private static func value(_ document: JSONObject, _ path: [String]) -> JSON? {
        var value: JSON? = .object(document)
        for name in path { value = value?[name] }
        return value == .null ? nil : value
    }
}
