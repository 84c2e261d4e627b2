package import LeadlineCore
package import LeadlineLanguage

/// The names of outcomes that every API has. Those that one description names stand before them.
package enum Outcome {
    package static let successes: Set = ["created", "updated", "found", "deleted"]

    /// Names by status, for what no sentence of the description and no success has named.
    static let byStatus: KeyValuePairs = [
        400: "invalid", 401: "unauthenticated", 403: "forbidden", 404: "not_found", 422: "invalid",
        429: "rate_limited", 503: "unavailable",
    ]

    static let failures = ["refused", "unreachable", "no_answer"]
    static let rest = ["malformed", "redirected", "client_error", "server_error"]

    package static func name(ofStatus status: Int) -> String {
        if let name = byStatus.first(where: { $0.key == status })?.value { return name }
        switch status {
        case 300..<400: return "redirected"
        case 400..<500: return "client_error"
        case 500...: return "server_error"
        default: return "malformed"
        }
    }

    /// What success of a request without an operation is called.
    static func success(ofMethod method: String) -> String {
        switch method {
        case "POST": "created"
        case "PUT", "PATCH": "updated"
        case "DELETE": "deleted"
        default: "found"
        }
    }
}

extension Request.Verb {
    package var successOutcome: String {
        switch self {
        case .create: "created"
        case .get, .find: "found"
        case .update: "updated"
        case .delete: "deleted"
        }
    }
}

extension API {
    /// Every outcome that an operation can have, in the order in which they are tried. `outcome is X` with another is
    /// an error before the run.
    package func possibleOutcomes(of operation: Operation) -> [String] {
        var names = Outcome.failures
        names += outcomes.filter { $0.applies(to: operation) }.map(\.name)
        names.append(operation.verb.successOutcome)
        names += Outcome.byStatus.map(\.value) + Outcome.rest
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }
}

extension API {
    /// The outcomes of an operation that its description speaks of: success, those told by sentences or shown by
    /// examples, the documented statuses, and what the checks of the mock refuse.
    package func describedOutcomes(of operation: Operation) -> [String] {
        let possible = possibleOutcomes(of: operation)
        var names = [operation.verb.successOutcome]
        let told = outcomes.filter { $0.applies(to: operation) }.map(\.name)
        names += told
        let toldStatuses = told.compactMap { mock.answer($0)?.status }
        for response in operation.responses {
            names += response.examples.map(\.name).filter(possible.contains)
            // A status whose answers are all named otherwise says nothing more.
            guard let status = Int(response.status), status >= 400, response.examples.isEmpty,
                !toldStatuses.contains(status)
            else { continue }
            names.append(Outcome.name(ofStatus: status))
        }
        if dialect == .plain { names += checkedOutcomes(of: operation) }
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }

    /// With what the checks of the mock can refuse an operation, but for the rules.
    private func checkedOutcomes(of operation: Operation) -> [String] {
        (mock.checks.isEmpty ? MockDescription.Check.allCases : mock.checks).compactMap { check in
            switch check {
            case .key: operation.needsKey && !mock.keys.isEmpty ? "unauthenticated" : nil
            case .permission: operation.permission == nil ? nil : "forbidden"
            case .document:
                switch operation.selection {
                case .id: "not_found"
                case .document: operation.mockAnswer == nil ? "not_found" : nil
                case .none, .filter: nil
                }
            case .rules: nil
            case .fields: operation.body == nil ? nil : "invalid"
            }
        }
    }
}

extension AnswerReading {
    /// The first line of the table of outcomes that fits.
    func outcome(method: String) -> String {
        if let named = namedOutcome { return named }
        if isSuccess { return operation?.verb.successOutcome ?? Outcome.success(ofMethod: method) }
        return Outcome.name(ofStatus: response.status)
    }

    private var namedOutcome: String? {
        guard let api, !api.outcomes.isEmpty else { return nil }
        let evaluator = Evaluator(AnswerScope(response: response, body: body))
        let rule = api.outcomes.first { rule in
            guard operation.map({ rule.applies(to: $0) }) ?? rule.operations.isEmpty else { return false }
            return (try? evaluator.holds(rule.condition)) ?? false
        }
        return rule?.name
    }

    /// A declared 2xx with the declared document or list; 200 and 201 stand for each other.
    private var isSuccess: Bool {
        guard let operation else { return response.status >= 200 && response.status < 300 }
        let declared = operation.response(forStatus: response.status)
        guard response.status == 200 || response.status == 201 || (declared?.isSuccess ?? false) else { return false }
        if let declared, declared.isSuccess, declared.schema == nil { return true }
        return operation.answersSeveral ? documents != nil : document != nil
    }
}

extension Operation {
    /// What the description says of a status: its own line, else that of its hundred (`4XX`), else `default`.
    package func response(forStatus status: Int) -> Response? {
        response(named: String(status)) ?? response(named: "\(status / 100)XX") ?? response(named: "default")
    }

    private func response(named name: String) -> Response? {
        responses.first { $0.status == name }
    }

    /// How the body of an answer differs from what the description declares for its status, one sentence each; nil
    /// when it declares nothing.
    package func nonconformities(of body: JSON, status: Int) -> [String]? {
        guard let schema = response(forStatus: status)?.schema else { return nil }
        return SchemaValidator.violations(of: body, against: schema).filter { !$0.isAdvice }.map {
            $0.path.isEmpty ? "body \($0.sentence)" : "'\($0.path)' \($0.sentence)"
        }
    }
}

extension Operation.Response {
    var isSuccess: Bool { status.hasPrefix("2") }
}

/// What the sentences of a description may speak of: `status`, `headers.NAME` in any case, `body…`.
private struct AnswerScope: Scope {
    let response: HTTPResponse
    let body: JSON

    func look(up path: [PathKey]) -> Lookup {
        guard case .name(let first)? = path.first else { return .unknown }
        let rest = path.dropFirst()
        switch (first, rest.first) {
        case ("status", _): return Datum.json(.integer(response.status)).look(up: rest)
        case ("body", _): return Datum.json(body).look(up: rest)
        case ("headers", .name(let name)?):
            guard let value = response.fields[name] else { return .missing }
            return Datum.json(.string(value)).look(up: rest.dropFirst())
        default: return .unknown
        }
    }
}
