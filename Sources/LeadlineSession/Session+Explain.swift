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
        if case .request(let request) = inner.action, let batch = try batch(request, inner) {
            return .shown(.text(explanation(of: unsent(try prepared(batch, row: 0)), notes: [batch.note])))
        }
        return .shown(.text(explanation(of: try unsent(inner))))
    }

    /// The exchange that a command would begin.
    private func unsent(_ command: Command) throws(Diagnostic) -> Exchange {
        switch command.action {
        case .request(let request):
            let api = try chosenAPI(for: command)
            return unsent(try prepared(try call(request, api), api, request.clauses, command))
        case .send(let clauses): return unsent(try prepared(draft: clauses, command))
        case .page(let direction, let clauses): return unsent(try prepared(page: direction, clauses, command))
        case .raw(let raw): return unsent(try prepared(raw))
        case .curl(let words): return unsent(try prepared(curl: words, command))
        default:
            throw Diagnostic(
                .error, .notAllowedHere, "'\(command.name.value)' sends no request", at: command.name.location)
        }
    }

    private func unsent(_ prepared: Prepared) -> Exchange {
        var exchange = unsent(prepared.outgoing)
        exchange.filter = prepared.call.filter
        return exchange
    }

    private func unsent(_ prepared: PreparedRaw) -> Exchange { unsent(prepared.outgoing) }

    private func unsent(_ outgoing: Outgoing) -> Exchange {
        Exchange(outgoing, answer: Answer(outcome: "refused"), at: target.now)
    }

    /// The `where` in words, as JSON and as query string; what is to be known of the parameters; the request as curl.
    private func explanation(of exchange: Exchange, notes: [String] = []) -> String {
        var lines: [String] = []
        if let filter = exchange.filter, let query = exchange.request.query {
            let collection = collection(of: exchange)
            let words = filter.words { collection?.valueType(at: $0) ?? .any }
            lines += ["where     \(words)", "as JSON   \(filter.json.text())"]
            lines += ["readable  ?\(PercentEncoding.decode(query))", "encoded   ?\(query)"]
        }
        lines += (notes + exchange.parameterNotes).map { "note      \($0)" }
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
        let given = request.queryPairs.map(\.name)
        return (operation?.parameters ?? []).compactMap { parameter in
            guard parameter.place == .query, given.contains(parameter.name) else { return nil }
            return parameter.note.map { "\(parameter.name): \($0)" }
        }
    }
}
