import LeadlineAPI
import LeadlineCore
import LeadlineLanguage

/// The names of the language in a session (`language.md` 4).
struct SessionScope: Scope {
    let session: Session
    /// An earlier exchange that `request` and the answer's names speak of; nil: the last one.
    var earlier: Exchange?

    private var exchange: Exchange? { earlier ?? session.exchange }
    private var operation: LeadlineAPI.Operation? { earlier.map(\.operation) ?? session.exchange?.operation }
    private var answer: Answer? { earlier?.answer ?? session.answer }
    private var documentSchema: Schema? { earlier.map(session.documentSchema(of:)) ?? session.documentSchema }

    func look(up path: [PathKey]) -> Lookup {
        guard case .name(let first)? = path.first else { return .unknown }
        let rest = path.dropFirst()
        switch first {
        case "status": return found(answer?.status.map(JSON.integer), rest)
        case "outcome": return found(answer.map { .string($0.outcome) }, rest)
        case "body": return found(answer?.body, rest)
        case "doc": return found(answer?.document, rest)
        case "docs": return found(answer?.documents, rest)
        case "errors": return found(answer?.errors, rest)
        case "headers": return header(answer?.fields, rest)
        case "took": return answer?.took.map { .found(.duration($0)) } ?? .missing
        case "request": return request(rest)
        case "row": return cell(rest)
        case "now": return rest.isEmpty ? .found(.time(session.target.now)) : .missing
        case "target": return found(.string(session.target.kind.rawValue), rest)
        case "run": return rest.first == .name("id") ? found(.string(session.runID), rest.dropFirst()) : .missing
        case "env": return variable(session.resources.variables, rest)
        case "secret": return variable(session.resources.secrets, rest)
        default: return bound(first, rest)
        }
    }

    func help(forUnknown path: [PathKey]) -> String? {
        guard case .name(let first)? = path.first else { return nil }
        guard first == "row" else { return ReservedNames.help(forUnknown: first, bound: session.bindings.keys) }
        guard let row = session.row else { return "there is a row only in a scenario with a table" }
        guard path.count > 1, case .name(let column) = path[1] else { return "write row.NAME" }
        return Suggestion.help(for: column, in: row.keys.sorted())
    }

    private func bound(_ name: String, _ path: ArraySlice<PathKey>) -> Lookup {
        guard let binding = session.bindings[name] else { return .unknown }
        return binding.datum?.look(up: path) ?? .empty
    }

    private func found(_ json: JSON?, _ path: ArraySlice<PathKey>) -> Lookup {
        guard let value = json?.value(at: path) else { return .missing }
        return .found(.json(value))
    }

    private func header(_ fields: HTTPFields?, _ path: ArraySlice<PathKey>) -> Lookup {
        guard let fields else { return .missing }
        if path.isEmpty { return .found(.json(fields.object)) }
        guard case .name(let name)? = path.first, path.count == 1, let value = fields[name] else { return .missing }
        return .found(.json(.string(value)))
    }

    private func cell(_ path: ArraySlice<PathKey>) -> Lookup {
        guard case .name(let name)? = path.first, path.count == 1, let cell = session.row?[name] else {
            return .unknown
        }
        return cell.value.map { .found(.word($0)) } ?? .empty
    }

    /// A value from outside is a word, so that it takes the type of its place.
    private func variable(_ values: [String: String], _ path: ArraySlice<PathKey>) -> Lookup {
        guard case .name(let name)? = path.first, path.count == 1, let value = values[name] else { return .missing }
        if value.isEmpty { return .empty }
        let source = Source(name: "environment", text: value)
        let location = SourceLocation(source: source, range: 0..<value.utf8.count)
        return .found(.word(.word(Word(quoting: .bare, text: Template(literal: value, location: location)))))
    }

    private func request(_ path: ArraySlice<PathKey>) -> Lookup {
        guard let exchange else { return .missing }
        if path.isEmpty { return .found(.json(exchange.requestObject)) }
        guard case .name(let name)? = path.first else { return .missing }
        let rest = path.dropFirst()
        switch name {
        case "method": return found(.string(exchange.request.method), rest)
        case "url": return found(.string(exchange.request.url), rest)
        case "headers": return header(exchange.shownFields, rest)
        case "query": return found(exchange.request.queryObject, rest)
        case "body": return found(exchange.requestBody, rest)
        case "doc": return found(exchange.requestDocument, rest)
        default: return .missing
        }
    }

    // MARK: Types

    func type(of path: [PathKey]) -> ValueType {
        guard case .name(let first)? = path.first else { return .any }
        switch first {
        case "status": return .integer
        case "outcome", "target", "run", "headers": return .text
        case "now": return .time
        case "body" where path.count == 1 && answer?.body?.string != nil: return .text
        case "errors": return path.last == .name("message") || path.last == .name("path") ? .text : .any
        case "request":
            guard path.count > 1, path[1] == .name("doc") else { return requestType(path) }
            return described(path) { $0.valueType(at: $1) }?.comparable ?? .any
        default: return described(path) { $0.valueType(at: $1) }?.comparable ?? .any
        }
    }

    private func requestType(_ path: [PathKey]) -> ValueType {
        guard path.count > 1, case .name(let part) = path[1] else { return .any }
        return part == "body" ? .any : .text
    }

    /// What the API description says of the value at a path; nil when it says nothing.
    func schema(at path: [PathKey]) -> Schema? { described(path) { $0.schema(at: $1) } }

    /// What can be read of the schema that a path begins at, with the rest of the path.
    private func described<Value>(_ path: [PathKey], _ read: (Schema, ArraySlice<PathKey>) -> Value?) -> Value? {
        guard case .name(let first)? = path.first else { return nil }
        let rest = path.dropFirst()
        switch first {
        case "doc": return documentSchema.flatMap { read($0, rest) }
        case "docs":
            guard case .index? = rest.first else { return nil }
            return documentSchema.flatMap { read($0, rest.dropFirst()) }
        case "body":
            // The description's schemas are of JSON; a text is read as what it is.
            return answer?.body?.string == nil ? declaredAnswer?.schema.flatMap { read($0, rest) } : nil
        case "request":
            guard rest.first == .name("doc") else { return nil }
            return (operation?.body).flatMap { read($0.schema, rest.dropFirst()) }
        default: return (session.bindings[first]?.schema).flatMap { read($0, rest) }
        }
    }

    private var declaredAnswer: LeadlineAPI.Operation.Response? {
        answer?.status.flatMap { operation?.response(forStatus: $0) }
    }

    func nonconformities(at path: [PathKey]) -> [String]? {
        let declared = path == [.name("body")] ? declaredAnswer?.schema : schema(at: path)
        guard let schema = declared, case .found(.json(let value)) = look(up: path) else { return nil }
        // A member that the description does not know is no contradiction to it.
        return SchemaValidator.violations(of: value, against: schema).filter { !$0.isAdvice }.map { violation in
            violation.path.isEmpty ? violation.sentence : "\(violation.path): \(violation.sentence)"
        }
    }
}

extension HTTPFields {
    /// The fields as an object; repeated ones joined.
    var object: JSON {
        var object = JSONObject()
        for field in all where object[field.name] == nil { object[field.name] = self[field.name].map(JSON.string) }
        return .object(object)
    }
}

extension HTTPRequest {
    /// The parameters of the query, decoded; a name that stands several times is a list.
    var queryObject: JSON {
        var object = JSONObject()
        for pair in queryPairs {
            let value = JSON.string(pair.value)
            switch object[pair.name] {
            case nil: object[pair.name] = value
            case .array(let values)?: object[pair.name] = .array(values + [value])
            case let first?: object[pair.name] = .array([first, value])
            }
        }
        return .object(object)
    }
}

extension Exchange {
    /// The whole request, for `show request`.
    var requestObject: JSON {
        var object = JSONObject()
        object["method"] = .string(request.method)
        object["url"] = .string(request.url)
        if request.query != nil { object["query"] = request.queryObject }
        object["headers"] = shownFields.object
        object["body"] = requestBody
        return .object(object)
    }

    /// The request's body: JSON when it is JSON, otherwise its text; nil without one.
    var requestBody: JSON? {
        if request.body.isEmpty { return nil }
        return (try? JSON(parsing: request.body)) ?? .string(String(decoding: request.body, as: UTF8.self))
    }
}
