import LeadlineAPI
import LeadlineCore
import LeadlineLanguage

@testable import LeadlineScenarios

/// Events of runs as a runner would send them, made by hand.
enum SampleRun {
    static let source = Source(
        name: "leads/three-day.leadline.yaml",
        text: """
            leadline: 1
            name: A lead is frozen three days after it was created
            table: |
              | case                      | key  | age   | outcome |
              | one second past the limit | full | 3d 1s | updated |
              | long past the limit       | full | 30d   | updated |
            steps:
              - name: change the message
                do: update leads/{{lead.id}} set message="Please call after six" as {{row.key}}
                check:
                  - outcome is {{row.outcome}}
                  - doc.message is "Please call after six"
              - name: a refused change leaves no trace
                do: mock get leads/{{lead.id}}
                expect: doc is {{lead}}

            """)

    /// The place of the first occurrence of a text.
    static func place(_ text: String, in source: Source = source) -> SourceLocation {
        let bytes = Array(source.text.utf8)
        let wanted = Array(text.utf8)
        let start = bytes.indices.first { bytes[$0...].starts(with: wanted) } ?? 0
        return SourceLocation(source: source, range: start..<start + wanted.count)
    }

    static func row(_ number: Int, _ name: String) -> RowIdentity {
        RowIdentity(
            file: source.name, scenario: "A lead is frozen three days after it was created", row: number,
            caseName: name, tags: ["dealerstudio"], location: place("| \(name)"))
    }

    static let clock = Timestamp(microseconds: 1_772_661_601_000_000)

    static func update(_ status: Int, _ outcome: String, _ body: JSON) -> Exchange {
        var answer = Answer(outcome: outcome)
        answer.status = status
        answer.body = body
        answer.took = .milliseconds(0)
        var request = HTTPRequest(
            method: "PUT", origin: "https://dashboard.example", target: "/api/v1/leads/1001",
            fields: HTTPFields(["Authorization": "Bearer secret-of-full", "Content-Type": "application/json"]))
        request.body = Array(#"{"lead":{"message":"Please call after six"}}"#.utf8)
        var exchange = Exchange(request: request, answer: answer, sentAt: clock)
        exchange.requestDocument = ["message": "Please call after six"]
        exchange.credential = Credential(name: "full", header: request.fields.all.first)
        exchange.response = HTTPResponse(
            status: status, fields: HTTPFields(["Content-Type": "application/json"]), body: Array(body.text().utf8))
        return exchange
    }

    static func failure(
        _ kind: Failure.Kind, _ headline: String, at sentence: String, _ findings: [Finding], step: Int = 1,
        exchange: Exchange? = nil
    ) -> Failure {
        let names = ["change the message", "a refused change leaves no trace"]
        let commands = [
            #"update leads/{{lead.id}} set message="Please call after six" as {{row.key}}"#,
            "mock get leads/{{lead.id}}",
        ]
        return Failure(
            kind: kind, phase: .steps, step: step, stepCount: 2, stepName: names[step - 1], headline: headline,
            location: place(sentence), command: place(commands[step - 1]), findings: findings, exchange: exchange,
            sentInStep: step == 1, target: .mock, clock: clock, subjectAge: nil, diagnostic: nil, polling: nil)
    }

    /// Two soft failures of one step: refused as too old.
    static func tooOld(_ identity: RowIdentity, reasons: [String]) -> RowResult {
        var exchange = update(400, "too_old", ["message": "Cannot update lead older than 3 days"])
        exchange.reasons = reasons
        var first = failure(
            .check, #"outcome is "updated" was expected, it is "too_old""#, at: "outcome is {{row.outcome}}",
            [Finding(subject: "outcome", expected: #"is "updated""#, actual: #""too_old""#)], exchange: exchange)
        let created = Timestamp(microseconds: clock.microseconds - 259_201_000_000)
        first.subjectAge = SubjectAge(subject: "lead 1001", created: created, age: .seconds(259_201))
        let second = failure(
            .check, "doc.message is missing", at: #"doc.message is "Please call after six""#,
            [Finding(subject: "doc.message", expected: #"is "Please call after six""#, actual: "(missing)")],
            exchange: exchange)
        return result(identity, .failed, [first, second])
    }

    static func result(_ identity: RowIdentity, _ verdict: RowVerdict, _ failures: [Failure] = []) -> RowResult {
        RowResult(
            identity: identity, verdict: verdict, failures: failures, requests: 2, checks: 3, tries: 1,
            wall: .milliseconds(4))
    }

    static func started(rows: Int, jobs: Int = 1, seed: Int? = nil) -> RunEvent {
        .started(RunStart(files: 1, rows: rows, jobs: jobs, target: "mock", seed: seed))
    }

    static func finished(_ change: (inout RunSummary) -> Void) -> RunEvent {
        var summary = RunSummary()
        summary.requests = 12
        summary.checks = 24
        summary.wall = .milliseconds(38)
        change(&summary)
        return .finished(summary)
    }
}
