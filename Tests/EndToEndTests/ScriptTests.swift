import TestSupport
import Testing

/// Commands from `-c`, files and standard input.
@Suite struct ScriptTests {
    private func process(_ files: [String: String] = [:]) throws -> LeadlineProcess {
        try LeadlineProcess(files: shared("enquiry.json").merging(files) { $1 })
    }

    private static let script = """
        #!/usr/bin/env leadline
        # The way of a lead.
        use dealerstudio
        create leads from enquiry.json -> lead
        expect outcome is created
        show body.name; show status
        clock advance 3d 1s
        update leads/{{lead.id}} set message="too late"
        check outcome is too_old and body.message contains "3 days"
        show body

        """

    @Test(arguments: [([], "script"), (["-v"], "script-verbose"), (["-q"], "script-quiet")])
    func `a script shows what was asked for`(_ options: [String], _ name: String) throws {
        let arguments = options + ["way.leadline"]
        let run = try process(["way.leadline": Self.script]).run(arguments)
        #expect(run.status == 0)
        expectGolden(transcript(arguments, run), "cli/scripts/\(name).txt")
    }

    @Test func `a file, standard input and commands do the same`() throws {
        let process = try process(["way.leadline": Self.script])
        let file = try process.run("way.leadline")
        #expect(file.output == "Test Lead\n201\n{\n  \"message\": \"Cannot update lead older than 3 days\"\n}\n")
        #expect(try process.run([], input: Self.script).output == file.output)
        #expect(try process.run(["-"], input: Self.script).output == file.output)
        #expect(try process.shell("leadline < way.leadline").output == file.output)
        let words = Self.script.split(separator: "\n").flatMap { ["-c", String($0)] }
        let commands = try process.run(words)
        #expect(commands.output == file.output)
        #expect(commands.status == 0, "\(commands.error)")
        let scenario = try process.run("run", "way.leadline")
        #expect(scenario.status == 0)
        #expect(withoutTimes(scenario.output) == "ok    1 passed   2 requests · 2 checks · <time> · on mock\n")
    }

    @Test func `a script that names its interpreter is a program`() throws {
        let process = try process(["way.leadline": Self.script])
        let run = try process.shell("chmod +x way.leadline && ./way.leadline")
        #expect(run.status == 0, "\(run.error)")
        #expect(run.output.hasPrefix("Test Lead\n201\n"))
    }

    private static let get = "get apikeys/apikey_details"

    @Test(arguments: [
        ("an expectation that fails stops", ["\(get)", "expect status is 500", "show status"], Int32(1)),
        ("a check that fails goes on", ["\(get)", "check status is 500", "show status"], 1),
        ("a request that fails may be looked at", ["\(get) as none", "show status"], 1),
        ("a request that fails ends it at the next", ["\(get) as none", "show status", "\(get)", "show status"], 1),
        (
            "a request that fails and is judged",
            ["\(get) as none", "expect outcome is unauthenticated", "show status"], 0
        ),
        ("a judgement after another request", ["\(get) as none", "\(get)", "check outcome is found"], 1),
        ("exit ends it", ["\(get)", "exit", "expect status is 500"], 0),
        ("a name that is missing when it runs", ["\(get) -> me", "let x={{me.nothing}}", "show status"], 3),
    ]) func `a script ends as its commands do`(_ name: String, _ commands: [String], _ status: Int32) throws {
        let arguments = ["-c", "use dealerstudio"] + commands.flatMap { ["-c", $0] }
        let run = try process().run(arguments)
        #expect(run.status == status)
        expectGolden(transcript(arguments, run), "cli/scripts/\(name.replacing(" ", with: "-")).txt")
    }

    @Test func `a script at work ends by a signal`() throws {
        let process = try process()
        let lines = "use dealerstudio\n" + String(repeating: Self.get + "\n", count: 20_000)
        try process.write(Array(lines.utf8), to: "long.leadline")
        let run = try process.runAtTerminal(["long.leadline"], reactions: [.init(when: "found", .type("\u{3}"))])
        #expect(run.status == 130)
    }

    @Test func `explain sends nothing`() throws {
        let process = try process()
        let commands = ["use dealerstudio", "explain create leads from enquiry.json", "expect request.method exists"]
        let run = try process.run(commands.flatMap { ["-c", $0] })
        #expect(run.status == 1)
        expectGolden(transcript(commands, run), "cli/scripts/explain.txt")
    }
}
