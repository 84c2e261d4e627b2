import Glibc
import TestSupport
import Testing

/// Other programs at the prompt: what they leave on the screen, and Ctrl-Z.
@Suite(.needsTerminal) struct PromptProgramTests {
    private static let emulators = PromptTerminal.emulators

    /// Where a program can be given something.
    private func answered(_ terminal: PromptTerminal) throws {
        try terminal.run("use dealerstudio")
        try terminal.run("get apikeys/apikey_details")
    }

    // MARK: - The end of its output

    @Test(arguments: emulators) func `output without an end of its last line stays, in all widths`(
        _ emulator: PromptTerminal.Emulator
    ) throws {
        let terminal = try PromptTerminal.shell(emulator, columns: 60)
        try answered(terminal)
        for text in ["a", "abc", String(repeating: "x", count: 59)] {
            try terminal.enter("show status | printf \(text)")
            try terminal.wait(for: .regex("(?m)^\(text)⏎$"), .line("^dealerstudio mock>$"))
            try terminal.press(.ctrl("l"))
            try terminal.wait(for: .noText("⏎"), .line("^dealerstudio mock>$"))
        }
    }

    @Test(arguments: emulators) func `output with an end, and none, leave no sign`(_ emulator: PromptTerminal.Emulator)
        throws
    {
        let terminal = try PromptTerminal.shell(emulator)
        try answered(terminal)
        try terminal.run("show status | sed s/2/7/")
        try terminal.run("show status | true")
        let rows = try terminal.screen().rows
        #expect(rows.contains("701") || rows.contains("700"))
        #expect(!rows.contains { $0.contains("⏎") })
        let place = try #require(rows.firstIndex { $0.contains("| true") })
        #expect(rows[place + 1] == "dealerstudio mock>")
    }

    @Test func `a plain terminal gets no sign, and its shell no codes when it crashes`() throws {
        let terminal = try PromptTerminal.shell(environment: ["TERM": "dumb", "SWIFT_BACKTRACE": "enable=no"])
        try answered(terminal)
        try terminal.enter("show status | printf abc")
        try terminal.wait(for: .text("abc"), .regex("mock>$"))
        try terminal.signal(SIGQUIT)
        #expect(try terminal.waitForEnd() == 131)
        let written = try terminal.written()
        #expect(!written.contains("⏎") && !written.contains("\u{1B}"), "\(written.debugDescription)")
    }

    // MARK: - Ctrl-Z

    @Test(arguments: emulators) func `Ctrl-Z in a program stops both, and fg goes on with the program`(
        _ emulator: PromptTerminal.Emulator
    ) throws {
        let terminal = try PromptTerminal(
            emulator, ["--norc", "-i"], program: "/bin/bash", environment: ["PS1": "bash$ "],
            in: LeadlineProcess())
        try terminal.wait(for: .line("^bash\\$$"))
        try terminal.enter("leadline")
        try terminal.waitForPrompt()
        try answered(terminal)
        let mode = "stty -a < /dev/tty | grep -o -e '-echo '"
        try terminal.enter(
            "show status | { stty -echo < /dev/tty; echo started; read x < /dev/tty; echo got-$x; \(mode); }")
        try terminal.wait(for: .regex("(?m)^started$"))
        for _ in 0..<2 {
            try terminal.press(.ctrl("z"))
            try terminal.wait(for: .text("Stopped"), .line("^bash\\$$"))
            try terminal.enter("echo $((6*7))")
            try terminal.wait(for: .regex("(?m)^42$"), .line("^bash\\$$"))
            try terminal.enter("clear; fg")
            try terminal.wait(for: .regex("(?m)^leadline$"), .noText("Stopped"))
        }
        try terminal.type("it")
        try terminal.press(.enter)
        // The program's mode is there again.
        try terminal.wait(for: .regex("(?m)^got-it\n-echo$"), .line("^dealerstudio mock>$"))
        try terminal.run("use drivly")
        try terminal.press(.ctrl("d"))
        try terminal.wait(for: .line("^bash\\$$"))
    }

    @Test(arguments: emulators) func `Ctrl-Z in a program goes on where no shell is below`(
        _ emulator: PromptTerminal.Emulator
    ) throws {
        let terminal = try PromptTerminal.shell(emulator)
        try answered(terminal)
        try terminal.enter("show status | { echo started; read x < /dev/tty; echo got-$x; }")
        try terminal.wait(for: .regex("(?m)^started$"))
        try terminal.press(.ctrl("z"))
        try terminal.type("it")
        try terminal.press(.enter)
        try terminal.wait(for: .regex("(?m)^got-it$"), .line("^dealerstudio mock>$"))
    }

    // MARK: - Leaving

    @Test(arguments: ["quit", "\\q", ".quit", ":q"]) func `what leaves other prompts leaves this one`(_ word: String)
        throws
    {
        let terminal = try PromptTerminal.shell()
        try terminal.enter(word)
        #expect(try terminal.waitForEnd() == 0)
    }
}
