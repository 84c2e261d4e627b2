import TestSupport
import Testing

/// What leadline tells of itself and of the APIs, as a pipe gets it.
@Suite struct PageTests {
    @Test(arguments: [
        (["api"], "api"), (["api", "show", "dealerstudio.leads.update"], "api-operation"),
        (["api", "show", "dealerstudio.leads.email"], "api-field"), (["api", "dealerstudio"], "api-one"),
        (["help"], "help"), (["help", "create"], "help-create"), (["help", "run"], "help-run"),
        (["help", "where"], "help-where"), (["--help"], "overview"), (["run", "--help"], "run"),
        (["lint", "-h"], "lint"), (["query", "--help"], "query"), (["version"], "version"),
        (["--version"], "version-option"),
    ]) func `a page is printed as a whole, with exit status 0`(_ arguments: [String], _ name: String) throws {
        let run = try LeadlineProcess().run(arguments)
        #expect(run.status == 0)
        #expect(run.error.isEmpty)
        #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
        expectGolden(transcript(arguments, run), "cli/pages/\(name).txt")
    }

    @Test func `lint tells that all is well`() throws {
        let process = try LeadlineProcess(files: [
            "x.leadline.yaml": scenario("One", "steps:\n  - check: target is mock\n")
        ])
        #expect(try process.run("lint", ".") == .init(status: 0, output: "ok    1 file, 1 row: no mistakes\n"))
        #expect(try process.run("lint", "-q", ".") == .init(status: 0, output: ""))
    }
}
