import TestSupport
import Testing

/// vi's keys and the user's own, of `~/.editrc`.
@Suite(.needsTerminal) struct PromptBindingTests {
    private static let emulators = PromptTerminal.emulators

    private func shell(_ settings: String, _ emulator: PromptTerminal.Emulator = .pyte) throws -> PromptTerminal {
        try PromptTerminal.shell(emulator, files: [".editrc": settings])
    }

    @Test(arguments: emulators) func `bind -v means vi, with our keys in both modes`(
        _ emulator: PromptTerminal.Emulator
    )
        throws
    {
        let terminal = try shell("bind -v\n", emulator)
        let row = try terminal.screen().row
        try terminal.type("let a=one two")
        try terminal.press(.escape)
        try terminal.wait(for: .cursor(row: row, column: 27))
        try terminal.type("0")
        try terminal.wait(for: .cursor(row: row, column: 15))
        try terminal.type("wwx")
        try terminal.wait(for: .line("^leadline mock> let aone two$"))
        try terminal.type("u")
        try terminal.wait(for: .line("^leadline mock> let a=one two$"))
        try terminal.type("$bcwthree")
        try terminal.wait(for: .line("^leadline mock> let a=one three$"))
        // Escape and a key at once are that key with Alt: what Escape does has to be seen first.
        try terminal.press(.escape)
        try terminal.wait(for: .typed("let a=one thre"))
        try terminal.press(.ctrl("c"))
        try terminal.waitForPrompt()
        try terminal.type("use dr")
        try terminal.press(.tab)
        try terminal.wait(for: .line("^leadline mock> use drivly"))
        try terminal.press(.escape)
        try terminal.wait(for: .quiet)
        try terminal.press(.enter)
        try terminal.wait(for: .line("^drivly mock>$"))
        try terminal.press(.escape)
        try terminal.wait(for: .quiet)
        try terminal.type("k")
        try terminal.wait(for: .line("> use drivly$"))
        try terminal.press(.ctrl("r"))
        try terminal.type("use")
        try terminal.wait(for: .regex("use drivly(.|\n)*use drivly"))
    }

    @Test func `arrows, Delete and pastes work in vi's insert mode`() throws {
        let terminal = try shell("bind -v\n")
        let row = try terminal.screen().row
        try terminal.type("ac")
        try terminal.press(.left)
        try terminal.paste("b")
        try terminal.wait(for: .line("^leadline mock> abc$"), .cursor(row: row, column: 17))
        try terminal.press("delete", .home)
        try terminal.wait(for: .line("^leadline mock> ab$"), .cursor(row: row, column: 15))
        try terminal.press(.end, .backspace)
        try terminal.wait(for: .typed("leadline mock> a"))
    }

    @Test func `the user's own keys hold, in any order with the mode`() throws {
        for settings in [
            "leadline:bind ^T leadline-search\nbind -v\n", "bind -v\nbind ^T leadline-search\n",
            "bind ^T leadline-search\n", "other:bind -v\nbind ^T leadline-search\n",
        ] {
            let terminal = try shell(settings)
            try terminal.run("let alpha=1")
            try terminal.press(.ctrl("t"))
            try terminal.type("alp")
            try terminal.wait(for: .regex("alpha=1(.|\n)*alpha=1"))
            try terminal.press(.ctrl("g"))
            try terminal.type("use dr")
            try terminal.press(.tab)
            try terminal.wait(for: .line("> use drivly"))
        }
    }

    @Test(arguments: [
        "nonsense\n", "bind\n", "bind -e -v -x\nbind ^\n", "\u{0}\u{1B}[2J\n", "edit off\n", "history\n", "echotc cl\n",
    ])
    func `a broken file is no reason to stop`(_ settings: String) throws {
        let terminal = try shell(settings)
        try terminal.run("use drivly")
        #expect(try terminal.screen().line == "drivly mock>")
        #expect(try terminal.leave() == 0)
    }
}
