import LeadlineCore
import LeadlineLanguage
import LeadlineScenarios
import Testing

/// Parameters and cells whose placeholders name other parameters and cells.
@Suite("Values that name each other")
struct NestingTests {
    /// Reads a frame and a step that uses a value; the errors that are found before the run.
    private func errors(_ frame: String, _ use: String) -> [String] {
        Workbench(scenario("\(frame)\nsteps:\n  - do: mock create leads name={{\(use)}}\n")).read().diagnostics
            .filter { $0.severity == .error }.map { "\($0.message) (line \($0.location?.position.line ?? 0))" }
    }

    @Test(arguments: [
        (#"params: { a: "{{a}}" }"#, "a", "'a' is made of itself: a, a (line 4)"),
        (#"params: { a: "x{{b}}", b: "{{a + 1d}}" }"#, "a", "'a' is made of itself: a, b, a (line 4)"),
        (
            "table: |\n  | x | y |\n  | {{row.y}} | {{row.x}} |\n  | 1 | 2 |", "row.x",
            "'row.x' is made of itself: row.x, row.y, row.x (line 6)"
        ),
        (
            "table: |\n  | x |\n  | [{{row.x}}] |\n  | [{{row.x}}] |", "row.x",
            "'row.x' is made of itself: row.x, row.x (line 6)"
        ),
        (
            "params: { a: \"{{row.x}}\" }\ntable: |\n  | x |\n  | 1 |\n  | {{a}} |", "row.x",
            "'row.x' is made of itself: row.x, a, row.x (line 8)"
        ),
        (
            "matrix: { x: [1, \"{{row.y}}\"], y: [2, \"{{row.x}}\"] }", "row.x",
            "'row.x' is made of itself: row.x, row.y, row.x (line 4)"
        ),
    ])
    func `what is made of itself is refused`(_ frame: String, _ use: String, _ message: String) {
        #expect(errors(frame, use) == [message])
    }

    @Test func `a parameter of the command line is looked at too`() throws {
        var bench = Workbench(scenario("params: { a: 1 }\nsteps:\n  - do: mock create leads name={{a}}\n"))
        let source = Source(name: "--var a", text: "{{a}}")
        bench.options.parameters = ["a": try ValueParser.value(Excerpt(whole: source), as: .cell)]
        #expect(bench.read().diagnostics.map(\.message) == ["'a' is made of itself: a, a"])
    }

    @Test func `a long circle is told in short`() {
        let names = (0..<30_000).map { "  p\($0): \"{{p\(($0 + 1) % 30_000)}}\"\n" }.joined()
        #expect(
            errors("params:\n\(names)", "p0")
                == ["'p0' is made of itself: p0, p1, p2, p3, p4, p5, p6, …, p0 (line 5)"])
    }

    @Test(arguments: [
        (#"params: { a: "{{b}}", b: "{{row.x}}" }"#
            + "\ntable: |\n  | x | y |\n  | {{row.y}} | 1 |\n  | 2 | {{row.x}} |"),
        "params: { a: \"{{a.b}}\" }",
    ])
    func `what only looks like a circle is none`(_ frame: String) { #expect(errors(frame, "a") == []) }

    // MARK: - While it runs

    /// What the run of a row says that uses `p0` of parameters made from a pattern in which `NEXT` is the next.
    private func headline(_ count: Int, _ pattern: String, _ last: String) -> String? {
        let lines = (0..<count).map { "  p\($0): \(pattern.replacing("NEXT", with: "{{p\($0 + 1)}}"))\n" }.joined()
        let run = Workbench(
            scenario("params:\n\(lines)  p\(count): \(last)\nsteps:\n  - do: mock create leads name={{p0}}\n")
        ).run()
        #expect(run.mistakes.isEmpty)
        return run.results.first?.failures.first?.headline
    }

    @Test(arguments: ["\"NEXT\"", "\"xNEXT\"", "'[NEXT]'", #"'{"a": "NEXT"}'"#])
    func `a chain has an end`(_ pattern: String) {
        #expect(headline(63, pattern, "x") == nil)
        #expect(headline(64, pattern, "x") == "more than 64 values name each other")
        #expect(headline(30_000, pattern, "x") == "more than 64 values name each other")
    }

    @Test(arguments: [("\"NEXTNEXT\"", "x"), ("\"NEXTNEXT\"", "\"''\""), ("'[NEXT, NEXT]'", "x")])
    func `what grows with each name has an end`(_ pattern: String, _ last: String) {
        #expect(headline(8, pattern, last) == nil)
        #expect(headline(60, pattern, last) == "this value is larger than 1 MiB when its placeholders are filled in")
    }
}
