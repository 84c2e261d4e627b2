import LeadlineAPI
import LeadlineCore
import LeadlineLanguage

@testable import LeadlineMock

/// A server with what was drawn in it, which is asked.
struct QueryWorld {
    enum Found: Equatable {
        case ids([String])
        case failed(Int)

        var ids: [String]? { if case .ids(let ids) = self { ids } else { nil } }
        var set: Set<String>? { ids.map { Set($0) } }
    }

    let profile: PayloadProfile
    private(set) var bench: WritingBench

    init(_ draw: QueryDraw, _ profile: PayloadProfile = .v3) {
        self.profile = profile
        let others = PayloadCollection("others", fields: QueryDraw.otherFields)
        bench = WritingBench(draw.fields, profile, others: [others])
        for other in draw.others { bench.seed(other, in: "others") }
        for document in draw.documents { bench.seed(document) }
    }

    /// Asked through the query string that a client sends, or with the values as they are.
    func find(_ filter: Filter?, asTyped: Bool = false, sort: String? = nil) -> Found {
        switch page(asTyped ? filter?.json : filter.map(read), sort: sort, limit: 0, 1) {
        case .success(let page): .ids(page.ids)
        case .failure(let error): .failed(error.status)
        }
    }

    /// What the server reads of the query string of a condition.
    func read(_ filter: Filter) -> JSON {
        PayloadQueryString(profile).parse(BracketQuery.pairs(of: filter.json, as: "where").encoded)["where"] ?? .null
    }

    struct Page {
        var ids: [String]
        /// Without its documents.
        var totals: JSON
    }

    func page(_ condition: JSON?, sort: String?, limit: Int, _ number: Int) -> Result<Page, PayloadError> {
        var query: JSONObject = ["limit": .string("\(limit)"), "page": .string("\(number)")]
        query["sort"] = sort.map { .string($0) }
        query["where"] = condition
        guard let things = bench.server.collections["things"] else { return .success(Page(ids: [], totals: .null)) }
        let request = PayloadRequest(
            collection: things, id: nil, query: query, http: HTTPRequest(method: "GET", origin: "", target: "/"),
            profile: profile, now: bench.now)
        do throws(PayloadError) {
            let page = try PayloadSearch(bench.server, request, bench.state).page(.all)
            return .success(Page(ids: page.documents.map(\.id), totals: page.json { .string($0.id) }))
        } catch {
            return .failure(error)
        }
    }

    /// The documents as they are stored.
    var documents: [JSONObject] { bench.state["test", "things"].documents.map(\.fields) }

    mutating func update(_ filter: Filter, _ change: JSONObject) -> WritingBench.Answer {
        let query = BracketQuery.pairs(of: filter.json, as: "where").encoded
        return bench.send("PATCH", "things?\(query)", .object(change))
    }
}
