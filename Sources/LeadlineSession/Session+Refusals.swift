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
            return .exchange(refuse(operation, api, Refusal(error.message)))
        }
        return try dispatch(ready)
    }

    /// An operation of which nothing is sent.
    private func refuse(_ operation: LeadlineAPI.Operation, _ api: API, _ refusal: Refusal) -> Exchange {
        let base = target.base(for: api)
        let request = HTTPRequest(
            method: operation.method, origin: base.origin, target: base.path + operation.path)
        let exchange = refused(Outgoing(request: request, api: api, operation: operation), refusal)
        remember(exchange)
        documentSchema = nil
        if operation.verb == .find { pages = .none(outcome: exchange.answer.outcome) }
        return exchange
    }

    /// Why a change to several documents would touch more of them than allowed.
    func surprise(_ count: Int?, _ outgoing: Outgoing) -> String? {
        guard let maximumAffected else { return nil }
        guard let count else {
            return "it cannot be told how many \(outgoing.operation?.collection ?? "documents") the where matches"
        }
        guard count > maximumAffected else { return nil }
        return "the where matches \(counted(count, outgoing)), --max-affected allows \(maximumAffected)"
    }
}
