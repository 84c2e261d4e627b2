package import LeadlineAPI
package import LeadlineCore

/// All that a mock remembers, as one value: copying it costs nothing, and changing a copy leaves the other as it was.
package struct MockState: Sendable {
    private struct Name: Hashable {
        var api: String
        var collection: String
    }

    private var collections: [Name: StoredCollection] = [:]
    /// What invented values are drawn from.
    package var random: SeededRandom
    /// Made with the first id, of the values to invent at that time.
    private var objectIDs: ObjectIDs?

    /// The store as the descriptions seed it.
    package init(apis: [API], random: SeededRandom, now: Timestamp) {
        self.random = random
        for api in apis {
            for list in api.mock.seed.members {
                for fields in list.value.array?.compactMap(\.object) ?? [] {
                    self[api, list.name].store(StoredDocument(created: now, fields: fields))
                }
            }
        }
    }

    /// The documents of a collection, or of a seeded list.
    package subscript(_ api: API, _ collection: String) -> StoredCollection {
        get { self[api.name, collection] }
        _modify { yield &self[api.name, collection] }
    }

    /// The same by the name of the API.
    package subscript(_ api: String, _ collection: String) -> StoredCollection {
        get { collections[Name(api: api, collection: collection)] ?? StoredCollection() }
        _modify { yield &collections[Name(api: api, collection: collection), default: StoredCollection()] }
    }

    /// A new id of 24 hexadecimal digits, greater than those before it.
    mutating func nextObjectID(at now: Timestamp) -> String {
        var ids = objectIDs ?? ObjectIDs(random: random)
        defer { objectIDs = ids }
        return ids.next(at: now)
    }
}
