import LeadlineAPI
import LeadlineCore
import LeadlineSession
import Testing

/// `resend`: an exchange again, on this target.
@Suite struct ResendTests {
    private let bench: SessionBench

    init() throws { bench = try SessionBench() }

    private static let lead =
        "name=Ada email=ada@example.com phone=0412345678 dealership_id=1 category=Survey source=Website"

    private func resend(_ command: String) throws -> Exchange {
        guard case .exchange(let exchange) = try bench.perform(command) else {
            Issue.record("no exchange")
            throw CancellationError()
        }
        return exchange
    }

    @Test func `the last that failed is sent again, and known by its number`() throws {
        try bench.perform("create leads \(Self.lead) -> lead; clock advance 3d 1s")
        try bench.perform("update leads/{{lead.id}} set message=late; get apikeys/apikey_details")
        let again = try resend("resend")
        #expect(again.earlier?.number == 2)
        #expect(again.answer.outcome == "too_old")
        #expect(again.request.method == "PUT")
        #expect(again.requestDocument == ["message": "late"])
        #expect(bench.session.exchanges.count == 4)
    }

    @Test func `another key, another outcome`() throws {
        try bench.perform("create leads \(Self.lead)")
        #expect(try resend("resend 1").answer.outcome == "created")
        #expect(try resend("resend 1 as read-only").answer.outcome == "forbidden")
        #expect(try resend("resend 1 as none").request.fields["Authorization"] == nil)
    }

    @Test func `what an exchange of elsewhere had for its connection stays there`() throws {
        let api = try #require(try APICatalog.api(named: "dealerstudio"))
        var request = HTTPRequest(
            method: "POST", origin: "https://customer.test", target: "/api/v1/leads",
            body: Array(#"{"lead":{"name":"Ada"}}"#.utf8))
        for (name, value) in [
            ("Host", "customer.test"), ("Cookie", "a=b"), ("Sec-Fetch-Mode", "cors"), ("X-Own", "1"),
            ("Content-Type", "application/json"), ("Authorization", "<key of its own>"),
        ] { request.fields.append(name, value) }
        var exchange = Exchange(
            request: request, answer: Answer(outcome: "invalid"), sentAt: Timestamp(microseconds: 0))
        exchange.apiName = api.name
        exchange.operation = api.operation(routing: "POST", "/api/v1/leads")
        bench.session.begin(with: [exchange])
        let again = try resend("resend")
        #expect(again.request.origin != "https://customer.test")
        let names = again.request.fields.all.map(\.name).sorted()
        #expect(names == ["Authorization", "Content-Type", "User-Agent", "X-Own"])
        #expect(again.credential?.name == "full")
    }

    @Test func `what cannot be sent again`() {
        #expect(bench.mistake("resend") == "unknown-name: no exchange has failed (nothing was sent yet)")
        #expect(bench.mistake("resend 3") == "wrong-value: there is no exchange 3 (nothing was sent yet)")
    }
}
