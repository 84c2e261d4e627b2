import LeadlineCore

/// What is done for a request, in Payload's order of checks.
extension PayloadServer {
    func perform(
        _ operation: PayloadOperation, _ request: PayloadRequest, _ state: inout MockState
    ) throws(PayloadError) -> PayloadAnswer {
        switch operation {
        case .find: return try find(request, state)
        case .findByID: return try findByID(request, state)
        case .count: return try count(request, state)
        case .create: return try create(request, &state)
        case .update: return try update(request, &state)
        case .updateByID: return try updateByID(request, &state)
        case .delete: return try delete(request, &state)
        case .deleteByID: return try deleteByID(request, &state)
        case .login:
            throw PayloadError(status: 401, message: "The email or password provided is incorrect.")
        case .me: return PayloadAnswer(body: ["user": .null, "message": "Account"])
        }
    }

    /// Refuses what is not allowed at all; the answer says whether documents are hidden.
    private func allow(
        _ permission: PayloadPermission, _ request: PayloadRequest
    ) throws(PayloadError) -> PayloadAccess {
        let access = access.access(request.http.fields, to: permission, in: request.collection.slug)
        guard case .denied = access else { return access }
        var error = PayloadError.forbidden
        error.reason = "the user may not \(permission.rawValue) '\(request.collection.slug)'"
        throw error
    }
}

// MARK: Reading

extension PayloadServer {
    private func find(_ request: PayloadRequest, _ state: MockState) throws(PayloadError) -> PayloadAnswer {
        try request.requireReadableWhere()
        let access = try allow(.read, request)
        let search = PayloadSearch(self, request, state)
        let page = try search.page(access)
        let reader = PayloadReader(self, request, state)
        return PayloadAnswer(body: page.json { reader.document($0, of: request.collection) })
    }

    private func count(_ request: PayloadRequest, _ state: MockState) throws(PayloadError) -> PayloadAnswer {
        try request.requireReadableWhere()
        let access = try allow(.read, request)
        let total = try PayloadSearch(self, request, state).count(access)
        return PayloadAnswer(body: ["totalDocs": .integer(total)])
    }

    private func findByID(_ request: PayloadRequest, _ state: MockState) throws(PayloadError) -> PayloadAnswer {
        guard case .all = try allow(.read, request), let document = document(request, state) else {
            throw .notFound(profile)
        }
        let reader = PayloadReader(self, request, state)
        return PayloadAnswer(body: reader.document(document, of: request.collection))
    }

    private func document(_ request: PayloadRequest, _ state: MockState) -> StoredDocument? {
        guard let given = request.id else { return nil }
        let id = request.collection.idKind == .objectID ? PayloadObjectID(given, profile)?.text : given
        guard let id, let document = state[name, request.collection.slug][id] else { return nil }
        return hides(document, of: request.collection) && !request.includesTrash ? nil : document
    }
}

// MARK: Writing

extension PayloadServer {
    private func create(_ request: PayloadRequest, _ state: inout MockState) throws(PayloadError) -> PayloadAnswer {
        let body = try PayloadBody(request)
        _ = try allow(.create, request)
        return try PayloadWriter(self, request).create(body, &state)
    }

    private func updateByID(
        _ request: PayloadRequest, _ state: inout MockState
    ) throws(PayloadError) -> PayloadAnswer {
        let body = try PayloadBody(request)
        let document = try writable(.update, request, state)
        return try PayloadWriter(self, request).update(document, body, &state)
    }

    private func deleteByID(
        _ request: PayloadRequest, _ state: inout MockState
    ) throws(PayloadError) -> PayloadAnswer {
        let document = try writable(.delete, request, state)
        return PayloadWriter(self, request).delete(document, &state)
    }

    /// The document that is to be changed. One that a filter of the server hides is forbidden, not missing.
    private func writable(
        _ permission: PayloadPermission, _ request: PayloadRequest, _ state: MockState
    ) throws(PayloadError) -> StoredDocument {
        guard case .all = try allow(permission, request) else { throw .forbidden }
        guard let document = document(request, state) else { throw .notFound(profile) }
        return document
    }

    private func update(_ request: PayloadRequest, _ state: inout MockState) throws(PayloadError) -> PayloadAnswer {
        let body = try PayloadBody(request)
        try request.requireReadableWhere()
        guard request.collection.allowsBulkEdit || profile == .v2 else {
            let slug = request.collection.slug
            throw PayloadError(status: 403, message: "Collection \(slug) has disabled bulk edit")
        }
        try requireWhere("update", request)
        let access = try allow(.update, request)
        let documents = try PayloadSearch(self, request, state).all(access, isLimited: true)
        return try PayloadWriter(self, request).updateAll(documents, body, &state)
    }

    private func delete(_ request: PayloadRequest, _ state: inout MockState) throws(PayloadError) -> PayloadAnswer {
        try request.requireReadableWhere()
        try requireWhere("delete", request)
        let access = try allow(.delete, request)
        let documents = try PayloadSearch(self, request, state).all(access, isLimited: false)
        return PayloadWriter(self, request).deleteAll(documents, &state)
    }

    private func requireWhere(_ verb: String, _ request: PayloadRequest) throws(PayloadError) {
        switch request.query["where"] {
        case nil, .null, "": throw .badRequest("Missing 'where' query of documents to \(verb).")
        default: break
        }
    }
}
