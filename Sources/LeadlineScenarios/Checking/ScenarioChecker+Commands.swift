import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineSession

extension ScenarioChecker {
    func check(_ command: Command, in step: Step) {
        names(in: step).visit(command)
        checkAction(of: command, in: step)
        bindNames(of: command)
    }

    private func checkAction(of command: Command, in step: Step) {
        switch command.action {
        case .request(let request): check(request, command, in: step)
        case .raw(let raw): check(raw, in: step)
        case .curl(let words): check(curl: words, command)
        case .send(let clauses): checkSend(clauses, command, in: step)
        case .page(_, let clauses): checkPage(clauses, command, in: step)
        // Which exchange it is and where it goes is known when it runs.
        case .resend: knowledge.answer = .anything
        case .new(let collection, let parts): begin(collection, parts, command, in: step)
        case .set(let parts): checkDraft(parts, command, in: step)
        case .add, .unset, .draft: _ = draft(for: command)
        case .bind(let assignments): for assignment in assignments { checkNotAName(assignment.value) }
        case .use(let name):
            knowledge.api = collect { () throws(Diagnostic) in try reachable(name) }
        case .run(let file, let parameters, _): check(run: file, parameters, command)
        case .clock(.advance(let duration)?): checkDuration(duration, in: step)
        case .target(let choice): check(choice)
        case .clock(.set(let value)?): checkReadable(value, as: .time, of: [.name("clock set")], in: step)
        case .fault(let plan): check(plan, command, in: step)
        case .mock(let request, let times): check(stored: request, times, command, in: step)
        case .explain(let inner?): check(explained: inner, in: step)
        default: break
        }
    }

    /// What is explained is not sent: all that is known stays as it was.
    private func check(explained command: Command, in step: Step) {
        knowledge.keepingAnswers { checkAction(of: command, in: step) }
        for name in command.boundNames { checkBinding(name) }
    }

    /// The names of a command are known from here on, with what is known of them.
    private func bindNames(of command: Command) {
        for name in command.boundNames {
            checkBinding(name)
            switch command.action {
            case .bind: knowledge.names[name.value] = .some(nil)
            case .run: knowledge.names[name.value] = .some(knowledge.includedSchema)
            case .request(let request) where request.sendsRows:
                knowledge.names[name.value] = .some(knowledge.answerSchema.map { Schema(listOf: $0) })
            default: knowledge.names[name.value] = .some(knowledge.answerSchema)
            }
        }
    }

    private func api(for command: Command) -> API? {
        if let api = knowledge.api { return api }
        // An unknown name was reported where it stands.
        if scenario.api == nil {
            report(
                .unknownAPI, "no API is chosen for '\(command.name.value)'", at: command.name.location,
                help:
                    "add 'api: NAME' to the file, or 'use NAME' before it: \(resources.catalog.names.joined(separator: ", "))"
            )
        }
        return nil
    }

    // MARK: Requests

    private func check(_ request: Request, _ command: Command, in step: Step) {
        guard let api = api(for: command) else {
            knowledge.answer = .anything
            return
        }
        let operation = collect { () throws(Diagnostic) in
            try OperationLookup(api: api).operation(of: request) { $0.text.literal ?? "…" }
        }
        guard let operation else {
            knowledge.answer = .anything
            return
        }
        check(request.clauses, of: operation, api, in: step)
        if case .filter(let filter) = request.selector, let collection = api.collection(request.collection.value) {
            check(filter: filter, of: collection, in: step)
            check(readable: filter, of: collection, sentTo: api)
        }
        if let body = operation.body {
            // What the rows of a file leave out is told for none of them.
            let others = check(rowsOf: request, body.schema, in: step)
            check(
                others ?? request.parts, for: request.verb == .create && others == nil ? .whole : .change,
                schema: body.schema, envelope: body.envelope, command, in: step)
        }
        knowledge.answer = .origin(.operation(operation, api))
    }

    private func check(_ clauses: [Clause], of operation: LeadlineAPI.Operation, _ api: API, in step: Step) {
        let known = Set(operation.parameters.filter { $0.place == .query }.map(\.name))
        for clause in clauses {
            if let name = clause.kind.parameterName, !known.contains(name) {
                report(
                    .unknownClause, "'\(api.name).\(operation.name)' has no '\(name)'", at: clause.location,
                    help: known.isEmpty
                        ? "it takes 'as', 'header' and '->'" : "it takes \(known.sorted().joined(separator: ", "))")
            }
            checkKeyOrHeader(clause, api, in: step)
            if let value = clause.kind.value { checkNotAName(value) }
        }
    }

    private func checkKeyOrHeader(_ clause: Clause, _ api: API?, in step: Step) {
        switch clause.kind {
        case .key(let value): if let api { checkKey(value, api, in: step) }
        case .header(_, let value):
            for case .word(let word) in candidates.values(of: value, in: step) ?? [value] {
                for case .text(let text) in word.text.parts {
                    if let mistake = Session.headerMistake(text, at: word.text.location) { diagnostics.append(mistake) }
                }
            }
        default: break
        }
    }

    private func checkKey(_ value: Value, _ api: API, in step: Step) {
        guard chosenKind == nil else { return }
        let names = provider.keyNames(for: api)
        for candidate in candidates.values(of: value, in: step) ?? [] {
            guard case .word(let word) = candidate, let name = word.text.literal, !names.contains(name) else {
                continue
            }
            report(
                .unknownKeyName, "the target \(provider.description) has no key '\(name)' for '\(api.name)'",
                at: candidate.location, help: Suggestion.help(for: name, in: names))
        }
    }

    private func check(_ raw: RawRequest, in step: Step) {
        for clause in raw.clauses { checkKeyOrHeader(clause, knowledge.api, in: step) }
        if case .word(let word) = raw.url, let written = word.text.literal {
            if !written.hasPrefix("/") {
                let url = Located(written, raw.url.location)
                _ = collect { () throws(Diagnostic) in
                    try resources.catalog.api(ofURL: url, on: chosenKind ?? provider.kind)
                }
            }
        } else if knowledge.api == nil || !raw.url.isPath {
            // Only the run tells which API it goes to.
            _ = collect { () throws(Diagnostic) in
                raw.url.isPath ? try resources.catalog.answeringPaths() : try resources.catalog.all()
            }
        }
        knowledge.answer = .anything
    }

    private func check(curl words: [Located<String>], _ command: Command) {
        _ = collect { () throws(Diagnostic) in
            let curl = try CurlCommand(words, at: command.location) { path, location throws(Diagnostic) in
                try resources.file(Paths.join(scenario.folder, path), at: location)
            }
            return try resources.catalog.api(of: curl)
        }
        knowledge.answer = .anything
    }

    private func checkPage(_ clauses: [Clause], _ command: Command, in step: Step) {
        if case .origin(.operation(let operation, let api)) = knowledge.find,
            operation.parameters.contains(where: { $0.name == "page" })
        {
            check(clauses, of: operation, api, in: step)
            knowledge.answer = knowledge.find
            return
        }
        if knowledge.isOpen { return }
        report(
            .unknownOperation, "'\(command.name.value)' turns the pages of a find, and there is none before it",
            at: command.name.location, help: "send a 'find' first")
    }

    // MARK: Drafts

    private func begin(_ collection: Located<String>, _ parts: [Part], _ command: Command, in step: Step) {
        guard let api = api(for: command) else { return }
        let request = Request(verb: .create, collection: collection, selector: .none, parts: [], clauses: [])
        let operation = collect { () throws(Diagnostic) in
            try OperationLookup(api: api).operation(of: request) { _ in "" }
        }
        guard let operation else { return }
        knowledge.draft = (api, operation)
        check(
            parts, for: .change, schema: operation.body?.schema, envelope: operation.body?.envelope, command, in: step
        )
    }

    private func draft(for command: Command) -> (api: API, operation: LeadlineAPI.Operation)? {
        if let draft = knowledge.draft { return draft }
        if knowledge.isOpen { return nil }
        report(
            .unknownName, "there is no draft for '\(command.name.value)'", at: command.name.location,
            help: "begin one with 'new COLLECTION'")
        return nil
    }

    private func checkDraft(_ parts: [Part], _ command: Command, in step: Step) {
        guard let (_, operation) = draft(for: command) else { return }
        check(
            parts, for: .change, schema: operation.body?.schema, envelope: operation.body?.envelope, command, in: step
        )
    }

    private func checkSend(_ clauses: [Clause], _ command: Command, in step: Step) {
        guard let (api, operation) = draft(for: command) else { return }
        check(clauses, of: operation, api, in: step)
        knowledge.answer = .origin(.operation(operation, api))
    }

    // MARK: The mock

    private func collection(_ name: Located<String>, of api: API) -> Collection? {
        if let collection = api.collection(name.value) { return collection }
        report(
            .unknownCollection, "unknown collection '\(name.value)' of '\(api.name)'", at: name.location,
            help: Suggestion.help(for: name.value, in: api.collections.map(\.name)))
        return nil
    }

    private func check(stored request: Request, _ times: Value?, _ command: Command, in step: Step) {
        guard let api = api(for: command), let collection = collection(request.collection, of: api) else {
            knowledge.answer = .anything
            return
        }
        if let times { checkCount(times, "times", Session.storedCounts, in: step) }
        checkStored(request.clauses, in: step)
        if case .filter(let filter) = request.selector {
            check(filter: filter, of: collection, in: step)
            check(readable: filter, of: collection, sentTo: nil)
        }
        check(request.parts, for: .stored, schema: collection.document, envelope: nil, command, in: step)
        knowledge.answer = .origin(.store(request.verb, collection))
    }

    private func check(_ plan: FaultPlan, _ command: Command, in step: Step) {
        guard let api = api(for: command), collection(plan.collection, of: api) != nil else { return }
        if OperationLookup(api: api).operations(plan.verb.value, on: plan.collection.value).isEmpty {
            report(
                .unknownOperation, "'\(api.name)' has no '\(plan.verb.value.rawValue) \(plan.collection.value)'",
                at: plan.verb.location.through(plan.collection.location),
                help: Suggestion.oneOf(api.operations.map { "\($0.verb.rawValue) \($0.collection)" }))
        }
        if case .latency(let duration) = plan.kind { checkDuration(duration, in: step) }
        if case .status(let value) = plan.kind { checkCount(value, "a status", Session.statuses, in: step) }
        if case .times(let value) = plan.repetition { checkCount(value, "times", Session.faultCounts, in: step) }
    }

    // MARK: Other files

    private func check(run file: Value, _ parameters: [Assignment], _ command: Command) {
        knowledge.answer = .anything
        guard case .word(let word) = file, let name = word.text.literal else { return }
        let path = Paths.join(scenario.folder, name)
        if let start = chain.firstIndex(of: path) {
            // Met again from another of its files, it is the same circle.
            guard library.isNew(circle: Set(chain[start...])) else { return }
            report(
                .runCycle, "files run each other in a circle: \((chain + [path]).joined(separator: " runs "))",
                at: file.location, help: "move what both need into a file of its own")
            return
        }
        let known = library.inclusion(path)
        guard chain.count + (known?.depth ?? 1) <= ScenarioLibrary.depthLimit else {
            diagnostics.append(ScenarioLibrary.tooDeep(at: file.location))
            return
        }
        let (inner, mistakes) = library.read(path)
        diagnostics += mistakes.map { $0.located(at: file.location) }
        guard let inner else { return }
        checkRun(of: inner, parameters, at: file.location)
        let inclusion = known ?? check(included: inner)
        diagnostics += inclusion.diagnostics
        depth = max(depth, inclusion.depth + 1)
        knowledge.includedSchema = inclusion.names
    }

    /// Checks a file once, whatever number of commands run it.
    private func check(included inner: Scenario) -> Inclusion {
        let checker = ScenarioChecker(
            scenario: inner, resources: resources, library: library, provider: provider, parameters: [:], chain: chain)
        let found = checker.check()
        let inclusion = Inclusion(
            diagnostics: found, names: Schema(members: checker.knowledge.names.compactMapValues { $0 }),
            depth: checker.depth)
        library.keep(inclusion, of: inner.source.name)
        return inclusion
    }

    private func checkRun(of inner: Scenario, _ parameters: [Assignment], at location: SourceLocation) {
        let forbidden: [(String, Bool)] = [
            ("table", inner.table != nil), ("matrix", !inner.matrix.isEmpty), ("retries", inner.retries > 0),
        ]
        for (key, isThere) in forbidden where isThere {
            report(
                .notAllowedHere, "a file that is run has no '\(key)'", at: location,
                help: "move it to the file that runs it")
        }
        let declared = inner.parameters.map(\.name.value)
        for parameter in parameters where !declared.contains(parameter.name.value) {
            report(
                .unknownParameter, "'\(inner.source.name)' has no parameter '\(parameter.name.value)'",
                at: parameter.name.location,
                help: declared.isEmpty
                    ? "it declares none: add 'params' there" : Suggestion.help(for: parameter.name.value, in: declared))
        }
    }
}

extension Value {
    /// Whether it surely begins with a slash, whatever its placeholders bring.
    fileprivate var isPath: Bool {
        guard case .word(let word) = self, case .text(let text)? = word.text.parts.first else { return false }
        return text.hasPrefix("/")
    }
}

extension Clause.Kind {
    /// The query parameter that the clause sets.
    fileprivate var parameterName: String? {
        switch self {
        case .sort: "sort"
        case .limit: "limit"
        case .page: "page"
        case .depth: "depth"
        case .locale: "locale"
        case .fallbackLocale: "fallback-locale"
        case .key, .header, .bind: nil
        }
    }

    fileprivate var value: Value? {
        switch self {
        case .sort, .bind, .header: nil
        case .limit(let value), .page(let value), .depth(let value), .locale(let value), .fallbackLocale(let value),
            .key(let value):
            value
        }
    }
}
