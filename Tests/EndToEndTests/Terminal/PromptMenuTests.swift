import TestSupport
import Testing

/// Completion and search.
@Suite(.needsTerminal) struct PromptMenuTests {
    private static let emulators = PromptTerminal.emulators

    @Test(arguments: emulators) func `Tab completes what is the only one`(_ emulator: PromptTerminal.Emulator) throws {
        let terminal = try PromptTerminal.shell(emulator)
        let row = try terminal.screen().row
        try terminal.type("use dr")
        try terminal.press(.tab)
        try terminal.wait(for: .row(row, "leadline mock> use drivly"))
        try terminal.press(.enter)
        try terminal.wait(for: .line("^drivly mock>$"))
    }

    @Test(arguments: emulators) func `Tab opens a menu, walks through it, and Enter takes what is chosen`(
        _ emulator: PromptTerminal.Emulator
    ) throws {
        let terminal = try PromptTerminal.shell(emulator)
        let row = try terminal.screen().row
        try terminal.type("use d")
        try terminal.press(.tab)
        try terminal.wait(for: .regex("(?s)mock> use d\n.*dealerstudio.*drivly"))
        try terminal.press(.tab)
        try terminal.wait(for: .row(row, "leadline mock> use dealerstudio"))
        try terminal.press(.tab)
        try terminal.wait(for: .row(row, "leadline mock> use drivly"))
        let open = try terminal.screen()
        #expect(open.styles.contains { $0.contains("reverse") }, "\(open.styles)")
        #expect(open.row == row)
        try terminal.press(.enter)
        // Chosen, not yet sent, and nothing is left of the menu.
        try terminal.wait(for: .line("^leadline mock> use drivly$"), .noText("dealerstudio  "))
        try terminal.press(.enter)
        try terminal.wait(for: .line("^drivly mock>$"))
    }

    @Test(arguments: [Key.escape, .ctrl("g"), .ctrl("c")]) func `leaving the menu brings back what was typed`(
        _ key: Key
    )
        throws
    {
        let terminal = try PromptTerminal.shell()
        try terminal.type("use d")
        try terminal.press(.tab)
        try terminal.wait(for: .regex("(?s)> use d.*\n.*drivly"))
        try terminal.press(.tab, key)
        try terminal.wait(for: .line("^leadline mock> use d$"), .noText("drivly  "))
        try terminal.type("rivly")
        try terminal.press(.enter)
        try terminal.wait(for: .line("^drivly mock>$"))
    }

    @Test func `typing on makes the menu shorter`() throws {
        let terminal = try PromptTerminal.shell()
        try terminal.run("use dealerstudio")
        try terminal.type("create leads ")
        try terminal.press(.tab)
        try terminal.wait(for: .text("category"))
        try terminal.type("cat")
        try terminal.wait(for: .text("category"), .noText("dealership_slug"))
    }

    @Test func `fields, values and paths of the last answer are completed`() throws {
        let terminal = try PromptTerminal.shell()
        try terminal.run("use dealerstudio")
        try terminal.type("create leads cat")
        try terminal.press(.tab)
        try terminal.wait(for: .line("create leads category="))
        try terminal.type("Tes")
        try terminal.press(.tab)
        try terminal.wait(for: .line(#"category="Test Drive"#))
        try terminal.press(.ctrl("u"))
        try terminal.run("use drivly; mock create customers email=ada@example.com; find customers")
        try terminal.type("show body.docs[0].ema")
        try terminal.press(.tab)
        try terminal.wait(for: .line(#"show body\.docs\[0\]\.email"#))
    }

    @Test(arguments: emulators) func `Ctrl-R searches in all that was typed and counts`(
        _ emulator: PromptTerminal.Emulator
    ) throws {
        let terminal = try PromptTerminal.shell(emulator)
        for command in ["let alpha=1", "let beta=2", "use drivly", "let alphabet=3"] { try terminal.run(command) }
        try terminal.type("kept")
        try terminal.press(.ctrl("r"))
        try terminal.type("ALPHA")
        try terminal.wait(for: .text("let alphabet=3"), .regex(#"\b2\b"#))
        // Tab takes it into the line, Enter would send it.
        try terminal.press(.ctrl("r"), .tab)
        try terminal.wait(for: .line("> let alpha=1$"))
        try terminal.press(.ctrl("u"))
        try terminal.type("kept")
        try terminal.press(.ctrl("r"))
        try terminal.type("beta")
        try terminal.wait(for: .text("let beta=2"))
        try terminal.press(.ctrl("g"))
        try terminal.wait(for: .line("> kept$"))
    }

    @Test func `Ctrl-R finds what is not ASCII, and says when there is nothing`() throws {
        let terminal = try PromptTerminal.shell()
        try terminal.run("let name=Żółć")
        try terminal.press(.ctrl("r"))
        try terminal.type("żÓł")
        try terminal.wait(for: .regex("Żółć(.|\n)*Żółć"))
        try terminal.type("zzz")
        try terminal.wait(for: .regex(#"\b(no|0)\b"#))
        try terminal.press(.ctrl("c"))
        try terminal.wait(for: .line("^leadline mock>$"))
    }
}
