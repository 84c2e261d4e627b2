import LeadlineAPI
import LeadlineCore
import LeadlineMock
import Testing

@Suite("Rules, the order of checks, and the reasons told")
struct MockRuleTests {
    let client: MockClient

    init() throws { client = try .dealerStudio() }

    @Test(arguments: [(0, "updated"), (259_199, "updated"), (259_200, "updated"), (259_201, "too_old")])
    func theLimitIsExactToTheSecond(_ age: Int, _ outcome: String) throws {
        _ = try client.create()
        client.advance(age)
        #expect(try client.update("1", ["message": "x"]).outcome == outcome)
    }

    @Test func ageCountsFromTheCreationWhateverChangesLater() throws {
        _ = try client.create()
        for _ in 0..<3 {
            client.advance(86_400)
            #expect(try client.update("1", ["message": "x"]).outcome == "updated")
        }
        client.advance(1)
        #expect(try client.update("1", ["message": "x"]).outcome == "too_old")
    }

    @Test func aRuleTellsWhyItFiredOrNot() throws {
        _ = try client.create()
        client.advance(259_200)
        let call = Call(try client.operation("leads.update"), id: "1", document: ["message": "x"])
        let young = try client.deliver(call).delivery
        #expect(
            young.reasons == [
                "rule 'leads freeze after three days' did not fire: age > 72h is false, age is 3d 00:00:00"
            ])
        client.advance(1)
        let old = try client.deliver(call).delivery
        #expect(old.reasons == ["rule 'leads freeze after three days' fired: age is 3d 00:00:01"])
    }

    @Test func otherDecisionsAreTold() throws {
        _ = try client.create()
        let update = Call(try client.operation("leads.update"), id: "1", document: ["phone": "12"])
        #expect(try client.deliver(update, as: "none").delivery.reasons == ["no key was sent"])
        #expect(try client.deliver(update, as: "unknown").delivery.reasons == ["key 'unknown' is not an issued one"])
        #expect(
            try client.deliver(update, as: "read-only").delivery.reasons == [
                "key 'read-only' lacks the permission 'update:lead'"
            ])
        #expect(
            try client.deliver(update, as: "other-dealer").delivery.reasons == [
                "document '1' is of dealership 1, which key 'other-dealer' does not have"
            ])
        let invalid = try client.deliver(update).delivery.reasons
        #expect(invalid.last?.hasPrefix("field 'phone' is invalid: must be a phone number") == true)
    }

    /// Each request has all the faults from its check on; the first answers.
    @Test func theFirstCheckThatFailsAnswers() throws {
        _ = try client.create()
        client.advance(300_000)
        let bad: JSONObject = ["phone": "12", "dealership_id": 99]
        #expect(try client.update("9", bad, as: "unknown").outcome == "unauthenticated")
        #expect(try client.update("9", bad, as: "read-only").outcome == "forbidden")
        #expect(try client.update("9", bad, as: "full").outcome == "not_found")
        #expect(try client.update("1", bad, as: "other-dealer").outcome == "not_found")
        #expect(try client.update("1", bad, as: "full").outcome == "too_old")
        #expect(try client.create(["phone": "12", "dealership_id": 2]).outcome == "forbidden")
        #expect(Set(messages(try client.create(bad))) == ["phone is invalid", "dealership must exist"])
    }

    @Test func anUnreadableBodyWaitsForItsTurn() throws {
        _ = try client.create()
        var request = try client.request(
            Call(try client.operation("leads.update"), id: "1", document: ["message": "x"]))
        request.body = Array("{".utf8)
        let operation = try client.operation("leads.update")
        #expect(Answer(of: client.target.send(request), operation: operation, api: client.api).status == 400)
        client.advance(300_000)
        #expect(Answer(of: client.target.send(request), operation: operation, api: client.api).outcome == "too_old")
    }
}
