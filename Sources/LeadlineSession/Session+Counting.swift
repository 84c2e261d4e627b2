import LeadlineAPI
import LeadlineCore
import LeadlineLanguage

/// The documents that a `where` finds.
struct Matches {
    /// All of them.
    var count: Int
    /// The first.
    var documents: [JSON]
}

/// What a change to several documents would touch.
extension Session {
    /// Asks a mock beside HTTP, so that nothing of the universe changes; nil when it cannot say.
    func storedMatches(_ outgoing: Outgoing) -> Matches? {
        guard let call = outgoing.call, let api = outgoing.api else { return nil }
        let find = StoreCommand.Action.find(call.filter, sort: nil, limit: nil, page: nil)
        let command = StoreCommand(api: api, collection: call.operation.collection, action: find)
        guard case .documents(let found) = target.perform(.store(command)) else { return nil }
        return Matches(count: found.count, documents: found)
    }

    /// Asks a server by a find with the same `where`, and with another condition if there is one; nil when it does not say.
    func matches(_ outgoing: Outgoing, and condition: Filter? = nil, limit: Int) -> Matches? {
        guard let api = outgoing.api, let operation = outgoing.operation, let path = api.answer.total,
            let find = api.operation(.find, on: operation.collection, selecting: .none)
        else { return nil }
        var call = reading(find, like: outgoing)
        call.query.append(QueryPair("limit", String(limit)))
        if let meant = outgoing.call {
            call.filter = condition.map { .and([meant.filter, $0].compactMap(\.self)) } ?? meant.filter
        } else {
            // Written as HTTP: the same conditions in the same words.
            guard condition == nil else { return nil }
            call.query = outgoing.conditions + call.query
        }
        guard let answer = ask(call, api), let body = answer.body,
            let count = body.value(named: path)?.number?.integer, count >= 0
        else { return nil }
        return Matches(count: count, documents: answer.documents?.array ?? [])
    }

    /// A document as it is stored; nil when the API does not show it.
    func storedDocument(_ id: String, like outgoing: Outgoing) -> JSON? {
        guard let api = outgoing.api, let operation = outgoing.operation,
            let get = api.operation(.get, on: operation.collection, selecting: .id)
        else { return nil }
        var call = reading(get, like: outgoing)
        call.id = id
        return ask(call, api)?.document
    }

    /// A call with the key of another request, that answers documents as they are stored: relations as ids.
    private func reading(_ operation: LeadlineAPI.Operation, like outgoing: Outgoing) -> Call {
        var call = Call(operation)
        call.credential = outgoing.credential
        if outgoing.credential == nil, let header = outgoing.api?.credential.header,
            let own = outgoing.request.fields[header]
        {
            call.fields.append(header, own)
        }
        if operation.parameters.contains(where: { $0.name == "depth" }) { call.query = [QueryPair("depth", "0")] }
        return call
    }

    /// What a question beside the user's own commands is answered; nil without success.
    private func ask(_ call: Call, _ api: API) -> Answer? {
        guard let request = try? builder(for: api).request(call, of: api) else { return nil }
        let answer = Answer(of: target.send(request), operation: call.operation, api: api)
        requestCount += 1
        return answer.outcome == call.operation.verb.successOutcome ? answer : nil
    }
}
