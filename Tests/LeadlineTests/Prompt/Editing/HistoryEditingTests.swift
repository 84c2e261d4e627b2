import LeadlineCore
import LeadlinePrompt
import Testing

/// Up and Down, suggestions, last arguments, the search.
@Suite struct HistoryEditingTests {
    private static let commands = [
        "send", "set phone = 1", "send", "find Иванов", "set name = \"A B\"", "first (\nsecond )", "show 漢字",
    ]

    private func bench(showsGhost: Bool = false) -> EditingBench {
        EditingBench(
            history: Self.commands, outcomes: ["send": "created", "set phone = 1": "error"], showsGhost: showsGhost)
    }

    // MARK: - Walk

    @Test func `Up and Down walk what begins as typed, and come back to it`() {
        var bench = bench()
        bench.type("se")
        bench.press(.left, .up)
        #expect(bench.line == "send|")
        bench.press(.up)
        #expect(bench.line == "set phone = 1|")
        bench.press(.up)
        #expect(bench.line == "set name = \"A B\"|")
        bench.press(.up)
        #expect(bench.line == "set name = \"A B\"|")
        bench.press(.down, .down)
        #expect(bench.line == "send|")
        bench.press(.down)
        #expect(bench.line == "s|e")
        bench.press(.down)
        #expect(bench.line == "s|e")
    }

    @Test func `an edited recalled command begins a walk of its own`() {
        var bench = bench()
        bench.press(.up, .up)
        #expect(bench.line == "set phone = 1|")
        bench.press(.backspace)
        bench.press(.up)
        #expect(bench.line == "set phone = 1|")
        bench.press(.down)
        #expect(bench.line == "set phone = |")
        bench.press(.down)
        #expect(bench.line == "set phone = |")
    }

    @Test func `a recalled text of several lines is walked through`() {
        var bench = bench()
        bench.type("fir")
        bench.press(.up)
        #expect(bench.line == "first (\nsecond )|")
        bench.press(.up)
        #expect(bench.line == "first (|\nsecond )")
        bench.press(.down, .down)
        #expect(bench.line == "fir|")
    }

    // MARK: - Suggestions

    @Test func `the newest command that begins so is suggested`() {
        var bench = bench(showsGhost: true)
        bench.type("set")
        #expect(bench.screen.text == "> set phone = 1")
        #expect(bench.screen.column == 5)
        bench.press(.wordRight)
        #expect(bench.line == "set phone|")
        bench.press(.right)
        #expect(bench.line == "set phone = 1|")
        bench.press(.home)
        bench.press(.delete)
        #expect(bench.screen.text == "> et phone = 1")
    }

    @Test func `without a command the only candidate is suggested, and End takes it`() {
        var bench = bench(showsGhost: true)
        bench.type("find sho")
        #expect(bench.screen.text == "> find show")
        bench.press(.end)
        #expect(bench.line == "find show|")
    }

    @Test func `suggestions can be switched off, and none is made inside a text`() {
        var silent = bench()
        silent.type("set")
        #expect(silent.screen.text == "> set")
        var bench = bench(showsGhost: true)
        bench.type("set")
        bench.press(.left)
        #expect(bench.screen.text == "> set")
    }

    @Test func `last arguments come one after the other`() {
        var bench = bench()
        bench.type("x ")
        bench.press(.alt("."))
        #expect(bench.line == "x send|")
        bench.press(.alt("."), .alt("."), .alt("."))
        #expect(bench.line == "x Иванов|")
        bench.press(.alt("."))
        #expect(bench.line == "x \"A B\"|")
        bench.type(" ")
        bench.press(.alt("."))
        #expect(bench.line == "x \"A B\" send|")
    }

    // MARK: - Search

    @Test func `the search shows where it is and what became of the commands`() {
        var bench = bench()
        bench.type("old")
        bench.press(.control("r"))
        bench.type("SE")
        #expect(
            bench.screen.text == """
                search: SE  1 of 4
                > send  created
                  set phone = 1  error
                  set name = "A B"
                  first (\\nsecond )
                  Enter send  Tab edit  Esc back to the…
                """)
        #expect((bench.screen.row, bench.screen.column) == (0, 10))
        bench.press(.control("r"), .named(.up), .control("s"))
        #expect(bench.screen.text.hasPrefix("search: SE  2 of 4\n  send  created\n> set phone = 1  error\n"))
        bench.press(.enter)
        #expect(bench.last == .accept("set phone = 1"))
        bench.screen.feed(bench.editor.leave(bench.buffer, bench.size))
        #expect(bench.screen.text == "> set phone = 1")
    }

    @Test(arguments: [
        Key.named(.tab), .named(.right), .control("e"),
    ])
    func `a found command can be edited`(key: Key) {
        var bench = bench()
        bench.press(.control("r"))
        bench.type("漢")
        bench.press(key)
        #expect(bench.line == "show 漢字|")
        #expect(bench.screen.text == "> show 漢字")
    }

    @Test(arguments: [Key.control("c"), .control("g"), .named(.escape)])
    func `leaving the search brings the line back`(key: Key) {
        var bench = bench()
        bench.type("old")
        bench.press(.left)
        bench.press(.control("r"))
        bench.type("иван")
        #expect(bench.screen.text.hasPrefix("search: иван  1 of 1\n> find Иванов\n"))
        bench.press(key)
        #expect(bench.line == "ol|d")
        #expect(bench.screen.text == "> old")
    }

    @Test func `nothing found, nothing sent`() {
        var bench = bench()
        bench.type("old")
        bench.press(.control("r"))
        bench.press(.paste("nowhere\nat all"))
        #expect(bench.screen.text == "search: nowhere  nothing found\n  Esc back to the line")
        bench.press(.enter)
        #expect(bench.last == .done)
        #expect(bench.line == "old|")
    }

    @Test func `the searched text is edited`() {
        var bench = bench()
        bench.press(.control("r"))
        bench.type("find xy")
        bench.press(.backspace, .backspace)
        #expect(bench.screen.text.hasPrefix("search: find   1 of 1"))
        bench.press(.control("w"))
        #expect(bench.screen.text.hasPrefix("search:   1 of 6"))
        bench.type("漢")
        bench.press(.control("u"))
        #expect(bench.screen.text.hasPrefix("search:   1 of 6"))
    }

    @Test func `a long command is shown where the text is found`() {
        let long = "begin " + String(repeating: "x", count: 100) + " needle " + String(repeating: "y", count: 100)
        var bench = EditingBench(history: [long], outcomes: [long: "created"])
        bench.press(.control("r"))
        bench.type("needle")
        let row = bench.screen.text.split(separator: "\n")[1]
        #expect(row == "> …xxxxxx needle yyyyyyyyyyyyy…  created")
    }

    @Test func `an empty history is searched`() {
        var bench = EditingBench()
        bench.press(.control("r"), .named(.up), .named(.pageUp), .named(.down))
        #expect(bench.screen.text.hasPrefix("search:   nothing found"))
    }
}
