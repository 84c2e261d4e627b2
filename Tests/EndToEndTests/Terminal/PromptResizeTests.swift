import TestSupport
import Testing

/// Windows that change their size.
@Suite(.needsTerminal) struct PromptResizeTests {
    private static let emulators = PromptTerminal.emulators
    private static let widths = [60, 40, 30, 25, 70, 100]
    private static let command = "let name=" + (1...9).map { "word\($0)" }.joined(separator: "-")

    @Test(arguments: emulators) func `the line is whole at every width, once, and what stood above stays`(
        _ emulator: PromptTerminal.Emulator
    ) throws {
        let terminal = try PromptTerminal.shell(emulator, columns: 80)
        try terminal.run("let above=1")
        try terminal.type(Self.command)
        try terminal.wait(for: .line("word9$"))
        for columns in Self.widths {
            try terminal.resize(columns: columns)
            try terminal.wait(for: .typed("word9"), .quiet)
            let screen = try terminal.screen()
            #expect(screen.unbroken.count(of: Self.command) == 1, "\(columns):\n\(screen.text)")
            // tmux moves rows over the upper edge when it wraps them anew; pyte cuts them.
            let rows = try terminal.history()
            #expect(rows.joined().contains("mock> let above"), "\(columns): \(rows)")
        }
        try terminal.press(.enter)
        try terminal.waitForPrompt()
        try terminal.expect("name", is: String(Self.command.dropFirst(9)))
    }

    @Test(arguments: emulators) func `sizes that change faster than one can paint end in one frame`(
        _ emulator: PromptTerminal.Emulator
    ) throws {
        let terminal = try PromptTerminal.shell(emulator, columns: 80)
        try terminal.type(Self.command)
        try terminal.wait(for: .line("word9$"))
        for columns in Self.widths + Self.widths.reversed() + [90] { try terminal.resize(columns: columns) }
        try terminal.type("!")
        try terminal.wait(for: .regex("> let name=word1-.*word9!$"), .quiet)
        let screen = try terminal.screen()
        #expect(screen.unbroken.count(of: "word9") == 1, "\(screen.text)")
    }

    @Test(arguments: emulators, [[60], [40], [25], [60, 40], [100], [25, 100]])
    func `a line that was broken anew is edited and runs`(_ emulator: PromptTerminal.Emulator, _ widths: [Int]) throws {
        let terminal = try PromptTerminal.shell(emulator)
        try terminal.type(Self.command)
        try terminal.wait(for: .typed("word9"))
        for columns in widths {
            try terminal.resize(columns: columns)
            try terminal.wait(for: .typed("word9"), .quiet)
        }
        try terminal.type("!")
        try terminal.wait(for: .typed("word9!"))
        try terminal.press(.enter)
        try terminal.waitForPrompt()
        try terminal.run("check name is no")
        #expect(try terminal.leave() == 0)
    }

    @Test(arguments: emulators) func `an open menu survives, as far as there is room`(
        _ emulator: PromptTerminal.Emulator
    ) throws {
        let terminal = try PromptTerminal.shell(emulator)
        try terminal.type("use d")
        try terminal.press(.tab)
        try terminal.wait(for: .regex("> use d\n(.|\n)*drivly"))
        try terminal.resize(rows: 10, columns: 40)
        try terminal.wait(for: .line("^leadline mock> use d$"), .quiet)
        try terminal.resize(columns: 80)
        try terminal.wait(for: .line("^leadline mock> use d$"), .quiet)
        #expect(try terminal.screen().rows.count { $0.hasPrefix("leadline mock> use d") } == 1)
        try terminal.press(.escape)
        try terminal.wait(for: .line("^leadline mock> use d$"), .noText("drivly  "))
    }

    @Test(arguments: emulators) func `a window that grows and shrinks in height keeps the line`(
        _ emulator: PromptTerminal.Emulator
    ) throws {
        let terminal = try PromptTerminal.shell(emulator)
        try terminal.type("use drivly")
        try terminal.wait(for: .line("> use drivly$"))
        for rows in [10, 4, 2, 30, 24] {
            try terminal.resize(rows: rows, columns: 80)
            try terminal.wait(for: .line("^leadline mock> use drivly$"), .quiet)
        }
        try terminal.press(.enter)
        try terminal.wait(for: .line("^drivly mock>$"))
    }

    @Test(arguments: [(1, 1), (1, 80), (24, 1), (2, 2), (3, 5)]) func `no window is too small`(
        _ rows: Int, _ columns: Int
    )
        throws
    {
        let terminal = try PromptTerminal(rows: rows, columns: columns)
        try terminal.wait(for: .written("\u{1B}[?2004h"))
        try terminal.type("use drivly")
        try terminal.press(.enter)
        try terminal.wait(for: .written("\u{1B}[?2004h", times: 2))
        try terminal.resize(rows: 24, columns: 80)
        try terminal.wait(for: .line("^drivly mock>$"))
        #expect(try terminal.leave() == 0)
    }
}

extension PromptTerminal.Screen {
    /// What stands in the rows, however it is broken.
    fileprivate var unbroken: String { rows.joined() }
}
