import TestSupport
import Testing

/// Which rows run, and that they run in the same way each time.
@Suite struct SelectionTests {
    private static let files = [
        "shop/test-drives.leadline.yaml": scenario(
            "Test drives",
            """
            tags: [smoke, drives]
            params: { category: Test Drive Booking, wanted: 201 }
            table: |
              | case               | message |
              | call in the morning | one    |
              | call at night       | two    |
              | call                | three  |
            steps:
              - do: create leads from ../enquiry.json category={{category}} message={{row.message}}
                check: status is {{wanted}} and doc.category is {{category}}

            """),
        "shop/loans.leadline.yaml": scenario(
            "Loans", "tags: [slow]\nsteps:\n  - do: mock create leads times 3\n    check: docs has 3 items\n"),
        "smoke.leadline": "use dealerstudio\nget apikeys/apikey_details\nexpect outcome is found\n",
    ]

    private func process() throws -> LeadlineProcess {
        try LeadlineProcess(files: Self.files.merging(shared("enquiry.json")) { $1 })
    }

    @Test(arguments: [
        (["."], "all"), (["shop"], "folder"), ([".", "--tags", "smoke and not slow"], "tags"),
        (["shop", "-t", "slow or drives", "--case", "call"], "tags-case"), ([".", "--case", "NIGHT"], "case-part"),
        (["shop/test-drives.leadline.yaml", "--row", "2"], "row"),
        (["shop/test-drives.leadline.yaml:10"], "line-of-a-row"),
        (["shop/test-drives.leadline.yaml:13"], "line-of-a-step"),
        (["shop/test-drives.leadline.yaml:10", "smoke.leadline", "--tags", "none"], "line-before-tags"),
        (["smoke.leadline", "shop", "smoke.leadline"], "order"),
    ]) func `a selection lists the rows that would run`(_ arguments: [String], _ name: String) throws {
        let run = try process().run(["run", "--list"] + arguments)
        #expect(run.status == 0)
        expectGolden(transcript(["run", "--list"] + arguments, run), "cli/selection/\(name).txt")
    }

    @Test(arguments: [
        (["."], "5 passed"), (["shop/test-drives.leadline.yaml:10"], "1 passed"), ([".", "--row", "3"], "1 passed"),
        (["smoke.leadline"], "1 passed"), ([".", "--var", "category=New Vehicle Enquiry"], "5 passed"),
        (["shop", "--var", "wanted=200"], "3 failed, 1 passed"),
    ]) func `what is selected runs`(_ arguments: [String], _ counts: String) throws {
        let run = try process().run(["run"] + arguments)
        #expect(run.output.contains(counts), "\(run.output)\(run.error)")
        #expect(run.status == (counts.contains("failed") ? 1 : 0))
    }

    @Test func `as many rows at a time as one likes give the same report`() throws {
        let names = FailingRunTests.cases.map { "\($0.name).leadline.yaml" }
        let process = try LeadlineProcess(files: #require(FailingRunTests.files))
        let one = try process.run(["run", "-v", "--jobs", "1"] + names)
        #expect(one.status == 3)
        #expect(one.output.contains("could not be judged"))
        for jobs in ["8", "1", "3"] {
            let other = try process.run(["run", "-v", "--jobs", jobs] + names)
            #expect(withoutTimes(other.output) == withoutTimes(one.output))
            #expect(other.error == one.error)
            #expect(other.status == one.status)
        }
    }

    @Test func `the seed decides what is invented, and is told`() throws {
        let text = scenario(
            "Invented", "steps:\n  - do: mock create leads times 1\n    check: docs[0].name is \"nobody\"\n")
        let process = try LeadlineProcess(files: ["x.leadline.yaml": text])
        let own = try process.run("run", "x.leadline.yaml")
        let first = try process.run("run", "x.leadline.yaml", "--seed", "7")
        let again = try process.run("run", "x.leadline.yaml", "--seed", "7")
        let second = try process.run("run", "x.leadline.yaml", "--seed", "8")
        #expect(withoutTimes(first.output) == withoutTimes(again.output))
        #expect(first.output.contains("seed 7"))
        let names = try [own, first, second].map { run in
            try #require(run.output.split(separator: "\n").first { $0.contains("docs[0].name   expected") })
        }
        #expect(Set(names).count == 3)
    }

    @Test(arguments: [
        #"it's "quoted" $HOME `ls` \ ; | *"#, "--row 2", "a, b", "Zoë 日本 👩‍👩‍👧", "two  blanks", "-x", "",
    ]) func `the command that is printed runs just that row again`(_ name: String) throws {
        let cell = name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("|", with: "\\|")
        let text = scenario(
            "Rows",
            """
            params: { city: Perth }
            table: |
              | case | status |
              | other | 400 |
              | "\(cell)" | 401 |
              | "not \(cell)" | 402 |
            steps:
              - do: get apikeys/apikey_details
                check: status is {{row.status}} and env.HOME is {{city}}

            """)
        let process = try LeadlineProcess(files: ["it's here/x.leadline.yaml": text])
        let run = try process.run(["run", "it's here", "--var", "city=Alice's \"Springs\"", "--seed", "3"])
        #expect(run.status == 1, "\(run.error)")
        let commands = run.output.split(separator: "\n").filter { $0.hasPrefix("      again ") }
        try #require(commands.count == 3, "\(run.output)")
        let again = try process.shell(String(commands[1].dropFirst("      again ".count)))
        #expect(again.status == 1, "\(commands[1]): \(again.error)")
        let report = String(again.output.prefix { $0 != "\u{0}" })
        #expect(report.contains("expected is 401") && !report.contains("expected is 400"), "\(report)")
        #expect(report.contains("FAIL  1 failed   1 request"), "\(commands[1])\n\(report)")
        #expect(report.contains("seed 3") && report.contains("Springs"))
    }
}
