import Glibc
import TestSupport
import Testing

/// Signals, the keys that mean some, and the terminal's state afterwards.
@Suite(.needsTerminal) struct PromptSignalTests {
    private static let emulators = PromptTerminal.emulators

    /// More rows than can be run while a test looks on.
    private static let endless: [String: String] = {
        let numbers = (0..<60).map(String.init).joined(separator: ", ")
        let matrix = "matrix:\n  one: [\(numbers)]\n  two: [\(numbers)]\n  three: [1, 2, 3, 4, 5]\n"
        return ["endless.leadline.yaml": scenario("Endless", matrix + "steps:\n  - check: row.one is never\n")]
    }()

    // MARK: - Ctrl-C

    @Test(arguments: emulators) func `Ctrl-C clears the line, leaves it readable, and never leaves the shell`(
        _ emulator: PromptTerminal.Emulator
    ) throws {
        let terminal = try PromptTerminal.shell(emulator)
        try terminal.type("use dri")
        try terminal.wait(for: .line("use dri"))
        try terminal.press(.ctrl("c"))
        try terminal.wait(for: .text("leadline mock> use dri"), .line("^leadline mock>$"))
        for _ in 0..<5 { try terminal.press(.ctrl("c")) }
        try terminal.run("use drivly")
        try terminal.signal(SIGINT)
        try terminal.run("use dealerstudio")
        #expect(try terminal.leave() == 0)
    }

    @Test func `Ctrl-C leaves a search and gives the line back`() throws {
        let terminal = try PromptTerminal.shell()
        try terminal.run("let alpha=1")
        try terminal.type("kept")
        try terminal.press(.ctrl("r"))
        try terminal.type("alp")
        try terminal.wait(for: .regex("alpha=1(.|\n)*alpha=1"))
        try terminal.press(.ctrl("c"))
        try terminal.wait(for: .line("> kept$"))
    }

    @Test(arguments: emulators) func `Ctrl-C ends what runs, and the shell goes on`(_ emulator: PromptTerminal.Emulator)
        throws
    {
        let terminal = try PromptTerminal.shell(emulator, files: Self.endless)
        try terminal.enter("run endless.leadline.yaml")
        try terminal.wait(for: .text("Endless"))
        try terminal.press(.ctrl("c"))
        try terminal.waitForPrompt()
        try terminal.run("use drivly")
        #expect(try terminal.leave() == 0)
    }

    @Test(arguments: emulators) func `Ctrl-C in a program that reads an answer ends only the program`(
        _ emulator: PromptTerminal.Emulator
    ) throws {
        let terminal = try PromptTerminal.shell(emulator)
        try terminal.run("use dealerstudio")
        try terminal.run("get apikeys/apikey_details")
        try terminal.enter("show body | { echo started; exec sleep 1000; }")
        try terminal.wait(for: .regex("^started$"))
        try terminal.press(.ctrl("c"))
        try terminal.wait(for: .line("^dealerstudio mock>$"))
        // The interrupt was the program's, not ours.
        try terminal.run("use drivly")
        #expect(try terminal.leave() == 0)
    }

    @Test func `Ctrl-C in the pager ends only the pager`() throws {
        let terminal = try PromptTerminal.shell(
            environment: ["PAGER": "sh -c 'cat > /dev/null; echo paging; exec sleep 1000'"], rows: 10)
        try terminal.run("use dealerstudio")
        try terminal.enter("help where")
        try terminal.wait(for: .regex("^paging$"))
        try terminal.press(.ctrl("c"))
        try terminal.wait(for: .line("^dealerstudio mock>$"))
        try terminal.run("use drivly")
    }

    @Test(arguments: emulators) func `Ctrl-C leaves a form`(_ emulator: PromptTerminal.Emulator) throws {
        let terminal = try PromptTerminal.shell(emulator)
        try terminal.run("use dealerstudio")
        try terminal.run("new leads name=Ada")
        try terminal.enter("fill")
        try terminal.wait(for: .regex("email.*$"), .noText("fill$"))
        try terminal.press(.ctrl("c"))
        try terminal.waitForPrompt()
        try terminal.run("draft")
        #expect(try terminal.screen().text.contains("Ada"))
    }

    // MARK: - Ctrl-Z

    private func bash(_ emulator: PromptTerminal.Emulator, files: [String: String] = [:]) throws -> PromptTerminal {
        let terminal = try PromptTerminal(
            emulator, ["--norc", "-i"], program: "/bin/bash", environment: ["PS1": "bash$ "],
            in: LeadlineProcess(files: files))
        try terminal.wait(for: .line("^bash\\$$"))
        try terminal.enter("leadline")
        try terminal.waitForPrompt()
        return terminal
    }

    @Test(arguments: emulators) func `Ctrl-Z at the prompt goes to the shell below, and fg brings the line back`(
        _ emulator: PromptTerminal.Emulator
    ) throws {
        let terminal = try bash(emulator)
        try terminal.type("use dri")
        try terminal.wait(for: .line("use dri"))
        for _ in 0..<2 {
            try terminal.press(.ctrl("z"))
            try terminal.wait(for: .text("Stopped"), .line("^bash\\$$"))
            try terminal.enter("echo $((6*7))")
            try terminal.wait(for: .regex("^42$"), .line("^bash\\$$"))
            try terminal.enter("clear; fg")
            try terminal.wait(for: .text("leadline mock> use dri"), .typed("mock> use dri"))
        }
        try terminal.type("vly")
        try terminal.press(.enter)
        try terminal.wait(for: .line("^drivly mock>$"))
        try terminal.press(.ctrl("d"))
        try terminal.wait(for: .line("^bash\\$$"))
        try terminal.enter("echo status $?")
        try terminal.wait(for: .regex("^status 0$"))
    }

    @Test(arguments: emulators) func `Ctrl-Z stops what runs, and fg goes on with it`(
        _ emulator: PromptTerminal.Emulator
    ) throws {
        let terminal = try bash(emulator, files: Self.endless)
        try terminal.enter("run endless.leadline.yaml")
        try terminal.wait(for: .text("Endless"))
        try terminal.press(.ctrl("z"))
        try terminal.wait(for: .text("Stopped"), .line("^bash\\$$"))
        try terminal.enter("clear; fg")
        try terminal.wait(for: .regex("Endless|/18000"), .noText("Stopped"))
        try terminal.press(.ctrl("c"))
        try terminal.waitForPrompt()
        try terminal.press(.ctrl("d"))
        try terminal.wait(for: .line("^bash\\$$"))
    }

    // MARK: - The end

    @Test func `the terminal is as it was before when the shell is left`() throws {
        let untouched = try PromptTerminal.untouchedSettings()
        let terminal = try PromptTerminal.shell()
        #expect(try terminal.settings() != untouched)
        #expect(try terminal.leave() == 0)
        #expect(try terminal.settings() == untouched)
    }

    @Test(arguments: [(SIGTERM, 143), (SIGHUP, 129), (SIGQUIT, 131), (SIGSEGV, 139), (SIGABRT, 134)])
    func `the terminal is as it was before when a signal ends the shell`(_ number: Int32, _ status: Int) throws {
        // Swift's own handler would ask what to do.
        let terminal = try PromptTerminal.shell(environment: ["SWIFT_BACKTRACE": "enable=no"])
        try terminal.type("use dri")
        try terminal.wait(for: .typed("use dri"))
        try terminal.signal(number)
        #expect(try terminal.waitForEnd() == status)
        let settings = try terminal.settings()
        #expect(try settings == PromptTerminal.untouchedSettings())
        let written = try terminal.written()
        #expect(written.count(of: "\u{1B}[?2004h") == written.count(of: "\u{1B}[?2004l"))
        #expect(written.count(of: "\u{1B}[?25l") <= written.count(of: "\u{1B}[?25h"))
    }

    @Test func `pastes are bracketed only while a line is read`() throws {
        let terminal = try PromptTerminal.shell()
        try terminal.run("use drivly")
        try terminal.run("nonsense")
        try terminal.type("use")
        try terminal.press(.tab, .ctrl("c"), .ctrl("c"))
        try terminal.waitForPrompt()
        let before = try terminal.pasteModes()
        #expect(before.on == before.off + 1)
        #expect(try terminal.leave() == 0)
        let after = try terminal.pasteModes()
        #expect(after.on == after.off)
        #expect(after.on >= 3)
    }

    @Test(arguments: emulators) func `a window that is closed ends the shell`(_ emulator: PromptTerminal.Emulator)
        throws
    {
        let terminal = try PromptTerminal.shell(emulator)
        try terminal.run("use dealerstudio")
        try terminal.run("new leads")
        try terminal.run("set name=Ada")
        try terminal.hangUp()
        try terminal.waitForEnd()
        let next = try PromptTerminal(emulator, ["--resume"], in: terminal.place)
        try next.wait(for: .line(#"^dealerstudio mock leads\*>$"#))
        try next.run("draft")
        #expect(try next.screen().text.contains("Ada"))
    }

    @Test(arguments: emulators) func `kill -9 loses nothing that was sent`(_ emulator: PromptTerminal.Emulator) throws {
        let terminal = try PromptTerminal.shell(emulator)
        try terminal.run("use dealerstudio")
        try terminal.run("new leads")
        try terminal.run("set name=\"Ada Lovelace\" phone=0412345678")
        try terminal.signal(SIGKILL)
        #expect(try terminal.waitForEnd() == 137)
        let next = try PromptTerminal(emulator, ["--resume"], in: terminal.place)
        try next.wait(for: .line(#"^dealerstudio mock leads\*>$"#))
        try next.run("draft")
        #expect(try next.screen().text.contains("Ada Lovelace"))
        try next.press(.up, .up)
        try next.wait(for: .line("> set name="))
    }
}
