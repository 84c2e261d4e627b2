import LeadlineCore
import LeadlineLive
import Testing

/// What an answer says of the requests behind it.
@Suite struct RetryRuleTests {
    private static let now = Timestamp(microseconds: 784_111_777_000_000)

    private func rule(_ status: Int, _ retryAfter: String?, _ method: String = "POST", resends: Int = 0) -> RetryRule? {
        var response = HTTPResponse(status: status)
        response.fields["Retry-After"] = retryAfter
        let request = HTTPRequest(method: method, origin: "https://a.example", target: "/")
        return RetryRule(response, to: request, resends: resends, now: Self.now)
    }

    @Test(arguments: [
        ("2", 2), ("0", 0), ("Sun, 06 Nov 1994 08:49:40 GMT", 3), ("Sun, 06 Nov 1994 08:49:30 GMT", 0),
        ("99999999999999999999", 366 * 86_400),
    ]) func `Retry-After is a number of seconds or a date`(field: String, seconds: Int) {
        #expect(rule(503, field)?.pause == .seconds(seconds))
    }

    @Test(arguments: ["", "-1", "soon", "1.5", "Sun, 06 Nov 1994 08:49:40"])
    func `what is neither counts as none`(field: String) {
        #expect(rule(503, field) == nil)
        #expect(rule(429, field)?.reason == "429")
    }

    @Test func `a request that was refused for its rate is sent again, whatever it does, a few times`() {
        let pauses = (0...3).map { rule(429, nil, resends: $0) }
        #expect(pauses.map { $0?.pause } == [.seconds(1), .seconds(2), .seconds(4), .seconds(4)])
        #expect(pauses.map { $0?.mayResend } == [true, true, true, false])
        #expect(rule(429, "7")?.reason == "429 with Retry-After")
    }

    @Test(arguments: [("GET", true), ("HEAD", true), ("POST", false), ("PATCH", false), ("DELETE", false)])
    func `behind a 503 only what changes nothing is sent again`(method: String, mayResend: Bool) {
        #expect(rule(503, "1", method)?.mayResend == mayResend)
        #expect(rule(503, nil, method) == nil)
    }

    @Test(arguments: [200, 301, 400, 500, 502, 504]) func `other answers ask for no pause`(status: Int) {
        #expect(rule(status, "5", "GET") == nil)
    }
}
