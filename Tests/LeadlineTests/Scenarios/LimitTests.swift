import LeadlineCore
import LeadlineScenarios
import Testing

/// What is refused before the run because it could not be carried out, and what keeps its meaning at the borders.
@Suite("Limits of scenarios")
struct LimitTests {
    private static let head = "leadline: 1\nname: x\napi: dealerstudio\n"

    /// The messages of the errors of a scenario whose frame is `rest`.
    private func errors(_ rest: String) -> [String] {
        Workbench(Self.head + rest).read().diagnostics.filter { $0.severity == .error }.map(\.message)
    }

    private func errors(of command: String, cell: String? = nil) -> [String] {
        let table = cell.map { "table: |\n  | case | x |\n  | a | \($0) |\n  | b | 1s |\n" } ?? ""
        return errors(table + "steps:\n  - do: |\n      \(command)\n")
    }

    @Test(arguments: [
        ("clock advance {{row.x}}", "3x", "'3x' is no duration: a unit (ms, s, m, h or d) expected, found 'x'"),
        ("fault latency {{row.x}} on create leads", "soon", nil),
        ("create leads from {{row.x}}", "none.json", "cannot read 'none.json': no such file or directory"),
        (
            "create leads from lead.json fields.y=a{{row.x}}", "",
            "the column 'x' has empty cells, and here a value is needed"
        ),
    ])
    func `cells are checked where they are used`(_ command: String, _ cell: String, _ message: String?) {
        let found = errors(of: command, cell: cell)
        #expect(!found.isEmpty)
        if let message { #expect(found.first == message) }
    }

    @Test func `an empty cell may leave out a part`() {
        #expect(errors(of: "create leads from lead.json message={{row.x}}", cell: "") == [])
    }

    @Test(arguments: [
        ("fault status 99 on create leads", "a status is a number from 100 to 599, found 99"),
        ("fault status 503 on create leads times 99999999", "times is a number from 0 to 1000000, found 99999999"),
        ("mock create leads times 100000000", "times is a number from 0 to 100000, found 100000000"),
        ("mock find leads limit -1", "limit is a number from 0 to 2147483647, found -1"),
        ("mock find leads page 0", "page is a number from 1 to 2147483647, found 0"),
        ("mock find leads where id = abc", "'id' takes an integer, found 'abc'"),
        ("clock advance 99999999999999999999d", "'99999999999999999999d' is no duration: this duration is too long"),
        ("curl https://example.com/x", "'https://example.com' is no host of a known API"),
        (
            "request GET https://example.com/x",
            "'https://example.com' is no host of a known API, and the mock answers for no other"
        ),
        (
            #"create leads from lead.json header X="a\r\nEvil: {{run.id}}""#,
            #"a header holds no line end or other control character, found "a\r\nEvil: ""#
        ),
        (
            #"request GET /x header X="a\n""#,
            #"a header holds no line end or other control character, found "a\n""#
        ),
    ])
    func `what is written out of range is refused`(_ command: String, _ message: String) {
        #expect(errors(of: command) == [message])
    }

    @Test(arguments: ["1.5.5s", "5", "soon"]) func `the time that a request took is compared with a duration`(
        _ duration: String
    ) {
        let table = "table: |\n  | x |\n  | \(duration) |\n"
        for (frame, written) in [("", duration), (table, "{{row.x}}")] {
            let found = errors("\(frame)steps:\n  - do: get apikeys/apikey_details\n    check: \"took < \(written)\"\n")
            #expect(found.count == 1 && found.first?.hasPrefix("'\(duration)' is no duration: ") == true)
        }
    }

    @Test func `a path has an end`() {
        let path = "fields" + String(repeating: ".a", count: 20_000)
        #expect(errors(of: "create leads \(path)=1") == ["a path has at most 100 steps"])
    }

    @Test func `a matrix has an end`() {
        let axes = (0..<12).map { "  m\($0): [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]" }.joined(separator: "\n")
        let found = errors("matrix:\n\(axes)\nsteps:\n  - do: clock\n")
        #expect(found.first == "the matrix makes more than 100000 rows")
    }

    @Test(arguments: [
        ("{ within: 1m, every: 0s }", "'every' is at least 1ms, found 0s"),
        ("{ within: 100d, every: 1ms }", "100d every 1ms are more than 100000 tries"),
    ])
    func `polling has an end`(_ plan: String, _ message: String) {
        let found = errors("steps:\n  - do: mock find leads\n    eventually: \(plan)\n    expect: docs has 1 item\n")
        #expect(found == [message])
    }

    @Test func `fields of the API may be set in the mock's store`() {
        let bench = Workbench(Self.head + "steps:\n  - do: mock create leads id=7\n  - do: mock get leads/7\n")
        #expect(bench.diagnostics() == "")
        #expect(bench.run().summary.passed == 1)
    }

    @Test func `a known issue covers what sentences say, not a request that fails unspoken`() {
        let row = "known-issue: LEAD-1\nsteps:\n  - do: create leads from lead.json phone=1\n"
        #expect(Workbench(Self.head + row).run().summary.failed == 1)
        let judged = row + "    check: outcome is created\n"
        #expect(Workbench(Self.head + judged).run().summary.expectedFailures == 1)
    }

    @Test func `names that a file brings out keep their types`() {
        let bench = Workbench(
            files: [
                "t.leadline.yaml": Self.head
                    + "steps:\n  - do: run made.yaml -> made\n    check: made.lead.phone is 61412345678\n",
                "made.yaml": Self.head + "steps:\n  - do: create leads from lead.json phone=61412345678 -> lead\n",
            ])
        #expect(bench.diagnostics() == "")
        #expect(bench.run().summary.passed == 1)
    }

    @Test func `the clock does not stop silently`() {
        let row = "steps:\n  - do: clock advance 100000000d\n  - do: clock advance 100000000d\n"
        let run = Workbench(Self.head + row).run()
        #expect(run.summary.errored == 1)
        #expect(run.results.first?.failures.first?.headline.hasPrefix("the clock cannot move that far") == true)
    }

    @Test func `a header holds no line end`() {
        let row = "steps:\n  - do: |\n      create leads from lead.json header X=\"a\\r\\nEvil: 1\"\n"
        let run = Workbench(Self.head + row).run()
        #expect(run.summary.errored == 1)
        #expect(run.summary.requests == 0)
    }

    @Test func `a clock that is moved by less than it can count stays where it is`() {
        let row = "steps:\n  - do: clock advance 0.000000001ms\n    check: now is 2026-01-01\n"
        #expect(Workbench(Self.head + row).run().summary.passed == 1)
    }
}
