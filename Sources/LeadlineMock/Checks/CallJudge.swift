import LeadlineAPI
import LeadlineCore
import LeadlineLanguage

/// Decides what becomes of a request: the checks of the description in their order, then a plan. Changes nothing.
struct CallJudge {
    let call: MockCall
    let dialect: PlainDialect
    let state: MockState
    let now: Timestamp
    private(set) var reasons: [String] = []
    private(set) var key: MockDescription.Key?
    /// The body's document without what only the server writes; read when a check first needs it.
    private var sentDocument: Result<JSONObject, Refusal>?
    /// What the request is about, once it is known.
    private var targets: [StoredDocument?]?
    private var failures: [Effect.Failure] = []

    /// Kept apart from the caller, so that nothing here shares the store when the plan changes it.
    static func judge(
        _ call: MockCall, by dialect: PlainDialect, state: MockState, now: Timestamp
    ) -> (Result<Plan, Refusal>, reasons: [String]) {
        var judge = CallJudge(call: call, dialect: dialect, state: state, now: now)
        do throws(Refusal) {
            return (.success(try judge.plan()), judge.reasons)
        } catch {
            return (.failure(error), judge.reasons)
        }
    }

    private init(call: MockCall, dialect: PlainDialect, state: MockState, now: Timestamp) {
        self.call = call
        self.dialect = dialect
        self.state = state
        self.now = now
    }

    private var mock: MockDescription { call.api.mock }
    private var collection: StoredCollection { state[call.api, call.operation.collection] }
    private var isBulk: Bool { call.operation.selection == .filter }

    private mutating func plan() throws(Refusal) -> Plan {
        identifyKey()
        for check in mock.checks.isEmpty ? MockDescription.Check.allCases : mock.checks {
            switch check {
            case .key: try checkKey()
            case .permission: try checkPermission()
            case .document: try checkDocument()
            case .rules: try checkEach { judge, target throws(Refusal) in try judge.checkRules(target) }
            case .fields: try checkEach { judge, target throws(Refusal) in try judge.checkFields(target) }
            }
        }
        return try decided()
    }

    /// What is to be done once nothing speaks against it.
    private mutating func decided() throws(Refusal) -> Plan {
        if call.answersKey { return .answer(key.map { call.api.document(of: $0, as: call.schema) } ?? JSONObject()) }
        switch call.operation.verb {
        case .create: return .create(try sent())
        case .find: return .page(try page())
        case .get:
            guard case .some(.some(let target)) = try loadTargets().first else { throw .outcome("not_found", []) }
            return .answer(target.fields)
        case .update:
            let sent = try sent()
            let changed = try loadTargets().compactMap { $0 }.map { $0.merged(with: sent) }
            return .update(changed, failures)
        case .delete: return .delete(try loadTargets().compactMap { $0 }, failures)
        }
    }

    // MARK: Key and permission

    private mutating func identifyKey() {
        guard let token = dialect.token(of: call) else { return }
        key = mock.keys.first { $0.isIssued && $0.token == token }
    }

    private mutating func checkKey() throws(Refusal) {
        guard key == nil, call.operation.needsKey, !mock.keys.isEmpty else { return }
        let token = dialect.token(of: call)
        let key = mock.keys.first { token != nil && $0.token == token }
        let reason = key.map { "key '\($0.name)' is not an issued one" } ?? "the key that was sent is not known"
        reasons.append(token == nil ? "no key was sent" : reason)
        throw .outcome("unauthenticated", [])
    }

    private mutating func checkPermission() throws(Refusal) {
        guard let permission = call.operation.permission, let key, !key.permissions.contains(permission) else { return }
        reasons.append("key '\(key.name)' lacks the permission '\(permission)'")
        throw .outcome("forbidden", [])
    }

    // MARK: Document

    private mutating func checkDocument() throws(Refusal) {
        guard !call.answersKey else { return }
        _ = try loadTargets()
        guard call.operation.verb == .create || call.operation.verb == .update else { return }
        guard case .success(let sent) = readBody() else { return }
        for relation in relations {
            if let name = relation.foreign(in: sent, state, call.api, key) {
                reasons.append("\(name), which \(keyName) does not have")
                throw .outcome("forbidden", [])
            }
        }
    }

    private var keyName: String { key.map { "key '\($0.name)'" } ?? "no key" }
    private var relations: [MockDescription.Relation] { call.facts.relations }

    private func isVisible(_ document: JSONObject) -> Bool {
        relations.allSatisfy { $0.foreign(in: document, state, call.api, key) == nil }
    }

    /// The documents that the request is about; for a create one that is not there yet.
    private mutating func loadTargets() throws(Refusal) -> [StoredDocument?] {
        if let targets { return targets }
        let found: [StoredDocument?]
        switch (call.operation.verb, call.operation.selection) {
        case (.create, _): found = [nil]
        case (.find, _): found = []
        case (_, .filter):
            let query = try dialect.query(of: call)
            guard query.filter != nil else {
                throw .badQuery("a filter is needed to \(call.operation.verb.rawValue) several")
            }
            found = DocumentSearch(query, schema: call.schema).all(in: visible())
        case (_, .id): found = [try document(call.id ?? "")]
        case (_, .document(let name)): found = [try document(name)]
        case (_, .none): found = []
        }
        targets = found
        return found
    }

    private func visible() -> some Sequence<StoredDocument> {
        collection.documents.lazy.filter { isVisible($0.fields) }
    }

    private mutating func document(_ id: String) throws(Refusal) -> StoredDocument {
        guard let stored = collection[id] else {
            reasons.append("there is no document '\(id)' in '\(call.operation.collection)'")
            throw .outcome("not_found", [])
        }
        for relation in relations {
            guard let name = relation.foreign(in: stored.fields, state, call.api, key) else { continue }
            reasons.append("document '\(id)' is of \(name), which \(keyName) does not have")
            throw .outcome("not_found", [])
        }
        return stored
    }

    private func page() throws(Refusal) -> DocumentPage {
        let query = try dialect.query(of: call)
        return DocumentSearch(query, schema: call.schema).page(in: visible())
    }

    // MARK: Rules and fields

    /// Checks each document. Of several the ones that fail are left out; one that fails alone refuses the request.
    private mutating func checkEach(
        _ check: (inout CallJudge, StoredDocument?) throws(Refusal) -> Void
    ) throws(Refusal) {
        guard call.operation.verb != .find, !call.answersKey else { return }
        var kept: [StoredDocument?] = []
        for target in try loadTargets() {
            do throws(Refusal) {
                try check(&self, target)
                kept.append(target)
            } catch {
                guard isBulk, let target else { throw error }
                failures.append(Effect.Failure(document: target.fields, refusal: error))
            }
        }
        targets = kept
    }

    private mutating func checkRules(_ target: StoredDocument?) throws(Refusal) {
        let rules = mock.rules.filter { $0.operations.isEmpty || $0.operations.contains(call.operation.name) }
        guard !rules.isEmpty else { return }
        var sent = JSONObject()
        if call.operation.body != nil, case .success(let read) = readBody() { sent = read }
        let facts = RuleFacts(target: target, sent: sent, key: key, now: now)
        for rule in rules {
            let (fires, reason) = facts.judge(rule)
            reasons.append(reason)
            if fires { throw .outcome(rule.outcome, []) }
        }
    }

    private mutating func checkFields(_ target: StoredDocument?) throws(Refusal) {
        guard let body = call.operation.body else { return }
        let sent = try sent()
        let document = target.map { $0.fields.merged(with: sent) } ?? sent
        let schema = target == nil ? body.schema : call.schema
        let judge = FieldJudge(facts: call.facts)
        let problems = judge.problems(in: document, schema: schema, state: state)
        guard !problems.isEmpty else { return }
        reasons += problems.map { problem in
            let place = problem.field.isEmpty ? "the document" : "field '\(problem.field)'"
            return "\(place) is invalid: \(problem.detail)"
        }
        throw .outcome("invalid", problems)
    }

    // MARK: Body

    private mutating func sent() throws(Refusal) -> JSONObject { try readBody().get() }

    private mutating func readBody() -> Result<JSONObject, Refusal> {
        if let sentDocument { return sentDocument }
        let result = Result { () throws(Refusal) in try dialect.document(of: call) }
        switch result {
        case .failure(let refusal):
            reasons.append("the body cannot be read\(refusal.detail)")
            sentDocument = result
            return result
        case .success(let document):
            var ignored: [String] = []
            let kept = document.withoutReadOnly(call.operation.body?.schema ?? call.schema, ignored: &ignored)
            reasons += ignored.map { "field '\($0)' is only written by the server: what was sent is ignored" }
            sentDocument = .success(kept)
            return .success(kept)
        }
    }
}

extension MockCall {
    /// The schema of what is stored.
    var schema: Schema { facts.schema }
    /// Whether the answer is what there is to say about the key.
    var answersKey: Bool { operation.mockAnswer == .key }
}

extension StoredDocument {
    /// With what was sent put over it; who it is stays.
    fileprivate func merged(with sent: JSONObject) -> StoredDocument {
        var merged = fields.merged(with: sent)
        merged["id"] = fields["id"]
        return StoredDocument(created: created, fields: merged)
    }
}

extension Refusal {
    /// Behind a reason: why a body cannot be read.
    fileprivate var detail: String {
        switch self {
        case .unreadableBody(let reason), .badQuery(let reason): ": \(reason)"
        case .missingEnvelope(let name): ": '\(name)' is missing or empty"
        case .unsupportedMediaType(let sent): ": \(sent.map { "media type '\($0)'" } ?? "no media type was sent")"
        case .unknownRoute, .wrongMethod, .outcome: ""
        }
    }
}
