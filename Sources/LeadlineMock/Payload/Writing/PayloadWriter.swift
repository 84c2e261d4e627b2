package import LeadlineCore

/// Writes documents, whose access and existence are checked before, and answers for it.
struct PayloadWriter {
    private let server: PayloadServer
    private let request: PayloadRequest

    init(_ server: PayloadServer, _ request: PayloadRequest) {
        self.server = server
        self.request = request
    }

    func create(_ body: PayloadBody, _ state: inout MockState) throws(PayloadError) -> PayloadAnswer {
        throw .unexpected("not written yet")
    }

    func update(
        _ document: StoredDocument, _ body: PayloadBody, _ state: inout MockState
    ) throws(PayloadError) -> PayloadAnswer {
        throw .unexpected("not written yet")
    }

    func updateAll(
        _ documents: [StoredDocument], _ body: PayloadBody, _ state: inout MockState
    ) throws(PayloadError) -> PayloadAnswer {
        throw .unexpected("not written yet")
    }

    func delete(_ document: StoredDocument, _ state: inout MockState) -> PayloadAnswer { PayloadAnswer(body: [:]) }

    func deleteAll(_ documents: [StoredDocument], _ state: inout MockState) -> PayloadAnswer {
        PayloadAnswer(body: [:])
    }
}

extension PayloadServer {
    /// Stores a document with its id as a create without access control would: defaults and coercion, no validation.
    /// `createdAt` and `updatedAt` are `now` unless given.
    package func seed(_ document: JSONObject, in slug: String, state: inout MockState, now: Timestamp) {
        var fields = document
        if fields["createdAt"] == nil { fields["createdAt"] = .string(now.text) }
        if fields["updatedAt"] == nil { fields["updatedAt"] = .string(now.text) }
        state[name, slug].store(StoredDocument(created: now, fields: fields))
    }
}
