import Foundation
import LeadlineCore
import TestSupport
import Testing

/// `leadline query --jsonpath EXPR`: what it finds, and what it says of a query or a text that is none.
@Suite struct QueryTests {
    private func query(_ expression: String, _ file: String..., input: String = "") throws -> LeadlineProcess.Run {
        try LeadlineProcess().run(["query", "--jsonpath", expression] + file, input: input)
    }

    @Test(arguments: [
        ("$.b", #"{"a":1,"b":{"z":1.0,"a":1e400,"é":-0}}"#, #"[{"z":1.0,"a":1e400,"é":-0}]"#),
        (
            "$[*]", " [ 1 , [ ] ,\n\t\"a\\u0062\\/\" , 12345678901234567890123 ] \n",
            #"[1,[],"ab/",12345678901234567890123]"#
        ),
        ("$.a", "{}", "[]"), ("$[0,0]", "[null]", "[null,null]"), ("$", "\u{FEFF}true", "[true]"),
        ("$['\u{65E5}\u{1F600}']", "{\"\u{65E5}\u{1F600}\":\"\\u0000\"}", #"["\u0000"]"#),
    ]) func `what is found is one array on one line`(_ expression: String, _ input: String, _ nodes: String) throws {
        #expect(try query(expression, input: input) == .init(status: 0, output: nodes + "\n"))
    }

    @Test func `a file and standard input are the same`() throws {
        let process = try LeadlineProcess(files: ["answer.json": #"{"docs":[{"id":7},{"id":9}]}"#])
        let found = LeadlineProcess.Run(status: 0, output: "[7,9]\n")
        for line in [
            "leadline query --jsonpath '$.docs[*].id' answer.json",
            "leadline query answer.json --jsonpath='$.docs[*].id'",
            "leadline query --jsonpath '$..id' < answer.json", "leadline query --jsonpath '$..id' - < answer.json",
        ] {
            #expect(try process.shell(line) == found, "\(line)")
        }
    }

    /// The suite's cases are read in the unit tests; here each ninth goes through the process.
    @Test func `cases of the compliance suite`() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("LeadlineTests/Data/jsonpath-cts-part.json")
        let cases = try #require(try JSON(parsing: Array(Data(contentsOf: file)))["tests"]?.array)
        let process = try LeadlineProcess()
        for index in stride(from: 0, to: cases.count, by: 9) {
            let each = cases[index]
            let name = Comment(rawValue: each["name"]?.string ?? "")
            let expression = try #require(each["selector"]?.string, name)
            let document = each["document"] ?? .null
            let run = try process.run(["query", "--jsonpath", expression], input: document.text())
            if each["invalid_selector"] == true {
                #expect(run.status == 2 && run.output.isEmpty, name)
                #expect(run.error.contains("\n --> --jsonpath:"), name)
            } else {
                let results = try each["results"]?.array ?? [#require(each["result"], name)]
                #expect(run.status == 0 && run.error.isEmpty, name)
                #expect(results.contains(try JSON(parsing: run.output)), name)
            }
        }
        #expect(cases.count >= 421)
    }

    @Test func `a query that would not end is given up`() throws {
        let deep = String(repeating: "[", count: 512) + String(repeating: "]", count: 512)
        let run = try query("$..*..*..*..*..*", input: deep)
        #expect(run.status == 2 && run.output.isEmpty)
        expectGolden(run.error, "cli/query-without-end.txt")
        #expect(try query("$..[?@..*]", input: deep).status == 0)
    }
}
