import LeadlineCore
import LeadlinePrompt
import Testing

/// Enter, moving, deleting, pasting, what stands under the line.
@Suite struct LineEditingTests {
    private var bench = EditingBench()

    @Test mutating func `Enter sends what is complete`() {
        bench.type("send")
        bench.press(.left, .enter)
        #expect(bench.last == .accept("send"))
    }

    @Test mutating func `Enter goes on in what is open, with its indentation`() {
        bench.type("where (")
        bench.press(.enter)
        bench.type("  a")
        bench.press(.enter)
        #expect(bench.line == "where (\n  a\n  |")
        bench.type(")")
        bench.press(.enter)
        #expect(bench.last == .accept("where (\n  a\n  )"))
        #expect(bench.screen.text == "> where (\n…   a\n…   )")
    }

    @Test mutating func `Alt-Enter always makes a line`() {
        bench.type("a")
        bench.press(.altEnter)
        #expect(bench.line == "a\n|")
    }

    @Test mutating func `moves and deletes by characters`() {
        bench.type("a👩‍👩‍👧e\u{301}🇩🇪")
        bench.press(.left, .left)
        #expect(bench.line == "a👩‍👩‍👧|e\u{301}🇩🇪")
        bench.press(.delete)
        #expect(bench.line == "a👩‍👩‍👧|🇩🇪")
        bench.press(.backspace, .right)
        #expect(bench.line == "a🇩🇪|")
        bench.press(.home, .backspace, .left)
        #expect(bench.line == "|a🇩🇪")
        #expect(bench.screen.text == "> a🇩🇪")
    }

    @Test mutating func `moves in lines, towards one column`() {
        bench.press(.paste("12345\n1\n漢漢漢"))
        bench.press(.home, .right, .right)
        #expect(bench.line == "12345\n1\n漢漢|漢")
        bench.press(.up)
        #expect(bench.line == "12345\n1|\n漢漢漢")
        bench.press(.up)
        #expect(bench.line == "1234|5\n1\n漢漢漢")
        bench.press(.end, .down, .down)
        #expect(bench.line == "12345\n1\n漢漢|漢")
        bench.press(.down)
        #expect(bench.line == "12345\n1\n漢漢|漢")
    }

    @Test mutating func `moves over words`() {
        bench.press(.paste("set loan.amount = 5"))
        bench.press(.home, .wordRight, .wordRight, .wordRight)
        #expect(bench.line == "set loan.amount| = 5")
        bench.press(.wordRight, .wordRight)
        #expect(bench.line == "set loan.amount = 5|")
    }

    @Test mutating func `a pasted text is inserted and never sent`() {
        bench.type("ab")
        bench.press(.left)
        bench.press(.paste("1\n2\n"))
        #expect(bench.line == "a1\n2\n|b")
    }

    @Test mutating func `Ctrl-D deletes, and ends on an empty line`() {
        bench.type("a")
        bench.press(.control("d"))
        #expect(bench.last == .done)
        bench.press(.home)
        bench.press(.control("d"))
        #expect(bench.line == "|")
        bench.press(.control("d"))
        #expect(bench.last == .endOfInput)
    }

    @Test mutating func `a line that is given up stays with its mark`() {
        bench.assistance.hints["sen"] = "hint"
        bench.type("sen")
        #expect(bench.screen.text == "> sen\nhint")
        bench.press(.control("c"))
        #expect(bench.last == .interrupt)
        bench.screen.feed(bench.editor.leave(bench.buffer, bench.size))
        #expect(bench.screen.text == "> sen^C")
        #expect(bench.screen.row == 1)
    }

    @Test mutating func `a reason comes before a hint`() {
        bench.assistance.hints = ["se": "nd", "sx": "never"]
        bench.assistance.reasons = ["sx": "no such command"]
        bench.type("se")
        #expect(bench.screen.text == "> se\nnd")
        bench.press(.backspace)
        bench.type("x")
        #expect(bench.screen.text == "> sx\n✗ no such command")
    }

    @Test mutating func `a long text is edited without being judged`() {
        bench.press(.paste(String(repeating: "x", count: 70_000)))
        let questions = bench.assistance.questions
        bench.type("yz")
        bench.press(.home, .delete)
        #expect(bench.assistance.questions == questions)
        #expect(bench.buffer.text.utf8.count == 70_001)
    }

    @Test mutating func `the same line is judged once`() {
        bench.type("a")
        let questions = bench.assistance.questions
        bench.screen.feed(bench.editor.paint(bench.buffer, bench.size))
        #expect(bench.assistance.questions == questions)
    }

    @Test mutating func `commands without a text`() {
        #expect(bench.editor.perform(.clearScreen, bench.buffer) == .clearScreen)
        #expect(bench.editor.perform(.openEditor, bench.buffer) == .openEditor)
        #expect(bench.editor.perform(.suspend, bench.buffer) == .suspend)
        #expect(bench.editor.perform(.cancel, bench.buffer) == .done)
    }

    @Test(arguments: EditCommand.allCases)
    func `any command on any buffer`(command: EditCommand) {
        for buffer in [
            EditBuffer(text: "", cursor: 5), EditBuffer(text: "é漢\n", cursor: 1), EditBuffer(text: "a", cursor: -2),
            EditBuffer(text: "a\r\nb", cursor: 2), EditBuffer(text: "👩‍👩‍👧", cursor: 6),
        ] {
            let bench = EditingBench(history: ["a b", "é漢\nx"], showsGhost: true)
            _ = bench.editor.perform(command, buffer)
            for key in Key.Name.allCases { _ = bench.editor.filter(.named(key), buffer) }
            #expect(!bench.editor.paint(buffer, TerminalSize(columns: 0, rows: 0)).isEmpty)
        }
    }
}
