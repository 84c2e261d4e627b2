import Foundation
import TestSupport
import Testing

/// Terminals that cannot do much, people who want less, and streams that are no terminal.
@Suite(.needsTerminal) struct PromptPlainTests {
    private static let emulators = PromptTerminal.emulators
    private static let escape: Character = "\u{1B}"

    /// Goes through what a plain prompt must be able to.
    private func expectUsable(_ terminal: PromptTerminal) throws {
        try terminal.type("use drivly!")
        try terminal.press(.backspace, .enter)
        try terminal.wait(for: .line("^drivly mock>$"))
        try terminal.run("nonsense")
        #expect(try terminal.screen().text.contains("nonsense"))
        try terminal.press(.up, .up)
        try terminal.wait(for: .line("> use drivly$"))
        try terminal.press(.ctrl("c"))
        try terminal.waitForPrompt()
        try terminal.type("use deal")
        try terminal.press(.tab)
        try terminal.wait(for: .line("> use dealerstudio"))
        try terminal.press(.enter)
        try terminal.wait(for: .line("^dealerstudio mock>$"))
        #expect(try terminal.leave() == 0)
    }

    @Test(arguments: ["dumb", ""]) func `a terminal without abilities gets text alone`(_ term: String) throws {
        let terminal = try PromptTerminal.shell(environment: ["TERM": term])
        try expectUsable(terminal)
        let written = try terminal.written()
        #expect(!written.contains(Self.escape), "\(written.debugDescription)")
    }

    @Test(arguments: ["emacs", "nobody-knows-it", "xterm-256colour", "../../etc/passwd", "é"])
    func `an unknown terminal is no reason for a message`(_ term: String) throws {
        let terminal = try PromptTerminal.shell(environment: ["TERM": term])
        try expectUsable(terminal)
        let written = try terminal.written()
        for word in ["terminfo", "terminal type", "termcap", "No entry", "Cannot"] {
            #expect(!written.contains(word), "\(written.debugDescription)")
        }
    }

    @Test(arguments: emulators) func `ACCESSIBLE=1 paints nothing anew`(_ emulator: PromptTerminal.Emulator) throws {
        let terminal = try PromptTerminal.shell(emulator, environment: ["ACCESSIBLE": "1"])
        try expectUsable(terminal)
        let written = try terminal.written()
        #expect(!written.contains("\u{1B}[?2026h"))
        #expect(written.matches(of: #/\e\[[0-9;]*m/#).isEmpty)
    }

    @Test(arguments: ["C", "POSIX", "", "en_US.ISO-8859-1", "nonsense"]) func `UTF-8 is UTF-8 in every locale`(
        _ locale: String
    ) throws {
        let terminal = try PromptTerminal.shell(environment: ["LANG": locale])
        let row = try terminal.screen().row
        try terminal.type("let a=é漢")
        try terminal.wait(for: .row(row, "leadline mock> let a=é漢"), .cursor(row: row, column: 24))
        try terminal.press(.backspace)
        try terminal.wait(for: .row(row, "leadline mock> let a=é"), .cursor(row: row, column: 22))
        try terminal.press(.enter)
        try terminal.waitForPrompt()
        try terminal.expect("a", is: "é")
    }

    @Test func `LANG=C is fine on a plain terminal`() throws {
        let terminal = try PromptTerminal.shell(environment: ["LANG": "C", "TERM": "dumb"])
        try terminal.run("let a=é漢")
        try terminal.expect("a", is: "é漢")
    }

    @Test(arguments: emulators) func `NO_COLOR leaves not one colour`(_ emulator: PromptTerminal.Emulator) throws {
        let terminal = try PromptTerminal.shell(emulator, environment: ["NO_COLOR": "1", "PAGER": "cat"])
        try terminal.run("use drivly")
        try terminal.run("mock create customers email=ada@example.com times 2")
        try terminal.run("find customers")
        try terminal.run("use dealerstudio")
        try terminal.run("new leads category=Nonsense")
        try terminal.run("draft")
        try terminal.type("create ")
        try terminal.press(.tab, .tab, .escape, .ctrl("r"))
        try terminal.type("lea")
        try terminal.press(.ctrl("c"), .ctrl("c"))
        try terminal.waitForPrompt()
        let written = try terminal.written()
        #expect(written.matches(of: #/\e\[[0-9;:]*m/#).isEmpty)
        #expect(try terminal.screen().styles.isEmpty)
    }

    @Test func `colours are of the 16 that every theme has`() throws {
        let terminal = try PromptTerminal.shell(environment: ["PAGER": "cat"])
        try terminal.run("use drivly")
        try terminal.run("mock create customers email=ada@example.com; find customers; show")
        try terminal.type("find customers where email = ada@example.com")
        try terminal.wait(for: .line("example.com$"))
        let written = try terminal.written()
        #expect(!written.matches(of: #/\e\[[0-9;:]*m/#).isEmpty)
        #expect(written.matches(of: #/\e\[([0-9]+[;:])*[34]8[;:][0-9;:]*m/#).isEmpty)
    }

    @Test(arguments: emulators) func `what a server or a file says is harmless`(_ emulator: PromptTerminal.Emulator)
        throws
    {
        let evil = #"\u001b]0;owned\u0007\u001b[2J\u001b[31mred\u009b5m\u202e\u001b[?1049h\u001bc"#
        let terminal = try PromptTerminal.shell(
            emulator, environment: ["PAGER": "cat"],
            files: ["evil.json": #"{"name": "\#(evil)", "email": "a@example.com", "\#(evil)": 1}"#])
        try terminal.run("use dealerstudio")
        for command in [
            "create leads from evil.json", "show", "table name", "show request", "show curl", "history",
            "new leads from evil.json", "draft", "explain send", "send",
        ] {
            try terminal.run(command)
        }
        try terminal.type("show request.doc.")
        try terminal.press(.tab, .tab)
        try terminal.wait(for: .quiet)
        let written = try terminal.written()
        for sequence in ["\u{1B}]", "\u{1B}[31mred", "\u{1B}c", "\u{9B}", "\u{202E}", "\u{7}\u{1B}", "\u{1B}[?1049h"] {
            #expect(!written.contains(sequence), "\(sequence.debugDescription)")
        }
        #expect(written.contains("owned"))
    }

    // MARK: - No terminal

    private func expectNoCodes(_ run: LeadlineProcess.Run) {
        for text in [run.output, run.error] {
            #expect(!text.contains(Self.escape), "\(text.debugDescription)")
            #expect(!text.contains("mock>"), "\(text.debugDescription)")
            #expect(!text.contains("\r"), "\(text.debugDescription)")
        }
    }

    @Test func `a pipe, -c and a script get no codes and no prompt`() throws {
        let commands = ["use dealerstudio", "mock create leads name=Ada", "show doc.name"]
        let process = try LeadlineProcess(files: [
            "script.leadline": "#!/usr/bin/env leadline\r\n" + commands.joined(separator: "\r\n")
        ])
        let variables = ["TERM": "xterm-256color"]
        let runs = [
            try process.run([], environment: variables, input: commands.joined(separator: "\n")),
            try process.run(["-"], environment: variables, input: commands.joined(separator: "\r\n") + "\r\n"),
            try process.run(commands.flatMap { ["-c", $0] }, environment: variables),
            try process.run(["script.leadline"], environment: variables),
        ]
        for run in runs {
            #expect(run.status == 0, "\(run.error)")
            #expect(run.output.contains("Ada"))
            expectNoCodes(run)
        }
    }

    @Test func `at a terminal -c and a script ask for nothing and leave it alone`() throws {
        let terminal = try PromptTerminal(
            .pyte, ["-c", "use dealerstudio", "-c", "mock create leads name=Ada", "-c", "show doc.name"])
        #expect(try terminal.waitForEnd() == 0)
        #expect(try terminal.pasteModes() == (0, 0))
        #expect(try terminal.screen().text.contains("Ada"))
    }

    @Test func `answers go to a file while the line is edited at the terminal`() throws {
        let terminal = try PromptTerminal(.pyte, ["-c", "leadline > out.txt"], program: "/bin/sh")
        try terminal.waitForPrompt()
        try terminal.run("use dealerstudio")
        try terminal.run("mock create leads name=Ada")
        try terminal.run("show doc.name")
        let out = terminal.place.folder.appendingPathComponent("out.txt").path
        try terminal.wait(for: .file(out, contains: "Ada"))
        #expect(try terminal.leave() == 0)
        #expect(!(try String(contentsOfFile: out, encoding: .utf8).contains(Self.escape)))
    }
}
