import LeadlineCore
import LeadlineSession
import LeadlineShell
import TestSupport
import Testing

/// What a script prints of `create … from FILE.csv`, and how it ends.
@Suite struct BatchViewTests {
    private static let rest = "dealership_id=1 source=Website category=Survey"

    private func run(_ people: String, _ commands: String...) -> (code: ExitCode, error: String, output: String) {
        let environment = ScriptedEnvironment(
            files: ["people.csv": people, "s.leadline": "use dealerstudio\n" + commands.joined(separator: "\n") + "\n"])
        let code = environment.run("s.leadline")
        return (code, environment.error, environment.output)
    }

    @Test func `a row without success makes the script fail after all rows`() {
        let people = "name,email,phone\nAda,ada@example.com,0412345678\nBob,,0400000000\nCy,cy@example.com,0412345679\n"
        let result = run(people, "create leads from people.csv \(Self.rest)")
        #expect(result.code == .failed && result.output.isEmpty)
        expectGolden(result.error, "drafts/script-row-fails.txt")
    }

    @Test func `rows that are all made make it succeed`() {
        let result = run(
            "email,phone\na@example.com,0412345678\n", "create leads from people.csv \(Self.rest) -> people",
            "expect people has 1 item and people[0].email is a@example.com")
        #expect(result.code == .success)
        #expect(result.error.hasSuffix("1 row was sent: 1 created\n"))
    }

    @Test func `a sentence about the outcome is about the last row`() {
        let result = run("name\nAda\n", "create leads from people.csv", "expect outcome is invalid")
        #expect(result.code == .success)
    }

    @Test func `the whole file is checked before anything is sent`() {
        let result = run("name,catgory,page_id\nAda,x,twelve\nBob\n", "create leads from people.csv")
        #expect(result.code == .nothingSent)
        expectGolden(result.error, "drafts/script-wrong-file.txt")
    }

    @Test func `a scenario has its table for that`() {
        let environment = ScriptedEnvironment(files: [
            "people.csv": "name\nAda\n",
            "t.leadline.yaml":
                "leadline: 1\nname: t\napi: dealerstudio\nsteps:\n  - do: create leads from people.csv\n"
                + "  - do: update leads/1 set from people.csv\n",
        ])
        #expect(environment.run("lint", "t.leadline.yaml") == .nothingSent)
        expectGolden(environment.error, "drafts/scenario-rows.txt")
    }

    @Test func `it says where it was stopped`() {
        var result = BatchResult(total: 3)
        result.rows = [BatchResult.Row(number: 1, outcome: "created", status: 201, id: 7)]
        #expect(
            BatchView(result: result, presentation: Presentation()).text == """
                row  outcome  id or reason
                1    created  7
                stopped: 1 of 3 rows were sent: 1 created

                """)
    }
}
