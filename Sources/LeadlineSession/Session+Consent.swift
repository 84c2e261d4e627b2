package import LeadlineAPI
package import LeadlineCore
import LeadlineLanguage

/// What somebody is asked before it is sent.
package struct WriteQuestion: Sendable {
    /// `update 3 leads`
    package var change: String
    /// `staging (https://staging.example)`; nil of a mock.
    package var place: String?
    /// What to know before the answer, a sentence each.
    package var notes: [String]
    /// The first of the documents that are changed, and what they look like.
    package var preview: [JSON]
    package var schema: Schema?

    init(_ change: String, at place: String? = nil, notes: [String] = []) {
        self.change = change
        self.place = place
        self.notes = notes
        preview = []
    }
}

/// Why something is not sent.
struct Refusal: Error {
    /// A sentence.
    var reason: String
    /// Whether somebody was asked, and said no.
    var isDeclined = false

    init(_ reason: String) { self.reason = reason }

    static var declined: Refusal {
        var refusal = Refusal("it was not confirmed")
        refusal.isDeclined = true
        return refusal
    }
}

/// What may be written to a live server: as its profile says, as its guards say, and with somebody's consent. Everything
/// that is sent comes by here.
///
/// Between the judgement and the write somebody else may change a document: no API offers more than that.
extension Session {
    /// How many documents were counted, where they were: `3 leads`.
    func permit(_ outgoing: Outgoing) throws(Refusal) -> String? {
        switch target.kind {
        case .live:
            guard outgoing.isWrite else { return nil }
            try judge(outgoing)
            return try consent(to: outgoing)
        case .mock:
            guard outgoing.changesSeveral, outgoing.call != nil, keepsExchanges || maximumAffected != nil else {
                return nil
            }
            return try confirm(outgoing, storedMatches(outgoing))
        // A recording is changed by nothing.
        case .replay: return nil
        }
    }

    /// Whether all rows of a file may be written: each is judged, and one question is asked for all.
    func permit(_ batch: [Outgoing]) throws(Refusal) {
        guard target.kind == .live, let first = batch.first else { return }
        for outgoing in batch { try judge(outgoing) }
        _ = try consent(to: first, count: batch.count)
    }

    /// `staging (https://staging.example)`
    private func place(of outgoing: Outgoing) -> String { "\(targetName) (\(outgoing.request.origin))" }

    /// What can be told without anybody's answer.
    private func judge(_ outgoing: Outgoing) throws(Refusal) {
        if hasConsent { return }
        let rules = target.writes
        if rules.consent == .deny {
            throw Refusal("the profile '\(targetName)' denies writes to \(outgoing.request.origin)")
        }
        if let ambiguity = outgoing.ambiguity { throw Refusal("it cannot be judged: \(ambiguity)") }
        if outgoing.changesSeveral, outgoing.conditions.isEmpty {
            throw Refusal("without a where it would change every document of '\(outgoing.operation?.collection ?? "")'")
        }
        if rules.consent == .ask, !allowsWrites, confirmsChange == nil {
            throw Refusal(
                "the profile '\(targetName)' asks before it writes to \(outgoing.request.origin): --allow-writes says yes"
            )
        }
        if !rules.guards.isEmpty { try judge(outgoing, by: rules.guards) }
    }

    /// Asks, where somebody is to be asked.
    private func consent(to outgoing: Outgoing, count: Int = 1) throws(Refusal) -> String? {
        if hasConsent { return nil }
        if outgoing.changesSeveral {
            // Nobody looks at the number and nothing depends on it: then the server is not asked.
            guard keepsExchanges || maximumAffected != nil || confirmsChange != nil else { return nil }
            return try confirm(outgoing, matches(outgoing, limit: Self.previewed))
        }
        guard target.writes.consent == .ask, !allowsWrites, let confirmsChange else { return nil }
        let question = WriteQuestion(
            change(outgoing, count: count), at: place(of: outgoing), notes: consequences(of: outgoing))
        guard confirmsChange(question) else { throw .declined }
        return nil
    }

    /// Documents that are shown before they are changed.
    private static let previewed = 5

    /// A change to several documents goes when not more are touched than allowed, and when somebody who is there agrees.
    private func confirm(_ outgoing: Outgoing, _ matches: Matches?) throws(Refusal) -> String? {
        if let reason = surprise(matches?.count, outgoing) { throw Refusal(reason) }
        guard let matches else { return nil }
        let counted = counted(matches.count, outgoing)
        guard matches.count > 0, let confirmsChange else { return counted }
        var question = WriteQuestion("\(outgoing.operation?.verb.rawValue ?? "change") \(counted)")
        if target.kind == .live {
            question.place = place(of: outgoing)
            question.notes = consequences(of: outgoing)
            question.preview = Array(matches.documents.prefix(Self.previewed))
            question.schema = outgoing.collection?.document
        }
        guard confirmsChange(question) else { throw .declined }
        return counted
    }

    // MARK: Words

    /// `create 1 lead`, `update lead 1001`, `POST /x`
    private func change(_ outgoing: Outgoing, count: Int) -> String {
        guard let operation = outgoing.operation, let collection = outgoing.collection else {
            return "\(outgoing.request.method) \(outgoing.request.path), which no description knows,"
        }
        if let id = outgoing.id(below: outgoing.api.map(target.base)) {
            return "\(operation.verb.rawValue) \(collection.singular) \(id)"
        }
        return "\(operation.verb.rawValue) \(counted(count, outgoing))"
    }

    /// What cannot be undone, as far as the API description tells.
    private func consequences(of outgoing: Outgoing) -> [String] {
        guard let verb = outgoing.operation?.verb, let api = outgoing.api, let collection = outgoing.collection else {
            return []
        }
        let own = api.operations.filter { $0.collection == collection.name }.map(\.verb)
        let isReadable = own.contains(.get) || own.contains(.find)
        let name = collection.plural
        switch verb {
        case .create where !own.contains(.delete):
            return ["it cannot be undone: this API deletes no \(name)" + (isReadable ? "" : " and shows none")]
        case .update where !isReadable:
            return ["it cannot be undone: this API shows no \(name), so that nothing tells what stood there before"]
        case .delete: return ["it cannot be undone"]
        case .create, .update, .get, .find: return []
        }
    }

    /// `1 lead`, `3 leads`.
    func counted(_ count: Int, _ outgoing: Outgoing) -> String {
        let collection = outgoing.collection
        return "\(count) \((count == 1 ? collection?.singular : collection?.plural) ?? "documents")"
    }
}
