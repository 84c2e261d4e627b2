import LeadlineAPI
import LeadlineCore
import LeadlineSession
import Testing

/// What leadline declines to send.
@Suite struct RefusalTests {
    private let bench: SessionBench

    init() throws {
        bench = try SessionBench(row: ["time": "yesterday", "none": "null"])
        try bench.perform("use drivly; mock create leads times 3; mock create leads model=truck")
    }

    /// How the last command ended.
    private var ending: String {
        let answer = bench.session.answer
        let reason = answer?.errors.array?.first?["message"]?.string
        return "\(answer?.outcome ?? "") \(answer?.status.map(String.init) ?? "unsent")"
            + (reason.map { ": \($0)" } ?? "")
    }

    @Test(arguments: [
        (
            "update leads where createdAt < \"{{row.time}}\" set notes=x",
            #"refused unsent: "yesterday" is no time for servers, and they skip a condition with it"#
        ),
        (
            "delete leads where email is {{row.none}}",
            "refused unsent: servers cannot tell null from an empty text in the field 'email'"
        ),
        (
            "find leads where {\"email\": {\"equals\": {{row.none}}}}",
            "refused unsent: servers cannot tell null from an empty text in the field 'email'"
        ),
    ]) func `a where that turns out dangerous is not sent`(command: String, end: String) throws {
        let sent = bench.session.requestCount
        try bench.perform(command)
        #expect(ending == end)
        #expect(bench.session.requestCount == sent)
    }

    @Test func `a change to more documents than allowed is not sent`() throws {
        bench.session.maximumAffected = 3
        try bench.perform("update leads where createdAt exists set notes=x")
        #expect(ending == "refused unsent: the where matches 4 leads, --max-affected allows 3")
        try bench.perform("delete leads where model is truck")
        #expect(ending == "deleted 200")
        try bench.perform("update leads where createdAt exists set notes=x")
        #expect(ending == "updated 200")
    }

    @Test func `a change to several is sent when it is confirmed`() throws {
        bench.session.maximumAffected = .max
        var asked: [String] = []
        bench.session.confirmsChange = { question in
            asked.append(question.change)
            #expect(question.place == nil && question.notes.isEmpty)
            return question.change.hasSuffix("1 lead")
        }
        try bench.perform("update leads where createdAt exists set notes=x")
        #expect(ending == "refused unsent: it was not confirmed")
        try bench.perform("delete leads where model is truck; update leads where model is truck set notes=x")
        #expect(ending == "updated 200")
        // Nothing matches any more: nobody is asked.
        #expect(asked == ["update 4 leads", "delete 1 lead"])
    }

    @Test func `counting on the mock changes nothing of its universe`() throws {
        bench.session.maximumAffected = 3
        try bench.perform("fault status 503 on find leads; delete leads where createdAt exists")
        #expect(ending == "refused unsent: the where matches 4 leads, --max-affected allows 3")
        #expect(bench.session.requestCount == 0)
        try bench.perform("find leads")
        #expect(ending.hasPrefix("unavailable 503"))
    }

    @Test func `a script tells how many documents matched`() throws {
        try bench.perform("update leads where model is truck set notes=x")
        #expect(bench.session.exchange?.matched == "1 lead")
        bench.session.keepsExchanges = false
        try bench.perform("update leads where model is truck set notes=y")
        #expect(bench.session.exchange?.matched == nil)
    }

    @Test func `other mistakes stay mistakes`() throws {
        #expect(
            bench.mistake("update leads where email is {{nobody}} set notes=x")
                == "unknown-name: unknown name 'nobody' (did you mean 'body'?)"
        )
    }
}
