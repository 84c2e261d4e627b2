import Foundation
import LeadlineCore
import TestSupport
import Testing

@testable import LeadlineShell

@Suite struct ScriptCommandTests {
    private func objects(_ text: String) throws -> [JSON] {
        try text.split(separator: "\n").map { try JSON(parsing: String($0)) }
    }

    // MARK: - Scripts.md

    @Test func `the example of the article gives what it shows`() throws {
        let blocks = FencedBlock.all(in: try Repository.text("Sources/leadline/leadline.docc/Scripts.md"))
        #expect(blocks.map(\.language) == ["leadline", "json", "json"])
        let environment = ScriptedEnvironment(files: ["way.leadline": blocks[0].text])
        #expect(environment.run("--json", "way.leadline") == .failed)
        #expect(environment.output == blocks[1].text)
        #expect(environment.error == blocks[2].text)
    }

    @Test func `the article names exactly the members that occur`() throws {
        let article = try Repository.text("Sources/leadline/leadline.docc/Scripts.md")
        let told = article.components(separatedBy: "\n### ").dropFirst().map { section in
            section.split(separator: "\n").compactMap { $0.firstMatch(of: /^\| `(\w+)`/).map { String($0.1) } }
        }
        let environment = ScriptedEnvironment(input: "use dealerstudio; get apikeys/apikey_details; expect doc.id is 2")
        #expect(environment.run("--json") == .failed)
        for object in try objects(environment.output) { #expect(object.object?.members.map(\.name) == told[0]) }
        let errors = try objects(environment.error)
        #expect(!errors.isEmpty)
        for object in errors { #expect(object.object?.members.map(\.name) == told[1]) }
    }

    // MARK: - JSON

    private static let commands = [
        "use dealerstudio", "get apikeys/apikey_details -> me", "show doc.id",
        "show", "explain get apikeys/apikey_details", "clock", "new leads name=Ada", "draft", "mock find leads",
        "check status is 200 or status not exists", "clock advance 1s", "let a=1", "exit",
    ]

    @Test func `every command gives one object, and nothing else is printed`() throws {
        let environment = ScriptedEnvironment()
        let commands = Self.commands
        let code = Leadline.main(environment.environment(["--json"] + commands.flatMap { ["-c", $0] }))
        #expect(code == .success, "\(environment.error)")
        let objects = try objects(environment.output)
        #expect(objects.map { $0["command"]?.string } == commands.map(Optional.some))
        #expect(objects.map { $0["number"] } == (1...objects.count).map { JSON.integer($0) })
        #expect(
            objects.compactMap { $0["kind"]?.string } == [
                "names", "request", "look", "look", "look", "target", "draft", "draft", "target", "judge", "target",
                "names", "look",
            ])
        #expect(objects[1]["file"] == "-c #2" && objects[1]["request"]?["method"] == "GET")
        #expect(objects[2]["shown"] == 1)
        #expect(objects[3]["status"] == 200 && objects[3]["doc"] == objects[1]["doc"])
        #expect(objects[7]["shown"] == ["name": "Ada"])
        #expect(objects[9]["holds"] == true && objects[9]["findings"] == [])
        #expect(objects.allSatisfy { $0["error"] == .null })
        for line in environment.error.split(separator: "\n") {
            #expect(try JSON(parsing: String(line))["severity"] == "warning")
        }
    }

    @Test(arguments: [["--json"], ["-v"], []]) func `a pipe gets no codes of terminals`(_ options: [String]) {
        let environment = ScriptedEnvironment(variables: options == ["--json"] ? ["FORCE_COLOR": "1"] : [:])
        let commands = ["use dealerstudio", "get apikeys/apikey_details", "show", "expect status is 500"]
        #expect(Leadline.main(environment.environment(options + commands.flatMap { ["-c", $0] })) == .failed)
        #expect(!environment.output.isEmpty && !environment.error.isEmpty)
        #expect(!(environment.output + environment.error).contains("\u{1B}"))
    }

    private static let harmful = [
        "-c", "use drivly", "-c", #"mock create leads email="x\u202e\u007f\u009by""#, "-c", "find leads",
    ]

    @Test(arguments: [
        ("show body.docs[0].email", "x\u{202E}\u{7F}\u{9B}y\n"), ("show docs[0].email", "x\u{202E}\u{7F}\u{9B}y\n"),
    ]) func `a text in a file is what it is`(_ command: String, _ text: String) {
        let environment = ScriptedEnvironment()
        #expect(Leadline.main(environment.environment(Self.harmful + ["-c", command])) == .success)
        #expect(environment.output == text)
    }

    @Test(arguments: [true, false]) func `what is shown of JSON is JSON`(isTerminal: Bool) throws {
        let scripted = ScriptedEnvironment(variables: ["NO_COLOR": "1"])
        var environment = scripted.environment(Self.harmful + ["-c", "show body"])
        environment.output.isTerminal = isTerminal
        #expect(Leadline.main(environment) == .success)
        let document = try JSON(parsing: scripted.output)["docs"]?.array?.first
        #expect(document?["email"] == "x\u{202E}\u{7F}\u{9B}y")
        #expect(scripted.output.contains(#"x\u202e\u007f\u009by"#) == isTerminal)
    }

    @Test(arguments: [
        (["-c", "nonsense"], "unknown-command"), (["--sed"], "unknown-option"), (["none.leadline"], "unknown-file"),
        (["--resume", "-c", "exit"], "invalid-argument"), (["--api", "none.yaml", "-c", "exit"], "unknown-file"),
    ])
    func `what keeps a script from starting is told as JSON too`(_ arguments: [String], _ code: String) throws {
        let environment = ScriptedEnvironment()
        #expect(Leadline.main(environment.environment(["--json"] + arguments)) == .nothingSent)
        #expect(environment.output.isEmpty)
        #expect(try objects(environment.error).map { $0["code"]?.string } == [code])
    }

    @Test func `a secret stays out of both streams, and what holds one stays JSON`() throws {
        let environment = ScriptedEnvironment(variables: ["LEADLINE_SECRET_PIN": "4711471147"])
        let code = environment.run(
            "--json", "-c", "use dealerstudio", "-c",
            "mock create leads name=\"{{secret.PIN}}\" dealership_id=4711471147", "-c", "show doc", "-c",
            "expect doc.name is \"x\"")
        #expect(code == .failed)
        let objects = try objects(environment.output)
        #expect(objects.count == 4)
        #expect(objects[2]["shown"]?["name"] == "$LEADLINE_SECRET_PIN")
        #expect(objects[2]["shown"]?["dealership_id"] == "$LEADLINE_SECRET_PIN")
        #expect(!(environment.output + environment.error).contains("4711"))
    }

    @Test func `commands of a file that is run are told with its name`() throws {
        let environment = ScriptedEnvironment(files: [
            "inner.leadline.yaml": """
            leadline: 1
            name: Inner
            api: dealerstudio
            steps:
              - do: get apikeys/apikey_details
                check: [doc.id is 2, status is 200]
            """
        ])
        #expect(environment.run("--json", "-c", "run inner.leadline.yaml", "--keep-going") == .failed)
        let objects = try objects(environment.output)
        #expect(
            objects.map { $0["command"]?.string } == [
                "get apikeys/apikey_details", "check doc.id is 2", "check status is 200", "run inner.leadline.yaml",
            ])
        #expect(objects.map { $0["file"]?.string } == Array(repeating: "inner.leadline.yaml", count: 3) + ["-c"])
        #expect(objects.map { $0["holds"] } == [.null, false, true, .null])
        #expect(try self.objects(environment.error).map { $0["line"] } == [6])
    }

    // MARK: - Tables, differences, the history

    private static let looks = [
        "use dealerstudio", "create leads from enquiry.json -> lead", "table name phone", "table",
        "get apikeys/apikey_details", "diff 1 2", "diff lead 1", "update leads/{{lead.id}} set name=Ada as none",
        "history", "history where status >= 400",
    ]

    private static func isLook(_ line: String) -> Bool {
        ["table", "diff", "history"].contains { line.hasPrefix($0) }
    }

    @Test func `a script shows tables, differences and the history as the prompt does in a pipe`() throws {
        let bench = try PromptBench(size: TerminalSize(columns: 80, rows: 24))
        for line in Self.looks { bench.type(Self.isLook(line) ? line + " | cat" : line) }
        let environment = ScriptedEnvironment(
            files: ["enquiry.json": PromptBench.enquiry], input: Self.looks.joined(separator: "\n"))
        #expect(environment.run("-") == .failed, "\(environment.error)")
        #expect(environment.output == bench.programs.runs.map(\.input).joined())
        #expect(environment.output.contains("Grace Hopper") && environment.output.contains("1 of 3 exchanges"))
    }

    @Test func `for programs they are JSON`() throws {
        let environment = ScriptedEnvironment(
            files: ["enquiry.json": PromptBench.enquiry], input: Self.looks.joined(separator: "\n"))
        #expect(environment.run("--json") == .failed)
        let told = try objects(environment.output)
        try #require(told.count == Self.looks.count, "\(environment.error)")
        let shown = zip(Self.looks, told).filter { Self.isLook($0.0) }.map { $0.1["shown"] ?? .null }
        #expect(shown[0] == [["name": "Grace Hopper", "phone": "0412345678"]])
        #expect(shown[1].array?.first?["email"] == "grace@example.com")
        #expect(shown[2].array?.contains(["path": "request.method", "old": "POST", "new": "GET"]) == true)
        #expect(shown[3] == [])
        #expect(shown[4].array?.map { $0["number"] } == [1, 2, 3])
        #expect(
            shown[5] == [
                [
                    "number": 3,
                    "request": ["method": "PUT", "url": "http://dealerstudio.test/api/v1/leads/1"], "status": 401,
                    "outcome": "unauthenticated", "took": .number(JSONNumber(validated: "0.000000")),
                ]
            ])
    }

    @Test func `a refusal may be looked at in a table of exchanges`() {
        let environment = ScriptedEnvironment(input: "use dealerstudio; get apikeys/apikey_details as none; table")
        #expect(environment.run("-") == .failed, "the request is what went wrong")
    }

    // MARK: - Reading

    @Test(arguments: ["\n", "\r\n"]) func `line ends are those of any system`(_ end: String) throws {
        let lines = ["#!/usr/bin/env leadline", "use dealerstudio", "# x", "", Self.get, "show status"]
        let environment = ScriptedEnvironment(files: ["way": lines.joined(separator: end)])
        #expect(environment.run("./way") == .success, "\(environment.error)")
        #expect(environment.output == "200\n")
    }

    @Test(arguments: ["undo", "redo", "edit", "fill", "help", "tour"])
    func `what belongs to the prompt is a mistake in a script`(_ command: String) {
        let environment = ScriptedEnvironment(input: command)
        #expect(environment.run("-") == .nothingSent)
        #expect(environment.error.contains("'\(command)' cannot stand in a script"))
        #expect(environment.error.contains("<stdin>:1:1"))
    }

    // MARK: - Going on

    private static let get = "get apikeys/apikey_details"

    @Test(
        arguments: [
            ([get, "show status"], ExitCode.success, "200\n"),
            ([get, "expect status is 500", "show status"], .failed, "200\n"),
            (["\(get) as none", get, "show status"], .failed, "200\n"),
            ([get, "show nothing.here", "show status"], .notJudged, "200\n"),
            (["nonsense", get, "create nope x=1", "show status"], .notJudged, "200\n"),
            (["\(get) as none", "nonsense", "show status"], .notJudged, "401\n"),
            (["let a=", "expect a is 1", get, "show status"], .notJudged, "200\n"),
            ([get, "exit", "nonsense"], .success, ""), (["nonsense"], .notJudged, ""),
        ] as [([String], ExitCode, String)])
    func `with keep-going all commands are carried out`(_ commands: [String], _ code: ExitCode, _ output: String) {
        let environment = ScriptedEnvironment(input: (["use dealerstudio"] + commands).joined(separator: "\n"))
        #expect(environment.run("--keep-going") == code, "\(environment.error)")
        #expect(environment.output == output)
    }

    @Test func `what was refused is the gravest`() {
        let environment = ScriptedEnvironment()
        let code = environment.run(
            "--keep-going", "--max-affected", "0", "-c", "use drivly; mock create leads times 2", "-c",
            "delete leads where email exists", "-c", "nonsense", "-c", "expect target is live")
        #expect(code == .refused, "\(environment.error)")
    }

    @Test(
        arguments: [
            ("create nope x=1", "request"), ("create leads name=\"a; b\" shoe", "request"), ("nonsense of a kind", nil),
            ("expect outcom is created", "judge"), ("check a is {{b}}", "judge"), ("set =", "draft"), ("undo", "draft"),
            ("find leads where email in [a, b] limit x", "request"),
            ("update leads/1 set name=1 name.a=2 reasn=x", "request"),
        ] as [(String, String?)]) func `a command with a mistake is told as a whole`(command: String, kind: String?)
        throws
    {
        let environment = ScriptedEnvironment(input: "use dealerstudio; clock;  \(command) ; clock")
        #expect(environment.run("--json", "--keep-going") == .notJudged)
        let objects = try objects(environment.output)
        #expect(objects.map { $0["command"]?.string } == ["use dealerstudio", "clock", command, "clock"])
        #expect(objects[2]["kind"]?.string == kind)
        #expect(objects[2]["error"]?["message"] != nil)
    }

    @Test func `mistakes are told in their turn, with file and line`() throws {
        let environment = ScriptedEnvironment()
        let code = environment.run(
            "--json", "--keep-going", "-c", "use dealerstudio\nnonsense", "-c", "let a=1; let b={{c}}", "-c",
            "more; let d=2")
        #expect(code == .notJudged)
        let objects = try objects(environment.output)
        #expect(
            objects.map { $0["command"]?.string } == [
                "use dealerstudio", "nonsense", "let a=1", "let b={{c}}", "more", "let d=2",
            ])
        #expect(
            objects.map { $0["error"]?["code"]?.string } == [
                nil, "unknown-command", nil, "unknown-name", "unknown-command", nil,
            ])
        #expect(objects.map { $0["file"]?.string } == ["-c", "-c", "-c #2", "-c #2", "-c #3", "-c #3"])
        #expect(objects[1]["line"] == 2)
    }
}
