package import LeadlineCore

/// Writes documents, whose access and existence are checked before, and answers for it.
struct PayloadWriter {
    private let server: PayloadServer
    private let request: PayloadRequest
    private let rules: FieldRules

    init(_ server: PayloadServer, _ request: PayloadRequest) {
        self.server = server
        self.request = request
        rules = FieldRules(server)
    }

    private var collection: PayloadCollection { request.collection }

    func create(_ body: PayloadBody, _ state: inout MockState) throws(PayloadError) -> PayloadAnswer {
        let given = try document(body)
        let draft = DocumentDraft(given, into: nil, of: collection, rules, now: request.now, &state)
        if let refusal = draft.refusal(state[server.name, collection.slug]) { throw refusal }
        let document = draft.document(id: try newID(given, &state))
        state[server.name, collection.slug].store(document)
        let message = "\(collection.singular) successfully created."
        return PayloadAnswer(status: 201, body: ["doc": shown(document, state), "message": .string(message)])
    }

    func update(
        _ document: StoredDocument, _ body: PayloadBody, _ state: inout MockState
    ) throws(PayloadError) -> PayloadAnswer {
        let changed = try change(document, body, &state)
        let message =
            request.isAutosave
            ? "Autosaved successfully." : request.isDraft ? "Draft saved successfully." : "Updated successfully."
        return PayloadAnswer(body: ["doc": shown(changed, state), "message": .string(message)])
    }

    /// Each document for itself: those that were changed stay changed whatever happens to the others.
    func updateAll(
        _ documents: [StoredDocument], _ body: PayloadBody, _ state: inout MockState
    ) throws(PayloadError) -> PayloadAnswer {
        var changed: [StoredDocument] = []
        var errors: [JSON] = []
        for document in documents {
            do throws(PayloadError) {
                changed.append(try change(document, body, &state))
            } catch {
                errors.append(self.error(error, document))
            }
        }
        return answer(changed, errors, done: "Updated", verb: "update", state)
    }

    func delete(_ document: StoredDocument, _ state: inout MockState) -> PayloadAnswer {
        state[server.name, collection.slug].remove(id: document.id)
        let shown = shown(document, state)
        return PayloadAnswer(body: rules.profile == .v2 ? shown : ["doc": shown, "message": "Deleted successfully."])
    }

    func deleteAll(_ documents: [StoredDocument], _ state: inout MockState) -> PayloadAnswer {
        for document in documents { state[server.name, collection.slug].remove(id: document.id) }
        return answer(documents, [], done: "Deleted", verb: "delete", state)
    }

    // MARK: Parts

    private func document(_ body: PayloadBody) throws(PayloadError) -> JSONObject {
        guard let document = body.document else { throw .unexpected("the body holds no document that can be read") }
        return document
    }

    private func change(
        _ document: StoredDocument, _ body: PayloadBody, _ state: inout MockState
    ) throws(PayloadError) -> StoredDocument {
        let given = try self.document(body)
        let draft = DocumentDraft(given, into: document, of: collection, rules, now: request.now, &state)
        if let refusal = draft.refusal(state[server.name, collection.slug]) { throw refusal }
        let changed = draft.document(id: document.fields["id"] ?? .string(document.id))
        state[server.name, collection.slug].store(changed)
        return changed
    }

    /// Given by the server, unless the collection leaves it to its clients.
    private func newID(_ given: JSONObject, _ state: inout MockState) throws(PayloadError) -> JSON {
        let id: JSON
        switch (collection.idKind, given["id"]) {
        case (.objectID, _): return .string(state.nextObjectID(at: request.now))
        case (.text, let value?) where value != .null && value != "": id = .string(JavaScript.text(of: value))
        case (.number, .number(let number)?): id = JavaScript.json(number.double)
        case (.number, .string(let text)?): id = JavaScript.json(JavaScript.parseFloat(text))
        default: id = .null
        }
        guard let text = id.idText else { throw .unexpected("document must have an _id before saving") }
        guard state[server.name, collection.slug][text] == nil else {
            let problem = PayloadProblem(path: "id", message: "Value must be unique")
            throw .validation([problem], slug: collection.slug, id: nil, profile: rules.profile)
        }
        return id
    }

    private func shown(_ document: StoredDocument, _ state: MockState) -> JSON {
        PayloadReader(server, request, state).document(document, of: collection)
    }

    // MARK: Several documents

    /// 3.x hides what is not for clients and says whether it did.
    private func error(_ error: PayloadError, _ document: StoredDocument) -> JSON {
        var result = JSONObject()
        result["id"] = document.fields["id"]
        if rules.profile == .v3 { result["isPublic"] = .bool(error.isPublic) }
        result["message"] = .string(rules.profile == .v3 ? error.publicMessage : error.message)
        return .object(result)
    }

    private func answer(
        _ documents: [StoredDocument], _ errors: [JSON], done: String, verb: String, _ state: MockState
    ) -> PayloadAnswer {
        let total = documents.count + errors.count
        let message =
            errors.isEmpty
            ? "\(done) \(total) \(label(total)) successfully."
            : "Unable to \(verb) \(errors.count) out of \(total) \(label(total))."
        let reader = PayloadReader(server, request, state)
        let shown = documents.map { reader.document($0, of: collection) }
        return PayloadAnswer(
            status: errors.isEmpty ? 200 : 400,
            body: ["docs": .array(shown), "errors": .array(errors), "message": .string(message)])
    }

    /// Of none there are several in 3.x, in 2.x there is one.
    private func label(_ count: Int) -> String {
        let isSingular = rules.profile == .v3 ? count == 1 : count <= 1
        return isSingular ? collection.singular : collection.plural
    }
}

extension PayloadServer {
    /// Stores a document with its id as a create without access control would: defaults and coercion, no validation.
    /// `createdAt` and `updatedAt` are `now` unless given.
    package func seed(_ document: JSONObject, in slug: String, state: inout MockState, now: Timestamp) {
        guard let collection = collections[slug] else { return }
        let draft = DocumentDraft(document, into: nil, of: collection, FieldRules(self), now: now, &state)
        var stored = draft.document(id: document["id"] ?? .string(state.nextObjectID(at: now)))
        let updated = DocumentDraft.updatedAt.name
        stored.fields[updated] = draft.fields[updated] ?? stored.fields[updated]
        state[name, slug].store(stored)
    }
}
