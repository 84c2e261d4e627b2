import LeadlineAPI
import LeadlineCore
import LeadlineLanguage

/// Acts on the documents of a collection directly: no key, no rule, no validation.
struct StoreKeeper {
    let facts: CollectionFacts

    func perform(_ action: StoreCommand.Action, on state: inout MockState, now: Timestamp) -> ControlAnswer {
        switch action {
        case .create(let given, nil): return .document(.object(writer.store(given, state: &state, now: now).fields))
        case .create(let given, let times?):
            return .documents((0..<max(times, 0)).map { _ in .object(invent(given, &state, now).fields) })
        case .get(let id): return .document(document(id, state))
        case .find(let filter, let sort, let limit, let page):
            var query = DocumentQuery()
            (query.filter, query.sort, query.limit, query.page) = (filter, sort, limit, page ?? 1)
            let found = DocumentSearch(query, schema: facts.schema).page(in: state[facts.api, facts.name].documents)
            return .documents(found.documents.map { .object($0) })
        case .update(let selection, let changes):
            return each(selection, &state) { stored, state in change(stored, changes, &state, now) }
        case .delete(let selection):
            return each(selection, &state) { stored, state in
                state[facts.api, facts.name].remove(id: stored.id)
                return stored
            }
        }
    }

    private var writer: DocumentWriter { DocumentWriter(facts: facts) }

    private func invent(_ given: JSONObject, _ state: inout MockState, _ now: Timestamp) -> StoredDocument {
        var inventor = Inventor(facts: facts, random: state.random, now: now)
        let document = inventor.document(with: given)
        state.random = inventor.random
        return writer.store(document, state: &state, now: now)
    }

    private func change(
        _ stored: StoredDocument, _ changes: JSONObject, _ state: inout MockState, _ now: Timestamp
    ) -> StoredDocument {
        let changed = StoredDocument(created: stored.created, fields: stored.fields.merged(with: changes))
        if changed.id != stored.id { state[facts.api, facts.name].remove(id: stored.id) }
        return writer.replace(changed, state: &state, now: now)
    }

    /// A stored document, or the first key's own under the name of the operation that answers it.
    private func document(_ id: String, _ state: MockState) -> JSON? {
        if let stored = state[facts.api, facts.name][id] { return .object(stored.fields) }
        let answersKey = facts.api.operations.contains {
            $0.collection == facts.name && $0.selection == .document(id) && $0.mockAnswer == .key
        }
        guard answersKey, let key = facts.mock.keys.first else { return nil }
        return .object(facts.api.document(of: key, as: facts.schema))
    }

    /// One document for an id, a list for a filter.
    private func each(
        _ selection: StoreCommand.Selection, _ state: inout MockState,
        _ act: (StoredDocument, inout MockState) -> StoredDocument
    ) -> ControlAnswer {
        switch selection {
        case .id(let id):
            guard let stored = state[facts.api, facts.name][id] else { return .document(nil) }
            return .document(.object(act(stored, &state).fields))
        case .filter(let filter):
            var query = DocumentQuery()
            query.filter = filter
            let found = DocumentSearch(query, schema: facts.schema).all(in: state[facts.api, facts.name].documents)
            return .documents(found.map { .object(act($0, &state).fields) })
        }
    }
}
