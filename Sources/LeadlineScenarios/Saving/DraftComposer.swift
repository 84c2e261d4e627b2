import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineSession

/// Writes a draft as the one request that it became. What was typed is kept where it makes what was sent; what an editor
/// or questions put in, and what cannot be written as it was typed, becomes the value that was sent.
struct DraftComposer {
    let runner: ScenarioRunner
    let folder: String

    func request(
        _ draft: DraftParts, _ clauses: [Clause], _ send: CarriedOut, api: String?, answers: [Answer?]
    ) throws(Diagnostic) -> Command {
        let location = send.command.location
        guard case .exchange(let exchange)? = send.result, let operation = exchange.operation,
            case .object(let sent)? = exchange.requestDocument
        else {
            throw Diagnostic(
                .error, .notReproducible, "the draft that was sent is not known any more", at: location,
                help: "save without this 'send': give 'last N'")
        }
        let collection = draft.collection ?? Located(operation.collection, location)
        let parts = parts(draft, sent, exchange.apiName ?? api, collection, location, answers)
        let request = Request(verb: .create, collection: collection, selector: .none, parts: parts, clauses: clauses)
        return Command(action: .request(request), location: location, name: Located("create", location))
    }

    private func parts(
        _ draft: DraftParts, _ sent: JSONObject, _ api: String?, _ collection: Located<String>,
        _ location: SourceLocation, _ answers: [Answer?]
    ) -> [Part] {
        func document(_ parts: [Part]) -> JSONObject? { self.document(parts, api, collection) }
        let stable = draft.items.filter { item in
            !(item.part.readsAnswer && answers[item.passage...].contains { $0 != nil })
        }.map(\.part)
        let literal = document(stable.filter { !$0.hasPlaceholders })
        var open: Set<String> = []
        let kept = stable.filter { part in
            switch part {
            case .from:
                if part.hasPlaceholders { return true }
                return document([part])?.members.allSatisfy { sent[$0.name] != nil } ?? false
            case .assign(let path, _):
                guard let name = path.first, let value = sent[name] else { return false }
                if part.hasPlaceholders {
                    open.insert(name)
                    return true
                }
                return open.contains(name) || literal?[name] == value
            }
        }
        let reached = document(kept.filter { !$0.hasPlaceholders })
        let readsObject = kept.contains { part in if case .from = part { part.hasPlaceholders } else { false } }
        let missing = sent.members.filter { member in
            !open.contains(member.name) && reached?[member.name] != member.value
                && !(readsObject && reached?[member.name] == nil)
        }
        return kept
            + missing.map { member in
                let name = Template(literal: member.name, location)
                return .assign(
                    Path(steps: [.name(name)], location: location), Value(json: member.value, at: location))
            }
    }

    /// The document that parts make; nil where they make none.
    private func document(_ parts: [Part], _ api: String?, _ collection: Located<String>) -> JSONObject? {
        let target = runner.provider.open(TargetSettings(clock: nil, seed: 0, label: "draft"))
        let session = Session(resources: runner.resources, target: target, folder: folder, runID: "")
        session.api = api.flatMap { name in try? runner.resources.catalog.api(named: collection.map { _ in name }) }
        let command = Command(
            action: .new(collection, parts), location: collection.location, name: collection.map { _ in "new" })
        guard (try? session.perform(command)) != nil else { return nil }
        return session.draft?.document.document
    }
}

extension Part {
    fileprivate var value: Value {
        switch self {
        case .assign(_, let value), .from(let value): value
        }
    }

    fileprivate var hasPlaceholders: Bool {
        if case .assign(let path, _) = self, path.literalKeys == nil { return true }
        return value.hasPlaceholders
    }

    /// Whether it names the last answer or the clock, which are others when the draft is sent.
    fileprivate var readsAnswer: Bool {
        SyntaxVisitor.finds(ReservedNames.answer + ["now"]) { $0.visit(value) }
    }
}
