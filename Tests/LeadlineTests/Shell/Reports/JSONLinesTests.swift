import Foundation
import LeadlineCore
import TestSupport
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// What programs rely on: `Reports.md` tells every member, and the stream alone is enough for every other report.
@Suite struct JSONLinesTests {
    private let events: [JSON]

    init() throws {
        events = try ReportedRun.both.lines.split(separator: "\n").map { try JSON(parsing: Array($0.utf8)) }
    }

    private func all(_ name: String) -> [JSON] { events.filter { $0["event"]?.string == name } }

    @Test func `the first line tells the format, the last one the end`() {
        #expect(events.first?["event"] == "start" && events.last?["event"] == "end")
        #expect(events.first?["format"] == "leadline-run" && events.first?["version"] == 1)
        #expect(all("start").count == 1 && all("end").count == 1)
    }

    /// Each section of the article is headed by an event and lists its members as `name`.
    @Test func `the article names exactly the members that occur`() throws {
        let article = try Repository.text("Sources/leadline/leadline.docc/Reports.md")
        var told: [String: [String]] = [:]
        for section in article.components(separatedBy: "\n### `").dropFirst() {
            let rows = section.split(separator: "\n").prefix { !$0.hasPrefix("#") }
            told[String(section.prefix { $0 != "`" })] = rows.compactMap {
                $0.firstMatch(of: /^\| `(\w+)`/).map { String($0.1) }
            }
        }
        var found: [String: [String]] = [:]
        for event in events {
            let names = try #require(event.object).members.map(\.name)
            let kind = try #require(event["event"]?.string)
            #expect(names.first == "event")
            #expect(
                found[kind] == nil || found[kind] == Array(names.dropFirst()), "\(kind) has other members elsewhere")
            found[kind] = Array(names.dropFirst())
        }
        #expect(told == found)
    }

    @Test func `the counts of the end are those of the rows`() throws {
        let end = try #require(all("end").first)
        let rows = all("row-end")
        func count(_ verdict: String) -> JSON { .integer(rows.count { $0["verdict"]?.string == verdict }) }
        let verdicts = [
            "passed": "passed", "failed": "failed", "errored": "errored", "skipped": "skipped",
            "expected-failure": "expectedFailures", "surprise-pass": "surprisePasses", "cancelled": "cancelled",
        ]
        for (verdict, member) in verdicts { #expect(end[member] == count(verdict), "\(member)") }
        for member in ["requests", "checks"] {
            let sum = rows.compactMap { $0[member].flatMap { Int($0.text()) } }.reduce(0, +)
            #expect(end[member] == .integer(sum))
        }
        #expect(all("row").count == rows.count && events.first?["rows"] == .integer(rows.count))
        #expect(verdicts.keys.filter { count($0) != 0 }.sorted() == verdicts.keys.filter { $0 != "cancelled" }.sorted())
    }

    @Test func `everything that a row did stands between its begin and its end`() {
        var isInRow = false
        for event in events {
            switch event["event"]?.string {
            case "row": isInRow = true
            case "row-end": isInRow = false
            case "step", "exchange", "sentence", "finding", "failure": #expect(isInRow)
            default: #expect(!isInRow)
            }
        }
        // Both tries of the retried row are told.
        let tries = Set(all("step").compactMap { $0["try"]?.text() })
        #expect(tries == ["1", "2"])
        #expect(all("exchange").count == all("row-end").reduce(0) { $0 + (Int($1["requests"]?.text() ?? "") ?? 0) } + 2)
    }

    /// A JUnit file that knows nothing but the stream is the one that leadline writes.
    @Test func `the junit file can be made of the stream`() throws {
        let own = try XMLDocument(data: Data(ReportedRun.both.junit.utf8))
        var made: [[String]] = []
        for row in all("row-end") {
            func text(_ name: String) -> String { row[name]?.string ?? "" }
            func number(_ name: String) -> String? { row[name].flatMap { $0 == .null ? nil : $0.text() } }
            let seconds = try #require(Double(number("seconds") ?? ""))
            let words = text("case").isEmpty ? "" : " \(DisplayText.harmlessLine(text("case")))"
            let suffix = number("row").map { " [\($0)\(words)]" } ?? ""
            let verdict: [String] =
                switch text("verdict") {
                case "passed": []
                case "failed", "surprise-pass": ["failure", text("message"), text("kind"), "\n" + text("text")]
                case "errored": ["error", text("message"), text("kind"), "\n" + text("text")]
                case "skipped": ["skipped", text("reason"), "", ""]
                default: ["skipped", "fails as marked: \(text("issue"))", "", ""]
                }
            made.append(
                [
                    text("file").replacing(".leadline.yaml", with: "").replacing("/", with: "."),
                    text("scenario") + suffix, text("file"), number("line") ?? "",
                    String(format: "%.3f", seconds),
                ] + verdict)
        }
        let cases = try own.nodes(forXPath: "//testcase").compactMap { $0 as? XMLElement }
        #expect(made.count == cases.count)
        for (made, own) in zip(made, cases.map(Self.facts)) {
            // XML has no way to write this character.
            #expect(made.map { $0.replacing("\u{FFFE}", with: "\u{FFFD}") } == own)
        }
    }

    private static func facts(_ element: XMLElement) -> [String] {
        func value(_ name: String, _ element: XMLElement) -> String {
            element.attribute(forName: name)?.stringValue ?? ""
        }
        let own = ["classname", "name", "file", "line", "time"].map { value($0, element) }
        guard let child = (element.children ?? []).compactMap({ $0 as? XMLElement }).first else { return own }
        return own + [child.name ?? "", value("message", child), value("type", child), child.stringValue ?? ""]
    }
}
