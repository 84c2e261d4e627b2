import TestSupport
import Testing

/// Pastes, and keys that only some terminals have.
@Suite(.needsTerminal) struct PromptPasteTests {
    private static let emulators = PromptTerminal.emulators
    private static let (begin, end) = ("\u{1B}[200~", "\u{1B}[201~")

    @Test(arguments: emulators) func `a pasted line waits for Enter`(_ emulator: PromptTerminal.Emulator) throws {
        let terminal = try PromptTerminal.shell(emulator)
        try terminal.paste("use drivly\n")
        try terminal.wait(for: .text("leadline mock> use drivly"))
        try terminal.wait(for: .quiet)
        #expect(!(try terminal.screen().text.contains("drivly mock>")))
        try terminal.press(.enter)
        try terminal.wait(for: .line("^drivly mock>$"))
    }

    @Test(arguments: emulators) func `pasted lines are one text, and run when Enter says so`(
        _ emulator: PromptTerminal.Emulator
    ) throws {
        let terminal = try PromptTerminal.shell(emulator)
        let row = try terminal.screen().row
        let (short, long) = (PromptTerminal.continuation(), PromptTerminal.continuation(26))
        try terminal.paste("use dealerstudio\nlet a=1\nnew leads")
        try terminal.wait(
            for: .text("leadline mock> use dealerstudio\n\(short)let a=1\n\(short)new leads"),
            .cursor(row: row + 2, column: 24))
        try terminal.press(.enter)
        try terminal.wait(for: .line(#"^dealerstudio mock leads\*>$"#))
        try terminal.press(.up)
        try terminal.wait(for: .text("> use dealerstudio\n\(long)let a=1\n\(long)new leads"))
    }

    @Test(arguments: [
        ("use drivly\r\nlet a=1\r\n", ["leadline mock> use drivly", PromptTerminal.continuation() + "let a=1"]),
        ("use drivly\rlet a=1", ["leadline mock> use drivly", PromptTerminal.continuation() + "let a=1"]),
        ("use\u{3} dri\u{4}v\u{1B}ly", ["leadline mock> use drivly"]),
        ("use drivly\u{1B}[31m\u{7}\u{8}\u{0}", ["leadline mock> use drivly[31m"]),
        ("use\tdrivly", ["leadline mock> use drivly"]),
    ])
    func `a paste is text: line ends of all kinds, and no control characters`(_ text: String, _ rows: [String]) throws {
        let terminal = try PromptTerminal.shell()
        let row = try terminal.screen().row
        try terminal.send(Self.begin + text + Self.end)
        try terminal.type("!")
        try terminal.wait(for: .text("!"), .quiet)
        let screen = try terminal.screen()
        let shown = screen.rows[row...].prefix(rows.count).map {
            $0.replacing(#/!$/#, with: "").replacing(#/(use) +/#) { "\($0.1) " }
        }
        #expect(Array(shown) == rows)
        #expect(!screen.text.contains("drivly mock>"))
    }

    @Test(arguments: emulators) func `a paste whose end never comes does not hang`(_ emulator: PromptTerminal.Emulator)
        throws
    {
        let terminal = try PromptTerminal.shell(emulator)
        try terminal.send(Self.begin + "use dri")
        try terminal.wait(for: .line("^leadline mock> use dri"))
        try terminal.type("vly")
        try terminal.press(.enter)
        try terminal.wait(for: .line("^drivly mock>$"))
    }

    @Test func `a paste in the search and in the menu is text, too`() throws {
        let terminal = try PromptTerminal.shell()
        try terminal.run("let alpha=1")
        try terminal.press(.ctrl("r"))
        try terminal.paste("alpha")
        try terminal.wait(for: .regex("let alpha=1(.|\n)*let alpha=1"))
        try terminal.press(.ctrl("g"))
        try terminal.type("use d")
        try terminal.press(.tab)
        try terminal.wait(for: .regex("> use d\n(.|\n)*drivly"))
        try terminal.paste("rivly")
        try terminal.wait(for: .line("> use drivly$"))
    }

    // MARK: - Foreign keys

    @Test(arguments: [
        "\u{1B}[15~", "\u{1B}[24~", "\u{1B}[15;5~", "\u{1B}OP", "\u{1B}[I", "\u{1B}[O", "\u{1B}[97;5u", "\u{1B}[57441u",
        "\u{1B}[1;2P", "\u{1B}[<0;10;10M", "\u{1B}[<0;10;10m", "\u{1B}[?62;c", "\u{1B}[2~",
        "\u{1B}]11;rgb:0000/0000/0000\u{7}", "\u{1B}]11;rgb:0000/0000/0000\u{1B}\\", "\u{1B}P1$r0m\u{1B}\\",
    ])
    func `a key without a meaning leaves nothing in the line`(_ bytes: String) throws {
        let terminal = try PromptTerminal.shell()
        try terminal.type("ab")
        try terminal.send(bytes)
        try terminal.type("cd")
        try terminal.wait(for: .typed("cd"))
        // A key of kitty's may have the meaning that its letter has: Ctrl-A.
        #expect(["leadline mock> abcd", "leadline mock> cdab"].contains(try terminal.screen().line))
    }

    @Test func `Shift-Enter of kitty's protocol makes a line`() throws {
        let terminal = try PromptTerminal.shell()
        try terminal.type("let a=1")
        try terminal.send("\u{1B}[13;2u")
        try terminal.type("let b=2")
        try terminal.wait(for: .text("leadline mock> let a=1\n\(PromptTerminal.continuation())let b=2"))
    }

    @Test(arguments: emulators) func `a sequence in pieces is one key`(_ emulator: PromptTerminal.Emulator) throws {
        let terminal = try PromptTerminal.shell(emulator)
        try terminal.type("ab")
        for piece in ["\u{1B}", "[", "D"] { try terminal.send(piece) }
        try terminal.type("c")
        try terminal.wait(for: .line("^leadline mock> acb$"))
        for byte in Array("é漢".utf8) { try terminal.send(bytes: [byte]) }
        try terminal.wait(for: .line("^leadline mock> acé漢b$"))
    }

    @Test func `bytes that are no UTF-8 do no harm`() throws {
        let terminal = try PromptTerminal.shell()
        try terminal.type("ab")
        try terminal.send(bytes: [0xFF, 0xC3, 0x28, 0xE2, 0x82])
        try terminal.type("cd")
        try terminal.wait(for: .line("^leadline mock> ab.*cd$"))
        try terminal.press(.ctrl("u"))
        try terminal.run("use drivly")
    }
}
