import TestSupport
import Testing

/// What a user sees when something fails: whole runs of the scenarios in `Failing/`.
@Suite struct FailingRunTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var name: String
        var status: Int32
        var testDescription: String { name }
    }

    static let cases = [
        Case(name: "bodies", status: 1), Case(name: "checks", status: 1), Case(name: "eventually", status: 1),
        Case(name: "grouping", status: 1), Case(name: "known-issue", status: 1), Case(name: "lost-answer", status: 1),
        Case(name: "missing-name", status: 3), Case(name: "setup-fails", status: 3), Case(name: "skips", status: 1),
        Case(name: "teardown-fails", status: 3), Case(name: "three-days", status: 1), Case(name: "types", status: 1),
        Case(name: "unspoken", status: 1), Case(name: "warnings", status: 1),
    ]

    static let files = try? cases.reduce(into: shared("enquiry.json", "live-only.leadline.yaml")) { files, one in
        files.merge(try shared("\(one.name).leadline.yaml")) { $1 }
    }

    private func process() throws -> LeadlineProcess { try LeadlineProcess(files: #require(Self.files)) }

    @Test(arguments: cases) func `a run that fails is told whole`(_ one: Case) throws {
        let arguments = ["run", "\(one.name).leadline.yaml"]
        let run = try process().run(arguments)
        #expect(run.status == one.status)
        expectGolden(transcript(arguments, run), "runs/\(one.name).txt")
    }

    @Test(arguments: [
        (["run", "three-days.leadline.yaml", "-v"], "verbose"), (["run", "three-days.leadline.yaml", "-q"], "quiet"),
        (["run", "skips.leadline.yaml", "live-only.leadline.yaml", "-v"], "verbose-skips"),
        (["run", "live-only.leadline.yaml", "known-issue.leadline.yaml", "-q"], "quiet-known-issue"),
        (["run", "live-only.leadline.yaml"], "all-skipped"), (["run", "."], "folder"),
        (["run", ".", "-x"], "fail-fast"), (["run", ".", "--max-failures", "4", "-q"], "max-failures"),
    ]) func `options change how much is told`(_ arguments: [String], _ name: String) throws {
        // How many rows still run after the last that may fail depends on how many run at the same time.
        let run = try process().run(arguments, environment: ["LEADLINE_JOBS": "1"])
        expectGolden(transcript(arguments, run), "runs/options/\(name).txt")
    }

    @Test func `a row whose name others have is run again by its number`() throws {
        let table = "table: |\n  | case | n |\n  | a | 1 |\n  | a | 2 |\nsteps:\n  - check: row.n is 1\n"
        let run = try LeadlineProcess(files: ["x.leadline.yaml": scenario("Twins", table)]).run(
            "run", "x.leadline.yaml")
        #expect(run.status == 1)
        #expect(run.output.contains("again    leadline run x.leadline.yaml --row 2\n"))
    }

    @Test func `the report is coloured as a whole`() throws {
        let arguments = ["run", "three-days.leadline.yaml", "--color", "always"]
        let run = try process().run(arguments)
        expectGolden(transcript(arguments, run).replacing("\u{1B}", with: "␛"), "runs/options/color.txt")
    }
}
