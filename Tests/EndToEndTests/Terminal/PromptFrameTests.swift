import TestSupport
import Testing

/// Whole frames of the main screens, with their colours: the same in both emulators.
@Suite(.needsTerminal) struct PromptFrameTests {
    struct Size: Sendable, CustomTestStringConvertible {
        var (rows, columns): (Int, Int)
        var testDescription: String { "\(columns)x\(rows)" }
        static let all = [Size(rows: 24, columns: 80), Size(rows: 50, columns: 200)]
    }

    /// What a session must have done before its frame is looked at.
    private static let lead =
        #"create leads name="Ada Lovelace" email=ada@example.com phone=0412345678 source=Website dealership_slug=test-dealer "#
        + #"category="Test Drive Booking" -> lead"#

    private func frame(
        _ name: String, _ emulator: PromptTerminal.Emulator, _ size: Size, after commands: [String] = [],
        _ steps: (PromptTerminal) throws -> Void
    ) throws {
        let terminal = try PromptTerminal.shell(emulator, rows: size.rows, columns: size.columns)
        for command in commands { try terminal.run(command) }
        if !commands.isEmpty {
            try terminal.press(.ctrl("l"))
            try terminal.wait(for: .regex(#"\A[a-z]+ mock[^>]*>\n"#), .line(PromptTerminal.emptyPrompt))
        }
        try steps(terminal)
        try terminal.wait(for: .quiet)
        let text = try terminal.screen().frameWithoutTimes
        expectGolden(text, "terminal/\(name)-\(size.testDescription).txt")
    }

    @Test(arguments: PromptTerminal.emulators, Size.all) func greeting(
        _ emulator: PromptTerminal.Emulator, _ size: Size
    )
        throws
    {
        try frame("greeting", emulator, size) { _ in }
    }

    @Test(arguments: PromptTerminal.emulators, Size.all) func menu(_ emulator: PromptTerminal.Emulator, _ size: Size)
        throws
    {
        try frame("menu", emulator, size, after: ["use dealerstudio"]) { terminal in
            try terminal.type("create leads ")
            try terminal.press(.tab, .tab)
            try terminal.wait(for: .text("category"))
        }
    }

    @Test(arguments: PromptTerminal.emulators, Size.all) func search(_ emulator: PromptTerminal.Emulator, _ size: Size)
        throws
    {
        try frame("search", emulator, size, after: ["use dealerstudio", "let a=1", "find leads where name = Ada"]) {
            terminal in
            try terminal.press(.ctrl("r"))
            try terminal.type("ada")
            try terminal.wait(for: .text("name = Ada"))
        }
    }

    @Test(arguments: PromptTerminal.emulators, Size.all) func found(_ emulator: PromptTerminal.Emulator, _ size: Size)
        throws
    {
        let commands = ["use drivly", "mock create customers times 3", "clock set 2026-03-02T09:00:00Z"]
        try frame("found", emulator, size, after: commands) { terminal in
            try terminal.run("find customers sort email limit 3 depth 0")
        }
    }

    @Test(arguments: PromptTerminal.emulators, Size.all) func refused(_ emulator: PromptTerminal.Emulator, _ size: Size)
        throws
    {
        let commands = ["use dealerstudio", Self.lead, "clock advance 3d 1s"]
        try frame("refused", emulator, size, after: commands) { terminal in
            try terminal.run("update leads/{{lead.id}} set message=\"Too late\"")
        }
    }

    @Test(arguments: PromptTerminal.emulators, Size.all) func draft(_ emulator: PromptTerminal.Emulator, _ size: Size)
        throws
    {
        let commands = ["use dealerstudio", "new leads name=\"Ada Lovelace\" category=Nonsense page_id=\"twelve\""]
        try frame("draft", emulator, size, after: commands) { terminal in try terminal.run("draft") }
    }

    @Test(arguments: PromptTerminal.emulators, Size.all) func problem(_ emulator: PromptTerminal.Emulator, _ size: Size)
        throws
    {
        try frame("problem", emulator, size, after: ["use dealerstudio"]) { terminal in
            try terminal.type("create leads name=Ada category=Nonsens")
            try terminal.wait(for: .line("Nonsens$"))
        }
    }
}

extension PromptTerminal.Screen {
    /// The frame without what depends on the machine's speed: times, and the places of what stands behind them.
    fileprivate var frameWithoutTimes: String {
        let time = #/\d+(\.\d+)?(µs|ms|s) /#
        var screen = self
        for (number, row) in rows.enumerated() where row.contains(time) {
            screen.rows[number] = row.replacing(time, with: "TIME ")
            screen.styles = screen.styles.map { style in
                style.hasPrefix("\(number):")
                    ? "\(number): \(style.split(separator: " ").dropFirst().joined(separator: " "))" : style
            }
        }
        return screen.frame
    }
}
