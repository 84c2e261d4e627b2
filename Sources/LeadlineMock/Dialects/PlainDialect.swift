import LeadlineAPI
package import LeadlineCore
import LeadlineLanguage

/// REST as Rails applications do it, as far as the description says nothing else: documents as they are, or in the
/// member where the description looks for them; refusals as the description writes them, else `{"message": …}`.
package struct PlainDialect: MockDialect {
    package init() {}

    package func respond(
        to arrival: Arrival, state: inout MockState, now: Timestamp
    ) -> (response: HTTPResponse, reasons: [String]) {
        guard case .call(let call) = arrival.match else {
            let refusal: Refusal =
                if case .wrongMethod(let allowed) = arrival.match { .wrongMethod(allowed: allowed) } else {
                    .unknownRoute
                }
            return (answer(refusal, to: arrival.request), ["no operation has this method and path"])
        }
        let (verdict, reasons) = CallJudge.judge(call, by: self, state: state, now: now)
        switch verdict {
        case .failure(let refusal): return (answer(refusal, to: call), reasons)
        case .success(let plan): return (answer(plan.perform(call, state: &state, now: now), to: call), reasons)
        }
    }

    package func documents(
        _ query: DocumentQuery, of facts: CollectionFacts, in state: MockState
    ) throws(UnreadableQuery) -> [StoredDocument] {
        DocumentSearch(query, schema: facts.schema).all(in: state[facts.api, facts.name].documents)
    }

    package func shown(_ document: StoredDocument, of facts: CollectionFacts, in state: MockState) -> JSON {
        .object(document.fields)
    }

    // MARK: Reading

    /// The key as the client sent it, nil without one.
    func token(of call: MockCall) -> String? {
        guard let value = call.request.fields[call.api.credential.header] else { return nil }
        let prefix = call.api.credential.prefix
        return value.hasPrefix(prefix) ? String(value.dropFirst(prefix.count)) : nil
    }

    /// `?field=value`, joined by `and`; `sort`, `limit` and `page` where the operation declares them. Another parameter
    /// that it declares asks for a field only if there is one: `depth` tells how to answer, not with which documents.
    func query(of call: MockCall) throws(Refusal) -> DocumentQuery {
        var query = DocumentQuery()
        var tests: [Filter] = []
        let declared = call.operation.parameters.filter { $0.place == .query }.map(\.name)
        for pair in call.request.queryPairs {
            let (name, value) = (pair.name, pair.value)
            let isDeclared = declared.contains(name)
            switch name {
            case "sort" where isDeclared: query.sort = value
            case "limit" where isDeclared: query.limit = try Self.count(value, of: name)
            case "page" where isDeclared: query.page = max(try Self.count(value, of: name), 1)
            case _ where isDeclared && name != "id" && !call.schema.describes(name): continue
            default: tests.append(.test(FilterTest(field: name, operation: "equals", operand: .string(value))))
            }
        }
        if !tests.isEmpty { query.filter = .and(tests) }
        return query
    }

    private static func count(_ text: String, of name: String) throws(Refusal) -> Int {
        guard let count = Int(text), count >= 0 else {
            throw .badQuery("\(name) must be a whole number that is not negative, found '\(text)'")
        }
        return count
    }

    /// The document in the body, without envelope.
    func document(of call: MockCall) throws(Refusal) -> JSONObject {
        try BodyReader(call: call).document()
    }

    // MARK: Writing

    func answer(_ effect: Effect, to call: MockCall) -> HTTPResponse {
        let outcome = call.operation.verb.successOutcome
        switch effect {
        case .created(let document), .found(let document), .updated(let document), .deleted(let document):
            return answer(outcome, to: call, document: Self.wrap(.object(document), in: call.api.answer.document))
        case .page(let page):
            let list = JSON.array(page.documents.map { .object($0) })
            return answer(outcome, to: call, document: Self.wrap(list, in: call.api.answer.documents))
        case .changed(_, let documents, let failures):
            if documents.isEmpty, let first = failures.first { return answer(first.refusal, to: call) }
            let list = JSON.array(documents.map { .object($0) })
            return answer(outcome, to: call, document: Self.wrap(list, in: call.api.answer.documents))
        }
    }

    func answer(_ refusal: Refusal, to call: MockCall) -> HTTPResponse {
        guard case .outcome(let outcome, let problems) = refusal else { return answer(refusal, to: call.request) }
        return answer(outcome, to: call, problems: problems)
    }

    /// Refuses a request that is of no operation.
    func answer(_ refusal: Refusal, to request: HTTPRequest) -> HTTPResponse {
        switch refusal {
        case .unknownRoute:
            return .message("No route matches [\(request.method)] \"\(request.path)\"", status: 404)
        case .wrongMethod(let allowed):
            var response = HTTPResponse.message("\(request.method) is not allowed here", status: 405)
            response.fields["Allow"] = allowed.joined(separator: ", ")
            return response
        case .unsupportedMediaType(let sent):
            return .message(sent.map { "Unsupported media type: \($0)" } ?? "No media type was sent", status: 415)
        case .unreadableBody(let reason): return .message(reason, status: 400)
        case .missingEnvelope(let name):
            return .message("param is missing or the value is empty: \(name)", status: 400)
        case .badQuery(let reason): return .message(reason, status: 400)
        case .outcome(let outcome, _): return .message(outcome, status: Self.status(of: outcome))
        }
    }

    /// An outcome as the description writes it.
    private func answer(
        _ outcome: String, to call: MockCall, document: JSON? = nil, problems: [FieldProblem] = []
    ) -> HTTPResponse {
        let described = call.api.mock.answer(outcome)
        let status = described?.status ?? call.operation.declaredStatus(of: outcome) ?? Self.status(of: outcome)
        var response = HTTPResponse(status: status, fields: described?.fields ?? HTTPFields())
        switch described?.body ?? (document == nil ? Self.undescribed(outcome, problems) : .document) {
        case .json(let json): response.set(json: json)
        case .text(let text): response.set(text: text)
        case .fieldLists: response.set(json: Self.fieldLists(problems))
        case .document where status == 204: break
        case .document: response.set(json: document ?? [:])
        }
        return response
    }

    private static func undescribed(_ outcome: String, _ problems: [FieldProblem]) -> MockDescription.Answer.Body {
        problems.isEmpty ? .json(["message": .string(outcome)]) : .fieldLists
    }

    /// `{"phone": ["is invalid"]}`; what is wrong with the whole stands under `base`.
    private static func fieldLists(_ problems: [FieldProblem]) -> JSON {
        var lists = JSONObject()
        for problem in problems {
            lists.modify(problem.field.isEmpty ? "base" : problem.field) { list in
                let messages = list?.array ?? []
                guard !messages.contains(.string(problem.message)) else { return }
                list = .array(messages + [.string(problem.message)])
            }
        }
        return .object(lists)
    }

    /// Puts a value where the description looks for it; as it is, where it looks at the whole body, too.
    private static func wrap(_ value: JSON, in paths: [[String]]) -> JSON {
        guard let path = paths.first, !paths.contains([]) else { return value }
        return path.reversed().reduce(value) { .object(JSONObject(uniqueMembers: [.init($1, $0)])) }
    }

    /// What a status stands for, where no description says it.
    private static func status(of outcome: String) -> Int {
        switch outcome {
        case "created": 201
        case "found", "updated", "deleted": 200
        case "unauthenticated": 401
        case "forbidden": 403
        case "not_found": 404
        case "invalid": 422
        case "rate_limited": 429
        case "unavailable": 503
        default: 400
        }
    }
}

extension Operation {
    /// The first 2xx that the description declares, for a success.
    fileprivate func declaredStatus(of outcome: String) -> Int? {
        guard outcome == verb.successOutcome else { return nil }
        return responses.lazy.compactMap { Int($0.status) }.first { $0 >= 200 && $0 < 300 }
    }
}
