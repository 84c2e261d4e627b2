import Foundation
import TestSupport
import Testing

/// What is wrong with files and arguments is said before anything is sent: whole messages in `Golden/cli/broken`.
@Suite struct BrokenInputTests {
    static let all = [
        BrokenInput.frames, BrokenInput.yaml, BrokenInput.tables, BrokenInput.commands, BrokenInput.typed,
        BrokenInput.apis,
    ].flatMap { $0 }

    /// It passes where it is run alone, so that a run beside a broken file shows whether it was begun.
    static let good = scenario(
        "It passes",
        """
        tags: [smoke]
        params: { category: New Vehicle Enquiry }
        table: |
          | case | category             |
          | new  | New Vehicle Enquiry  |
          | used | Used Vehicle Enquiry |
        steps:
          - do: create leads from enquiry.json category={{row.category}}
            check: outcome is created

        """)

    private func process(_ input: BrokenInput) throws -> LeadlineProcess {
        var files = try shared("enquiry.json")
        files["good.leadline.yaml"] = Self.good
        files["empty/.hidden.leadline.yaml"] = "hidden files are not looked at"
        let process = try LeadlineProcess(bytes: files.mapValues { Array($0.utf8) }.merging(input.files) { $1 })
        // Nobody, not even root, can open it.
        try FileManager.default.createSymbolicLink(
            atPath: process.folder.appendingPathComponent("loop.leadline.yaml").path,
            withDestinationPath: "loop.leadline.yaml")
        return process
    }

    @Test(arguments: all) func `is refused with all that is wrong, and nothing is sent`(_ input: BrokenInput) throws {
        let run = try process(input).run(input.arguments, environment: input.variables, input: input.input)
        #expect(run.status == input.status)
        #expect(run.output.isEmpty, "nothing was run, so there is nothing to report: \(run.output)")
        expectGolden(transcript(input.arguments, run), "cli/broken/\(input.name).txt")
    }

    @Test func `the names of the cases differ`() {
        #expect(Set(Self.all.map(\.name)).count == Self.all.count)
    }

    @Test func `the good file beside the broken ones passes alone`() throws {
        let run = try process(.lines("", "")).run("run", "good.leadline.yaml")
        #expect(run.status == 0, "\(run.error)")
        #expect(withoutTimes(run.output) == "ok    2 passed   2 requests · 2 checks · <time> · on mock\n")
    }

    @Test func `every mistake of every file is told at once`() throws {
        var input = BrokenInput.lines(
            "",
            """
            tags: [one]
            stesp: []
            table: |
              | case | outcome |
              | one  | created |
              | two  |
            steps:
              - do: create leads from enquiry.json as fulll
                check:
                  - outcome is craeted
                  - statsu is 201
              - do: updat leads/1 set name="Ada

            """)
        input.files["y.leadline.yaml"] = Array("leadline: 1\nname: second\nsteps:\n  - chekc: target is mock\n".utf8)
        input.arguments = ["run", "."]
        let process = try process(input)
        try FileManager.default.removeItem(at: process.folder.appendingPathComponent("loop.leadline.yaml"))
        let run = try process.run(input.arguments)
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        expectGolden(transcript(input.arguments, run), "cli/broken/several-files.txt")
        let lint = try process.run("lint", ".")
        #expect(lint.status == 2)
        expectGolden(transcript(["lint", "."], lint), "cli/broken/several-files-lint.txt")
    }

    @Test(arguments: ["\u{FEFF}", "\r\n"]) func `a mark of byte order and line ends of Windows are read`(
        _ mark: String
    ) throws {
        let text = mark == "\r\n" ? Self.good.replacing("\n", with: mark) : mark + Self.good
        let run = try process(.file("", text)).run("run", "x.leadline.yaml")
        #expect(run.status == 0, "\(run.error)")
        #expect(withoutTimes(run.output) == "ok    2 passed   2 requests · 2 checks · <time> · on mock\n")
    }

    @Test func `a line of a megabyte is cut in messages, and read where it is right`() throws {
        let long = String(repeating: "long ", count: 200_000)
        let right = scenario("Long", "steps:\n  - do: create leads from enquiry.json message=\"\(long)\"\n")
        let passed = try process(.file("", right)).run("run", "x.leadline.yaml")
        #expect(passed.status == 0, "\(passed.error.prefix(2000))")
        let broken = right.replacing("create leads", with: "creat leads")
        let wrong = try process(.file("", broken)).run("run", "x.leadline.yaml")
        #expect(wrong.status == 2)
        expectGolden(transcript(["run", "x.leadline.yaml"], wrong), "cli/broken/long-line.txt")
    }

    @Test(arguments: ["[", "{a: ", "- ", "("]) func `nesting without end neither crashes nor hangs`(_ opener: String)
        throws
    {
        let deep = String(repeating: opener, count: 10_000)
        for text in [
            "leadline: 1\nname: \(deep)", scenario("Deep", "steps:\n  - check: |\n      \(deep)\n"),
            scenario("Deep", "steps:\n  - do: |\n      create leads from enquiry.json tags=\(deep)\n"),
        ] {
            let run = try process(.file("", text)).run("run", "x.leadline.yaml")
            // A word may well be ten thousand parentheses.
            let isWord = opener == "(" && text.contains("tags=")
            #expect(run.status == (isWord ? 0 : 2), "\(run.output.prefix(500))")
            #expect(run.error.utf8.count < 20_000)
        }
    }
}
