import LeadlineCore
import TestSupport
import Testing

@Suite struct DiagnosticRendererTests {
    private func render(_ marked: String, label: String? = nil, color: Bool = false, name: String = "a.yaml") -> String
    {
        let input = MarkedText(marked)
        let source = Source(name: name, text: input.text)
        let diagnostic = Diagnostic(
            .error, .unknownKey, "unknown key 'x'", at: SourceLocation(source: source, range: input.range()),
            label: label)
        return DiagnosticRenderer(color: color).text(diagnostic)
    }

    @Test func showsEverything() {
        let text = String(repeating: "\n", count: 11) + "  stesp:\n"
        let source = Source(name: "scenarios/x.leadline.yaml", text: text)
        let diagnostic = Diagnostic(
            .error, .unknownKey, "unknown key 'stesp'", at: SourceLocation(source: source, range: 13..<18),
            label: "here",
            notes: ["keys are lower case"], help: "did you mean 'steps'?")
        let expected = """
            error: unknown key 'stesp'
              --> scenarios/x.leadline.yaml:12:3
               |
            12 |   stesp:
               |   ^^^^^ here
               = note: keys are lower case
               = help: did you mean 'steps'?

            """
        #expect(DiagnosticRenderer().text(diagnostic) == expected)
    }

    @Test func needsNoLocation() {
        let diagnostic = Diagnostic(.warning, .emptySelection, "nothing\u{1B} to do", help: "name a file")
        #expect(DiagnosticRenderer().text(diagnostic) == "warning: nothing\\u{1B} to do\n = help: name a file\n")
        let two = DiagnosticRenderer().text([diagnostic, diagnostic])
        #expect(two.hasPrefix("warning: nothing\\u{1B} to do\n = help: name a file\n\nwarning"))
    }

    @Test(arguments: [
        ("日本 ①é②x", "1 | 日本 éx\n  |      ^\n"), ("\ta\t①b②", "1 |     a   b\n  |         ^\n"),
        ("①日本②", "1 | 日本\n  | ^^^^\n"),
        ("a\u{1B}①b②", "1 | a\\u{1B}b\n  |        ^\n"), ("abc①②", "1 | abc\n  |    ^\n"), ("a\n①②", "2 |\n  | ^\n"),
        ("a: ①|\n  b②\nc", "1 | a: |\n  |    ^\n"), ("①ab\r\ncd②", "1 | ab\n  | ^^\n"),
        ("😀①👨‍👩‍👧②z", "1 | 😀👨‍👩‍👧z\n  |   ^^\n"),
    ])
    func keepsTheCaretInPlace(marked: String, shown: String) {
        #expect(render(marked).hasSuffix("\n" + shown))
    }

    @Test func cutsLongLines() {
        let long = String(repeating: "a", count: 300)
        let middle = render("\(long)①XYZ②\(long)").split(separator: "\n").map(String.init)
        #expect(middle[3].hasPrefix("1 | …aaa"))
        #expect(middle[3].hasSuffix("aaa…"))
        #expect(middle[3].count <= 4 + 162)
        let caret = middle[4].prefix { $0 != "^" }.count
        #expect(Array(middle[3])[caret..<(caret + 3)] == ["X", "Y", "Z"])
        #expect(render("①\(long)②").split(separator: "\n")[4] == "  | " + String(repeating: "^", count: 80))
        #expect(render("X①Y②\(long)").split(separator: "\n")[4] == "  |  ^")
        #expect(render("\(long)①Y②").split(separator: "\n")[3].hasSuffix("aaaY"))
    }

    @Test func paints() {
        #expect(
            render("①x②", label: "l", color: true)
                == "\u{1B}[1;31merror\u{1B}[0m\u{1B}[1m: unknown key 'x'\u{1B}[0m\n \u{1B}[34m-->\u{1B}[0m a.yaml:1:1\n"
                + "  \u{1B}[34m|\u{1B}[0m\n\u{1B}[34m1 |\u{1B}[0m x\n  \u{1B}[34m|\u{1B}[0m \u{1B}[1;31m^ l\u{1B}[0m\n")
    }
}
