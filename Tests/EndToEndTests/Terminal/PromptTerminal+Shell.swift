import TestSupport

/// What tests of the shell have in common: its prompt, its commands.
extension PromptTerminal {
    /// The prompt with nothing behind it, as the row that the cursor stands in.
    static let emptyPrompt = #"^[a-z]+ mock( [a-z]+\*)?>$"#

    /// What stands in front of further lines of the input, behind a prompt of so many columns.
    static func continuation(_ columns: Int = 15) -> String { String(repeating: " ", count: columns - 2) + "… " }

    /// Starts the shell and waits until it can be typed at.
    static func shell(
        _ emulator: Emulator = .pyte, _ arguments: [String] = [], environment: [String: String] = [:], rows: Int = 24,
        columns: Int = 80, files: [String: String] = [:], in place: LeadlineProcess? = nil
    ) throws -> PromptTerminal {
        let terminal = try PromptTerminal(
            emulator, arguments, environment: environment, rows: rows, columns: columns,
            in: place ?? LeadlineProcess(files: files))
        try terminal.waitForPrompt()
        return terminal
    }

    func waitForPrompt() throws { try wait(for: .line(Self.emptyPrompt)) }

    /// Types a command, waits until it stands there (so that an old prompt is not taken for the next one), and sends it.
    func enter(_ command: String) throws {
        try type(command)
        try wait(for: .typed(command))
        try press(.enter)
    }

    /// Types a command, sends it, and waits until the shell is ready for the next.
    func run(_ command: String) throws {
        try enter(command)
        try waitForPrompt()
    }

    /// Checks that a name holds a text.
    func expect(_ name: String, is text: String) throws {
        try enter("check \(name) is \"\(text)\"")
        try wait(for: .text("\n✓ \(name) is \"\(text)\"\n"), .line(Self.emptyPrompt), seconds: 3)
    }

    /// Leaves the shell.
    ///
    /// - Returns: its exit status.
    @discardableResult func leave() throws -> Int {
        try press(.ctrl("d"))
        return try waitForEnd()
    }

    /// How often the program has asked for bracketed pastes, and how often it has taken that back.
    func pasteModes() throws -> (on: Int, off: Int) {
        let written = try written()
        return (written.count(of: "\u{1B}[?2004h"), written.count(of: "\u{1B}[?2004l"))
    }

    /// The settings of a terminal that nobody has touched.
    static func untouchedSettings() throws -> String { try PromptTerminal(program: "/bin/cat").settings() }
}

extension String {
    func count(of text: String) -> Int { split(separator: text, omittingEmptySubsequences: false).count - 1 }
}
