import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineSession

/// Commands that may send a request, the one that reads best first. Which of them does is found by trying.
struct CommandDraft {
    private let ported: PortedRequest
    private let headers: [Clause]
    private var location: SourceLocation { ported.location }
    private var request: HTTPRequest { ported.request }

    init(_ ported: PortedRequest, _ headers: [Clause]) {
        self.ported = ported
        self.headers = headers
    }

    var candidates: [Command] {
        var actions: [Command.Action] = []
        if let api = ported.api, let operation = ported.operation {
            for parts in bodies(operation) {
                if let request = command(operation, of: api, parts) { actions.append(.request(request)) }
            }
        }
        actions += raws.map { .raw($0) }
        return actions.map { action in
            let name = if case .request(let request) = action { request.verb.rawValue } else { "request" }
            return Command(action: action, location: location, name: Located(name, location))
        }
    }

    /// Why there may be no command.
    var obstacle: String? {
        let isText = String(validating: request.body, as: UTF8.self) != nil
        return isText ? nil : "its body is no text: 'leadline export curl' can keep it"
    }

    // MARK: - Commands on operations

    private func command(_ operation: LeadlineAPI.Operation, of api: API, _ parts: [Part]) -> Request? {
        guard var (selector, clauses) = query(operation, of: api) else { return nil }
        if let id = id(operation, of: api) {
            selector = .id(word(id))
        } else if case .document(let name) = operation.selection {
            selector = .id(word(name))
        }
        clauses += headers
        return Request(
            verb: operation.verb, collection: Located(operation.collection, location), selector: selector,
            parts: parts, clauses: clauses)
    }

    private func word(_ text: String) -> Word {
        Word(quoting: PortedValue.isBare(text) ? .bare : .double, text: Template(literal: text, location))
    }

    private func id(_ operation: LeadlineAPI.Operation, of api: API) -> String? {
        guard operation.selection == .id else { return nil }
        let template = (api.basePath + operation.path).split(separator: "/")
        let path = request.path.split(separator: "/")
        guard let place = template.firstIndex(where: { $0.hasPrefix("{") }), path.indices.contains(place) else {
            return nil
        }
        return PercentEncoding.decode(path[place])
    }

    // MARK: Query

    /// What the query asks for; nil where no command can ask it.
    private func query(
        _ operation: LeadlineAPI.Operation, of api: API
    ) -> (Request.Selector, [Clause])? {
        var clauses: [Clause] = []
        var conditions: [(name: String, value: JSON)] = []
        for pair in request.queryPairs {
            let value = Value.word(word(pair.value))
            let kind: Clause.Kind? =
                switch pair.name {
                case "sort": .sort(value)
                case "limit": .limit(value)
                case "page": .page(value)
                case "depth": .depth(value)
                case "locale": .locale(value)
                case "fallback-locale": .fallbackLocale(value)
                default: nil
                }
            if let kind, operation.parameters.contains(where: { $0.name == pair.name && $0.place == .query }) {
                clauses.append(Clause(kind: kind, location: location))
            } else {
                conditions.append((pair.name, .string(pair.value)))
            }
        }
        if conditions.isEmpty { return (.none, clauses) }
        let collection = api.collection(operation.collection)
        guard let filter = filter(conditions, in: collection, of: api) else { return nil }
        let words = filter.words { collection?.valueType(at: $0) ?? .any }
        guard let read = try? PredicateParser.filter(Excerpt(whole: Source(name: "where", text: words))) else {
            return nil
        }
        return (.filter(read), clauses)
    }

    private func filter(
        _ conditions: [(name: String, value: JSON)], in collection: LeadlineAPI.Collection?, of api: API
    ) -> Filter? {
        if api.dialect == .plain {
            let tests = conditions.map { name, value in
                Filter.test(FilterTest(field: name, operation: "equals", operand: value))
            }
            return typed(tests.count == 1 ? tests[0] : .and(tests), in: collection)
        }
        guard let document = BracketNames(conditions)?.document, document.count == 1,
            let member = document.members.first, member.name == "where",
            let filter = try? Filter(json: member.value, at: location)
        else { return nil }
        return typed(filter, in: collection)
    }

    /// A query string has texts only: what their fields take for numbers or truth values is written so.
    private func typed(_ filter: Filter, in collection: LeadlineAPI.Collection?) -> Filter {
        switch filter {
        case .and(let parts): return .and(parts.map { typed($0, in: collection) })
        case .or(let parts): return .or(parts.map { typed($0, in: collection) })
        case .test(var test):
            let keys = test.field.split(separator: ".").map { PathKey.name(String($0)) }
            var type = collection?.valueType(at: keys) ?? .any
            if case .list(let element) = type { type = element }
            if test.operation == "exists" { type = .boolean }
            test.operand = typed(test.operand, type)
            return .test(test)
        }
    }

    private func typed(_ operand: JSON, _ type: ValueType) -> JSON {
        if let list = operand.array { return .array(list.map { typed($0, type) }) }
        guard let text = operand.string else { return operand }
        switch type {
        case .number, .integer: return JSONNumber(text).map { .number($0) } ?? operand
        case .boolean: return text == "true" ? true : text == "false" ? false : operand
        default: return operand
        }
    }

    // MARK: Body

    /// The parts that may make the body.
    private func bodies(_ operation: LeadlineAPI.Operation) -> [[Part]] {
        guard let body = operation.body, !request.body.isEmpty else { return [[]] }
        if let form = multipart(envelope: body.envelope) { return [assignments(form, body.schema)] }
        guard var object = (try? JSON(parsing: request.body))?.object else { return [] }
        if let envelope = body.envelope, object.count == 1, let inner = object[envelope]?.object { object = inner }
        let whole = Part.from(.object(.json(.object(object)), location))
        return [assignments(object, body.schema), [whole]]
    }

    /// The document of a multipart body: files as their names.
    private func multipart(envelope: String?) -> JSONObject? {
        guard let type = request.fields["Content-Type"].flatMap({ MediaType(parsing: $0) }),
            let boundary = type["boundary"], let parts = try? Multipart.parse(request.body, boundary: boundary)
        else { return nil }
        let values = parts.enumerated().map { index, part -> (name: String, value: JSON) in
            let text = part.fileName.map { ported.files[index] ?? $0 } ?? String(decoding: part.bytes, as: UTF8.self)
            return (part.name, .string(text))
        }
        guard let document = BracketNames(values)?.document else { return nil }
        return envelope.flatMap { document[$0]?.object } ?? document
    }

    private func assignments(_ object: JSONObject, _ schema: Schema?) -> [Part] {
        var parts: [Part] = []
        collect(object, [], schema, &parts)
        return parts
    }

    /// One part for each leaf; what no path can name is left to `from`.
    private func collect(_ object: JSONObject, _ keys: [PathKey], _ schema: Schema?, _ parts: inout [Part]) {
        for member in object.members {
            let keys = keys + [.name(member.name)]
            if let inner = member.value.object, !inner.isEmpty {
                collect(inner, keys, schema, &parts)
                continue
            }
            if let elements = member.value.array, elements.contains(where: { $0.object?.isEmpty == false }),
                elements.allSatisfy({ $0.object?.isEmpty == false })
            {
                for (index, element) in elements.enumerated() {
                    if let inner = element.object { collect(inner, keys + [.index(index)], schema, &parts) }
                }
                continue
            }
            let type = schema?.valueType(at: keys[...]) ?? .any
            let path = Path(
                steps: keys.map { key in
                    switch key {
                    case .name(let name): .name(Template(literal: name, location: location))
                    case .index(let index): .index(index)
                    }
                }, location: location)
            parts.append(.assign(path, PortedValue.value(member.value, as: type, at: location)))
        }
    }

    // MARK: - Requests as written

    private var raws: [RawRequest] {
        let target = ported.api == nil ? request.url : request.target
        let url = Value.word(
            Word(quoting: Self.isBareURL(target) ? .bare : .double, text: Template(literal: target, location)))
        func raw(_ body: RawRequest.Body?, _ clauses: [Clause] = []) -> RawRequest {
            RawRequest(
                method: Located(request.method, location), url: url, clauses: headers + clauses, body: body)
        }
        if request.body.isEmpty { return [raw(nil)] }
        var all: [RawRequest] = []
        let type = request.fields["Content-Type"].flatMap { MediaType(parsing: $0) }
        if type?.isJSON ?? true, let json = try? JSON(parsing: request.body) {
            all.append(raw(.json(Value(json: json, at: location)), contentType(unless: "application/json")))
        }
        if type?.essence == "application/x-www-form-urlencoded" {
            let pairs = [QueryPair](parsing: Substring(String(decoding: request.body, as: UTF8.self)))
            if let document = BracketNames(pairs.map { ($0.name, .string($0.value)) })?.document {
                all.append(raw(.form(assignments(document, nil))))
            }
        }
        if let form = multipart(envelope: nil) { all.append(raw(.form(assignments(form, nil)))) }
        if let text = String(validating: request.body, as: UTF8.self) {
            let value = Value.word(Word(quoting: .double, text: Template(literal: text, location)))
            all.append(raw(.text(value), contentType(unless: "text/plain; charset=utf-8")))
        }
        return all
    }

    private static func isBareURL(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"\"'{};#|".utf8.contains($0) }
    }

    private func contentType(unless usual: String) -> [Clause] {
        guard let type = request.fields["Content-Type"], type != usual else { return [] }
        return [Clause(kind: .header(Located("Content-Type", location), .word(word(type))), location: location)]
    }
}
