import LeadlineAPI
import LeadlineCore
import LeadlineSession
import Testing

/// `next`, `prev`.
@Suite struct PagesTests {
    private let bench: SessionBench

    init() throws {
        bench = try SessionBench()
        try bench.perform("use drivly; mock create customers times 5")
    }

    /// The page that the last request brought.
    private var page: String {
        let body = bench.session.answer?.body
        let count = bench.session.answer?.documents?.array?.count ?? 0
        return "page \(body?["page"]?.number?.text ?? "?") of \(body?["totalPages"]?.number?.text ?? "?"): \(count)"
    }

    @Test func `pages are turned to the end and back`() throws {
        try bench.perform("find customers limit 2 sort email")
        #expect(page == "page 1 of 3: 2")
        try bench.perform("next; next")
        #expect(page == "page 3 of 3: 1")
        #expect(bench.mistake("next") == "unknown-operation: there is no page behind this one")
        try bench.perform("prev; prev")
        #expect(page == "page 1 of 3: 2")
        #expect(bench.mistake("prev") == "unknown-operation: there is no page before this one")
    }

    @Test func `a page is asked for as the find was, but for its clauses`() throws {
        try bench.perform("find customers where email exists limit 2 sort email as read-only; next limit 1")
        let query = try #require(bench.session.exchange?.request.query)
        #expect(query == "where%5Bemail%5D%5Bexists%5D=true&sort=email&page=2&limit=1")
    }

    @Test func `what comes between does not matter`() throws {
        try bench.perform("find customers limit 4; create leads firstName=Ada; mock get leads/1; next")
        #expect(page == "page 2 of 2: 1")
    }

    @Test func `without a find there is no page`() throws {
        let mistake =
            "unknown-operation: 'next' turns the pages of a find, and there is none before it (send a 'find' first)"
        #expect(bench.mistake("next") == mistake)
        try bench.perform("find customers as none")
        #expect(
            bench.mistake("next") == "unknown-operation: there is no page to turn: the last find ended as forbidden")
        try bench.perform("let x={\"a\": null}; find customers; find customers where email is {{x.a}}")
        #expect(bench.mistake("next") == "unknown-operation: there is no page to turn: the last find ended as refused")
    }
}
