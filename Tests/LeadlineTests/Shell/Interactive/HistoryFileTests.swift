import LeadlineCore
import LeadlinePrompt
import LeadlineShell
import TestSupport
import Testing

@Suite struct HistoryFileTests {
    private static let path = "/state/leadline/history"
    private let files = InMemoryStateFiles()

    /// A shell that begins at a second of its own.
    private func history(
        _ second: Int64 = 1, variables: [String: String] = ["XDG_STATE_HOME": "/state"], isPrivate: Bool = false,
        warnings: Warnings = Warnings()
    ) -> HistoryFile {
        var environment = ScriptedEnvironment(variables: variables).environment([])
        environment.state = files.process()
        environment.timeOfDay = { Timestamp(microseconds: second * 1_000_000) }
        return HistoryFile(environment, isPrivate: isPrivate) { warnings.all.append($0) }
    }

    private final class Warnings {
        var all: [Diagnostic] = []
    }

    private func commands(_ history: HistoryFile) -> [String] {
        (0..<history.count).map { history.entry($0).command }
    }

    private func lines(_ texts: [String]) -> String {
        texts.enumerated().map {
            #"{"command":\#(JSON.string($1).text()),"session":"x","number":\#($0 + 1),"time":"2026-01-01T00:00:00Z"}"#
                + "\n"
        }.joined()
    }

    @Test func `a command is in the file before it runs, and what became of it behind it`() throws {
        let history = history()
        history.begin("find leads\nwhere name = \"Ä\"")
        let before = try #require(files[Self.path])
        #expect(before.hasSuffix("\n"))
        let record = try JSON(parsing: before)
        #expect(record["command"] == "find leads\nwhere name = \"Ä\"" && record["number"] == 1)
        #expect(record["time"] == "1970-01-01T00:00:01.000Z")
        history.end(outcome: "found", status: 200, took: .milliseconds(12))
        let after = try JSON(parsing: String(try #require(files[Self.path]).dropFirst(before.count)))
        #expect(after["session"] == record["session"] && after["number"] == 1)
        #expect(after["outcome"] == "found" && after["status"] == 200 && after["took"] == 12)
        #expect(history.entry(0) == HistoryEntry(command: "find leads\nwhere name = \"Ä\"", outcome: "found"))
        #expect(self.history(2).entry(0) == history.entry(0))
    }

    @Test func `commands come newest first, and those that repeat the last one are one`() {
        let first = history(1)
        for command in ["a", "b", "b", "a", "b"] { first.begin(command) }
        #expect(commands(first) == ["b", "a", "b", "a"])
        #expect(commands(history(2)) == ["b", "a", "b", "a"])
    }

    @Test func `what another shell adds later does not come among the commands of this one`() {
        let one = history(1)
        one.begin("one")
        let two = history(2)
        two.begin("two")
        one.begin("three")
        #expect(commands(one) == ["three", "one"])
        #expect(commands(two) == ["two", "one"])
        two.end(outcome: "done")
        one.end(outcome: "error")
        let three = history(3)
        #expect(commands(three) == ["three", "two", "one"])
        #expect((0..<3).map { three.entry($0).outcome } == ["error", "done", nil])
    }

    @Test func `lines that it did not write are passed over and stay`() {
        let strange = [
            "", "find leads", "{}", #"{"command":"open"#, #"{"command":"no key"}"#, #"{"command":5,"session":"x"}"#,
            #"{"command":"bad \q escape","session":"x","number":1}"#, #"{"command":"cut","session":"x","number":1"#,
            #"{"outcome":"created","session":"nobody","number":9}"#,
            #"{"command":"half \ud800","session":"x","number":1}"#,
        ]
        let text = strange.joined(separator: "\n") + "\n" + lines(["good"]) + #"{"command":"not ended"#
        files[Self.path] = text
        let history = history()
        #expect(commands(history) == ["good"])
        history.begin("more")
        #expect(commands(history) == ["more", "good"])
        #expect(files[Self.path]?.hasPrefix(text + "\n{\"command\":\"more\"") == true)
        #expect(commands(self.history(2)) == ["more", "good"])
    }

    @Test func `bytes that are no UTF-8 are passed over`() throws {
        let process = files.process()
        try process.append(Array(lines(["good"]).utf8), to: Self.path)
        try process.append(
            Array(#"{"command":""#.utf8) + [0xFF, 0xC3] + Array(#"","session":"x","number":1}"#.utf8), to: Self.path)
        #expect(commands(history()) == ["good"])
    }

    @Test func `secrets, and what begins with a blank, are kept nowhere`() {
        let variables = ["XDG_STATE_HOME": "/state", "LEADLINE_SECRET_TOKEN": "s3cr3t/key"]
        let history = history(variables: variables)
        let secrets = ["let token=s3cr3t/key", "let token=czNjcjN0L2tle", "get leads/s3cr3t%2Fkey"]
        for command in [" let x=1"] + secrets + ["let y=2"] {
            history.begin(command)
            history.end(outcome: "done")
        }
        #expect(commands(history) == ["let y=2"])
        #expect(files[Self.path]?.split(separator: "\n").count == 2)
    }

    @Test func `a private shell keeps its commands to itself`() {
        files[Self.path] = lines(["old"])
        let warnings = Warnings()
        let history = history(isPrivate: true, warnings: warnings)
        history.begin("new")
        #expect(commands(history) == ["new"] && warnings.all.isEmpty)
        #expect(files[Self.path] == lines(["old"]))
    }

    @Test func `without a place the commands are kept in memory, which is said once`() {
        let homeless = Warnings()
        let history = history(variables: [:], warnings: homeless)
        history.begin("one")
        history.begin("two")
        #expect(commands(history) == ["two", "one"] && files.paths.isEmpty)
        #expect(homeless.all.map(\.message).count == 1)

        let full = Warnings()
        let other = self.history(warnings: full)
        files.fail("no space left on device")
        other.begin("one")
        other.end(outcome: "done")
        other.begin("two")
        #expect(commands(other) == ["two", "one"])
        #expect(
            full.all.map(\.message) == [
                "the history is kept in memory only: '/state/leadline/history': no space left on device"
            ])
    }

    @Test func `a beginning finds the nearest longer command`() {
        files[Self.path] = lines(["create leads", #"let x="a""#, "create", "Create x", "create customers", "find"])
        let history = history()
        #expect(history.first(from: 0, beginningWith: "create")?.index == 1)
        #expect(history.first(from: 2, beginningWith: "create")?.entry.command == "create leads")
        #expect(history.first(from: 0, beginningWith: #"let x=""#)?.index == 4)
        #expect(history.first(from: 0, beginningWith: "let x=\"a\"") == nil)
        #expect(history.first(from: 6, beginningWith: "") == nil && history.first(from: -1, beginningWith: "") == nil)
    }

    @Test(arguments: [
        ("LEADS", [0, 1, 5]), ("eads\nx", [1]), ("nx", []), ("\"A", [2]), ("müller", [3]), ("MÜLLER", [3]), ("ö", []),
        ("", [0, 1, 2, 3, 5]), ("find leads and more", []), ("\\", [2]),
    ])
    func `a search finds a text in whatever case, each command once`(_ text: String, _ expected: [Int]) {
        files[Self.path] = lines([
            "find leads", "create Leads", "find leads", "let who=MÜLLER", #"let x="a\\b""#, "get leads\nx=1",
            "find leads",
        ])
        #expect(history().matches(text) == expected)
    }

    @Test func `a search that goes on looks among what it found, and again when a command was added`() {
        files[Self.path] = lines(["abc", "abd", "xab"])
        let history = history()
        #expect(history.matches("a") == [0, 1, 2])
        #expect(history.matches("abc") == [2])
        #expect(history.matches("ab") == [0, 1, 2])
        history.begin("abc")
        #expect(history.matches("abc") == [0])
    }

    @Test func `a file of 100,000 commands`() {
        let ids = (0..<100_000).map { $0 % 50_000 }
        files[Self.path] = lines(ids.map { "update leads/\($0) set message=\"number \($0)\"" })
        let history = history()
        #expect(history.count == 100_000)
        #expect(history.entry(99_999).command == #"update leads/0 set message="number 0""#)
        #expect(history.matches("NUMBER 49999") == [0])
        #expect(history.matches("number").count == 50_000)
        #expect(history.first(from: 0, beginningWith: "update leads/7 ")?.index == 49_992)
    }

    @Test func `a file that has grown too long is cut to its newest commands by one shell`() {
        files[Self.path] = "strange\n" + lines((0...120_000).map { "get leads/\($0)" })
        let one = history(1)
        #expect(one.count == 120_001)
        #expect(files[Self.path]?.hasPrefix(#"{"command":"get leads/20001","#) == true)
        let kept = files[Self.path]
        files[Self.path] = "strange\n" + lines((0...120_000).map { "get leads/\($0)" })
        #expect(history(2).count == 120_001)
        #expect(files[Self.path]?.hasPrefix("strange") == true, "the first shell has the lock")
        #expect(kept?.split(separator: "\n").count == 100_000)
    }
}
