import LeadlineAPI
import LeadlineCore

/// Puts documents into the store, with all that the server writes itself: ids, sequences, times.
struct DocumentWriter {
    let facts: CollectionFacts

    /// Stores a new document. What the client says wins over what the server would write, but an id is used once.
    func create(_ given: JSONObject, state: inout MockState, now: Timestamp) -> StoredDocument {
        var given = given
        if let id = given["id"], id == .null || state[facts.api, facts.name][id.idText ?? ""] != nil {
            given["id"] = nil
        }
        return store(given, state: &state, now: now)
    }

    /// Stores a document exactly as given; what is missing of the server's own is added.
    func store(_ given: JSONObject, state: inout MockState, now: Timestamp) -> StoredDocument {
        var document = JSONObject()
        for part in facts.serverParts {
            document[part.name] = given[part.name] ?? value(part, state: &state, now: now)
        }
        document.merge(given)
        for (name, value) in facts.defaults where document[name] == nil { document[name] = value }
        let created = facts.createdField.flatMap { document[$0]?.string }.flatMap { try? Timestamp(parsing: $0) }
        let stored = StoredDocument(created: created ?? now, fields: document)
        state[facts.api, facts.name].store(stored)
        return stored
    }

    /// Stores a changed document; the time of the change is the server's to write.
    func replace(_ document: StoredDocument, state: inout MockState, now: Timestamp) -> StoredDocument {
        var document = document
        for name in facts.changeFields { document.fields[name] = .string(now.text) }
        state[facts.api, facts.name].store(document)
        return document
    }

    private func value(_ property: Schema.Property, state: inout MockState, now: Timestamp) -> JSON {
        let part = property.schema
        switch part.generator {
        case "object-id": return .string(state.nextObjectID(at: now))
        case "sequence": return number(property.name, part, &state)
        case nil where property.name == "id" && part.format == "uuid": return .string(Inventor.uuid(&state.random))
        case nil where property.name == "id": return number(property.name, part, &state)
        case "now", nil: return .string(part.format == "date" ? now.dayText : now.text)
        default:
            var inventor = Inventor(facts: facts, random: state.random, now: now)
            defer { state.random = inventor.random }
            return inventor.value(part) ?? .null
        }
    }

    private func number(_ name: String, _ part: Schema, _ state: inout MockState) -> JSON {
        let number = state[facts.api, facts.name].next(of: name, from: facts.mock.firstID)
        return part.kind == .string ? .string(String(number)) : .integer(number)
    }
}
