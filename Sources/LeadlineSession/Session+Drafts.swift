package import LeadlineAPI
package import LeadlineCore
package import LeadlineLanguage

extension Session {
    /// `new`, `set`, `add`, `unset`, `undo`, `redo`, `draft`.
    func edit(_ command: Command) throws(Diagnostic) -> CommandResult {
        switch command.action {
        case .undo:
            guard drafts.undo() else {
                throw Diagnostic(
                    .error, .unknownName, "there is no change of a draft to undo", at: command.name.location,
                    help: "each new, set, add, unset, edit and fill is one change")
            }
            return shownDraft(at: command.location)
        case .redo:
            guard drafts.redo() else {
                throw Diagnostic(
                    .error, .unknownName, "nothing was undone that could be repeated", at: command.name.location,
                    help: "'redo' follows 'undo'; a new change in between ends what can be repeated")
            }
            return shownDraft(at: command.location)
        case .draft:
            _ = try currentDraft(for: command)
            return shownDraft(at: command.location)
        default:
            try change(by: [command])
            return .done
        }
    }

    private func shownDraft(at location: SourceLocation) -> CommandResult {
        guard let draft else { return .shown(.text("there is no draft any more; 'redo' brings it back")) }
        return .shown(.draft(draft, warnings(of: draft.document, for: draft.operation, at: location)))
    }

    package func currentDraft(for command: Command) throws(Diagnostic) -> Draft {
        if let draft { return draft }
        throw Self.noDraft(for: command)
    }

    private static func noDraft(for command: Command) -> Diagnostic {
        Diagnostic(
            .error, .unknownName, "there is no draft for '\(command.name.value)'", at: command.name.location,
            help: "begin one with 'new COLLECTION'")
    }

    /// Changes the draft by several commands, as one change that one `undo` takes back. `use` may stand among them. A
    /// mistake in any of them leaves everything as it was.
    package func change(by commands: [Command]) throws(Diagnostic) {
        let api = api
        var changed = draft
        do throws(Diagnostic) {
            for command in commands {
                if case .use(let name) = command.action {
                    self.api = try resources.catalog.api(named: name)
                } else {
                    changed = try self.changed(changed, by: command)
                }
            }
        } catch {
            self.api = api
            throw error
        }
        if let changed { drafts.change(to: changed) }
    }

    /// A draft as `new`, `set`, `add` or `unset` makes or leaves it.
    func changed(_ draft: Draft?, by command: Command) throws(Diagnostic) -> Draft {
        if case .new(let collection, let parts) = command.action { return try newDraft(collection, parts, command) }
        guard var draft else { throw Self.noDraft(for: command) }
        let composer = composer(for: draft.operation)
        switch command.action {
        case .set(let parts): try composer.apply(parts, to: &draft.document)
        case .add(let path, let values): try append(values, at: path, to: &draft, composer)
        case .unset(let paths): for path in paths { try remove(path, from: &draft) }
        default: break
        }
        return draft
    }

    private func newDraft(
        _ collection: Located<String>, _ parts: [Part], _ command: Command
    ) throws(Diagnostic) -> Draft {
        let api = try chosenAPI(for: command)
        let request = Request(verb: .create, collection: collection, selector: .none, parts: [], clauses: [])
        let operation = try operation(of: request, in: api)
        var composed = ComposedDocument()
        try composer(for: operation).apply(parts, to: &composed)
        return Draft(api: api, operation: operation, document: composed)
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
