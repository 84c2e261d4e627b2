import LeadlineAPI
import LeadlineCore

/// What is known by now of a row on one server: what it has made there, and whether it was shown what others made.
struct RowMemory {
    /// Ids of documents that the row created.
    private(set) var made: Set<String> = []
    /// Whether an answer held documents that the row did not make: from here on what it expects of lists says nothing.
    private(set) var sawOthers = false
    private let sharesData: Bool

    /// The mock gives each row a store of its own; every other server keeps what all rows made.
    init(_ kind: TargetKind) { sharesData = kind != .mock }

    /// `isOtherSum`: the answers of both servers count a different number of documents.
    mutating func learn(_ exchange: Exchange, _ api: API?, isOtherSum: Bool) {
        let answer = exchange.answer
        if sharesData, isOtherSum { sawOthers = true }
        if let listed = answer.listed(api) {
            if sharesData, listed.made(made).count < listed.count { sawOthers = true }
        } else if exchange.request.method == "POST", answer.isSuccess, let body = answer.body {
            made.formUnion(body.allIDs)
        }
    }
}

extension Answer {
    /// The documents of an answer that lists some, also of a request that was written as HTTP.
    func listed(_ api: API?) -> [JSON]? {
        if let documents = documents?.array { return documents }
        guard let body, body.object != nil else { return nil }
        return api?.answer.documents.lazy.filter { !$0.isEmpty }.compactMap { body.value(named: $0)?.array }.first
    }

    /// How many documents there are, of an answer that tells it.
    func sum(_ api: API?) -> JSON? { api?.answer.total.flatMap { body?.value(named: $0) } }
}

extension [JSON] {
    /// Those with one of these ids, or without an id.
    func made(_ ids: Set<String>) -> [JSON] {
        filter { document in document.id.map(ids.contains) ?? true }
    }
}

extension JSON {
    fileprivate var id: String? {
        guard let value = self["id"] ?? self["_id"] else { return nil }
        return value.string ?? value.text()
    }

    /// The ids of this document and of those inside of it.
    fileprivate var allIDs: [String] {
        switch self {
        case .array(let elements): elements.flatMap(\.allIDs)
        case .object(let object): (id.map { [$0] } ?? []) + object.members.flatMap(\.value.allIDs)
        default: []
        }
    }
}
