import LeadlineAPI
package import LeadlineCore
package import LeadlineLanguage

extension Session {
    /// `request METHOD value`: sent as written.
    func send(_ raw: RawRequest, _ command: Command) throws(Diagnostic) -> CommandResult {
        .exchange(dispatch(try prepared(raw)))
    }

    /// A request that names no operation and is ready to be sent.
    struct PreparedRaw {
        var request: HTTPRequest
        var credential: Credential?
        var api: API?
        /// The one that the API would choose.
        var operation: LeadlineAPI.Operation?
        var binding: String?

        var outgoing: Outgoing {
            Outgoing(request: request, credential: credential, api: api, operation: operation)
        }
    }

    func prepared(_ raw: RawRequest) throws(Diagnostic) -> PreparedRaw {
        let options = try RequestOptions(raw.clauses, session: self)
        let (call, api) = try rawCall(raw, options)
        do {
            let request = try builder(for: api).request(call)
            return PreparedRaw(
                request: request, credential: call.credential, api: api, operation: operation(of: request, api),
                binding: options.binding)
        } catch {
            throw Diagnostic(.error, .wrongValue, error.message, at: raw.url.location)
        }
    }

    private func rawCall(_ raw: RawRequest, _ options: RequestOptions) throws(Diagnostic) -> (RawCall, API?) {
        let (url, api) = try address(raw.method.value, try text(raw.url), raw.url.location)
        var call = RawCall(method: raw.method.value, url: url)
        call.fields = options.fields
        call.credential = try api.flatMap { api throws(Diagnostic) in
            try credential(options.key, for: api, replacedBy: options.fields)
        }
        switch raw.body {
        case nil: break
        case .json(let value): call.body = .json(try evaluator.json(of: value, as: .any))
        case .text(let value): call.body = .text(try text(value))
        case .form(let parts):
            var composed = ComposedDocument()
            try Composer(session: self, schema: nil, envelope: nil).apply(parts, to: &composed)
            call.body = .form(composed.document, composed.attachments)
        }
        return (call, api)
    }

    /// A pasted curl command. Its host names the API, never the machine.
    func send(_ words: [Located<String>], _ command: Command) throws(Diagnostic) -> CommandResult {
        .exchange(dispatch(try prepared(curl: words, command)))
    }

    func prepared(curl words: [Located<String>], _ command: Command) throws(Diagnostic) -> PreparedRaw {
        let curl = try CurlCommand(words, at: command.location) { [self] path, location throws(Diagnostic) in
            try file(ofCurl: path, at: location)
        }
        let served = try servedAPI(curl.method, at: curl.url)
        let api = if let served { served } else { try resources.catalog.api(of: curl) }
        var request = HTTPRequest(
            method: curl.method, origin: target.base(for: api).origin, target: moved(curl.url.target, of: api))
        request.fields = curl.fields
        request.body = curl.body
        // `<api-key>`, as documentation writes it, means the target's own key.
        var own: Credential?
        if let written = request.fields[api.credential.header], CurlCommand.isPlaceholder(written) {
            let name = CurlCommand.keyName(inPlaceholder: written)
            own = try credential(name.map { ($0, command.location) }, for: api)
            request.fields[api.credential.header] = own?.header?.value
        }
        return PreparedRaw(
            request: request, credential: own, api: api, operation: operation(of: request, api), binding: nil)
    }

    private func operation(of request: HTTPRequest, _ api: API?) -> LeadlineAPI.Operation? {
        api.flatMap { $0.operation(routing: request.method, request.path, below: target.base(for: $0).path) }
    }

    private func file(ofCurl path: String, at location: SourceLocation) throws(Diagnostic) -> [UInt8] {
        if path != "-" { return try resources.file(Paths.join(folder, path), at: location) }
        throw Diagnostic(
            .error, .wrongValue, "there is no standard input here to read data from", at: location,
            help: "write the data itself, or name a file")
    }

    func dispatch(_ prepared: PreparedRaw) -> Exchange {
        var exchange = exchange(for: prepared.outgoing)
        // What `request` answers is the body as it is: no envelope is looked for.
        exchange.answer.document = exchange.answer.body.flatMap { $0.object == nil ? nil : $0 }
        exchange.answer.documents = nil
        remember(exchange)
        documentSchema = nil
        if let name = prepared.binding { bind(name, answerBinding()) }
        return exchange
    }

    /// A value as a text: of a number its characters, of a list or object its JSON.
    package func text(_ value: Value) throws(Diagnostic) -> String {
        let json = try evaluator.json(of: value, as: .text)
        return json.string ?? json.text()
    }

    /// Where a raw request goes: a path belongs to the chosen API, a URL to the API whose host it names.
    private func address(
        _ method: String, _ written: String, _ location: SourceLocation
    ) throws(Diagnostic) -> (url: String, api: API?) {
        if written.hasPrefix("/") { return (api.map { moved(written, of: $0) } ?? written, api) }
        if let parts = try? URLParts(parsing: written), let served = try servedAPI(method, at: parts) {
            return (written, served)
        }
        let (parts, named) = try resources.catalog.api(ofURL: Located(written, location), on: target.kind)
        return (named.map { target.base(for: $0).origin + moved(parts.target, of: $0) } ?? written, named)
    }

    /// The API that the target serves at a URL; nil when it serves none there. One that knows the request goes before
    /// one that only has the same beginning.
    private func servedAPI(_ method: String, at url: URLParts) throws(Diagnostic) -> API? {
        guard target.kind != .mock else { return nil }
        let request = HTTPRequest(method: method, origin: url.origin, target: url.target)
        let served = try resources.catalog.all().filter { target.base(for: $0).holds(request) }
        return served.first { operation(of: request, $0) != nil } ?? served.first
    }

    /// A path as the target has it: what stands below the description's base path stands below the target's there.
    private func moved(_ path: String, of api: API) -> String {
        let base = target.base(for: api)
        let described = BaseURL(origin: base.origin, path: api.basePath)
        let request = HTTPRequest(method: "GET", origin: base.origin, target: path)
        guard base != described, !base.holds(request) || base.path.isEmpty, described.holds(request) else {
            return path
        }
        return base.path + path.dropFirst(api.basePath.count)
    }
}
