/// The help of the binary and of its commands, made from the table, at most 80 columns wide.
package enum HelpPage {
    package static let width = 80

    /// `leadline --help`.
    package static func overview() -> String {
        let table = CommandLineTable.script
        var page = Page()
        page.paragraph(
            "leadline sounds lead APIs: commands, scripts and scenarios, sent to a mock that is built in, to live "
                + "servers, or to recordings of them.")
        page.section(
            "Usage",
            rows: [
                ("leadline", "the shell"), ("leadline run PATH...", "scenarios"),
                ("leadline SCRIPT.leadline", "a script"), ("leadline -c COMMAND", "a command"),
                ("leadline COMMAND --help", ""),
            ])
        page.section(
            "Commands",
            rows: CommandLineTable.commands.compactMap { command in
                command.name.map { ($0.rawValue, command.summary) }
            })
        page.section("Options", rows: table.options.map(row))
        page.section("Examples", rows: table.examples.map { ($0.line, $0.about) })
        page.section("Exit status", rows: ExitCode.allCases.map { (String($0.rawValue), $0.meaning) })
        page.paragraph(
            "Options can be given as variables too: LEADLINE_JOBS=4 for --jobs 4. Values of LEADLINE_SECRET_NAME are "
                + "masked in all output. NO_COLOR and FORCE_COLOR are honoured.")
        return page.text
    }

    /// `leadline run --help`.
    package static func command(_ command: BinaryCommand) -> String {
        var page = Page()
        page.paragraph("\(command.invocation): \(command.summary)")
        page.section("Usage", rows: [("\(command.invocation) [OPTION...] \(command.operands)", "")])
        page.section("Options", rows: command.options.map(row))
        page.section("Examples", rows: command.examples.map { ($0.line, $0.about) })
        for note in command.notes { page.paragraph(note) }
        return page.text
    }

    /// What `leadline` alone says on a terminal.
    package static func start() -> String {
        var page = Page()
        page.paragraph("leadline sounds lead APIs. To start, against the mock that is built in:")
        page.rows([
            ("leadline run scenarios", "run the scenarios below a folder"),
            ("leadline -c 'use dealerstudio; get apikeys/apikey_details; show doc'", "send a request"),
            ("leadline api list", "what the APIs offer"),
            ("leadline help", "the commands"), ("leadline --help", "options and exit codes"),
        ])
        return page.text
    }

    private static func row(_ option: OptionEntry) -> (String, String) {
        let short = option.short.map { "-\($0), " } ?? "    "
        return (short + option.long + (option.valueName.map { " \($0)" } ?? ""), option.summary)
    }
}

/// Paragraphs and two columns.
private struct Page {
    private(set) var text = ""

    mutating func paragraph(_ words: String) {
        separate()
        for line in wrapped(words, HelpPage.width) { text += line + "\n" }
    }

    mutating func section(_ title: String, rows: [(String, String)]) {
        guard !rows.isEmpty else { return }
        separate()
        text += title + ":\n"
        self.rows(rows)
    }

    /// The second column begins behind the longest first cell, unless that is too long to leave room.
    mutating func rows(_ rows: [(String, String)]) {
        let limit = 34
        let column = min(rows.map(\.0.count).max() ?? 0, limit) + 4
        for (first, second) in rows {
            var line = "  " + first
            let lines = wrapped(second, HelpPage.width - column)
            if first.count > limit, !second.isEmpty {
                text += line + "\n"
                line = ""
            }
            for (index, words) in lines.enumerated() {
                if index > 0 { line = "" }
                line += String(repeating: " ", count: max(0, column - line.count)) + words
                text += line + "\n"
            }
            if lines.isEmpty { text += line + "\n" }
        }
    }

    private mutating func separate() {
        if !text.isEmpty { text += "\n" }
    }

    private func wrapped(_ words: String, _ width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in words.split(separator: " ") {
            if !line.isEmpty, line.count + 1 + word.count > width {
                lines.append(line)
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        return line.isEmpty ? lines : lines + [line]
    }
}
