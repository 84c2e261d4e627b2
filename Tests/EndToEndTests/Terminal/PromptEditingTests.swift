import TestSupport
import Testing

/// What keys do to the line.
@Suite(.needsTerminal) struct PromptEditingTests {
    private static let emulators = PromptTerminal.emulators

    @Test(arguments: emulators) func `what is typed stands behind the prompt, and runs on Enter`(
        _ emulator: PromptTerminal.Emulator
    ) throws {
        let terminal = try PromptTerminal.shell(emulator)
        let start = try terminal.screen()
        #expect(start.line == "leadline mock>")
        #expect(start.column == 15)
        try terminal.type("use dealerstudio")
        try terminal.wait(for: .line("^leadline mock> use dealerstudio$"), .cursor(row: start.row, column: 31))
        try terminal.press(.enter)
        try terminal.wait(for: .line("^dealerstudio mock>$"))
        #expect(try terminal.leave() == 0)
    }

    @Test(arguments: [
        ("one two three", [Key.ctrl("w")], "one two ", 8),
        ("one two three", [.ctrl("u")], "", 0),
        ("one two three", [.home, "ctrl-right", .ctrl("k")], "one", 3),
        ("one two three", [.ctrl("w"), .ctrl("a"), .ctrl("y")], "threeone two ", 5),
        ("one two three", [.ctrl("a"), .ctrl("d")], "ne two three", 0),
        ("one two three", [.left, .left, .backspace], "one two thee", 10),
        ("one two three", [.alt("b"), .alt("b"), .alt("d")], "one  three", 4),
        ("one two three", ["ctrl-left", .ctrl("b"), "delete"], "one twothree", 7),
        ("one two three", [.home, .right, .ctrl("f"), .end], "one two three", 13),
        ("one two three", [.home, .ctrl("e"), .ctrl("h")], "one two thre", 12),
    ])
    func `keys of Emacs edit it`(_ text: String, _ keys: [Key], _ line: String, _ column: Int) throws {
        let terminal = try PromptTerminal.shell()
        let row = try terminal.screen().row
        try terminal.type(text)
        for key in keys { try terminal.press(key) }
        try terminal.wait(for: .cursor(row: row, column: 15 + column), .row(row, "leadline mock> \(line)".trimmed))
    }

    @Test(arguments: emulators) func `an open bracket goes on in the next line, and comes back whole`(
        _ emulator: PromptTerminal.Emulator
    ) throws {
        let terminal = try PromptTerminal.shell(emulator)
        let row = try terminal.screen().row
        try terminal.type("let x=[one,")
        try terminal.press(.enter)
        try terminal.wait(for: .line("^ +…$"), .cursor(row: row + 1, column: 15))
        try terminal.type("two]")
        try terminal.wait(for: .row(row, "leadline mock> let x=[one,"), .line("^ +… two]$"))
        try terminal.press(.enter)
        try terminal.waitForPrompt()
        let next = try terminal.screen().row
        try terminal.press(.up)
        try terminal.wait(
            for: .text("x=[one,\n\(PromptTerminal.continuation())two]"), .cursor(row: next + 1, column: 19))
    }

    @Test func `Alt-Enter makes a line, and the arrows move between lines before they walk through the history`() throws
    {
        let terminal = try PromptTerminal.shell()
        try terminal.run("let first=1")
        let row = try terminal.screen().row
        try terminal.type("let a=one")
        try terminal.press("alt-enter")
        try terminal.type("let b=two")
        try terminal.wait(for: .cursor(row: row + 1, column: 24), .row(row, "leadline mock> let a=one"))
        try terminal.press(.up)
        try terminal.wait(for: .cursor(row: row, column: 24))
        try terminal.press(.down, .enter)
        try terminal.waitForPrompt()
        try terminal.expect("a", is: "one")
        try terminal.expect("b", is: "two")
    }

    @Test(arguments: emulators) func `Up walks through what begins like the line, Down comes back`(
        _ emulator: PromptTerminal.Emulator
    ) throws {
        let terminal = try PromptTerminal.shell(emulator)
        for command in ["let a=1", "use drivly", "let b=2", "clock"] { try terminal.run(command) }
        try terminal.type("le")
        try terminal.press(.up)
        try terminal.wait(for: .line("> let b=2$"))
        try terminal.press(.up)
        try terminal.wait(for: .line("> let a=1$"))
        try terminal.press(.down, .down)
        try terminal.wait(for: .regex("> le[^\n]*$"), .line("> le"))
        try terminal.press(.ctrl("u"), .up)
        try terminal.wait(for: .line("> clock$"))
    }

    @Test func `the grey suggestion is taken whole or by words`() throws {
        let terminal = try PromptTerminal.shell()
        try terminal.run("let a=1 b=2")
        let row = try terminal.screen().row
        try terminal.type("let ")
        try terminal.wait(for: .line("> let a=1 b=2$"), .cursor(row: row, column: 19))
        #expect(try terminal.screen().styles.contains("\(row):19-25 faint"))
        try terminal.press("ctrl-right")
        try terminal.wait(for: .line("> let a=1 b=2$"), .cursor(row: row, column: 20))
        try terminal.press(.right)
        try terminal.wait(for: .cursor(row: row, column: 26))
    }

    @Test func `Alt-period brings the last word, Ctrl-L clears the screen`() throws {
        let terminal = try PromptTerminal.shell()
        try terminal.run("use drivly")
        try terminal.type("help ")
        try terminal.press(.alt("."))
        try terminal.wait(for: .line("> help drivly$"))
        try terminal.press(.ctrl("l"))
        try terminal.wait(for: .row(0, "drivly mock> help drivly"), .cursor(row: 0, column: 24))
    }

    @Test func `Ctrl-X Ctrl-E goes on in the user's editor`() throws {
        let terminal = try PromptTerminal.shell(
            environment: ["EDITOR": "sh -c 'printf \"use drivly\" > \"$1\"' editor"])
        try terminal.type("use")
        try terminal.press(.ctrl("x"), .ctrl("e"))
        try terminal.wait(for: .line("^leadline mock> use drivly$"))
        try terminal.press(.enter)
        try terminal.wait(for: .line("^drivly mock>$"))
    }

    @Test(arguments: emulators) func `what cannot be right is marked while it is typed, with the reason below`(
        _ emulator: PromptTerminal.Emulator
    ) throws {
        let terminal = try PromptTerminal.shell(emulator)
        let row = try terminal.screen().row
        try terminal.type("use drively")
        try terminal.wait(for: .text("'drivly'"), .cursor(row: row, column: 26))
        let screen = try terminal.screen()
        #expect(
            screen.styles.contains { $0.hasPrefix("\(row):19-25 ") && $0.contains("underline") }, "\(screen.styles)")
        try terminal.press(.ctrl("u"))
        try terminal.wait(for: .noText("'drivly'"), .line("^leadline mock>$"))
    }

    @Test func `Ctrl-D deletes in a line and leaves on an empty one`() throws {
        let terminal = try PromptTerminal.shell()
        try terminal.type("ab")
        try terminal.press(.home, .ctrl("d"))
        try terminal.wait(for: .line("^leadline mock> b$"))
        try terminal.press(.ctrl("d"), .ctrl("d"))
        #expect(try terminal.waitForEnd() == 0)
    }
}

extension String {
    fileprivate var trimmed: String {
        var text = self
        while text.hasSuffix(" ") { text.removeLast() }
        return text
    }
}
