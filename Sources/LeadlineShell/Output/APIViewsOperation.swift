import LeadlineAPI
import LeadlineCore
import LeadlineLanguage

extension APIViews {
    mutating func show(_ operation: Operation, of api: API) {
        page.title("\(api.name).\(operation.name)", operation.summary)
        page.verbatim("\(operation.method) \(api.origin)\(api.basePath)\(operation.path)")
        page.verbatim("\(api.credential.header): \(api.credential.prefix)KEY")
        if !operation.description.isEmpty || !operation.isDocumented { page.separate() }
        page.paragraph(operation.description)
        if !operation.isDocumented { page.paragraph("Not in the provider's pages, but seen to work.") }
        page.heading("Command")
        page.verbatim(operation.command)
        parameters(operation)
        if let body = operation.body { show(body, of: operation, api) }
        outcomes(operation, api)
        mock(operation, api)
        guard let example = operation.body?.example else { return }
        page.heading("Example", "as the provider shows it")
        page.verbatim(example.prettyText())
    }

    private mutating func parameters(_ operation: Operation) {
        guard !operation.parameters.isEmpty else { return }
        page.heading("Parameters")
        page.table(
            operation.parameters.map { parameter in
                let cells: [APIViewsPage.Cell] = [
                    .init(parameter.name, .strong), .init(parameter.place.rawValue),
                    .init(parameter.schema.typeText, .faint),
                    .init(parameter.isRequired ? "required" : ""),
                    .init(([parameter.description] + [parameter.note].compactMap(\.self)).joined(separator: "; ")),
                ]
                return (cells, [])
            })
    }

    private mutating func show(_ body: Operation.RequestBody, of operation: Operation, _ api: API) {
        var remark = body.mediaTypes.joined(separator: " or ")
        if let envelope = body.envelope { remark = "{\"\(envelope)\": {...}} as \(remark)" }
        // An update sends what changes; the marks are those of the document that results.
        let document = api.collection(operation.collection)?.document
        let required = operation.verb == .update ? document?.required ?? [] : body.schema.required
        var schema = body.schema
        schema.properties.removeAll { $0.schema.isReadOnly }
        fields("Body", remark: remark, of: schema, required: required)
        if let note = body.schema.note ?? document?.note {
            page.paragraph("A \(api.collection(operation.collection)?.singular ?? "body") \(note).")
        }
        if schema.properties.contains(where: { $0.schema.values.count > 5 }) {
            page.paragraph("All values of a field: leadline api show \(api.name).\(operation.collection).FIELD", .faint)
        }
    }

    /// Each declared answer by the name of its outcome: how it is told, what it means, its body if it is short.
    private mutating func outcomes(_ operation: Operation, _ api: API) {
        var rows: [(cells: [APIViewsPage.Cell], notes: [APIViewsPage.Cell])] = []
        for response in operation.responses {
            for example in response.examples {
                let rule = api.outcomes.first { $0.name == example.name && $0.applies(to: operation) }
                var notes: [APIViewsPage.Cell] = []
                let told =
                    rule.map { "status \(response.status); told by: \($0.sentence)" } ?? "status \(response.status)"
                notes.append(.init(rule?.summary ?? example.summary))
                let body = example.value.shown
                if DisplayText.width(body) <= 80, !response.status.hasPrefix("2") { notes.append(.init(body, .faint)) }
                rows.append(([.init(example.name, .strong), .init(told)], notes.filter { !$0.text.isEmpty }))
            }
        }
        let shown = operation.responses.flatMap(\.examples).map(\.name)
        for name in api.describedOutcomes(of: operation) where !shown.contains(name) {
            if let rule = api.outcomes.first(where: { $0.name == name && $0.applies(to: operation) }) {
                rows.append(([.init(name, .strong), .init("told by: \(rule.sentence)")], [.init(rule.summary)]))
            } else {
                rows.append(([.init(name, .strong), .init(meaning(of: name, operation))], []))
            }
        }
        page.heading("Outcomes", "expect outcome is NAME")
        page.table(rows)
    }

    /// What the description says of a status with this outcome, else what the outcome is everywhere.
    private func meaning(of outcome: String, _ operation: Operation) -> String {
        let response = operation.responses.first { response in
            guard let status = Int(response.status) else { return false }
            let isSuccess = (200..<300).contains(status)
            return isSuccess ? outcome == operation.verb.successOutcome : outcome == Outcome.name(ofStatus: status)
        }
        if let response { return "status \(response.status): \(response.description)" }
        switch outcome {
        case "unauthenticated": return "No key is sent, or one that nobody issued"
        case "forbidden": return "The key lacks the permission '\(operation.permission ?? "")'"
        case "not_found": return "There is no such document"
        case "invalid": return "A field is missing, or is not as described"
        default: return ""
        }
    }

    private mutating func mock(_ operation: Operation, _ api: API) {
        let rules = api.mock.rules.filter { $0.operations.isEmpty || $0.operations.contains(operation.name) }
        if !rules.isEmpty {
            page.heading("Rules of the mock")
            page.table(rules.map { ruleRow($0) })
        }
        page.heading("Keys of the mock", "as NAME")
        page.table(
            api.mock.keys.map { key in
                let isEnough = operation.permission.map { key.permissions.contains($0) } ?? key.isIssued
                // A Payload server refuses a request without a key as it refuses one whose key may not do it.
                let refusal = key.isIssued || api.dialect != .plain ? "forbidden" : "unauthenticated"
                let remark = isEnough || !operation.needsKey ? "" : refusal
                return ([.init(key.name, .strong), .init(remark, .faint), .init(key.summary)], [])
            })
    }
}

extension Operation {
    /// The command that means this operation.
    fileprivate var command: String {
        let target =
            switch selection {
            case .none: collection
            case .id: "\(collection)/ID"
            case .filter: "\(collection) where CONDITION"
            case .document(let name): "\(collection)/\(name)"
            }
        let fields = verb == .create ? " FIELD=VALUE..." : verb == .update ? " set FIELD=VALUE..." : ""
        return "\(verb.rawValue) \(target)\(fields)"
    }
}
