import LeadlineCore
import LeadlineLanguage

/// What an API's description says of an exchange: a sentence.
package struct Opinion: Sendable, Equatable {
    package var sentence: String
    /// Worth telling, but nothing that an API would refuse for certain.
    package var isAdvice: Bool

    package init(_ sentence: String, isAdvice: Bool = false) {
        self.sentence = sentence
        self.isAdvice = isAdvice
    }
}

extension Opinion {
    /// Of a request and its answer, in the order in which they are put together: key, path, query, body, answer.
    package static func opinions(on exchange: Exchange, of api: API) -> [Opinion] {
        let sent = SentRequest(exchange.request, of: api)
        guard let operation = sent.operation else { return [unknownPath(exchange.request, of: api)] }
        return key(exchange.request, operation, api) + parameters(sent, operation) + filter(sent, operation, api)
            + body(exchange.request, sent, operation) + answer(exchange, operation, api)
    }

    private static func unknownPath(_ request: HTTPRequest, of api: API) -> Opinion {
        let path = PercentEncoding.decode(request.path)
        let others = Set(api.operations.map { "\($0.method) \(api.basePath)\($0.path)" }).sorted()
        let nearest = Suggestion.closest(to: "\(request.method) \(path)", in: others)
        return Opinion(
            "'\(request.method) \(path)' is no operation of \(api.name)"
                + (nearest.map { "; did you mean '\($0)'?" } ?? ""))
    }

    private static func key(_ request: HTTPRequest, _ operation: Operation, _ api: API) -> [Opinion] {
        let (header, prefix) = (api.credential.header, api.credential.prefix)
        guard operation.needsKey else { return [] }
        guard let value = request.fields[header], !value.isEmpty else {
            return [Opinion("no key was sent in '\(header)'")]
        }
        if value.hasPrefix(prefix) { return [] }
        return [Opinion("the key in '\(header)' must have '\(prefix)' in front")]
    }

    private static func parameters(_ sent: SentRequest, _ operation: Operation) -> [Opinion] {
        let known = operation.parameters.filter { $0.place == .query }
        var opinions = sent.parameters.compactMap { pair -> Opinion? in
            guard let parameter = known.first(where: { $0.name == pair.name }) else {
                return Opinion(
                    "'\(pair.name)' is no parameter of \(operation.name)"
                        + (Suggestion.closest(to: pair.name, in: known.map(\.name)).map { "; did you mean '\($0)'?" }
                            ?? ""),
                    isAdvice: true)
            }
            let value = JSON.string(pair.value).typed(as: parameter.schema.valueType)
            return SchemaValidator.violations(of: value, against: parameter.schema, .sent).first.map {
                Opinion("the parameter '\(pair.name)' \($0.sentence)", isAdvice: $0.isAdvice)
            }
        }
        let isThere = { (name: String) in sent.parameters.contains { $0.name == name } }
        opinions += known.filter { $0.isRequired && $0.schema.valueType != .object && !isThere($0.name) }.map {
            Opinion("the parameter '\($0.name)' is required")
        }
        return opinions
    }

    private static func filter(_ sent: SentRequest, _ operation: Operation, _ api: API) -> [Opinion] {
        if let mistake = sent.filterMistake { return [Opinion("where: \(mistake)")] }
        guard let filter = sent.filter else {
            let takesOne = operation.parameters.contains { $0.name == "where" && $0.place == .query }
            guard operation.selection == .filter, takesOne else { return [] }
            return [Opinion("there is no 'where': nothing says which \(operation.collection) are meant")]
        }
        let document = api.collection(operation.collection)?.document
        if let unknown = filter.fields.first(where: { document?.schema(asked: $0.keys) == nil }), let document {
            let nearest = Suggestion.closest(to: unknown.text, in: document.fieldPaths)
            return [
                Opinion(
                    "where: '\(unknown.text)' is no field of \(operation.collection)"
                        + (nearest.map { "; did you mean '\($0)'?" } ?? ""))
            ]
        }
        do throws(UnsupportedFilter) {
            _ = try api.dialect.filterEncoding.pairs(for: filter, in: document)
            return []
        } catch {
            return [Opinion("where: \(error.reason)" + (error.help.map { "; \($0)" } ?? ""))]
        }
    }

    private static func body(_ request: HTTPRequest, _ sent: SentRequest, _ operation: Operation) -> [Opinion] {
        guard let body = operation.body else {
            return request.body.isEmpty
                ? [] : [Opinion("\(operation.name) takes no body, found \(request.body.count) bytes", isAdvice: true)]
        }
        if let mistake = sent.bodyMistake { return [Opinion(mistake)] }
        guard let document = sent.document else { return [Opinion("no body was sent")] }
        return SchemaValidator.violations(of: .object(document), against: body.schema, .sent).map {
            Opinion(
                $0.path.isEmpty ? "the body \($0.sentence)" : "'\($0.path)' \($0.sentence)",
                isAdvice: $0.isAdvice || $0.keyword == "readOnly")
        }
    }

    private static func answer(_ exchange: Exchange, _ operation: Operation, _ api: API) -> [Opinion] {
        guard let status = exchange.answer.status, let body = exchange.answer.body else { return [] }
        if operation.response(forStatus: status) == nil, !operation.responses.isEmpty {
            // What a sentence of the description tells need not be declared by its status, too.
            if api.describedOutcomes(of: operation).contains(exchange.answer.outcome) { return [] }
            return [Opinion("the answer's status \(status) is not in the API description", isAdvice: true)]
        }
        let differences = operation.nonconformities(of: body, status: status) ?? []
        return differences.map { Opinion("the answer is not as described: \($0)", isAdvice: true) }
    }
}

extension Filter {
    /// The fields that conditions name, as written and as path.
    fileprivate var fields: [(text: String, keys: [PathKey])] {
        switch self {
        case .and(let parts), .or(let parts): parts.flatMap(\.fields)
        case .test(let test): [(test.field, test.field.split(separator: ".").map { .name(String($0)) })]
        }
    }
}
