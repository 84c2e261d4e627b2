import LeadlineCore
import LeadlinePrompt
import Testing

/// Tab and the menu.
@Suite struct CompletionEditingTests {
    private var bench = EditingBench()

    init() {
        bench.assistance.words = [
            Candidate("send", detail: "what was built"), Candidate("set", detail: "a field"), Candidate("show"),
            Candidate("set", detail: "again"),
        ]
    }

    @Test mutating func `the only candidate is inserted with what stands behind it`() {
        bench.type("sh")
        bench.press(.tab)
        #expect(bench.line == "show |")
        bench.press(.left)
        bench.press(.tab)
        #expect(bench.line == "show |")
    }

    @Test mutating func `what all have in common is inserted before the menu opens`() {
        bench.assistance.words = ["loan.amount", "loan.term"].map { Candidate($0, suffix: "=") }
        bench.type("lo")
        bench.press(.tab)
        #expect(bench.line == "loan.|")
        #expect(bench.screen.text == "> loan.")
        bench.press(.tab)
        #expect(bench.screen.text == "> loan.\n  loan.amount\n  loan.term")
        bench.press(.tab)
        #expect(bench.screen.text == "> loan.amount\n> loan.amount\n  loan.term")
        bench.press(.enter)
        #expect(bench.line == "loan.amount=|")
        #expect(bench.screen.text == "> loan.amount=")
    }

    @Test mutating func `the menu shows each text once and goes round`() {
        bench.type("x s")
        bench.press(.tab)
        #expect(bench.screen.text == "> x s\n  send  what was built\n  set   a field\n  show")
        bench.press(.backTab)
        #expect(bench.line == "x show|")
        bench.press(.down)
        #expect(bench.line == "x send|")
        bench.press(.tab)
        #expect(bench.screen.text == "> x set\n  send  what was built\n> set   a field\n  show")
        #expect((bench.screen.row, bench.screen.column) == (0, 7))
    }

    @Test(arguments: [Key.named(.escape), .control("c"), .control("g")])
    mutating func `closing the menu brings back what was typed`(key: Key) {
        bench.type("s")
        bench.press(.tab, .tab)
        bench.press(key)
        #expect(bench.line == "s|")
        #expect(bench.screen.text == "> s")
    }

    @Test mutating func `typing filters`() {
        bench.type("s")
        bench.press(.tab)
        bench.type("e")
        #expect(bench.screen.text == "> se\n  send  what was built\n  set   a field")
        bench.press(.backspace)
        #expect(bench.screen.text == "> s\n  send  what was built\n  set   a field\n  show")
        bench.press(.tab, .backspace)
        #expect(bench.line == "s|")
        bench.type("x")
        #expect(bench.screen.text == "> sx")
        bench.type("y")
        #expect(bench.line == "sxy|")
    }

    @Test mutating func `a blank ends the choice, other keys keep it`() {
        bench.type("s")
        bench.press(.tab, .tab)
        bench.type(" a")
        #expect(bench.screen.text == "> send a")
        bench.type(" s")
        bench.press(.tab, .tab, .home)
        #expect(bench.line == "|send a send")
        #expect(bench.screen.text == "> send a send")
    }

    @Test mutating func `Enter chooses the first of several, and takes the one that is left`() {
        bench.type("s")
        bench.press(.tab, .enter)
        #expect(bench.screen.text == "> send\n> send  what was built\n  set   a field\n  show")
        bench.press(.enter)
        #expect(bench.line == "send |")
        bench.type("s")
        bench.press(.tab)
        bench.type("en")
        bench.press(.enter)
        #expect(bench.line == "send send |")
    }

    @Test mutating func `Enter sends what was typed to the end of the last candidate`() {
        bench.type("s")
        bench.press(.tab)
        bench.type("how")
        bench.press(.enter)
        #expect(bench.last == .accept("show"))
    }

    @Test mutating func `the first column is as wide as what is seen of it, and leaves room for details`() {
        bench.screen = VirtualScreen(columns: 40, rows: 8)
        bench.assistance.words =
            (1...9).map { Candidate("n\($0)", detail: "one of them") } + [Candidate("a_very_long_name_of_a_field")]
        bench.press(.tab)
        #expect(bench.screen.text.contains("\n  n1  one of them\n"))
        bench.assistance.words = [Candidate("n1", detail: "short"), Candidate("a_very_long_name_of_a_field")]
        bench.press(.escape, .tab)
        #expect(bench.screen.text.contains("\n  n1" + String(repeating: " ", count: 16) + "short\n"))
    }

    @Test mutating func `a long menu counts and scrolls`() {
        bench.assistance.words = (1...30).map { Candidate("n\($0)") } + [Candidate("m")]
        bench.press(.tab)
        #expect(bench.screen.text == "> \n  n1\n  n2\n  n3\n  n4\n  n5\n  31 in all".replacing("> \n", with: ">\n"))
        bench.press(.backTab)
        #expect(bench.screen.text == "> m\n  n27\n  n28\n  n29\n  n30\n> m\n  31 of 31")
        bench.press(.pageUp)
        #expect(bench.line == "n23|")
        #expect(bench.screen.text.hasSuffix("  23 of 31"))
    }

    @Test mutating func `the chosen line is seen in a small window`() {
        bench.screen = VirtualScreen(columns: 10, rows: 2)
        bench.type("s")
        bench.press(.tab, .tab, .tab)
        #expect(bench.screen.text == "> set\n> set  a …")
    }

    @Test func `a plain terminal gets a list`() {
        var bench = EditingBench(history: ["one", "two"], isPlain: true)
        bench.assistance.words = [Candidate("send", detail: "what was built"), Candidate("set")]
        bench.type("s")
        bench.press(.tab)
        #expect(bench.line == "se|")
        bench.press(.tab)
        #expect(bench.last == .printAbove("send  what was built\nset", EditBuffer("se")))
        #expect(bench.screen.text.isEmpty)
        #expect(bench.editor.plainPrompt == "> ")
        #expect([-1, 0, 1, 2].map(bench.editor.historyEntry) == [nil, "one", "two", nil])
    }
}
