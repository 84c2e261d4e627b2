import LeadlineAPI
package import LeadlineCore
import LeadlineLanguage

extension Session {
    /// `create`, `get`, `find`, `update`, `delete`.
    func send(_ request: Request, _ command: Command) throws(Diagnostic) -> CommandResult {
        if let batch = try batch(request, command) { return try send(batch) }
        let api = try chosenAPI(for: command)
        return try safely(try operation(of: request, in: api), api) { () throws(Diagnostic) in
            try prepared(try call(request, api), api, request.clauses, command)
        }
    }

    /// `send`: the draft.
    func sendDraft(_ clauses: [Clause], _ command: Command) throws(Diagnostic) -> CommandResult {
        try dispatch(try prepared(draft: clauses, command))
    }

    func prepared(draft clauses: [Clause], _ command: Command) throws(Diagnostic) -> Prepared {
        let draft = try currentDraft(for: command)
        var call = Call(draft.operation)
        call.document = draft.document.document
        call.files = draft.document.attachments
        return try prepared(call, draft.api, clauses, command)
    }

    /// A request that is ready to be sent.
    struct Prepared {
        var request: HTTPRequest
        var call: Call
        var api: API
        var binding: String?

        var outgoing: Outgoing {
            Outgoing(request: request, credential: call.credential, api: api, operation: call.operation, call: call)
        }
    }

    /// What a request means once its placeholders are resolved.
    func call(_ request: Request, _ api: API) throws(Diagnostic) -> Call {
        let operation = try operation(of: request, in: api)
        var call = Call(operation)
        switch request.selector {
        case .none: break
        case .id(let word): call.id = try evaluator.text(of: word.text)
        case .filter(let filter):
            call.filter = try evaluator.filter(filter) { keys in
                api.collection(request.collection.value)?.valueType(at: keys) ?? .any
            }
        }
        if let body = operation.body {
            var composed = ComposedDocument()
            try Composer(session: self, schema: body.schema, envelope: body.envelope).apply(
                request.parts, to: &composed)
            call.document = composed.document
            call.files = composed.attachments
        }
        return call
    }

    func prepared(
        _ call: Call, _ api: API, _ clauses: [Clause], _ command: Command
    ) throws(Diagnostic) -> Prepared {
        try prepared(call, api, try RequestOptions(clauses, session: self), command)
    }

    func prepared(
        _ call: Call, _ api: API, _ options: RequestOptions, _ command: Command
    ) throws(Diagnostic) -> Prepared {
        var call = call
        call.query = call.query.filter { old in !options.query.contains { $0.name == old.name } } + options.query
        call.fields = options.fields
        call.credential = try credential(options.key, for: api, replacedBy: options.fields)
        do {
            let request = try builder(for: api).request(call, of: api)
            return Prepared(request: request, call: call, api: api, binding: options.binding)
        } catch {
            throw Diagnostic(.error, .refusedWhere, error.reason, at: command.location, help: error.help)
        }
    }

    /// Sends what was prepared, reads the answer and binds it.
    func dispatch(_ prepared: Prepared) throws(Diagnostic) -> CommandResult {
        let operation = prepared.call.operation
        var exchange = exchange(for: prepared.outgoing)
        exchange.requestDocument = prepared.call.document.map(JSON.object)
        exchange.filter = prepared.call.filter
        remember(exchange)
        documentSchema = prepared.api.documentSchema(of: operation)
        if operation.verb == .find { pages = Pages(prepared.call, exchange.answer, prepared.api) }
        if let name = prepared.binding { bind(name, answerBinding()) }
        return .exchange(exchange)
    }

    func builder(for api: API?) -> RequestBuilder {
        RequestBuilder(
            base: api.map(target.base) ?? BaseURL(origin: "", path: ""), userAgent: "leadline/\(Version.current)",
            runID: "\(runID)-\(requestCount + 1)")
    }

    /// Sends a request, if it may be sent, and reads its answer: the only place where the session meets the transport, but
    /// for what is asked beside it.
    func exchange(for outgoing: Outgoing) -> Exchange {
        let matched: String?
        do { matched = try permit(outgoing) } catch { return refused(outgoing, error) }
        let sentAt = target.now
        let delivery = target.send(outgoing.request)
        requestCount += 1
        let (operation, api) = (outgoing.operation, outgoing.api)
        let answer = Answer(of: delivery, operation: operation, api: api, method: outgoing.request.method)
        note(outgoing, answer)
        var exchange = Exchange(outgoing, answer: answer, at: sentAt)
        exchange.matched = matched
        exchange.response = try? delivery.result.get()
        exchange.reasons = delivery.reasons
        exchange.wire = delivery.wire
        return exchange
    }

    /// An exchange of which nothing was sent.
    func refused(_ outgoing: Outgoing, _ refusal: Refusal) -> Exchange {
        let answer = Answer(outcome: "refused", errors: [["message": .string(refusal.reason)]])
        var exchange = Exchange(outgoing, answer: answer, at: target.now)
        exchange.isDeclined = refusal.isDeclined
        return exchange
    }

    // MARK: Names

    func chosenAPI(for command: Command) throws(Diagnostic) -> API {
        if let api { return api }
        throw Diagnostic(
            .error, .unknownAPI, "no API is chosen for '\(command.name.value)'", at: command.name.location,
            help:
                "write 'use NAME' before it, or 'api: NAME' in the scenario: \(resources.catalog.names.joined(separator: ", "))"
        )
    }

    func operation(of request: Request, in api: API) throws(Diagnostic) -> LeadlineAPI.Operation {
        try OperationLookup(api: api).operation(of: request) { word throws(Diagnostic) in
            try self.evaluator.text(of: word.text)
        }
    }

    /// The key that a request uses: the named one, else the target's first; none where the user gives the header.
    func credential(
        _ key: (name: String, location: SourceLocation)?, for api: API, replacedBy given: HTTPFields = HTTPFields()
    ) throws(Diagnostic) -> Credential? {
        if given[api.credential.header] != nil { return nil }
        let names = target.keyNames(for: api)
        guard let key else { return names.first.flatMap { target.credential(named: $0, for: api) } }
        if let credential = target.credential(named: key.name, for: api) { return credential }
        throw Diagnostic(
            .error, .unknownKeyName, "unknown key '\(key.name)' of the target \(target.kind.rawValue)",
            at: key.location,
            help: Suggestion.help(for: key.name, in: names))
    }

    /// What `-> NAME` binds: the document, or the documents where the operation answers several; nothing if there is none.
    func answerBinding() -> Binding? {
        if let document = answer?.document { return Binding(datum: .json(document), schema: documentSchema) }
        guard let documents = answer?.documents else { return nil }
        return Binding(datum: .json(documents), schema: documentSchema.map { Schema(listOf: $0) })
    }
}

extension Session {
    /// What is wrong with a header's value, or a part of it: a line end in it would begin another header.
    package static func headerMistake(_ text: String, at location: SourceLocation) -> Diagnostic? {
        guard text.unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\t" || $0.value == 0x7F }) else {
            return nil
        }
        return Diagnostic(
            .error, .wrongValue,
            "a header holds no line end or other control character, found \(JSON.string(text).shown)", at: location)
    }
}

/// What the clauses of a request come to.
struct RequestOptions: Sendable {
    var query: [QueryPair] = []
    var fields = HTTPFields()
    var key: (name: String, location: SourceLocation)?
    var binding: String?

    init(_ clauses: [Clause], session: Session) throws(Diagnostic) {
        for clause in clauses {
            switch clause.kind {
            case .sort(let value): query.append(QueryPair("sort", try Self.text(value, session)))
            case .limit(let value): query.append(QueryPair("limit", try Self.text(value, session)))
            case .page(let value): query.append(QueryPair("page", try Self.text(value, session)))
            case .depth(let value): query.append(QueryPair("depth", try Self.text(value, session)))
            case .locale(let value): query.append(QueryPair("locale", try Self.text(value, session)))
            case .fallbackLocale(let value): query.append(QueryPair("fallback-locale", try Self.text(value, session)))
            case .key(let value): key = (try Self.text(value, session), value.location)
            case .header(let name, let value):
                fields.append(name.value, try Self.headerText(value, session))
            case .bind(let name): binding = name.value
            }
        }
    }

    private static func headerText(_ value: Value, _ session: Session) throws(Diagnostic) -> String {
        let text = try text(value, session)
        if let mistake = Session.headerMistake(text, at: value.location) { throw mistake }
        return text
    }

    /// A value where only a text makes sense; a list joins its elements with commas.
    private static func text(_ value: Value, _ session: Session) throws(Diagnostic) -> String {
        switch try session.evaluator.json(of: value, as: .text) {
        case .string(let text): text
        case .number(let number): number.text
        case .bool(let bool): bool ? "true" : "false"
        case .null: "null"
        case .array(let elements): elements.map { $0.string ?? $0.text() }.joined(separator: ",")
        case .object(let object): JSON.object(object).text()
        }
    }
}

extension Exchange {
    init(_ outgoing: Outgoing, answer: Answer, at sentAt: Timestamp) {
        self.init(request: outgoing.request, answer: answer, sentAt: sentAt)
        credential = outgoing.credential
        keyFormat = outgoing.api?.credential
        apiName = outgoing.api?.name
        operation = outgoing.operation
    }
}
