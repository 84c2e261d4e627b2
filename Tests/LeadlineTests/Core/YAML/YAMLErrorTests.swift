import LeadlineCore
import TestSupport
import Testing

/// One mistake: the input with ① before and ② behind what is underlined, and what is said.
struct YAMLMistake: Sendable, CustomTestStringConvertible {
    var input: String
    var code: DiagnosticCode
    var message: String
    var help: String?
    var notes: [String]

    init(_ input: String, _ code: DiagnosticCode, _ message: String, help: String? = nil, notes: [String] = []) {
        self.input = input
        self.code = code
        self.message = message
        self.help = help
        self.notes = notes
    }

    var testDescription: String { input }
}

@Suite struct YAMLErrorTests {
    private static let command = "write 'do: |' with the text below it, indented, or put the whole text in quotes"
    private static let quoteIt = "put the whole text in quotes"

    private static let noBrackets = "a text with brackets, braces or commas must be quoted here"

    static let mistakes: [YAMLMistake] = [
        YAMLMistake("a:\n①\t②b: 1", .invalidYAML, "a tab cannot indent a line", help: "indent with blanks"),
        YAMLMistake("a:\n  - b\n①\t②- c", .invalidYAML, "a tab cannot indent a line", help: "indent with blanks"),
        YAMLMistake("a: |\n①\t②b", .invalidYAML, "a tab cannot indent a line", help: "indent with blanks"),
        YAMLMistake(
            "a: ①&x② 1", .unsupportedYAML, "anchors are not supported",
            help: "a text that begins with '&' must be quoted"),
        YAMLMistake(
            "a: ①*x②", .unsupportedYAML, "aliases are not supported", help: "a text that begins with '*' must be quoted"
        ),
        YAMLMistake(
            "a: ①*②", .unsupportedYAML, "aliases are not supported", help: "a text that begins with '*' must be quoted"),
        YAMLMistake(
            "[①!!str② 1]", .unsupportedYAML, "tags are not supported",
            help: "a text that begins with '!' must be quoted"),
        YAMLMistake(
            "①<<②: 1", .unsupportedYAML, "merge keys are not supported", help: "a key that is '<<' must be quoted"),
        YAMLMistake(
            "é: 1\nb: 2\n①é②: 3", .duplicateKey, "the key 'é' stands twice in this mapping",
            notes: ["it stands first at t.yaml:1:1"]),
        YAMLMistake("a: 1\n①---②\nb: 2", .unsupportedYAML, "a file holds one document, found the start of a second"),
        YAMLMistake("①%YAML 1.2②\n---\na: 1", .unsupportedYAML, "directives are not supported"),
        YAMLMistake("①%FOO 1②\n---\na: 1", .unsupportedYAML, "directives are not supported"),
        YAMLMistake("①{②a: b}: 1", .unsupportedYAML, "a key must be a text"),
        YAMLMistake("? ①[②a]\n: 1", .unsupportedYAML, "a key must be a text"),
        YAMLMistake("a: ①\"②b\nc: d", .invalidYAML, "this text has no closing '\"'"),
        YAMLMistake("a: ①'②b\nc: d", .invalidYAML, "this text has no closing single quote"),
        YAMLMistake(
            "a: ①{{x}}②\n", .invalidYAML, "a value that begins with a placeholder must be quoted",
            help: "quote it: \"{{x}}\""),
        YAMLMistake(
            "a: ①{{x}} b②\nc: d", .invalidYAML, "a value that begins with a placeholder must be quoted",
            help: "quote it: \"{{x}} b\""),
        YAMLMistake(
            "{ within: ①{{x}}②, every: 2s }", .invalidYAML, "a value that begins with a placeholder must be quoted",
            help: "quote it: \"{{x}}\""),
        YAMLMistake(
            "- ①{{x[\"a\"]}}②", .invalidYAML, "a value that begins with a placeholder must be quoted",
            help: "put it in single quotes: '{{x[\"a\"]}}'"),
        YAMLMistake(
            "a:\n  - do: set message=\"note①:② call\"", .invalidYAML, "a plain text cannot hold ': '", help: command),
        YAMLMistake(
            "name: a①:② b", .invalidYAML, "a plain text cannot hold ': '",
            help: "write 'name: |' with the text below it, indented, or put the whole text in quotes"),
        YAMLMistake(
            "a: b\n  ①c:② d", .invalidYAML, "a key cannot stand here, the lines above it are a text",
            help: "check the indentation of this line"),
        YAMLMistake(
            "a: ①@②b", .invalidYAML, "a value cannot begin with '@'", help: "a text that begins with '@' must be quoted"
        ),
        YAMLMistake(
            "a: ①`②b", .invalidYAML, "a value cannot begin with '`'", help: "a text that begins with '`' must be quoted"
        ),
        YAMLMistake(
            "a: ①%②b", .invalidYAML, "a value cannot begin with '%'", help: "a text that begins with '%' must be quoted"
        ),
        YAMLMistake(
            "a: \"é①\\d②\"", .invalidYAML, "'\\d' is not an escape of a text in double quotes",
            help: "write '\\\\' for a backslash, or use single quotes"),
        YAMLMistake("a: \"①\\u②00g\"", .invalidYAML, "hexadecimal digits expected behind '\\u'"),
        YAMLMistake("a: \"①\\u②D800\"", .invalidYAML, "this escape is not a character"),
        YAMLMistake(
            "a: \"b\" ①c②", .invalidYAML, "the end of the line expected behind the value, found 'c'", help: quoteIt),
        YAMLMistake(
            "a: 'it'①s②'", .invalidYAML, "the end of the line expected behind the value, found 's'",
            help: "inside single quotes a single quote is written ''"),
        YAMLMistake(
            "a:\n  b: 1\n ①c:② 2", .invalidYAML, "a key expected at column 1, found 'c' at column 2",
            notes: ["what it belongs to begins at t.yaml:1:1"]),
        YAMLMistake(
            "a:\n  - b\n  ①c:② 2", .invalidYAML, "an item '- ' expected, found 'c'",
            notes: ["what it belongs to begins at t.yaml:2:3"]),
        YAMLMistake("a: ①-② b", .invalidYAML, "a list cannot begin here", help: "put '- ' on the next line"),
        YAMLMistake("a: 1\n①b②\nc: 2", .invalidYAML, "':' expected behind this key"),
        YAMLMistake("a: ①[②b, c", .invalidYAML, "this list has no closing ']'"),
        YAMLMistake("a: ①{②b: c", .invalidYAML, "this mapping has no closing '}'"),
        YAMLMistake(
            "a: [b, c\nd①:② e", .invalidYAML, "',' or ']' expected, found ':'", notes: ["the list begins at t.yaml:1:4"]
        ),
        YAMLMistake(
            "check: [outcome is ①{②{row.x}}]", .invalidYAML, "',' or ']' expected, found '{'", help: noBrackets,
            notes: ["the list begins at t.yaml:1:8"]),
        YAMLMistake(
            "check: [docs①[②0].id exists]", .invalidYAML, "',' or ']' expected, found '['", help: noBrackets,
            notes: ["the list begins at t.yaml:1:8"]),
        YAMLMistake(
            "tags: ['a'\n①s②teps: b]", .invalidYAML, "',' or ']' expected, found 'steps'",
            notes: ["the list begins at t.yaml:1:7"]),
        YAMLMistake("{a①:②{b: c}}", .invalidYAML, "a blank expected behind ':', found '{'"),
        YAMLMistake("a: {b: c} ①d②", .invalidYAML, "the end of the line expected behind the value, found 'd'"),
        YAMLMistake("[a, ①,② b]", .invalidYAML, "a value expected, found ','"),
        YAMLMistake("[a①}②", .invalidYAML, "',' or ']' expected, found '}'", notes: ["the list begins at t.yaml:1:1"]),
        YAMLMistake(
            "a: | ①t②ext", .invalidYAML, "the end of the line expected behind '|' or '>', found 't'",
            help: "put the text on the next line, indented"),
        YAMLMistake("①:② a", .invalidYAML, "a key expected, found ':'"),
        YAMLMistake("{①:② a}", .invalidYAML, "a value expected, found ':'"),
        YAMLMistake("?①②\n: a", .invalidYAML, "a key expected before ':'"),
        YAMLMistake(
            "a: \"é①\u{0}②\"", .invalidYAML, "the character U+0000 is not allowed in YAML",
            help: "write it as \"\\u0000\" in double quotes"),
        YAMLMistake(
            "a: ①\u{9B}②", .invalidYAML, "the character U+009B is not allowed in YAML",
            help: "write it as \"\\u009B\" in double quotes"),
        YAMLMistake("{a: b} ①c②", .invalidYAML, "a value expected, found 'c'"),
    ]

    @Test(arguments: mistakes)
    func explains(mistake: YAMLMistake) {
        let input = MarkedText(mistake.input)
        let source = Source(name: "t.yaml", text: input.text)
        let error = #expect(throws: Diagnostic.self) { try parseYAML(source) }
        #expect(error?.code == mistake.code)
        #expect(error?.message == mistake.message)
        #expect(error?.help == mistake.help)
        #expect(error?.notes == mistake.notes)
        #expect(error?.location?.range == input.range())
    }

    @Test func limitsDepth() throws {
        let inside = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        _ = try parseYAML(Source(name: "t", text: inside))
        let error = #expect(throws: Diagnostic.self) { try parseYAML(Source(name: "t", text: "[\(inside)]")) }
        #expect(error?.code == .nestedTooDeep)
        #expect(error?.message == "nested deeper than 64 levels")
        #expect(error?.location?.range == 64..<64)
    }

    @Test func findsDuplicatesInLargeMappings() {
        let text = (0..<40).map { "k\($0): v\n" }.joined() + "k20: x"
        let error = #expect(throws: Diagnostic.self) { try parseYAML(Source(name: "t", text: text)) }
        #expect(error?.message == "the key 'k20' stands twice in this mapping")
        #expect(error?.notes == ["it stands first at t:21:1"])
    }

    @Test func bytesMustBeUTF8() throws {
        let error = #expect(throws: Diagnostic.self) {
            try Source(name: "t", bytes: Array("é\nb".utf8) + [0xFF, 0x63])
        }
        #expect(error?.code == .notUTF8)
        #expect(error?.message == "the byte 0xFF is not UTF-8 here")
        #expect(error?.location?.position.line == 2)
        #expect(error?.location?.position.column == 2)
        let marked = try Source(name: "t", bytes: [0xEF, 0xBB, 0xBF, 0x61])
        #expect(marked.text == "a")
    }
}
