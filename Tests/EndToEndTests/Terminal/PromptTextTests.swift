import TestSupport
import Testing

/// Wide characters, long lines, small screens.
@Suite(.needsTerminal) struct PromptTextTests {
    private static let emulators = PromptTerminal.emulators

    struct Grapheme: Sendable, CustomTestStringConvertible {
        var text: String
        var width: Int
        var testDescription: String

        static let all = [
            Grapheme(text: "é", width: 1, testDescription: "a letter with an accent"),
            Grapheme(text: "漢", width: 2, testDescription: "CJK"),
            Grapheme(text: "👩‍👩‍👧", width: 2, testDescription: "joined by ZWJ"),
            Grapheme(text: "👍🏽", width: 2, testDescription: "a skin tone"),
            Grapheme(text: "🇩🇪", width: 2, testDescription: "a flag"),
            Grapheme(text: "e\u{301}", width: 1, testDescription: "a combining mark"),
            Grapheme(text: "❤\u{FE0F}", width: 2, testDescription: "emoji style"),
        ]
    }

    @Test(arguments: emulators, Grapheme.all) func `the cursor stands where the text says`(
        _ emulator: PromptTerminal.Emulator, _ grapheme: Grapheme
    ) throws {
        let terminal = try PromptTerminal.shell(emulator)
        let row = try terminal.screen().row
        try terminal.type("let a=\(grapheme.text)|x")
        let start = 21
        try terminal.wait(
            for: .line("let a=\(grapheme.text)[|]x$"), .cursor(row: row, column: start + grapheme.width + 2))
        try terminal.press(.left, .left)
        try terminal.wait(for: .cursor(row: row, column: start + grapheme.width))
        try terminal.press(.left)
        try terminal.wait(for: .cursor(row: row, column: start))
        try terminal.press(.right)
        try terminal.wait(for: .cursor(row: row, column: start + grapheme.width))
        try terminal.press(.backspace)
        try terminal.wait(for: .row(row, "leadline mock> let a=|x"), .cursor(row: row, column: start))
        try terminal.type(grapheme.text)
        try terminal.wait(
            for: .row(row, "leadline mock> let a=\(grapheme.text)|x"), .cursor(row: row, column: start + grapheme.width)
        )
        try terminal.press(.enter)
        try terminal.waitForPrompt()
        try terminal.expect("a", is: "\(grapheme.text)|x")
    }

    @Test(arguments: emulators) func `a line wraps at 40 columns, wide characters too`(
        _ emulator: PromptTerminal.Emulator
    ) throws {
        let terminal = try PromptTerminal.shell(emulator, rows: 30, columns: 40)
        let row = try terminal.screen().row
        try terminal.type("let a=" + String(repeating: "x", count: 18))
        // 39 cells are used: the wide character has no place in the last one.
        try terminal.wait(for: .cursor(row: row, column: 39))
        try terminal.type("漢字")
        try terminal.wait(
            for: .row(row, "leadline mock> let a=xxxxxxxxxxxxxxxxxx"), .cursor(row: row + 1, column: 4))
        #expect(try terminal.screen().rows[row + 1] == "漢字")
        try terminal.press(.left, .left, .left)
        try terminal.wait(for: .cursor(row: row, column: 38))
        try terminal.press(.end)
        try terminal.type("y")
        try terminal.wait(for: .cursor(row: row + 1, column: 5))
        for _ in 0..<3 { try terminal.press(.backspace) }
        try terminal.wait(for: .cursor(row: row, column: 39), .noText("漢"))
        // A full row: the cursor stands in the next.
        try terminal.type("z")
        try terminal.wait(for: .cursor(row: row + 1, column: 0))
    }

    @Test(arguments: emulators) func `in 6 rows of 30 columns the cursor is always to be seen`(
        _ emulator: PromptTerminal.Emulator
    ) throws {
        let terminal = try PromptTerminal.shell(emulator, rows: 6, columns: 30)
        let words = (1...60).map { "w\($0)" }.joined(separator: "-")
        try terminal.type("let a=\(words)")
        try terminal.wait(for: .line("w60$"))
        try terminal.press(.home)
        try terminal.wait(for: .regex("^leadline mock> let a=w1-"), .cursor(row: 0, column: 15))
        try terminal.press(.end)
        try terminal.wait(for: .line("w60$"))
        try terminal.press(.enter)
        try terminal.waitForPrompt()
        try terminal.type("use d")
        try terminal.press(.tab)
        try terminal.wait(for: .regex("> use d\n(.|\n)*drivly"))
        try terminal.press(.escape)
        try terminal.wait(for: .line("> use d$"), .noText("drivly"))
    }

    @Test(arguments: emulators) func `a line of 100 KB is edited and runs`(_ emulator: PromptTerminal.Emulator) throws {
        let terminal = try PromptTerminal.shell(emulator)
        let text = String(repeating: "0123456789", count: 10_000)
        try terminal.paste("let long=a\(text)z")
        try terminal.wait(for: .line("6789z$"))
        try terminal.press(.home)
        try terminal.wait(for: .regex("^leadline mock> let long=a0123"), .cursor(row: 0, column: 15))
        try terminal.press(.end)
        try terminal.type("!")
        try terminal.wait(for: .line("6789z!$"))
        try terminal.press(.enter)
        try terminal.waitForPrompt()
        try terminal.run(#"check long matches /^a[0-9]{100000}z!$/"#)
        #expect(!(try terminal.screen().text.contains("expected")))
    }
}
