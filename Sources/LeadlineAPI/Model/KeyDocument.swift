package import LeadlineCore

extension API {
    /// What the API answers about a key itself: its attributes and its permissions, where an attribute that lists the
    /// ids of seeded documents gives these documents. Members stand in the order of the collection's schema.
    package func document(of key: MockDescription.Key, as schema: Schema) -> JSONObject {
        var all = key.attributes
        all["permissions"] = .array(key.permissions.map { .string($0) })
        for relation in mock.relations {
            guard let name = relation.keyAttribute, let ids = all[name]?.array else { continue }
            let seeded = mock.seed[relation.list]?.array ?? []
            all[name] = .array(ids.compactMap { id in seeded.first { $0["id"] == id } })
        }
        var ordered = JSONObject()
        for property in schema.properties { if let value = all[property.name] { ordered[property.name] = value } }
        for member in all.members where ordered[member.name] == nil { ordered[member.name] = member.value }
        return ordered
    }
}
