import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineShell
import TestSupport
import Testing

@Suite struct SessionJournalTests {
    private let files = InMemoryStateFiles()

    private final class Shell {
        let process: InMemoryStateFiles.Process
        let environment: Environment
        let journal: SessionJournal
        private(set) var warnings: [Diagnostic] = []

        init(
            _ files: InMemoryStateFiles, second: Int64 = 0, secrets: [String: String] = [:], isPrivate: Bool = false
        ) {
            let process = files.process()
            let variables = secrets.merging(["HOME": "/ada"]) { $1 }
            var environment = ScriptedEnvironment(variables: variables).environment([])
            environment.state = process
            self.process = process
            self.environment = environment
            let warn = Collected()
            journal = SessionJournal(
                environment, start: SessionJournalTests.start(second), isPrivate: isPrivate, warn: warn.take)
            collected = warn
        }

        private let collected: Collected
        var messages: [String] { collected.all.map(\.message) }

        func perform(_ texts: String...) {
            for text in texts {
                journal.begin(text)
                journal.end()
            }
        }
    }

    private final class Collected {
        var all: [Diagnostic] = []
        func take(_ diagnostic: Diagnostic) { all.append(diagnostic) }
    }

    private static func start(_ second: Int64) -> SavedSession.Start {
        let time = Timestamp(microseconds: second * 1_000_000)
        return SavedSession.Start(time: time, api: "drivly", seed: 7, target: "mock", clock: time, folder: "/work")
    }

    /// As another shell finds it, which ends at once.
    private func latest() throws -> SavedSession {
        let shell = Shell(files)
        defer { shell.process.end() }
        return try SessionJournal.latest(shell.environment)
    }

    @Test func `a session that died is taken up with all that it did`() throws {
        let shell = Shell(files, second: 5)
        shell.perform("use drivly", "new leads\nset name=\"Ä\"")
        #expect(throws: Diagnostic.self, "it is alive") { try latest() }
        shell.process.end()
        let saved = try latest()
        #expect(saved.start == Self.start(5))
        #expect(saved.commands == ["use drivly", "new leads\nset name=\"Ä\""] && saved.line == nil)
    }

    @Test func `a command that was running is offered, not done again`() throws {
        let shell = Shell(files)
        shell.perform("use drivly")
        shell.journal.begin("create leads")
        shell.process.end()
        let saved = try latest()
        #expect(saved.commands == ["use drivly"] && saved.line == "create leads")
    }

    @Test func `the line that was being typed comes back`() throws {
        let shell = Shell(files)
        shell.journal.line("find leads wh")
        shell.process.end()
        #expect(try latest().line == "find leads wh")
        #expect(try latest().commands == [])
    }

    @Test func `what asked somebody is replaced by what came of it`() throws {
        let shell = Shell(files)
        shell.perform("new leads")
        shell.journal.begin("fill")
        shell.journal.end(replay: "new leads name=Ada")
        shell.journal.begin("edit")
        shell.journal.end(replay: "")
        shell.process.end()
        #expect(try latest().commands == ["new leads", "new leads name=Ada"])
    }

    @Test func `a session of which nothing is worth keeping leaves no file`() {
        let shell = Shell(files)
        shell.journal.line(" \n")
        shell.process.end()
        #expect(files.paths.isEmpty)
        let secluded = Shell(files, isPrivate: true)
        secluded.perform("use drivly")
        secluded.journal.line("x")
        #expect(files.paths.isEmpty && secluded.messages.isEmpty)
        #expect {
            try latest()
        } throws: {
            ($0 as? Diagnostic)?.message == "there is no session to resume"
        }
    }

    @Test func `the newest session that is nobody's is taken up`() throws {
        let old = Shell(files, second: 1)
        old.perform("let a=1")
        let middle = Shell(files, second: 2)
        middle.perform("let b=2")
        let alive = Shell(files, second: 3)
        alive.perform("let c=3")
        old.process.end()
        middle.process.end()
        #expect(try latest().commands == ["let b=2"])
    }

    @Test func `a session that was taken up lives on in one file`() throws {
        let shell = Shell(files, second: 1)
        shell.perform("let a=1")
        shell.journal.line("let b")
        shell.process.end()
        let next = Shell(files, second: 2)
        let saved = try SessionJournal.latest(next.environment)
        next.journal.adopt(saved)
        #expect(files.paths.count == 1)
        next.process.end()
        #expect(try latest().line == "let b")
        let third = Shell(files, second: 3)
        third.journal.adopt(try SessionJournal.latest(third.environment))
        third.perform("let c=3")
        third.process.end()
        let last = try latest()
        #expect(last.commands == ["let a=1", "let c=3"] && last.line == nil)
    }

    @Test func `a secret is kept as its placeholder`() throws {
        let shell = Shell(files, secrets: ["LEADLINE_SECRET_TOKEN": "s3cr3t-key"])
        shell.perform("let token=s3cr3t-key")
        shell.journal.line("let x=\"s3cr3t-key\"")
        #expect(files.paths.allSatisfy { files[$0]?.contains("s3cr3t") == false })
        shell.process.end()
        let saved = try latest()
        #expect(saved.commands == ["let token={{secret.TOKEN}}"] && saved.line == "let x=\"{{secret.TOKEN}}\"")
    }

    @Test func `the newest twenty sessions are kept, and those that are alive`() {
        let first = Shell(files, second: 0)
        first.perform("let n=0")
        for second in 1...25 {
            let shell = Shell(files, second: Int64(second))
            shell.perform("let n=\(second)")
            shell.process.end()
        }
        let path = "/ada/.local/state/leadline/sessions/19700101T000000000Z-1.jsonl"
        #expect(files[path] != nil)
        #expect(files.paths.count == 21)
    }

    @Test func `what cannot be read is passed over`() throws {
        let folder = "/ada/.local/state/leadline/sessions"
        let shell = Shell(files)
        shell.perform("let a=1")
        let path = try #require(files.paths.first)
        files[path] = (files[path] ?? "") + "{\"comm\n5\n\u{0}\n" + #"{"command":"let b=2"}"# + "\n" + #"{"done":tr"#
        files[folder + "/z.jsonl"] = #"{"format":2}"# + "\n" + #"{"command":"x"}"# + "\n"
        files[folder + "/empty.jsonl"] = ""
        files[folder + "/notes.txt"] = "x"
        shell.process.end()
        let saved = try latest()
        #expect(saved.commands == ["let a=1"] && saved.line == "let b=2")
    }

    @Test func `a session that cannot be kept says so once`() {
        let shell = Shell(files)
        files.fail("read-only file system")
        shell.perform("let a=1", "let b=2")
        #expect(shell.messages.count == 1)
        #expect(shell.messages.first?.hasSuffix(".jsonl': read-only file system") == true)
    }

    @Test func `what only shows is not done again, and a mistake ends its text alone`() throws {
        let shell = Shell(files)
        shell.perform(
            "let a=1; show doc; let b=2", "not a command", "let c=1; let d=4; let e=5", "get leads/1 | less", "exit")
        shell.process.end()
        var names: [String] = []
        var pipes = 0
        try latest().replay { command throws(Diagnostic) in
            names.append(String(command.location.text))
            if command.pipe != nil { pipes += 1 }
            if command.location.text == "let d=4" { throw Diagnostic(.error, .wrongValue, "as it was then") }
        }
        #expect(names == ["let a=1", "let b=2", "let c=1", "let d=4", "get leads/1 | less"] && pipes == 0)
    }
}
