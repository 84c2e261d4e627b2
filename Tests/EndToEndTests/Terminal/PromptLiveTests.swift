import TestSupport
import Testing

/// Live servers at the prompt: what is asked before it is sent, and what changes with the target.
@Suite(.needsTerminal) struct PromptLiveTests {
    private static let rows = ["rows.csv": "model,notes\ntruck,one\nvan,two\ntruck,three\n"]
    private static let prompt = #"^drivly staging( leads\*)?>$"#

    /// A shell on Drivly's API of the live profile.
    private func shell(_ bench: LiveBench, _ options: [String] = ["--target", "staging"]) throws -> PromptTerminal {
        let terminal = try PromptTerminal(
            .pyte, options, environment: LiveBench.variables, rows: 40, columns: 100, in: bench.place)
        try terminal.wait(for: .line("^[a-z]+ (mock|staging)( leads\\*)?>$"))
        return terminal
    }

    private func run(_ command: String, _ terminal: PromptTerminal, until line: String = prompt) throws {
        try terminal.enter(command)
        try terminal.wait(for: .line(line), .quiet)
    }

    // MARK: Consent

    @Test func `one write is asked for`() throws {
        let bench = try LiveBench()
        let terminal = try shell(bench)
        try run("use drivly", terminal)
        try run("create leads model=truck", terminal, until: "^create 1 lead on staging .*\\? \\[y/N\\]$")
        try terminal.type("n")
        try terminal.press(.enter)
        try terminal.wait(for: .line(Self.prompt))
        #expect(try bench.server.log().isEmpty)
        try run("create leads model=truck -> lead", terminal, until: "\\[y/N\\]$")
        try terminal.type("y")
        try terminal.press(.enter)
        try terminal.wait(for: .line(Self.prompt), .text("201"))
        #expect(try bench.server.methods() == ["POST"])
        // Nothing was typed at the question that could be a command.
        try terminal.press(.up)
        try terminal.wait(for: .line("> create leads model=truck -> lead$"))
    }

    @Test func `a change of several shows what it changes`() throws {
        let bench = try LiveBench(files: Self.rows)
        let terminal = try shell(bench, ["--target", "staging", "--allow-writes"])
        try run("use drivly", terminal)
        try run("create leads from rows.csv", terminal)
        try run("update leads where model is truck set notes=seen", terminal, until: "\\[y/N\\]$")
        try terminal.press(.enter)
        try terminal.wait(for: .line(Self.prompt))
        #expect(try bench.server.methods().contains("PATCH") == false)
        try run("delete leads where model is truck", terminal, until: "\\[y/N\\]$")
        try terminal.type("y")
        try terminal.press(.enter)
        try terminal.wait(for: .line(Self.prompt), .text("2 leads"))
        #expect(try bench.server.methods().last == "DELETE")
    }

    // MARK: Targets

    @Test func `a session changes its target, and the prompt says on which it is`() throws {
        let bench = try LiveBench()
        let terminal = try shell(bench, [])
        try run("use drivly", terminal, until: "^drivly mock>$")
        try run("create leads model=truck -> lead", terminal, until: "^drivly mock>$")
        try run("target live staging", terminal)
        #expect(try terminal.screen().styles.contains { $0.hasSuffix(":6-13 underline red") })
        try run("find leads", terminal)
        #expect(try bench.server.methods() == ["GET"])
        try run("show lead.model", terminal)
        try run("target mock", terminal, until: "^drivly mock>$")
        try run("find leads", terminal, until: "^drivly mock>$")
        #expect(try bench.server.methods() == ["GET"])
    }

    @Test func `a recording is a target too`() throws {
        let bench = try LiveBench()
        let made = try bench.script("find leads", options: ["--record", "found.har"])
        #expect(made.status == 0, "\(made.error)")
        let terminal = try shell(bench, [])
        try run("use drivly", terminal, until: "^drivly mock>$")
        try run("target replay found.har", terminal, until: "^drivly found.har>$")
        try run("find leads", terminal, until: "^drivly found.har>$")
        try terminal.wait(for: .text("200"))
        #expect(try bench.server.methods() == ["GET"])
    }

    @Test func `a resumed session sends nothing`() throws {
        let bench = try LiveBench()
        let first = try shell(bench, ["--target", "staging", "--allow-writes"])
        try run("use drivly", first)
        try run("create leads model=truck -> lead", first)
        try run("new leads model=van", first)
        #expect(try first.leave() == 0)
        let sent = try bench.server.log()
        #expect(sent.count == 1)
        let second = try shell(bench, ["--resume"])
        try second.wait(for: .regex("1 request\\s+not\\s+sent"), .line(Self.prompt))
        #expect(try bench.server.log() == sent)
    }

    // MARK: Waiting

    @Test func `Ctrl-C ends a request that nobody answers`() throws {
        let bench = try LiveBench(server: "busy.py")
        let terminal = try shell(bench)
        try run("use drivly", terminal)
        try terminal.enter("get leads/slow")
        try terminal.wait(for: .file(bench.server.errors, contains: "GET /api/leads/slow"))
        try terminal.press(.ctrl("c"))
        try terminal.wait(for: .line(Self.prompt), seconds: 5)
        try run("get leads/1", terminal)
        try terminal.wait(for: .text("200"))
        #expect(try terminal.leave() == 0)
    }

    @Test func `a pause that a server asks for is told, and Ctrl-C ends it`() throws {
        let bench = try LiveBench(server: "busy.py")
        let terminal = try shell(bench)
        try run("use drivly", terminal)
        try terminal.enter("get leads/429-30")
        try terminal.wait(for: .line("^waiting 30s: 429 with Retry-After; Ctrl-C ends it$"))
        try terminal.press(.ctrl("c"))
        try terminal.wait(for: .line(Self.prompt), seconds: 5)
        #expect(try bench.server.log().count == 1)
    }

    // MARK: What is shown

    @Test func `the phases of a request are shown`() throws {
        let bench = try LiveBench()
        let terminal = try shell(bench)
        try run("use drivly", terminal)
        try run("find leads", terminal)
        try run("show timing", terminal)
        try terminal.wait(for: .regex("^wait \\d"), .text("HTTP/1.1 over a new connection to 127.0.0.1"))
    }

    @Test func `what could harm somebody is masked until it is asked for`() throws {
        let bench = try LiveBench(["writes: allow"])
        let field = "consumerDateOfBirth=1985-12-10"
        for (options, text) in [([], "•••"), (["--unmasked"], "1985-12-10")] {
            let terminal = try shell(bench, ["--target", "staging"] + options)
            try run("use drivly", terminal)
            try run("create customers \(field) -> customer", terminal)
            try run("show customer.consumerDateOfBirth", terminal)
            try terminal.wait(for: .regex("^\"?\(text)"))
            #expect(try terminal.leave() == 0)
        }
    }
}
