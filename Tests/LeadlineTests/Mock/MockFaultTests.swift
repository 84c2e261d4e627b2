import LeadlineAPI
import LeadlineCore
import LeadlineMock
import Testing

@Suite("Faults")
struct MockFaultTests {
    let client: MockClient

    init() throws { client = try .dealerStudio() }

    @Test func latencyTakesTimeOnTheMocksClock() throws {
        client.fault(.latency(.milliseconds(1500)))
        let answer = try client.create()
        #expect(answer.outcome == "created")
        #expect(answer.took == .milliseconds(1500))
        #expect(client.target.now == Universe.start + .milliseconds(1500))
        #expect(try client.create().took == .zero)
    }

    @Test func tooMuchLatencyLosesTheAnswerButNotTheWrite() throws {
        client.fault(.latency(.seconds(31)))
        let answer = try client.create()
        #expect(answer.outcome == "no_answer")
        #expect(answer.took == .seconds(30))
        #expect(client.find().count == 1)
    }

    @Test func aLostAnswerWasPerformed() throws {
        client.fault(.lostAnswer)
        let answer = try client.create()
        #expect(answer.outcome == "no_answer")
        #expect(answer.status == nil)
        #expect(messages(answer) == ["no answer within 30s"])
        #expect(client.target.now == Universe.start + .seconds(30))
        #expect(try client.create().document?["id"] == 2)
    }

    @Test func aResetWasNotPerformed() throws {
        client.fault(.reset)
        let answer = try client.create()
        #expect(answer.outcome == "no_answer")
        #expect(messages(answer) == ["connection reset"])
        #expect(client.find().isEmpty)
    }

    @Test func aMalformedAnswerWasPerformed() throws {
        client.fault(.malformed)
        let (answer, delivery) = try client.deliver(
            Call(try client.operation("leads.create"), document: MockClient.enquiry))
        #expect(answer.outcome == "malformed")
        #expect(answer.body?.string?.hasPrefix(#"{"id":1"#) == true)
        #expect(delivery.reasons == ["fault 'malformed' hit create leads"])
        #expect(client.find().count == 1)
    }

    @Test(
        arguments: [
            (429, "rate_limited", "1"), (503, "unavailable", "1"), (500, "server_error", nil),
            (418, "client_error", nil),
            (401, "unauthenticated", nil), (302, "redirected", nil),
        ] as [(Int, String, String?)])
    func aStatusAnswersInPlaceOfTheService(_ status: Int, _ outcome: String, _ retryAfter: String?) throws {
        client.fault(.status(status))
        let answer = try client.create()
        #expect(answer.status == status)
        #expect(answer.outcome == outcome)
        #expect(answer.fields?["Retry-After"] == retryAfter)
        #expect(client.find().isEmpty)
    }

    @Test func aRateLimitIsToldWithATime() throws {
        client.fault(.rateLimit)
        let answer = try client.create()
        #expect(answer.outcome == "rate_limited")
        #expect(answer.fields?["Retry-After"] == "1")
    }

    @Test func faultsHitOnlyWhatFitsAndAsOftenAsTheySay() throws {
        client.fault(.status(503), times: 2)
        #expect(try client.update("1", ["message": "x"]).outcome == "not_found")
        #expect(try client.create().outcome == "unavailable")
        #expect(try client.create().outcome == "unavailable")
        #expect(try client.create().outcome == "created")
        client.fault(.status(503), times: nil)
        for _ in 0..<5 { #expect(try client.create().outcome == "unavailable") }
        _ = client.target.perform(.faultsOff)
        #expect(try client.create().outcome == "created")
    }

    @Test func severalFaultsComeInTheirOrder() throws {
        client.fault(.latency(.seconds(1)))
        client.fault(.status(500))
        client.fault(.reset)
        let first = try client.create()
        #expect(first.status == 500)
        #expect(first.took == .seconds(1))
        #expect(try client.create().outcome == "no_answer")
        #expect(try client.create().outcome == "created")
    }
}
