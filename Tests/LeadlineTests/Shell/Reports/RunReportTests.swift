import Foundation
import LeadlineCore
import LeadlineScenarios
import LeadlineShell
import TestSupport
import Testing

@Suite struct RunReportTests {
    private let run = ReportedRun.both

    @Test func `junit is written as a whole`() { expectGolden(run.junit, "reports/run.junit.xml") }

    @Test func `json lines are written as a whole`() { expectGolden(run.lines, "reports/run.jsonl") }

    @Test func `coverage stands before the summary`() throws {
        let start = try #require(run.environment.output.range(of: "COVER"))
        expectGolden(String(run.environment.output[start.lowerBound...]), "reports/coverage.txt")
    }

    @Test func `reports change neither the exit status nor what people read`() {
        let plain = ReportedRun()
        #expect(run.code == .notJudged && plain.code == run.code)
        let withoutCoverage = ReportedRun("--report", "junit=out.xml", "--report", "jsonl=out.jsonl")
        #expect(withoutCoverage.environment.output == plain.environment.output)
        #expect(run.environment.error == plain.environment.error)
    }

    @Test func `neither secrets nor control characters come into a report`() {
        for text in [run.junit, run.lines] {
            #expect(!text.contains("s3cret-token") && text.contains("$LEADLINE_SECRET_TOKEN"))
            #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
        }
        #expect(!run.junit.unicodeScalars.contains("\u{FFFE}"))
    }

    @Test func `a report on standard output has it for itself`() {
        let run = ReportedRun("--report", "jsonl=-", "--report", "junit=out.xml", "--coverage")
        #expect(run.environment.output == self.run.lines)
        #expect(run.junit == self.run.junit)
        #expect(run.environment.error.contains("COVER dealerstudio") && run.environment.error.contains("exit 3:"))
    }

    @Test func `a report that cannot be written is given up at once`() {
        let rows = (1...2000).map(String.init).joined(separator: ", ")
        let text = "leadline: 1\nname: x\nmatrix: { a: [\(rows)] }\nsteps:\n  - check: row.a is never\n"
        let environment = ScriptedEnvironment(files: ["x.leadline.yaml": text])
        let reports = ["junit=out.xml", "jsonl=full/a.jsonl", "jsonl=full/b.jsonl"].flatMap { ["--report", $0] }
        #expect(Leadline.main(environment.environment(["run", "."] + reports)) == .notJudged)
        #expect(environment.written.refusals == 2)
        #expect(environment.written["out.xml"]?.hasSuffix("</testsuites>\n") == true)
        #expect(environment.error.contains("cannot write the report 'full/"))
    }

    @Test(arguments: [(32_768, true), (32_769, false)])
    func `a body is cut behind 64 KiB`(_ letters: Int, _ isWhole: Bool) throws {
        let name = String(repeating: "é", count: letters - 5)
        let step = "do: request POST /api/v1/x body '\(name)0123456789'\n    check: status is 0"
        let text = "leadline: 1\nname: x\napi: dealerstudio\nsteps:\n  - \(step)\n"
        let environment = ScriptedEnvironment(files: ["x.leadline.yaml": text])
        _ = environment.run("run", ".", "--report", "jsonl=out.jsonl")
        let events = try #require(environment.written["out.jsonl"]).split(separator: "\n")
        let sent = try events.compactMap { try JSON(parsing: Array($0.utf8))["sent"]?.string }
        #expect(sent == [isWhole ? "\(name)0123456789" : "\(name)01234567…"])
    }

    // MARK: - What a run on the mock does not show

    private func text(_ report: some RunReport, _ events: [RunEvent]) -> String {
        var report = report
        var bytes: [UInt8] = []
        for event in events { report.consume(event, shown: "", into: &bytes) }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func `a row that passed only when tried again is flaky`() {
        var result = SampleRun.result(SampleRun.row(1, "late"), .passed)
        result.tries = 2
        let events = [SampleRun.started(rows: 1), .rowFinished(result), SampleRun.finished { $0.passed = 1 }]
        let junit = text(JUnitReport(redactor: .none, started: Timestamp(microseconds: 0)), events)
        #expect(junit.contains(#"<flakyFailure message="passed only on try 2" type="flaky"/>"#))
        #expect(junit.contains(#"tests="1" failures="0" errors="0""#))
    }

    @Test func `a return keeps its meaning in XML`() {
        let row = SampleRun.result(SampleRun.row(1, "late"), .failed)
        var report = JUnitReport(redactor: .none, started: Timestamp(microseconds: 0))
        var bytes: [UInt8] = []
        report.consume(SampleRun.started(rows: 1), shown: "", into: &bytes)
        report.consume(.rowFinished(row), shown: "a\r\nb", into: &bytes)
        report.consume(SampleRun.finished { $0.failed = 1 }, shown: "", into: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self).contains("a&#13;\nb</failure>"))
    }

    @Test func `an interrupted run says so`() {
        let events = [
            SampleRun.started(rows: 1), .rowFinished(SampleRun.result(SampleRun.row(1, "late"), .cancelled)),
            SampleRun.finished {
                $0.cancelled = 1
                $0.wasInterrupted = true
            },
        ]
        let start = Timestamp(microseconds: 0)
        let junit = text(JUnitReport(redactor: .none, started: start, isInterrupted: { true }), events)
        #expect(junit.contains(#"<skipped message="not run to its end: the run was interrupted"/>"#))
        #expect(junit.hasSuffix("</testsuites>\n"))
        let lines = text(JSONLinesReport(redactor: .none, started: start, signal: { 15 }), events)
        #expect(lines.contains(#""verdict":"cancelled""#))
        #expect(lines.contains(#""interrupted":true,"exit":143,"reason":"the run was interrupted"#))
    }
}
