import LeadlineCore
import Testing

@testable import LeadlineShell

@Suite struct FoldedJSONTests {
    private func lines(_ text: String, columns: Int = 40, rows: Int = 10) throws -> [String] {
        FoldedJSON.lines(
            try JSON(parsing: Array(text.utf8)), path: "body", Presentation(), columns: columns, rows: rows)
    }

    @Test func `what fits is whole`() throws {
        #expect(try lines(#"{"a": [1, 2], "b": null}"#) == [#"{"a": [1, 2], "b": null}"#])
        #expect(
            try lines(#"{"name": "Ada Lovelace", "tags": ["vip", "call back"]}"#)
                == ["{", #"  "name": "Ada Lovelace","#, #"  "tags": ["vip", "call back"]"#, "}"])
    }

    @Test func `long lists show their first elements, and what shows the rest`() throws {
        let numbers = (1...40).map { "{\"number\": \($0), \"text\": \"some words\"}" }.joined(separator: ", ")
        #expect(
            try lines("{\"total\": 40, \"list\": [\(numbers)]}", rows: 10) == [
                "{", #"  "total": 40,"#, #"  "list": ["#,
                #"    {"number": 1, "text": "some words"},"#, #"    {"number": 2, "text": "some words"},"#,
                #"    {"number": 3, "text": "some words"},"#, "    … 37 more, show body.list", "  ]", "}",
            ])
    }

    @Test func `deep objects and long texts are shortened`() throws {
        let deep = #"{"a": {"b": {"c": "\#(String(repeating: "x", count: 60))", "d": 1}}, "e": [1]}"#
        #expect(try lines(deep, rows: 4) == ["{", #"  "a": {… 1 member},"#, #"  "e": [1]"#, "}"])
        #expect(try lines(#"["\#(String(repeating: "x", count: 60))"]"#, columns: 20)[1] == #"  "xxxxxxxxxxxxxxx…""#)
    }

    @Test(arguments: [1, 2, 3, 7, 24])
    func `never more lines than asked for`(rows: Int) throws {
        let members = (0..<300).map { "\"member \($0)\": [[[\($0), \"some more text\"], {\"x\": \(rows)}]]" }
        let lines = try lines("{\(members.joined(separator: ","))}", columns: 30, rows: rows)
        #expect(lines.count <= rows)
        #expect(lines.joined().contains("show body"))
    }

    /// Whole, this would be some two million lines.
    @Test func `of a large value no more is read than is shown`() {
        let element: JSON = ["email": "ada@example.com", "list": .array(Array(repeating: "text", count: 20))]
        let value: JSON = ["docs": .array(Array(repeating: element, count: 100_000))]
        let lines = FoldedJSON.lines(value, path: "body", Presentation(), columns: 80, rows: 16)
        #expect(lines.count <= 16)
        #expect(lines.contains { $0.hasSuffix("… 99997 more, show body.docs") })
    }

    @Test func `what a server sent acts on no terminal`() throws {
        let text = try lines(#"["\u001b[2J\u009b31m", "a\u202eb", "line\nend"]"#, columns: 80).joined()
        #expect(text == #"["\u001b[2J\u009b31m", "a\u202eb", "line\nend"]"#)
    }

    @Test func `colours by what a part is`() {
        let paint = JSONPaint(style: Style(isOn: true))
        #expect(
            paint.painted(#"  "a": [-1.5e3, true, "x: \"1\"", {… 2 members}],"#)
                == "  \u{1B}[36m\"a\"\u{1B}[0m: [\u{1B}[35m-1.5e3\u{1B}[0m, \u{1B}[1;34mtrue\u{1B}[0m, "
                + "\u{1B}[32m\"x: \\\"1\\\"\"\u{1B}[0m, {\u{1B}[2m… 2 members\u{1B}[0m}],")
        #expect(JSONPaint(style: Style(isOn: false)).painted("[1]") == "[1]")
    }
}
