import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineScenarios
import LeadlineSession
import TestSupport
import Testing

@testable import LeadlineShell

/// `save`, `run` and `open` at the prompt.
@Suite struct FileCommandTests {
    private static let late = """
        leadline: 1
        name: A lead is never too old
        api: dealerstudio
        mock: { clock: 2026-03-02T09:00:00Z }
        params: { text: late }
        table: |
          | case  | age    |
          | fresh | 1d     |
          | old   | 3d 1s  |
        setup:
          - do: create leads from lead.json -> lead
        steps:
          - name: time passes
            do: clock advance {{row.age}}
          - name: change the message
            do: |
              let note="as {{text}}"
              update leads/{{lead.id}} set message={{note}}
            check: outcome is updated

        """

    @Test func `what is saved runs at once`() throws {
        let bench = try FileBench([:])
        bench.type("use dealerstudio\ncreate leads from lead.json\nclock advance 3d 1s\nupdate leads/1 set message=x")
        let reply = bench.type("save a.leadline.yaml")
        #expect(
            reply == """
                saved a.leadline.yaml: 2 steps, 4 sentences
                run it: leadline run a.leadline.yaml

                """)
        #expect(bench.type("run a.leadline.yaml").contains("1 passed"))
        #expect(bench.type("save b.leadline last 2").contains("run it: leadline b.leadline"))
        #expect(bench["b.leadline"]?.contains("expect") == false)
    }

    @Test func `nothing is overwritten`() throws {
        let bench = try FileBench(["a.leadline.yaml": "mine"])
        bench.type("use dealerstudio\ncreate leads from lead.json")
        expectGolden(bench.type("save a.leadline.yaml"), "diagnostics/file-exists.txt")
        #expect(bench["a.leadline.yaml"] == "mine")
        #expect(bench.type("save a.yaml").contains("has no ending that says what it is"))
        #expect(bench.type("save b.leadline.yaml last 0").contains("'last' takes a number from 1 on, found '0'"))
    }

    @Test func `a failing row is opened before its failing step`() throws {
        let bench = try FileBench(["late.leadline.yaml": Self.late])
        #expect(bench.type("open last").contains("no row has failed here"))
        let report = bench.type("run late.leadline.yaml text=never")
        #expect(report.contains("1 failed") && report.contains("open last"))
        let said = bench.type("open last")
        #expect(said.contains("late.leadline.yaml:15:"), "\(said)")
        #expect(said.contains("before step 2 of 2 \"change the message\""), "\(said)")
        #expect(said.contains("clock is at 2026-03-05T09:00:01.000Z"), "\(said)")
        #expect(bench.shell.nextLine == "let note=\"as {{text}}\"\nupdate leads/{{lead.id}} set message={{note}}")
        #expect(bench.type("show row").isEmpty == false)
        bench.type("check row.age is 3d")
        bench.shell.carryOut(Source(name: "prompt", text: bench.shell.nextLine))
        #expect(bench.shell.session.exchange?.answer.outcome == "too_old")
        #expect(bench.shell.session.exchange?.requestDocument == ["message": "as never"])
        bench.type("clock set 2026-03-02T10:00:00Z\nupdate leads/{{lead.id}} set message=again")
        #expect(bench.shell.session.exchange?.answer.outcome == "updated")
    }

    @Test func `a session that did more than the opened row is replaced by it`() throws {
        let bench = try FileBench(
            ["late.leadline.yaml": Self.late],
            lines: [
                "use drivly; find leads; find leads; find leads; find leads; find leads", "run late.leadline.yaml",
                "find leads; open last; clock advance 1h",
            ])
        #expect(bench.shell.run(nil) == .success)
        #expect(bench.shell.performed.map(\.command.name.value) == ["let", "create", "clock", "open", "clock"])
    }

    @Test func `a step is opened by its line`() throws {
        let bench = try FileBench(["late.leadline.yaml": Self.late])
        #expect(bench.type("open late.leadline.yaml:13").contains("before step 1 of 2 \"time passes\""))
        #expect(bench.shell.session.requestCount == 1)
        #expect(bench.type("open late.leadline.yaml:9").contains("before step 2 of 2"))
        #expect(bench.type("open late.leadline.yaml").contains("names no line of a file"))
        #expect(bench.type("open late.leadline.yaml:99").contains("none of the 2 rows has what was selected"))
    }

    @Test func `a line selects the row that is run, and files are read afresh`() throws {
        let bench = try FileBench(["late.leadline.yaml": Self.late])
        #expect(bench.type("run late.leadline.yaml:8").contains("1 passed"))
        bench["late.leadline.yaml"] = Self.late.split(separator: "3d 1s").joined(separator: "2d   ")
        #expect(bench.type("run late.leadline.yaml").contains("2 passed"))
    }

    @Test func `a script runs in this session, and a file whose names are wanted, too`() throws {
        let bench = try FileBench([
            "new.leadline": "use dealerstudio\ncreate leads from lead.json -> lead\n",
            "shared.leadline.yaml": """
            leadline: 1
            name: A lead
            params: { name: Ada }
            api: dealerstudio
            steps:
              - do: create leads from lead.json name={{name}} -> lead

            """,
        ])
        bench.type(
            "run new.leadline\nrun shared.leadline.yaml name=Grace -> made\nupdate leads/{{made.lead.id}} set message={{lead.name}}"
        )
        #expect(bench.shell.session.exchange?.answer.outcome == "updated")
        #expect(bench.shell.session.exchange?.answer.document?["name"] == "Grace")
        #expect(bench.type("save a.leadline.yaml").contains("saved a.leadline.yaml"))
        #expect(bench["a.leadline.yaml"]?.contains("run new.leadline") == false)
        #expect(bench.type("run new.leadline name=x").contains("a script has no parameters, found 'name'"))
        #expect(bench.type("run nothing.leadline.yaml").contains("cannot read 'nothing.leadline.yaml'"))
    }

    @Test func `a session that opened a row is resumed`() throws {
        let state = InMemoryStateFiles()
        let first = state.process()
        let bench = try FileBench(
            ["late.leadline.yaml": Self.late], variables: ["HOME": "/ada"],
            lines: [
                "use drivly; find leads", "run late.leadline.yaml text=never", "open last; clock advance 1h",
                "let other={{lead.id}}",
            ], state: first)
        _ = bench.shell.run(nil)
        for _ in 0..<2 {
            first.end()
            let next = state.process()
            var environment = ScriptedEnvironment(variables: ["HOME": "/ada"]).environment([])
            environment.state = next
            let saved = try SessionJournal.latest(environment)
            let again = try FileBench(
                ["late.leadline.yaml": Self.late], variables: ["HOME": "/ada"], lines: ["show"], state: next)
            _ = again.shell.run(saved)
            #expect(again.shell.session.target.now.text == "2026-03-05T10:00:01.000Z")
            #expect(again.shell.session.bindings.keys.sorted() == ["lead", "other", "text"])
            let summary = again.printed.replacing("\n", with: " ")
            #expect(summary.contains("late.leadline.yaml row 2 before step 2, names lead, other, text"))
            next.end()
        }
    }

    /// What a session of these lines is like when it is taken up again.
    private func resumed(_ lines: [String], files: [String: String] = [:]) throws -> FileBench {
        let state = InMemoryStateFiles()
        let first = state.process()
        _ = try FileBench(files, variables: ["HOME": "/ada"], lines: lines, state: first).shell.run(nil)
        first.end()
        let next = state.process()
        var environment = ScriptedEnvironment(variables: ["HOME": "/ada"]).environment([])
        environment.state = next
        let again = try FileBench(files, variables: ["HOME": "/ada"], lines: [], state: next)
        _ = again.shell.run(try SessionJournal.latest(environment))
        return again
    }

    @Test(arguments: [
        // Declined: the second line answers the question.
        ["use drivly; mock create leads state=TX times 2", "delete leads where state = TX", "n"],
        // A mistake ended the line.
        ["use drivly; mock create leads state=TX times 2", "show body.nope; mock delete leads where state = TX"],
        ["use drivly; mock create leads state=TX times 2", "run pair.leadline; show body.nope; mock reset"],
        ["use drivly", "run pair.leadline"],
    ]) func `what was not done is not done when a session is resumed`(_ lines: [String]) throws {
        let again = try resumed(lines, files: ["pair.leadline": "mock create leads state=TX times 2\nlet made=1"])
        again.type("mock find leads where state = TX")
        let count = lines.contains { $0.contains("show body.nope; mock reset") } ? 4 : 2
        #expect(again.shell.session.answer?.documents?.array?.count == count, "\(again.printed)")
        #expect((again.shell.session.bindings["made"] != nil) == lines.contains { $0.contains("pair") })
    }

    @Test func `a script that runs itself comes to an end`() throws {
        let bench = try FileBench(["loop.leadline": "let a=1\nrun loop.leadline"])
        #expect(bench.type("run loop.leadline").contains("files run each other more than 16 deep"))
    }

    @Test func `a draft is saved for its own API`() throws {
        let bench = try FileBench([:])
        bench.type("use dealerstudio\nnew leads from lead.json\nuse drivly\nsend -> made\nsave own.leadline.yaml")
        let text = try #require(bench["own.leadline.yaml"], "\(bench.printed)")
        #expect(text.contains("dealerstudio"), "\(text)")
        #expect(bench.type("run own.leadline.yaml").contains("1 passed"))
    }

    @Test func `what was declined is not saved`() throws {
        let bench = try FileBench([:], lines: ["n"])
        bench.type(
            "use drivly\nmock create leads state=TX\ndelete leads where state = TX\nfind leads\nsave kept.leadline.yaml"
        )
        let text = try #require(bench["kept.leadline.yaml"], "\(bench.printed)")
        #expect(!text.contains("delete"), "\(text)")
    }

    @Test func `a row that cannot be opened again is not resumed, and it is said so`() throws {
        let saved = try #require(
            JournalText.read(
                Array(
                    """
                    {"format":1,"started":"2026-03-02T09:00:00Z","seed":0,"target":"mock","clock":"2026-03-02T09:00:00Z","folder":"/leads"}
                    {"command":"open last"}
                    {"done":true,"replay":"","opened":{"file":"late.leadline.yaml","row":2,"parameters":{},"phase":"steps","step":9}}
                    """.utf8), path: "/ada/1.jsonl"))
        let bench = try FileBench(["/leads/late.leadline.yaml": Self.late, "/leads/lead.json": "{}"])
        _ = bench.shell.run(saved)
        #expect(bench.printed.contains("'late.leadline.yaml' has no longer the step that was opened"))
        #expect(bench.printed.contains("the session is not resumed"))
    }

    @Test func `paths mean the same behind open, and cells are written into what is saved`() throws {
        let text = Self.late.split(separator: "create leads from lead.json").joined(
            separator: "create leads from ../lead.json")
        let bench = try FileBench(["fail/late.leadline.yaml": text])
        bench.type("run fail/late.leadline.yaml")
        bench.type("open fail/late.leadline.yaml:11")
        #expect(bench.shell.nextLine == "create leads from lead.json -> lead")
        bench.type("open last")
        #expect(bench.shell.session.folder.isEmpty)
        bench.type("create leads from lead.json message={{row.case}}\nupdate leads/{{lead.id}} set message={{text}}")
        let said = bench.type("save made/a.leadline.yaml")
        #expect(said.contains("saved made/a.leadline.yaml"), "\(said)")
        let saved = try #require(bench["made/a.leadline.yaml"])
        #expect(saved.contains("clock advance 3d 1s") && saved.contains("from ../lead.json message=old"), "\(saved)")
        #expect(bench.type("run made/a.leadline.yaml").contains("1 passed"))
        #expect(bench.type("run fail/late.leadline.yaml:8").contains("1 passed"))
        #expect(bench.type("open").contains("'last' or FILE:LINE expected"))
    }

    @Test func `an opened session can be saved`() throws {
        let text =
            Self.late.split(separator: "\n").filter { !$0.hasPrefix("  |") && $0 != "table: |" }
            .joined(separator: "\n")
            .split(separator: "{{row.age}}").joined(separator: "4d") + "\n"
        let bench = try FileBench(["late.leadline.yaml": text])
        bench.type("run late.leadline.yaml\nopen last\nupdate leads/{{lead.id}} set message=x")
        #expect(bench.type("save a.leadline.yaml").contains("saved a.leadline.yaml: 2 steps"))
    }
}
