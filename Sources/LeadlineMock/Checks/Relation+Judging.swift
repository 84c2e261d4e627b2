import LeadlineAPI
import LeadlineCore

extension MockDescription.Relation {
    /// What a document names by one of the relation's fields; the first that is given counts.
    enum Named {
        case nothing
        case unknown(field: String)
        case known(JSONObject)
    }

    func named(by document: JSONObject, _ state: MockState, _ api: API) -> Named {
        for (field, target) in fields {
            guard let value = document[field], value != .null else { continue }
            let found = state[api, list].documents.first { $0.fields[target] == value }
            return found.map { .known($0.fields) } ?? .unknown(field: field)
        }
        return .nothing
    }

    /// Says which one a document names, when it is one that the key may not use; nil when nothing stands against it.
    func foreign(
        in document: JSONObject, _ state: MockState, _ api: API, _ key: MockDescription.Key?
    ) -> String? {
        guard let keyAttribute, let key, case .known(let listed) = named(by: document, state, api) else { return nil }
        let id = listed["id"] ?? .null
        guard key.attributes[keyAttribute]?.array?.contains(id) != true else { return nil }
        return "\(name) \(id.idText ?? "?")"
    }
}
