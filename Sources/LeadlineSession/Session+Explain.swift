import LeadlineAPI
import LeadlineCore
import LeadlineLanguage

extension Session {
    /// `explain create …`: the request as it would be sent; without a request the last one.
    func explain(_ inner: Command?, _ command: Command) throws(Diagnostic) -> CommandResult {
        guard let inner else {
            if let exchange { return .shown(.text(explanation(of: exchange))) }
            throw Diagnostic(
                .error, .unknownName, "there is no request to explain", at: command.name.location,
                help: "write one behind it: explain create leads …")
        }
        guard case .request(let request) = inner.action else {
            throw Diagnostic(
                .error, .notAllowedHere,
                "'explain' takes create, get, find, update or delete, found '\(inner.name.value)'",
                at: inner.name.location)
        }
        let api = try chosenAPI(for: inner)
        let prepared = try prepared(try call(request, api), api, request.clauses, inner)
        var exchange = Exchange(request: prepared.request, answer: Answer(outcome: "refused"), sentAt: target.now)
        exchange.credential = prepared.call.credential
        exchange.filter = prepared.call.filter
        exchange.operation = prepared.call.operation
        exchange.apiName = api.name
        return .shown(.text(explanation(of: exchange)))
    }

    /// The `where` in words, as JSON and as query string; what is to be known of the parameters; the request as curl.
    private func explanation(of exchange: Exchange) -> String {
        var lines: [String] = []
        if let filter = exchange.filter, let query = exchange.request.query {
            let collection = collection(of: exchange)
            let words = filter.words { collection?.valueType(at: $0) ?? .any }
            lines += ["where     \(words)", "as JSON   \(filter.json.text())"]
            lines += ["readable  ?\(PercentEncoding.decode(query))", "encoded   ?\(query)"]
        }
        lines += exchange.parameterNotes.map { "note      \($0)" }
        if !lines.isEmpty { lines.append("") }
        return (lines + [curlText(of: exchange)]).joined(separator: "\n")
    }

    private func collection(of exchange: Exchange) -> LeadlineAPI.Collection? {
        let api = resources.catalog.known.first { $0.name == exchange.apiName }
        return exchange.operation.flatMap { api?.collection($0.collection) }
    }

    /// A curl command that can be pasted: its host names the API, whatever target the request went to.
    func curlText(of exchange: Exchange) -> String {
        let origin = resources.catalog.known.first { $0.name == exchange.apiName }?.origin
        return CurlText.command(for: exchange, origin: target.kind == .mock ? origin : nil)
    }
}

extension Exchange {
    /// What a user should know of the parameters that were given: `page: ignored by every version of Payload`.
    fileprivate var parameterNotes: [String] {
        let given = request.queryObject.object?.members.map(\.name) ?? []
        return (operation?.parameters ?? []).compactMap { parameter in
            guard parameter.place == .query, given.contains(parameter.name) else { return nil }
            return parameter.note.map { "\(parameter.name): \($0)" }
        }
    }
}
