import LeadlineAPI
import LeadlineCore
import LeadlineLanguage

/// What a request may do, decided but not yet done.
enum Plan: Sendable {
    case answer(JSONObject)
    case page(DocumentPage)
    case create(JSONObject)
    /// The documents as they will be.
    case update([StoredDocument], [Effect.Failure])
    case delete([StoredDocument], [Effect.Failure])

    func perform(_ call: MockCall, state: inout MockState, now: Timestamp) -> Effect {
        let writer = DocumentWriter(facts: call.facts)
        let isBulk = call.operation.selection == .filter
        switch self {
        case .answer(let document): return .found(document)
        case .page(let page): return .page(page)
        case .create(let sent): return .created(writer.create(sent, state: &state, now: now).fields)
        case .update(let documents, let failures):
            let stored = documents.map { writer.replace($0, state: &state, now: now).fields }
            if !isBulk, let document = stored.first { return .updated(document) }
            return .changed(.update, stored, failures: failures)
        case .delete(let documents, let failures):
            for document in documents { state[call.api, call.operation.collection].remove(id: document.id) }
            let gone = documents.map(\.fields)
            if !isBulk, let document = gone.first { return .deleted(document) }
            return .changed(.delete, gone, failures: failures)
        }
    }
}
