import LeadlineCore
import LeadlineShell
import Testing

@Suite struct PagerTests {
    private let size = TerminalSize(columns: 10, rows: 4)
    private let tall = "1\n2\n3\n4\n"

    @Test(
        arguments: [
            ([:], "export LESS=FRX LESSCHARSET=utf-8; less -FRX"),
            (["PAGER": "more -s"], "export LESS=FRX LESSCHARSET=utf-8; more -s"),
            (["PAGER": "more", "LEADLINE_PAGER": "less -R"], "export LESS=FRX LESSCHARSET=utf-8; less -R"),
            (["LESS": "-i", "LESSCHARSET": "latin1"], "less -FRX"),
            (["LESS": "-i"], "export LESSCHARSET=utf-8; less -FRX"),
            (["PAGER": ""], nil), (["PAGER": "more", "LEADLINE_PAGER": " "], nil),
        ] as [([String: String], String?)])
    func `the pager that the user wants`(variables: [String: String], line: String?) {
        #expect(Pager.line(for: tall, variables: variables, on: size) == line)
    }

    @Test(arguments: [
        ("1\n2\n3\n", false), ("1\n2\n3\n4\n", true), ("1\n\n3\n", false), ("", false),
        ("12345678901234567890\n2\n", false), ("123456789012345678901\n2\n", true),
        ("\u{1B}[1;31m1234567890\u{1B}[0m\n2\n3\n", false), ("東京東京東東\n2\n3\n", true),
    ]) func `only what is taller than the screen`(text: String, isPaged: Bool) {
        #expect((Pager.line(for: text, variables: [:], on: size) != nil) == isPaged)
    }

    @Test func `never where there is no screen`() {
        #expect(Pager.line(for: tall, variables: [:], on: nil) == nil)
    }
}
