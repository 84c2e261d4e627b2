import LeadlineScenarios
import Testing

/// What the names of the answer stand for in sentences.
@Suite("Names of the answer")
struct AnswerNamesTests {
    /// The failures of sentences behind a command; none when all hold.
    private func failures(_ command: String, _ sentences: [String]) -> [String] {
        let checks = sentences.map { "      - \($0)\n" }.joined()
        return Workbench(scenario("steps:\n  - do: |\n      \(command)\n    check:\n\(checks)")).run().lines
    }

    @Test func aBodyThatIsATextIsReadAsOne() {
        #expect(
            failures(
                "create leads from lead.json as none",
                [
                    "outcome is unauthenticated", "body is Unauthorized", "body is \"Unauthorized\"",
                    "body is a text", "body contains author", "doc not exists", "docs not exists",
                    "errors is [{\"message\":\"Unauthorized\"}]", "body matches /^Una/",
                ]) == ["passed x"])
    }

    @Test func aTextBodyIsNothingThatTheDescriptionDeclares() {
        #expect(
            failures("create leads from lead.json as none", ["outcome is unauthenticated", "body conforms"]) == [
                "failed x", #"  steps 1: expected body conforms to the API description, found "Unauthorized""#,
            ])
    }

    @Test func membersThatTheDescriptionLacksDoNotContradictIt() {
        #expect(
            failures("create leads from lead.json shoe_size=43", ["body conforms", "doc.shoe_size is 43"]) == [
                "passed x"
            ])
    }

    @Test func aRefusalHasErrorsAndNoDocument() {
        #expect(
            failures(
                "create leads from lead.json phone=1 email=x",
                [
                    "outcome is invalid", "doc not exists",
                    #"errors is [{"path":"email","message":"is invalid"},{"path":"phone","message":"is invalid"}]"#,
                    #"body is {"phone":["is invalid"],"email":["is invalid"]}"#,
                ]) == ["passed x"])
    }

    @Test func theRequestIsThere() {
        #expect(
            failures(
                "create leads from lead.json header X-Test=5",
                [
                    "request.method is POST", "request.url is http://dealerstudio.test/api/v1/leads",
                    "request.headers.x-test is 5", "request.headers.X-TEST is 5",
                    "request.body.lead is {{request.doc}}",
                    "request.doc.phone is 0412345678", "request.query is {}",
                ]) == ["passed x"])
    }

    @Test func afterAStoreCommandThereIsNoHTTP() {
        #expect(
            failures(
                "create leads from lead.json; mock get leads/1",
                [
                    "outcome is found", "doc.id is 1", "status not exists", "headers not exists", "body not exists",
                    "took not exists", "errors is []", "request.method is POST",
                ]) == ["passed x"])
    }

    @Test func withoutAnAnswerThereIsTheRequest() {
        #expect(
            failures(
                "fault reset on create leads; create leads from lead.json",
                [
                    "outcome is no_answer", "status not exists", "body not exists", "headers not exists",
                    "took is 0s", "request.doc.name is \"Ada Lovelace\"", "errors has 1 item",
                ]) == ["passed x"])
    }

    @Test func theRunIsThere() {
        #expect(
            failures(
                "create leads from lead.json",
                ["now is 2026-01-01T00:00:00Z", "now is a time", "target is mock", "run.id matches /^[a-z2-9]{8}$/"])
                == ["passed x"])
    }
}

@Suite("Sentences at the prompt")
struct PromptSentenceTests {
    @Test(arguments: [
        (
            "create leads from enquiry.json; expect outcome is cretaed",
            "unknown-outcome: 'create leads' cannot have the outcome 'cretaed' (did you mean 'created'?)"
        ),
        (
            "create leads from enquiry.json; check status is 201 and outcome not in [invalid, forbiden]",
            "unknown-outcome: 'create leads' cannot have the outcome 'forbiden' (did you mean 'forbidden'?)"
        ),
        (
            "mock get leads/1; expect outcome is created",
            "unknown-outcome: 'mock get leads' cannot have the outcome 'created' (one of found, not_found)"
        ),
        ("create leads from enquiry.json; expect outcome is {{run.id}} or outcome is not created", ""),
        ("request GET /api/v1/leads; expect outcome is anything", ""),
        (
            "expect target is mock and outcome is created",
            "unknown-name: there is no 'outcome': no request was sent yet (send a request first)"
        ),
        ("expect status is 200", "unknown-name: there is no 'status': no request was sent yet (send a request first)"),
        ("expect target is mock", ""),
    ]) func `an outcome is one that the answer can have`(commands: String, mistake: String) throws {
        #expect(try SessionBench().mistake(commands) == mistake)
    }
}

@Suite("What show speaks of")
struct ShownAnswerTests {
    @Test func `a mock command's answer is shown like a request's`() throws {
        let bench = try SessionBench()
        #expect(bench.shown("mock get leads/9; show outcome") == "\"not_found\"")
        #expect(bench.shown("mock create leads name=x; show doc.name") == "\"x\"")
    }

    @Test func `only what an answer has is offered to be shown`() throws {
        let bench = try SessionBench()
        #expect(
            bench.shown("mock get leads/9; show status")
                == "unknown-name: the answer has no 'status' (show outcome or errors, or a path below them)")
        #expect(
            bench.shown("create leads from enquiry.json as none; show doc")
                == "unknown-name: the answer has no 'doc' "
                + "(show status, outcome, headers, body, errors or request, or a path below them)")
    }
}
