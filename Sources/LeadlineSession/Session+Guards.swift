import LeadlineAPI
import LeadlineCore
import LeadlineLanguage

/// A document that was written through the guards, by what it is known: what the server added is not in it.
struct WrittenDocument: Hashable {
    var api: String
    var collection: String
    var id: String
}

/// The guards of a live target: what is written must fit one of them before and behind the write.
extension Session {
    /// Documents that are seen before they are changed together.
    private static let seenAtMost = 100

    func judge(_ outgoing: Outgoing, by guards: [WriteGuard]) throws(Refusal) {
        let known = guards.map(\.text).joined(separator: "; ")
        guard let api = outgoing.api, let operation = outgoing.operation, let collection = outgoing.collection else {
            throw Refusal("it cannot be judged: no API description knows it, and \(targetName) allows only: \(known)")
        }
        let own = guards.filter { $0.collection == collection.name }
        guard !own.isEmpty else {
            throw Refusal("\(targetName) allows writes only to: \(known)")
        }
        if own.contains(where: { $0.condition == nil }) { return }
        let judge = GuardJudge(guards: own, collection: collection, target: targetName)
        if outgoing.call == nil, let pair = outgoing.undescribedParameter {
            throw Refusal("it cannot be judged: no description knows the parameter '\(pair)'")
        }
        switch (operation.verb, operation.selection) {
        case (.create, .none): try judge.check(try document(outgoing), "what is sent")
        case (.update, .id), (.delete, .id): try check(outgoing, api, judge)
        case (.update, .filter), (.delete, .filter): try checkSeveral(outgoing, judge)
        default: throw Refusal("it cannot be judged: \(targetName) allows only: \(known)")
        }
    }

    private func document(_ outgoing: Outgoing) throws(Refusal) -> JSON {
        if let document = outgoing.document { return document }
        throw Refusal("it cannot be judged: what it sends is no JSON document")
    }

    /// One document: the stored one must fit, and what becomes of it.
    private func check(_ outgoing: Outgoing, _ api: API, _ judge: GuardJudge) throws(Refusal) {
        guard let id = outgoing.id(below: target.base(for: api)), !id.isEmpty else {
            throw Refusal("it cannot be judged: its id is not known")
        }
        let name = "the stored \(judge.collection.singular) \(id)"
        guard let stored = storedDocument(id, like: outgoing) ?? written[key(id, api, judge.collection)] else {
            let reads = api.operation(.get, on: judge.collection.name, selecting: .id) != nil
            throw Refusal(
                "it cannot be judged: \(name) "
                    + (reads ? "cannot be read" : "was not created here, and this API does not show it"))
        }
        try judge.check(stored, name)
        if outgoing.operation?.verb == .update { try judge.check(stored, changedBy: try document(outgoing)) }
    }

    /// Those that a `where` finds: as many must fit as it finds, and each that is seen.
    private func checkSeveral(_ outgoing: Outgoing, _ judge: GuardJudge) throws(Refusal) {
        guard outgoing.call != nil else {
            throw Refusal("it cannot be judged: the where of a request that is written as HTTP is not read here")
        }
        let condition = try judge.filter()
        guard let all = matches(outgoing, limit: Self.seenAtMost),
            let fitting = matches(outgoing, and: condition, limit: 1)
        else { throw Refusal("it cannot be judged: the server does not tell how many documents the where finds") }
        guard all.count == fitting.count else {
            throw Refusal(
                "\(judge.rule), and of \(counted(all.count, outgoing)) that the where finds only \(fitting.count) fit")
        }
        let change = outgoing.operation?.verb == .update ? try document(outgoing) : nil
        if let change, judge.names(change), all.count > all.documents.count {
            throw Refusal(
                "it cannot be judged: it sets what the guard asks for in \(counted(all.count, outgoing)), and only "
                    + "\(all.documents.count) can be seen at once")
        }
        for document in all.documents {
            try judge.check(document, "one of those that the where finds")
            if let change { try judge.check(document, changedBy: change) }
        }
    }

    // MARK: What was written

    private func key(_ id: String, _ api: API, _ collection: LeadlineAPI.Collection) -> WrittenDocument {
        WrittenDocument(api: api.name, collection: collection.name, id: id)
    }

    /// Remembers what was written through the guards, so that it can be changed where the API does not show it.
    func note(_ outgoing: Outgoing, _ answer: Answer) {
        guard target.kind == .live, outgoing.isWrite, !target.writes.guards.isEmpty, let api = outgoing.api,
            let operation = outgoing.operation, let collection = outgoing.collection,
            answer.outcome == operation.verb.successOutcome
        else { return }
        switch (operation.verb, operation.selection) {
        case (.create, _):
            guard let id = answer.document?["id"] else { return }
            written[key(id.string ?? id.text(), api, collection)] = outgoing.document
        case (.update, .id):
            guard let id = outgoing.id(below: target.base(for: api)) else { return }
            let key = key(id, api, collection)
            written[key] = outgoing.document.flatMap { written[key]?.changed(by: $0, deeply: true) }
        case (.delete, .id):
            guard let id = outgoing.id(below: target.base(for: api)) else { return }
            written[key(id, api, collection)] = nil
        default: break
        }
    }
}

extension Outgoing {
    /// A parameter of the query that the operation does not have: servers may take it for a field.
    fileprivate var undescribedParameter: String? {
        let known = Set((operation?.parameters ?? []).map(\.name))
        let conditions = Set(changesSeveral ? self.conditions.map(\.name) : [])
        return request.queryPairs.map(\.name).first { !known.contains($0) && !conditions.contains($0) }
    }
}

/// The guards of one collection, of which each has a condition.
struct GuardJudge {
    let guards: [WriteGuard]
    let collection: LeadlineAPI.Collection
    let target: String

    /// `staging allows only: leads where source = leadline-test`
    var rule: String { "\(target) allows only: \(guards.map(\.text).joined(separator: "; "))" }

    func check(_ document: JSON, _ name: String) throws(Refusal) {
        if let reason = try misfit(document) { throw Refusal("\(rule); \(name) does not fit: \(reason)") }
    }

    /// Whether the change leaves the document in the guard. How an API joins objects with stored ones is its own: both ways
    /// must fit.
    func check(_ stored: JSON, changedBy change: JSON) throws(Refusal) {
        for deeply in [false, true] {
            if let reason = try misfit(stored.changed(by: change, deeply: deeply)) {
                throw Refusal("\(rule); what is set does not fit: \(reason)")
            }
        }
    }

    /// Why a document fits none of the guards; nil when it fits one.
    private func misfit(_ document: JSON) throws(Refusal) -> String? {
        let evaluator = Evaluator(DocumentScope(document: document, collection: collection))
        var reasons: [String] = []
        do throws(Diagnostic) {
            for condition in guards.compactMap(\.condition) {
                guard let finding = try evaluator.findings(condition).first else { return nil }
                reasons.append("expected \(finding.subject) \(finding.expected), found \(finding.actual)")
            }
        } catch { throw Refusal("it cannot be judged: \(error.message)") }
        return reasons.joined(separator: "; ")
    }

    /// The condition of all guards, as servers are asked for it.
    func filter() throws(Refusal) -> Filter {
        let evaluator = Evaluator(DocumentScope(document: .null, collection: collection))
        var filters: [Filter] = []
        do throws(Diagnostic) {
            for condition in guards.compactMap(\.condition) {
                filters.append(try evaluator.filter(.predicate(condition), type: collection.valueType))
            }
        } catch { throw Refusal("it cannot be judged: \(error.message)") }
        return filters.count == 1 ? filters[0] : .or(filters)
    }

    /// Whether a change sets something that a guard asks for.
    func names(_ change: JSON) -> Bool {
        let evaluator = Evaluator(DocumentScope(document: .null, collection: collection))
        let members = Set(change.object?.members.map(\.name) ?? [])
        return guards.compactMap(\.condition).flatMap(\.subjects).contains { subject in
            guard let keys = try? evaluator.subjectKeys(subject), case .name(let name)? = keys.first else {
                return true
            }
            return members.contains(name)
        }
    }
}

/// The fields of a document as names of a sentence.
private struct DocumentScope: Scope {
    let document: JSON
    let collection: LeadlineAPI.Collection

    func look(up path: [PathKey]) -> Lookup { document.value(at: path[...]).map { .found(.json($0)) } ?? .missing }
    func type(of path: [PathKey]) -> ValueType { collection.valueType(at: path) }
}

extension JSON {
    /// A document with the members of another in place of its own.
    fileprivate func changed(by other: JSON, deeply: Bool) -> JSON {
        guard var object, let change = other.object else { return other }
        for member in change.members {
            let old = object[member.name]
            let joins = deeply && old?.object != nil && member.value.object != nil
            object[member.name] = joins ? old?.changed(by: member.value, deeply: true) : member.value
        }
        return .object(object)
    }
}

extension Predicate {
    /// What its tests are about.
    fileprivate var subjects: [Subject] {
        switch self {
        case .and(let parts), .or(let parts): parts.flatMap(\.subjects)
        case .test(let test): [test.subject]
        }
    }
}
