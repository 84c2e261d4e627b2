import LeadlineAPI
import LeadlineCore
import LeadlineLanguage

/// What leadline declines to send: a `where` that turns out to be dangerous, and changes to more documents than allowed.
extension Session {
    /// Sends what `prepare` makes; a `where` that is refused is an answer with the outcome `refused`, not a mistake in
    /// the command: what placeholders bring is known only now.
    func safely(
        _ operation: LeadlineAPI.Operation, _ api: API, _ prepare: () throws(Diagnostic) -> Prepared
    ) throws(Diagnostic) -> CommandResult {
        let ready: Prepared
        do { ready = try prepare() } catch {
            guard error.code == .refusedWhere else { throw error }
            return .exchange(refuse(operation, api, error.message))
        }
        guard operation.changesSeveral, keepsExchanges || maximumAffected != nil else { return try dispatch(ready) }
        let count = affected(ready)
        if let reason = surprise(count, ready) { return .exchange(refuse(operation, api, reason)) }
        if let confirmsChange, let count, count > 0,
            !confirmsChange("\(operation.verb.rawValue) \(counted(count, ready))")
        {
            return .exchange(refuse(operation, api, "it was not confirmed", isDeclined: true))
        }
        return try dispatch(ready, matching: count.map { counted($0, ready) })
    }

    /// `1 lead`, `3 leads`.
    private func counted(_ count: Int, _ prepared: Prepared) -> String {
        let collection = prepared.api.collection(prepared.call.operation.collection)
        return "\(count) \((count == 1 ? collection?.singular : collection?.plural) ?? "documents")"
    }

    /// An exchange of which nothing was sent.
    private func refuse(
        _ operation: LeadlineAPI.Operation, _ api: API, _ reason: String, isDeclined: Bool = false
    ) -> Exchange {
        let base = target.base(for: api)
        let request = HTTPRequest(
            method: operation.method, origin: base.origin, target: base.path + operation.path)
        let answer = Answer(outcome: "refused", errors: [["message": .string(reason)]])
        var exchange = Exchange(request: request, answer: answer, sentAt: target.now)
        exchange.apiName = api.name
        exchange.operation = operation
        exchange.isDeclined = isDeclined
        remember(exchange)
        documentSchema = nil
        if operation.verb == .find { pages = .none(outcome: answer.outcome) }
        return exchange
    }

    /// Why a change to several documents would touch more of them than allowed.
    private func surprise(_ count: Int?, _ prepared: Prepared) -> String? {
        guard let maximumAffected else { return nil }
        guard let count else {
            return "it cannot be told how many \(prepared.call.operation.collection) the where matches"
        }
        guard count > maximumAffected else { return nil }
        return "the where matches \(counted(count, prepared)), --max-affected allows \(maximumAffected)"
    }

    /// How many documents a change to several would touch. A mock is asked beside HTTP, so that nothing of the universe
    /// changes; another target by a find with the same `where`. nil when neither can say.
    private func affected(_ prepared: Prepared) -> Int? {
        let collection = prepared.call.operation.collection
        if target.kind == .mock {
            let find = StoreCommand.Action.find(prepared.call.filter, sort: nil, limit: nil, page: nil)
            let command = StoreCommand(api: prepared.api, collection: collection, action: find)
            guard case .documents(let found) = target.perform(.store(command)) else { return nil }
            return found.count
        }
        let api = prepared.api
        guard let find = api.operation(.find, on: collection, selecting: .none),
            let path = api.answer.total
        else { return nil }
        var call = Call(find)
        call.filter = prepared.call.filter
        call.credential = prepared.call.credential
        call.query = [QueryPair("limit", "1")]
        guard let request = try? builder(for: api).request(call, of: api) else { return nil }
        let answer = Answer(of: target.send(request), operation: find, api: api)
        requestCount += 1
        guard answer.outcome == find.verb.successOutcome else { return nil }
        return answer.body?.value(named: path)?.number?.integer
    }
}

extension LeadlineAPI.Operation {
    /// Whether it writes to all documents that a `where` finds.
    fileprivate var changesSeveral: Bool { selection == .filter && (verb == .update || verb == .delete) }
}
