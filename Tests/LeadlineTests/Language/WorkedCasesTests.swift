import LeadlineCore
import LeadlineLanguage
import Testing

@Suite("Worked cases of the language")
struct WorkedCasesTests {
    @Test func theSessionParses() {
        let (commands, diagnostics) = CommandParser.parse(excerpt(WorkedCases.session), context: .prompt)
        #expect(diagnostics.isEmpty)
        #expect(
            commands.map(\.name.value) == [
                "use", "find", "expect", "use", "create", "expect", "find", "find", "explain", "curl", "expect", "show",
                "new", "set", "add", "send",
            ])
        #expect(commands[11].pipe?.value == "jq .docs")
    }

    @Test func thePastedCurlIsReadAsAShellReadsIt() {
        let (commands, _) = CommandParser.parse(excerpt(WorkedCases.session), context: .prompt)
        guard case .curl(let words) = commands[9].action else {
            Issue.record("no curl")
            return
        }
        #expect(
            words.map(\.value) == [
                "--request", "PATCH", "--url", "https://commerce.driv.ly/api/leads?where[email][equals]=a%2Bb",
                "--header", "Authorization: <api-key>", "--data", #"{ "reason": "final; it's {{literal}}" }"#,
            ])
    }

    @Test func everyScenarioParses() throws {
        var counts = Counts()
        for text in WorkedCases.scenarios.split(separator: "--- ") {
            let yaml = try parseYAML(Source(name: "case", text: String(text)))
            if let yaml { read(yaml, key: "", &counts) }
        }
        #expect(counts.commands == 27)
        #expect(counts.sentences == 19)
        #expect(counts.cells == 27)
    }

    private struct Counts {
        var commands = 0
        var sentences = 0
        var cells = 0
    }

    /// Reads what a key says is a command, a sentence or a value.
    private func read(_ node: YAMLNode, key: String, _ counts: inout Counts) {
        switch node.content {
        case .mapping(let entries): for entry in entries { read(entry.value, key: entry.key.value, &counts) }
        case .list(let nodes): for item in nodes { read(item, key: key, &counts) }
        case .scalar(let scalar): read(scalar.excerpt, key: key, &counts)
        }
    }

    private func read(_ text: Excerpt, key: String, _ counts: inout Counts) {
        switch key {
        case "do":
            let (commands, diagnostics) = CommandParser.parse(text, context: .scenario)
            #expect(diagnostics.isEmpty, "\(text.text)")
            counts.commands += commands.count
        case "check", "expect", "when":
            #expect(throws: Never.self) { try PredicateParser.sentence(text) }
            counts.sentences += 1
        case "locale", "within", "every", "table":
            for cell in text.text.split(whereSeparator: { "|\n".contains($0) }) where !cell.allSatisfy({ $0 == " " }) {
                #expect(throws: Never.self) { try ValueParser.value(excerpt(String(cell)), as: .cell) }
                counts.cells += 1
            }
        default: break
        }
    }
}
