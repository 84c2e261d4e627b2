import Glibc
import Testing

/// The tests' own terminals, with programs that are no part of leadline.
@Suite(.needsTerminal) struct PromptTerminalTests {
    private static let text = #"printf 'a漢\ne\314\201👩‍👩‍👧🇩🇪👍🏽|\n\033[1;31mred\033[0m \033[2mfaint\033[0m'; read line"#

    @Test(arguments: PromptTerminal.emulators) func `graphemes and styles take the cells that they should`(
        _ emulator: PromptTerminal.Emulator
    ) throws {
        let terminal = try PromptTerminal(emulator, ["-c", Self.text], program: "/bin/sh", rows: 4, columns: 20)
        try terminal.wait(for: .text("faint"))
        let screen = try terminal.screen()
        #expect(screen.rows == ["a漢", "e\u{301}👩‍👩‍👧🇩🇪👍🏽|", "red faint", ""])
        #expect((screen.row, screen.column) == (2, 9))
        #expect(screen.styles == ["2:0-2 bold red", "2:4-8 faint"])
    }

    @Test(arguments: PromptTerminal.emulators) func `keys, pastes and sizes reach the program`(
        _ emulator: PromptTerminal.Emulator
    ) throws {
        let script = #"stty -echo -icanon; printf 'first\033[?2004h'; cat -v"#
        let terminal = try PromptTerminal(emulator, ["-c", script], program: "/bin/sh", columns: 60)
        try terminal.wait(for: .written("[?2004h"))
        try terminal.press(.up, .alt("x"), .ctrl("r"), .tab)
        try terminal.type("é")
        try terminal.paste("p\nq")
        try terminal.send("\u{1B}[13;2u|")
        try terminal.wait(for: .text("|"))
        #expect(try terminal.screen().text.hasPrefix("first^[[A^[x^R\u{20}"))
        #expect(try terminal.screen().text.contains("M-CM-)^[[200~p"))
        #expect(try terminal.screen().text.contains("q^[[201~^[[13;2u|"))
    }

    @Test(arguments: PromptTerminal.emulators) func `the end of a program is told as a shell tells it`(
        _ emulator: PromptTerminal.Emulator
    ) throws {
        #expect(try PromptTerminal(emulator, ["-c", "exit 3"], program: "/bin/sh").waitForEnd() == 3)
        let killed = try PromptTerminal(emulator, program: "/bin/cat")
        try killed.signal(SIGTERM)
        #expect(try killed.waitForEnd() == 143)
    }

    @Test func `what does not come is an error that shows the screen`() throws {
        let terminal = try PromptTerminal(program: "/bin/cat")
        try terminal.type("seen")
        try terminal.wait(for: .text("seen"))
        let failure = #expect(throws: PromptTerminal.Failure.self) {
            try terminal.wait(for: .text("unseen"), seconds: 0)
        }
        #expect(failure?.description.contains("--- screen\nseen") == true)
    }
}
