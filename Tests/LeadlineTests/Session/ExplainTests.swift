import LeadlineAPI
import LeadlineCore
import LeadlineSession
import Testing

/// `explain` with a `where`.
@Suite struct ExplainTests {
    private static let request =
        #"update leads where state in [TX, "New York"] and (year >= 2020 or phone not exists) set notes=x"#

    @Test func `a where is shown in words, as JSON and as a query string`() throws {
        let bench = try SessionBench()
        try bench.perform("use drivly")
        let lines = bench.shown("explain \(Self.request) limit 5 page 2").split(separator: "\n").map(String.init)
        let and = "where[and][0][state][in][0]=TX&where[and][0][state][in][1]=New York"
        let or = "where[and][1][or][0][year][greater_than_equal]=2020&where[and][1][or][1][phone][exists]=false"
        #expect(
            lines.prefix(6) == [
                #"where     state in ["TX", "New York"] and (year >= 2020 or phone not exists)"#,
                "as JSON   "
                    + #"{"and":[{"state":{"in":["TX","New York"]}},{"or":[{"year":{"greater_than_equal":2020}},"#
                    + #"{"phone":{"exists":false}}]}]}"#,
                "readable  ?\(and)&\(or)&limit=5&page=2",
                "encoded   ?\(PercentEncoding.encode("\(and)&\(or)", keeping: "=&"))&limit=5&page=2",
                "note      limit: ignored before Payload 3.0",
                "note      page: ignored by every version of Payload",
            ])
        #expect(lines[7].hasPrefix("  --url 'https://commerce.driv.ly/api/leads?where%5Band%5D"))
        #expect(bench.session.exchange == nil)
    }

    @Test func `the last request is explained in the same way`() throws {
        let bench = try SessionBench()
        try bench.perform("use drivly")
        let before = bench.shown("explain \(Self.request)")
        try bench.perform(Self.request)
        #expect(bench.shown("explain") == before)
    }

    /// Commands that are carried out before, and a request that is shown and then sent.
    @Test(arguments: [
        ("new leads firstName=Ada", "send as read-only"),
        ("mock create leads times 9; find leads limit 3", "next depth 1"),
        ("find leads limit 1 page 2", "prev"), ("", "request POST /api/leads json {\"firstName\": \"Ada\"}"),
        ("", "curl https://commerce.driv.ly/api/leads?limit=1 -H 'Authorization: <api-key>'"),
    ]) func `whatever sends a request can be explained`(before: String, request: String) throws {
        let bench = try SessionBench()
        try bench.perform("use drivly; \(before)")
        let count = bench.session.requestCount
        let explained = bench.shown("explain \(request)")
        #expect(explained.contains("--url 'https://commerce.driv.ly/api/leads"))
        #expect(bench.session.requestCount == count)
        try bench.perform(request)
        #expect(bench.session.requestCount == count + 1)
        #expect(bench.shown("explain") == explained)
    }

    @Test func `a pasted curl command of leadline's own uses the key that it names`() throws {
        let bench = try SessionBench()
        try bench.perform("use drivly")
        let curl = bench.shown("explain create leads firstName=Ada as read-only")
        try bench.perform(curl)
        #expect(bench.session.answer?.outcome == "forbidden")
        try bench.perform(curl.replacing("<key read-only>", with: "<api-key>"))
        #expect(bench.session.answer?.outcome == "created")
    }
}
