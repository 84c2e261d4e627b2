import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineShell
import TestSupport
import Testing

@testable import LeadlineScenarios

@Suite struct TerminalReportTests {
    private func report(
        _ events: [RunEvent], _ presentation: Presentation = Presentation(),
        _ options: TerminalReport.Options = TerminalReport.Options()
    ) -> String {
        var report = TerminalReport(presentation, options)
        return events.map { report.text(for: $0) }.joined()
    }

    private let past = SampleRun.row(1, "one second past the limit")
    private let long = SampleRun.row(2, "long past the limit")
    private let why = "rule 'leads freeze after three days' fired: age > 72h is true, age is 3d 00:00:01"

    private var softFailures: [RunEvent] {
        [
            SampleRun.started(rows: 2, jobs: 2, seed: 42), .rowStarted(past),
            .rowFinished(SampleRun.tooOld(past, reasons: [why])),
            .rowFinished(SampleRun.tooOld(long, reasons: ["rule fired: age is 30d 00:00:00"])),
            SampleRun.finished { $0.failed = 2 },
        ]
    }

    @Test func softFailuresOfAStepStandInOneTable() {
        var options = TerminalReport.Options()
        options.repeated = ["--seed", "42"]
        expectGolden(report(softFailures, Presentation(), options), "reports/soft-failures.txt")
    }

    @Test func theSameInColour() {
        expectGolden(report(softFailures, Presentation(style: Style(isOn: true))), "reports/soft-failures-colour.txt")
    }

    @Test func verboselyTheWholeExchangeIsShownButNoKey() {
        let text = report(softFailures, Presentation(verbosity: .verbose))
        #expect(!text.contains("secret-of-full"))
        expectGolden(text, "reports/soft-failures-verbose.txt")
    }

    @Test func quietlyAFailureIsOneLine() {
        expectGolden(report(softFailures, Presentation(verbosity: .quiet)), "reports/soft-failures-quiet.txt")
    }

    @Test func documentsAreComparedByWhatDiffers() {
        let lead = #"{"id":1001,"name":"Ada Lovelace","message":"#
        let failure = SampleRun.failure(
            .expectation, "doc is \(lead)\(String(repeating: "long ", count: 60))", at: "doc is {{lead}}",
            [
                Finding(
                    subject: "doc", expected: "is \(lead)…", actual: "\(lead)…",
                    details: [
                        "message: expected \"hello\", actual \"Please call after six\"", "(8 equal fields hidden)",
                    ])
            ], step: 2, exchange: SampleRun.update(200, "updated", ["id": 1001]))
        let events = [
            SampleRun.started(rows: 1), .rowFinished(SampleRun.result(past, .failed, [failure])),
            SampleRun.finished { $0.failed = 1 },
        ]
        expectGolden(report(events), "reports/document-differs.txt")
    }

    @Test func aQueryIsShownWithoutPercentSigns() {
        var answer = Answer(outcome: "no_answer", errors: [["message": "the answer was cut off"]])
        answer.took = .seconds(2)
        let request = HTTPRequest(
            method: "GET", origin: "https://commerce.example",
            target: "/api/customers?where%5Bemail%5D%5Blike%5D=example.com&where%5Bphone%5D%5Bexists%5D=true"
                + "&where%5BconsumerStatus%5D%5Bequals%5D=SOLD&sort=-createdAt&limit=20")
        let exchange = Exchange(request: request, answer: answer, sentAt: SampleRun.clock)
        var failure = SampleRun.failure(
            .request, "'find' was expected to succeed, its outcome is no_answer: the answer was cut off",
            at: SampleRun.source.text, [], exchange: exchange)
        failure.command = SampleRun.place("update leads/{{lead.id}}")
        failure.location = SampleRun.place("update leads/{{lead.id}}")
        failure.polling = Polling(tries: 15, within: .seconds(30), lastValues: ["0", "1", "3"])
        let events = [
            SampleRun.started(rows: 1), .rowFinished(SampleRun.result(past, .failed, [failure])),
            SampleRun.finished { $0.failed = 1 },
        ]
        expectGolden(report(events), "reports/query.txt")
    }

    @Test func whatCannotBeJudgedIsSaidOnceForAllFiles() {
        var failure = SampleRun.failure(
            .error, "'update' was expected to succeed, its outcome is unreachable: connection refused",
            at: "update leads/{{lead.id}}", [])
        failure.phase = .setup
        var other = SampleRun.row(1, "elsewhere")
        other.file = "leads/other.leadline.yaml"
        let events = [
            SampleRun.started(rows: 3), .rowFinished(SampleRun.result(past, .errored, [failure])),
            .rowFinished(SampleRun.result(long, .errored, [failure])),
            .rowFinished(SampleRun.result(other, .errored, [failure])), SampleRun.finished { $0.errored = 3 },
        ]
        expectGolden(report(events), "reports/could-not-judge.txt")
    }

    @Test func aMistakeAtRunTimeIsShownLikeAnyOther() {
        var failure = SampleRun.failure(
            .error, "'3 days' is no duration", at: "3d 1s", [])
        failure.diagnostic = Diagnostic(
            .error, .invalidDuration, "'3 days' is no duration", at: SampleRun.place("3d 1s"), label: "read here",
            help: "as in '3d 1s'")
        let events = [
            SampleRun.started(rows: 1), .rowFinished(SampleRun.result(past, .errored, [failure])),
            SampleRun.finished { $0.errored = 1 },
        ]
        expectGolden(report(events), "reports/mistake.txt")
    }

    @Test func aPlaceFarToTheRightIsShown() {
        let fields = (1...12).map { "field\($0)=\"value \($0)\"" }.joined(separator: " ")
        let source = Source(
            name: "far.leadline",
            text: """
                update leads/{{lead.id}} set \(fields); check outcome is updated; expect doc.日本 is "日本語"
                check doc.a is 1 and \(String(repeating: "doc.b is 2 and ", count: 12))doc.last is 3

                """)
        let marks: [[String]] = [
            ["outcome is updated", "doc.日本 is \"日本語\""], ["doc.a is 1", "doc.last is 3"],
            ["doc.a is 1 and \(String(repeating: "doc.b is 2 and ", count: 12))doc.last is 3"],
            ["field12=\"value 12\""],
        ]
        let results = marks.map { marks in
            let failures = marks.map { text in
                var failure = SampleRun.failure(.check, "'\(text.prefix(20))' does not hold", at: "outcome", [])
                failure.location = SampleRun.place(text, in: source)
                failure.command = SampleRun.place("update leads", in: source)
                return failure
            }
            return RunEvent.rowFinished(SampleRun.result(past, .failed, failures))
        }
        expectGolden(report(results, Presentation(width: 80)), "reports/far-to-the-right.txt")
    }

    @Test func everyKindOfEndIsCounted() {
        let events: [RunEvent] = [
            SampleRun.started(rows: 9, jobs: 4),
            .rowFinished(SampleRun.result(past, .surprisePass(issue: "DS-1502"))),
            .rowFinished(SampleRun.result(long, .skipped(reason: "'clock' needs the mock, the target is live"))),
            .rowFinished(SampleRun.result(long, .skipped(reason: "'clock' needs the mock, the target is live"))),
            .rowFinished(SampleRun.result(long, .expectedFailure(issue: "DS-1"))),
            .rowFinished(SampleRun.result(long, .cancelled)),
            SampleRun.finished {
                $0.passed = 4
                $0.surprisePasses = 1
                $0.skipped = 2
                $0.expectedFailures = 1
                $0.cancelled = 1
            },
        ]
        expectGolden(report(events), "reports/every-kind.txt")
    }

    @Test func aGreenRunSaysLittle() {
        let events = [
            SampleRun.started(rows: 2), .rowFinished(SampleRun.result(past, .passed)),
            .rowFinished(SampleRun.result(long, .passed)), SampleRun.finished { $0.passed = 2 },
        ]
        var options = TerminalReport.Options()
        options.hint = "leadline api show dealerstudio"
        expectGolden(report(events, Presentation(), options), "reports/green.txt")
        expectGolden(report(events, Presentation(verbosity: .verbose)), "reports/green-verbose.txt")
        #expect(report(events, Presentation(verbosity: .quiet)).isEmpty)
    }

    @Test func nothingOfAServerActsOnTheTerminalAndNoSecretIsShown() {
        let exchange = SampleRun.update(
            400, "invalid", ["message": "\u{1B}[2J\u{202E}evil\u{7} key s3cret-value and more"])
        let failure = SampleRun.failure(
            .check, "a \u{1B}]0;title\u{7}", at: "outcome is {{row.outcome}}",
            [Finding(subject: "body.message", expected: "is \"x\"", actual: "\"\u{1B}[2J s3cret-value\"")],
            exchange: exchange)
        let redactor = Secrets(variables: ["LEADLINE_SECRET_KEY": "s3cret-value"]).redactor
        for verbosity in [Verbosity.normal, .verbose] {
            let text = report(
                [.rowFinished(SampleRun.result(past, .failed, [failure]))],
                Presentation(redactor: redactor, verbosity: verbosity))
            #expect(!text.unicodeScalars.contains { $0.value == 0x1B || $0.value == 7 || $0.value == 0x202E })
            #expect(!text.contains("s3cret"))
            #expect(text.contains("$LEADLINE_SECRET_KEY"))
        }
    }

    @Test(arguments: [80, 100, 140]) func whatIsIndentedFitsIntoTheTerminal(width: Int) {
        let text = report(softFailures, Presentation(width: width))
        // Commands to copy, places to click and names stay whole.
        for line in text.split(separator: "\n") where line.hasPrefix("  ") && !line.contains("-->") {
            if line.contains("leadline run") { continue }
            #expect(DisplayText.width(line) <= width, "\(line)")
        }
    }
}

@Suite struct RunVerdictTests {
    private func code(_ change: (inout RunSummary) -> Void, signal: Int32? = nil) -> ExitCode {
        var summary = RunSummary()
        change(&summary)
        return RunVerdict(summary, signal: signal).code
    }

    @Test func theGravestDecides() {
        #expect(code { $0.passed = 1 } == .success)
        #expect(code { $0.expectedFailures = 1 } == .success)
        #expect(code { _ in } == .emptySelection)
        #expect(code { $0.failed = 1 } == .failed)
        #expect(code { $0.surprisePasses = 1 } == .failed)
        #expect(
            code {
                $0.failed = 1
                $0.errored = 1
            } == .notJudged)
        #expect(code({ $0.wasInterrupted = true }, signal: 2) == .interrupted)
        #expect(code({ $0.wasInterrupted = true }, signal: 15) == .terminated)
    }
}
