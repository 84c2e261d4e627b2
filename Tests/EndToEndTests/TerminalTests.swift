import Foundation
import TestSupport
import Testing

/// Colours, the line of progress, and what is never printed raw.
@Suite struct TerminalTests {
    private static let failing = scenario("It fails", "steps:\n  - check: target is live\n")

    private func process() throws -> LeadlineProcess { try LeadlineProcess(files: ["x.leadline.yaml": Self.failing]) }

    @Test(arguments: [
        ([:], false), (["FORCE_COLOR": "1"], true), (["CLICOLOR_FORCE": "1"], true),
        (["FORCE_COLOR": "1", "NO_COLOR": "1"], false), (["TERM": "xterm-256color"], false),
    ]) func `a pipe gets colours only when they are forced`(_ variables: [String: String], _ hasColors: Bool) throws {
        let run = try process().run(["run", "x.leadline.yaml"], environment: variables)
        #expect(run.status == 1)
        #expect(run.output.contains("\u{1B}[") == hasColors)
        #expect(!run.error.contains("\u{1B}"))
        let plain = try process().run(["run", "x.leadline.yaml"])
        #expect(withoutTimes(run.output.withoutColors) == withoutTimes(plain.output))
    }

    @Test(arguments: [
        (["TERM": "xterm"], true), (["TERM": "dumb"], false), (["TERM": "xterm", "NO_COLOR": "1"], false),
        (["TERM": "xterm", "CLICOLOR": "0"], false), (["TERM": "dumb", "FORCE_COLOR": "1"], true),
    ]) func `a terminal gets colours unless they are not wanted`(_ variables: [String: String], _ hasColors: Bool)
        throws
    {
        let run = try process().runAtTerminal(["run", "x.leadline.yaml"], environment: variables)
        #expect(run.status == 1)
        #expect(run.output.contains("\u{1B}[") == hasColors)
    }

    @Test(arguments: [("always", true), ("never", false), ("auto", false)])
    func `the option is stronger than the variables`(_ option: String, _ hasColors: Bool) throws {
        let opposite = hasColors ? ["NO_COLOR": "1"] : [:]
        let run = try process().run(["run", "x.leadline.yaml", "--color", option], environment: opposite)
        #expect(run.output.contains("\u{1B}[") == hasColors)
        let broken = try process().run(["run", "y.leadline.yaml", "--color", option], environment: opposite)
        #expect(broken.error.contains("\u{1B}[") == hasColors)
    }

    // MARK: - Progress

    /// Some seconds of rows that pass, and one that fails behind them.
    private static let long = scenario(
        "Long",
        """
        matrix:
          one: [\((1...100).map(String.init).joined(separator: ", "))]
          two: [\((1...100).map(String.init).joined(separator: ", "))]
        steps:
          - do: get apikeys/apikey_details
            check: row.one < 90

        """)

    @Test(arguments: [
        (["TERM": "xterm"], true), (["TERM": "dumb"], false), (["TERM": "xterm", "CI": "true"], false),
        (["TERM": "xterm", "LEADLINE_QUIET": "1"], false), (["TERM": "xterm", "NO_COLOR": "1"], true), ([:], false),
    ]) func `progress is drawn where it can be`(_ variables: [String: String], _ isDrawn: Bool) throws {
        let process = try LeadlineProcess(files: ["x.leadline.yaml": Self.long])
        let run = try process.runAtTerminal(["run", "x.leadline.yaml", "-x", "-j1"], environment: variables)
        #expect(run.status == 1)
        #expect(run.output.contains("/10000") == isDrawn)
        #expect(run.output.contains("\u{1B}[K") == isDrawn)
        // What was drawn is gone before the report stands there.
        let last = try #require(run.output.split(separator: "\n").last)
        #expect(last == "  exit 1: 1 row failed")
    }

    @Test func `a pipe gets no progress`() throws {
        let run = try LeadlineProcess(files: ["x.leadline.yaml": Self.long])
            .run(["run", "x.leadline.yaml", "-x"], environment: ["TERM": "xterm"])
        #expect(run.status == 1)
        #expect(run.error.isEmpty)
    }

    // MARK: - Foreign escape sequences

    @Test(arguments: [["-q"], [], ["-v"]]) func `escape sequences of files and answers are shown, not carried out`(
        _ options: [String]
    ) throws {
        let escaped = #"\u001b]0;owned\u0007\u001b[2J\u001b[31mred\u009b5m\u202e"#
        let process = try LeadlineProcess(files: [
            "evil.json": #"{"name": "\#(escaped)", "email": "a@example.com"}"#,
            "x.leadline.yaml": scenario(
                "\"A \\e[31mred\\a name\"",
                """
                table: |
                  | case | what |
                  | "\(escaped)" | "\(escaped)" |
                steps:
                  - name: "a step \\e[2J"
                    do: create leads from evil.json category="{{row.what}}"
                    check:
                      - outcome is created
                      - request.doc.name is "x"
                """),
        ])
        let run = try process.run(["run", "x.leadline.yaml"] + options)
        #expect(run.status == 1, "\(run.error)")
        let terminal = try process.runAtTerminal(["run", "x.leadline.yaml", "--color", "never"] + options)
        let commands = [
            "-c", "use dealerstudio", "-c", "create leads from evil.json", "-c", "show request.doc.name", "-c",
            "check status is 201", "--color", "never",
        ]
        let script = try process.run(commands)
        #expect(script.output.contains("\u{1B}") && script.output.contains("owned"), "a file gets the text itself")
        let shown = try process.runAtTerminal(commands)
        #expect(shown.output.contains("owned"))
        for text in [run.output, run.error, shown.output, script.error] {
            #expect(!text.unicodeScalars.contains { ["\u{1B}", "\u{7}", "\u{9B}", "\u{202E}"].contains($0) })
        }
        #expect(!terminal.output.contains("\u{1B}]"))
        #expect(!terminal.output.contains("\u{1B}[2J"))
        #expect(run.output.contains("red"))
    }
}

extension String {
    var withoutColors: String { replacingOccurrences(of: "\u{1B}\\[[0-9;]*m", with: "", options: .regularExpression) }
}
