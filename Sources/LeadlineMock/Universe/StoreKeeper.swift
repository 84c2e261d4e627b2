import LeadlineAPI
import LeadlineCore
import LeadlineLanguage

/// Acts on the documents of a collection directly: no key, no rule, no validation.
struct StoreKeeper {
    let facts: CollectionFacts
    let dialect: any MockDialect

    func perform(_ action: StoreCommand.Action, on state: inout MockState, now: Timestamp) -> ControlAnswer {
        do throws(UnreadableQuery) {
            return try performed(action, &state, now)
        } catch {
            return .refused(error.reason)
        }
    }

    private func performed(
        _ action: StoreCommand.Action, _ state: inout MockState, _ now: Timestamp
    ) throws(UnreadableQuery) -> ControlAnswer {
        switch action {
        case .create(let given, nil): return .document(shown(writer.store(given, state: &state, now: now), state))
        case .create(let given, let times?):
            let documents = (0..<max(times, 0)).map { _ in invent(given, &state, now) }
            return .documents(documents.map { shown($0, state) })
        case .get(let id): return .document(document(id, state))
        case .find(let filter, let sort, let limit, let page):
            let found = try documents(filter, sort: sort, state)
            return .documents(found.page(page ?? 1, of: limit ?? 0).map { shown($0, state) })
        case .update(let selection, let changes):
            return try each(selection, &state) { stored, state in change(stored, changes, &state, now) }
        case .delete(let selection):
            return try each(selection, &state) { stored, state in
                state[facts.api, facts.name].remove(id: stored.id)
                return stored
            }
        }
    }

    private func shown(_ document: StoredDocument, _ state: MockState) -> JSON {
        dialect.shown(document, of: facts, in: state)
    }

    private func documents(
        _ filter: Filter?, sort: String? = nil, _ state: MockState
    ) throws(UnreadableQuery) -> [StoredDocument] {
        var query = DocumentQuery()
        (query.filter, query.sort) = (filter, sort)
        return try dialect.documents(query, of: facts, in: state)
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
        if let stored = state[facts.api, facts.name][id] { return shown(stored, state) }
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
    ) throws(UnreadableQuery) -> ControlAnswer {
        switch selection {
        case .id(let id):
            guard let stored = state[facts.api, facts.name][id] else { return .document(nil) }
            return .document(shown(act(stored, &state), state))
        case .filter(let filter):
            let changed = try documents(filter, state).map { act($0, &state) }
            return .documents(changed.map { shown($0, state) })
        }
    }
}
