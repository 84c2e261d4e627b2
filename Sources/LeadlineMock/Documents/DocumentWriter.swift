import LeadlineAPI
import LeadlineCore

/// Puts documents into the store, with all that the server writes itself: ids, sequences, times.
struct DocumentWriter {
    let api: API
    let collection: String

    private var described: Collection? { api.collection(collection) }
    private var schema: Schema { described?.document ?? Schema() }

    /// Stores a new document. What the client says wins over what the server would write, but an id is used once.
    func create(_ given: JSONObject, state: inout MockState, now: Timestamp) -> StoredDocument {
        var given = given
        if let id = given["id"], id == .null || state[api, collection][id.idText ?? ""] != nil { given["id"] = nil }
        return store(given, state: &state, now: now)
    }

    /// Stores a document exactly as given; what is missing of the server's own is added.
    func store(_ given: JSONObject, state: inout MockState, now: Timestamp) -> StoredDocument {
        var document = JSONObject()
        for (name, part) in serverParts {
            document[name] = given[name] ?? value(name, part, state: &state, now: now)
        }
        for member in given.members { document[member.name] = member.value }
        let created = described?.createdField.flatMap { document[$0]?.string }.flatMap { try? Timestamp(parsing: $0) }
        let stored = StoredDocument(created: created ?? now, fields: document)
        state[api, collection].store(stored)
        return stored
    }

    /// Stores a changed document; the time of the change is the server's to write.
    func replace(_ document: StoredDocument, state: inout MockState, now: Timestamp) -> StoredDocument {
        var document = document
        for (name, part) in serverParts where part.generator == "now" && name != described?.createdField {
            document.fields[name] = .string(now.text)
        }
        state[api, collection].store(document)
        return document
    }

    /// What the server writes, the id first of all.
    private var serverParts: [(name: String, part: Schema)] {
        let schema = schema
        var parts = [(name: "id", part: schema.part("id") ?? Schema())]
        for property in schema.parts where property.name != "id" {
            let isServers = property.schema.isReadOnly && property.schema.generator != nil
            if isServers || property.name == described?.createdField { parts.append((property.name, property.schema)) }
        }
        return parts
    }

    private func value(_ name: String, _ part: Schema, state: inout MockState, now: Timestamp) -> JSON {
        switch part.generator {
        case "object-id": return .string(Inventor.objectID(&state.random))
        case "sequence": return number(name, part, &state)
        case nil where name == "id": return number(name, part, &state)
        case "now", nil: return .string(now.text)
        default:
            var inventor = Inventor(api: api, schema: schema, random: state.random, now: now)
            defer { state.random = inventor.random }
            return inventor.value(part) ?? .null
        }
    }

    private func number(_ name: String, _ part: Schema, _ state: inout MockState) -> JSON {
        let number = state[api, collection].next(of: name, from: api.mock.firstID)
        return part.kind == .string ? .string(String(number)) : .integer(number)
    }
}
