import LeadlineAPI
import LeadlineCore
import LeadlineLanguage

extension Session {
    /// `resend`, `resend 3 as full`: an exchange again, to this target and with its keys.
    func resend(_ number: Int?, _ clauses: [Clause], _ command: Command) throws(Diagnostic) -> CommandResult {
        let old = try earlier(number, command)
        let options = try RequestOptions(clauses, session: self)
        if let pair = options.query.first {
            throw Diagnostic(
                .error, .unknownClause, "'resend' sends the query as it was, and takes no '\(pair.name)'",
                at: command.location, help: "it takes 'as', 'header' and '->'")
        }
        let name = old.exchange.apiName.map { Located($0, command.name.location) }
        let api = try name.map { name throws(Diagnostic) in try resources.catalog.api(named: name) }
        let key = try api.flatMap { api throws(Diagnostic) in try self.key(of: old.exchange, options, for: api) }
        let request = repeated(old.exchange, api, key, options.fields)
        let result: CommandResult
        if let api, let operation = old.exchange.operation {
            let sent = SentRequest(request, of: api)
            var call = Call(operation, id: sent.id, document: sent.document)
            call.filter = sent.filter
            call.query = sent.parameters
            call.credential = key
            let prepared = Prepared(request: request, call: call, api: api, binding: options.binding)
            result = try safely(operation, api) { () throws(Diagnostic) in
                try checkSelection(sent, operation, api, command)
                return prepared
            }
        } else {
            result = .exchange(
                dispatch(PreparedRaw(request: request, credential: key, api: api, binding: options.binding)))
        }
        guard case .exchange(var exchange) = result else { return result }
        exchange.earlier = old
        return .exchange(exchange)
    }

    /// A change of several documents reaches a live server only with a `where` that it reads as it is meant.
    private func checkSelection(
        _ sent: SentRequest, _ operation: LeadlineAPI.Operation, _ api: API, _ command: Command
    ) throws(Diagnostic) {
        guard target.kind == .live, operation.selection == .filter,
            operation.verb == .update || operation.verb == .delete
        else { return }
        guard let filter = sent.filter else {
            throw Diagnostic(
                .error, .refusedWhere, sent.filterMistake ?? "there is no where: that means every document",
                at: command.location)
        }
        do throws(UnsupportedFilter) {
            _ = try api.dialect.filterEncoding.pairs(
                for: filter, in: api.collection(operation.collection)?.document)
        } catch { throw Diagnostic(.error, .refusedWhere, error.reason, at: command.location) }
    }

    /// The exchange of a number; without one the last that failed.
    private func earlier(_ number: Int?, _ command: Command) throws(Diagnostic) -> EarlierExchange {
        if let number { return EarlierExchange(number: number, exchange: try exchange(number, command)) }
        if let place = exchanges.lastIndex(where: { !Outcome.successes.contains($0.answer.outcome) }) {
            return EarlierExchange(number: place + 1, exchange: exchanges[place])
        }
        throw Diagnostic(
            .error, .unknownName, "no exchange has failed", at: command.name.location,
            help: exchanges.isEmpty
                ? "nothing was sent yet" : "name one: 'resend 1', up to 'resend \(exchanges.count)'")
    }

    /// The key of the same name, else the target's first; none where none was sent.
    private func key(
        of exchange: Exchange, _ options: RequestOptions, for api: API
    ) throws(Diagnostic) -> Credential? {
        if options.key != nil { return try credential(options.key, for: api, replacedBy: options.fields) }
        if exchange.request.fields[api.credential.header] == nil { return nil }
        if let name = exchange.credential?.name, let same = target.credential(named: name, for: api) { return same }
        return try credential(nil, for: api, replacedBy: options.fields)
    }

    /// The request as this target takes it. What only concerned the connection or the browser stays behind.
    private func repeated(
        _ exchange: Exchange, _ api: API?, _ key: Credential?, _ fields: HTTPFields
    ) -> HTTPRequest {
        var request = exchange.request
        if let api {
            let base = target.base(for: api)
            let query = request.query.map { "?\($0)" } ?? ""
            request.origin = base.origin
            request.target = base.path + Self.place(of: exchange, in: api) + query
            request.fields[api.credential.header] = nil
        }
        for field in request.fields.all where HTTPFields.isOfConnection(field.name) { request.fields[field.name] = nil }
        request.fields["User-Agent"] = "leadline/\(Version.current)"
        if let header = key?.header { request.fields[header.name] = header.value }
        for field in fields.all { request.fields[field.name] = nil }
        for field in fields.all { request.fields.append(field.name, field.value) }
        return request
    }

    /// The path behind the base path, which may have been another one.
    private static func place(of exchange: Exchange, in api: API) -> String {
        let path = exchange.request.path
        guard let operation = exchange.operation else {
            return path.hasPrefix(api.basePath) ? String(path.dropFirst(api.basePath.count)) : String(path)
        }
        let count = operation.path.utf8.count { $0 == UInt8(ascii: "/") }
        return path.utf8.split(separator: UInt8(ascii: "/")).suffix(count).map { "/" + String(Substring($0)) }.joined()
    }
}
