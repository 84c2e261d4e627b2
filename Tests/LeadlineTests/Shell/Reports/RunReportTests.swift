import Foundation
import LeadlineCore
import LeadlineScenarios
import LeadlineShell
import TestSupport
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite struct RunReportTests {
    private static let past = SampleRun.row(1, "one second past the limit")
    private static let long = SampleRun.row(2, "long past <the> \u{1B}[1m limit & \"more\"")

    private static func result(_ verdict: RowVerdict, tries: Int = 1) -> RunEvent {
        var result = SampleRun.result(long, verdict)
        result.tries = tries
        return .rowFinished(result)
    }

    private static let events: [RunEvent] = [
        SampleRun.started(rows: 7, seed: 42), .rowStarted(past),
        .rowFinished(SampleRun.tooOld(past, reasons: ["rule fired: the token is s3cret-token"])),
        result(.passed), result(.passed, tries: 2), result(.skipped(reason: "needs a live target")),
        result(.expectedFailure(issue: "CRM-1")), result(.surprisePass(issue: "CRM-2")), result(.errored),
        SampleRun.finished { summary in
            summary.failed = 1
            summary.errored = 1
        },
    ]
    private let redactor = Redactor(variables: ["LEADLINE_SECRET_TOKEN": "s3cret-token"])

    private var junit: String {
        var report = JUnitReport(redactor: redactor)
        return Self.events.map { report.text(for: $0) }.joined()
    }

    private var lines: String {
        var report = JSONLinesReport(redactor: redactor)
        return Self.events.map { report.text(for: $0) }.joined()
    }

    @Test func junitIsWrittenAsAWhole() {
        #expect(!junit.contains("s3cret-token") && !junit.contains("secret-of-full") && !junit.contains("\u{1B}"))
        expectGolden(junit, "reports/run.junit.xml")
    }

    /// The order and number of elements that the readers of this dialect take.
    @Test func junitKeepsToTheDialect() throws {
        let document = try XMLDocument(data: Data(junit.utf8))
        let root = try #require(document.rootElement())
        #expect(root.name == "testsuites")
        for suite in root.elements(forName: "testsuite") {
            let cases = suite.elements(forName: "testcase")
            func count(_ name: String) -> String { String(cases.count { !$0.elements(forName: name).isEmpty }) }
            func number(_ name: String) -> String? { suite.attribute(forName: name)?.stringValue }
            #expect(number("tests") == String(cases.count))
            #expect(number("failures") == count("failure"))
            #expect(number("errors") == count("error"))
            #expect(number("skipped") == count("skipped"))
            for one in cases {
                let names = one.children?.compactMap(\.name).filter { $0 != "text" && $0 != "properties" } ?? []
                #expect(names.count <= 1 && Set(["failure", "error", "skipped", "flakyFailure"]).isSuperset(of: names))
                for name in ["classname", "name", "file", "line"] { #expect(one.attribute(forName: name) != nil) }
                #expect(one.attribute(forName: "time")?.stringValue?.wholeMatch(of: /\d+\.\d{3}/) != nil)
            }
        }
    }

    @Test func everyEventIsALineOfJSON() throws {
        #expect(!lines.contains("s3cret-token") && !lines.contains("secret-of-full"))
        for line in lines.split(separator: "\n") { #expect(try JSON(parsing: Array(line.utf8))["leadline"] == 1) }
        expectGolden(lines, "reports/run.jsonl")
    }
}
