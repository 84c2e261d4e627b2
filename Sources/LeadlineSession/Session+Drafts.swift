package import LeadlineAPI
package import LeadlineCore
import LeadlineLanguage

extension Session {
    /// `new`, `set`, `add`, `unset`, `draft`.
    func edit(_ command: Command) throws(Diagnostic) -> CommandResult {
        switch command.action {
        case .new(let collection, let parts): try startDraft(collection, parts, command)
        case .set(let parts):
            try change(command) { draft, composer throws(Diagnostic) in
                try composer.apply(parts, to: &draft.document)
            }
        case .add(let path, let values):
            try change(command) { draft, composer throws(Diagnostic) in
                try self.append(values, at: path, to: &draft, composer)
            }
        case .unset(let paths):
            try change(command) { draft, _ throws(Diagnostic) in
                for path in paths { try self.remove(path, from: &draft) }
            }
        case .draft:
            let draft = try currentDraft(for: command)
            return .shown(.draft(draft, warnings(of: draft.document, for: draft.operation, at: command.location)))
        default: break
        }
        return .done
    }

    func currentDraft(for command: Command) throws(Diagnostic) -> Draft {
        if let draft { return draft }
        throw Diagnostic(
            .error, .unknownName, "there is no draft for '\(command.name.value)'", at: command.name.location,
            help: "begin one with 'new COLLECTION'")
    }

    private func startDraft(_ collection: Located<String>, _ parts: [Part], _ command: Command) throws(Diagnostic) {
        let api = try chosenAPI(for: command)
        let request = Request(verb: .create, collection: collection, selector: .none, parts: [], clauses: [])
        let operation = try operation(of: request, in: api)
        var composed = ComposedDocument()
        try composer(for: operation).apply(parts, to: &composed)
        draft = Draft(api: api, operation: operation, document: composed)
    }

    /// Changes the draft; a mistake leaves it as it was.
    private func change(
        _ command: Command, _ body: (inout Draft, Composer) throws(Diagnostic) -> Void
    ) throws(Diagnostic) {
        var draft = try currentDraft(for: command)
        try body(&draft, composer(for: draft.operation))
        self.draft = draft
    }

    func composer(for operation: LeadlineAPI.Operation) -> Composer {
        Composer(session: self, schema: operation.body?.schema, envelope: operation.body?.envelope)
    }

    private func append(
        _ values: [Value], at path: Path, to draft: inout Draft, _ composer: Composer
    ) throws(Diagnostic) {
        let keys = try evaluator.keys(of: path)
        let name = PathKey.description(keys)
        var list: [JSON]
        switch JSON.object(draft.document.document).value(at: keys[...]) {
        case nil, .null?: list = []
        case .array(let elements)?: list = elements
        case let other?:
            throw Diagnostic(
                .error, .conflictingParts, "'\(name)' is no list: it is \(other.shown)", at: path.location,
                help: "'add' is for lists; 'set' replaces a value")
        }
        let type = composer.schema?.schema(at: keys[...])?.items?.schema.valueType ?? .any
        for value in values { list.append(try evaluator.json(of: value, as: type, for: name)) }
        var document = JSON.object(draft.document.document)
        try document.set(.array(list), at: keys[...], PathContext(whole: keys, location: path.location))
        draft.document.document = document.object ?? draft.document.document
    }

    private func remove(_ path: Path, from draft: inout Draft) throws(Diagnostic) {
        let keys = try evaluator.keys(of: path)
        var document = JSON.object(draft.document.document)
        guard document.unset(keys[...]) else {
            throw Diagnostic(
                .error, .unknownName, "the draft has no '\(PathKey.description(keys))'", at: path.location,
                help: Suggestion.help(
                    for: PathKey.description(keys), in: draft.document.document.members.map(\.name)))
        }
        draft.document.document = document.object ?? draft.document.document
        draft.document.attachments.removeAll { $0.path.starts(with: keys) }
    }

    /// What the API description says of a document: unknown and missing fields, wrong types, values outside a list.
    package func warnings(
        of composed: ComposedDocument, for operation: LeadlineAPI.Operation, at location: SourceLocation
    ) -> [Diagnostic] {
        guard let schema = operation.body?.schema else { return [] }
        let violations = SchemaValidator.violations(of: .object(composed.document), against: schema, .sent)
        let isPartial = operation.verb == .update
        return violations.filter { !isPartial || !$0.isAboutWholeDocuments }.map { $0.warning(at: location) }
    }
}

extension Violation {
    /// Whether it says that something is missing, which only a whole document can be blamed for.
    package var isAboutWholeDocuments: Bool { ["required", "anyOf", "oneOf", "minProperties"].contains(keyword) }

    /// As a warning: the request is sent as written all the same.
    package func warning(at location: SourceLocation) -> Diagnostic {
        let code: DiagnosticCode =
            switch keyword {
            case "unknown": .unknownField
            case "required": .missingField
            case "type": .wrongType
            case "enum", "const", "known": .notInList
            default: .notAsDescribed
            }
        return Diagnostic(
            .warning, code, path.isEmpty ? message : "'\(path)' \(message)", at: location,
            help: suggestion.map { "did you mean '\($0)'?" })
    }
}
