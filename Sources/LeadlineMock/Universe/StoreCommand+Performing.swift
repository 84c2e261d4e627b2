import LeadlineAPI
import LeadlineCore
import LeadlineLanguage

extension StoreCommand {
    /// Acts on the store itself: no key, no rule, no validation.
    func perform(on state: inout MockState, now: Timestamp) -> ControlAnswer {
        guard api.collection(collection) != nil || state.holds(api, collection) else {
            return .unsupported("\(api.name) has no collection '\(collection)'")
        }
        switch action {
        case .create(let given, nil): return .document(.object(writer.store(given, state: &state, now: now).fields))
        case .create(let given, let times?):
            return .documents((0..<max(times, 0)).map { _ in .object(invent(given, &state, now).fields) })
        case .get(let id): return .document(document(id, state))
        case .find(let filter, let sort, let limit, let page):
            var query = DocumentQuery()
            (query.filter, query.sort, query.limit, query.page) = (filter, sort, limit, page ?? 1)
            let found = DocumentSearch(query, schema: schema).page(in: state[api, collection].documents)
            return .documents(found.documents.map { .object($0) })
        case .update(let selection, let changes):
            return answer(selection, state) { stored in
                let changed = StoredDocument(created: stored.created, fields: stored.fields.merged(with: changes))
                if changed.id != stored.id { state[api, collection].remove(id: stored.id) }
                return writer.replace(changed, state: &state, now: now)
            }
        case .delete(let selection):
            return answer(selection, state) { stored in
                state[api, collection].remove(id: stored.id)
                return stored
            }
        }
    }

    private var writer: DocumentWriter { DocumentWriter(api: api, collection: collection) }
    private var schema: Schema { api.collection(collection)?.document ?? Schema() }

    private func invent(_ given: JSONObject, _ state: inout MockState, _ now: Timestamp) -> StoredDocument {
        var inventor = Inventor(api: api, schema: schema, random: state.random, now: now)
        let document = inventor.document(with: given, in: collection)
        state.random = inventor.random
        return writer.store(document, state: &state, now: now)
    }

    /// A stored document, or the first key's own under the name of the operation that answers it.
    private func document(_ id: String, _ state: MockState) -> JSON? {
        if let stored = state[api, collection][id] { return .object(stored.fields) }
        let operation = api.operations.first {
            $0.collection == collection && $0.selection == .document(id) && $0.mockAnswer == .key
        }
        guard operation != nil, let key = api.mock.keys.first else { return nil }
        return .object(api.document(of: key, as: schema))
    }

    /// One document for an id, a list for a filter.
    private func answer(
        _ selection: Selection, _ state: MockState, _ act: (StoredDocument) -> StoredDocument
    ) -> ControlAnswer {
        switch selection {
        case .id(let id):
            return .document(state[api, collection][id].map { .object(act($0).fields) })
        case .filter(let filter):
            var query = DocumentQuery()
            query.filter = filter
            let found = DocumentSearch(query, schema: schema).all(in: state[api, collection].documents)
            return .documents(found.map { .object(act($0).fields) })
        }
    }
}
