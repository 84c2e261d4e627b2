import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineSession
import Testing

@testable import LeadlineShell

/// Where the prompt's output goes.
@Suite struct PromptOutputTests {
    private let bench: PromptBench

    init() throws {
        bench = try PromptBench(size: TerminalSize(columns: 80, rows: 24), color: "always")
        bench.type("use dealerstudio; create leads from enquiry.json message=\"\\u001b[2J\\u009b\"")
    }

    @Test func `a program gets exactly the JSON`() throws {
        bench.type("show body | jq .name")
        let run = try #require(bench.programs.runs.first)
        #expect(run.line == "jq .name")
        #expect(try JSON(parsing: Array(run.input.utf8)) == bench.session.answer?.body)
        #expect(run.input.contains(#""message": "\u001b[2J"# + "\u{9B}\""))
        #expect(run.input.contains("\n  \"tags\": [\n"))
    }

    @Test(arguments: [
        ("show doc.name | cat", "Grace Hopper\n"), ("show status | cat", "201\n"),
        ("show doc.tags | cat", "[\n  \"vip\",\n  \"call back\"\n]\n"),
        ("create leads name=Ada as unknown | cat", "Unauthorized\n"),
    ]) func `texts are raw, values JSON`(line: String, input: String) throws {
        bench.type(line)
        #expect(bench.programs.runs.map(\.input) == [input])
    }

    @Test func `of a file with a mistake nothing is carried out, and that is said`() throws {
        let bench = try PromptBench(size: nil)
        let said = bench.type("use drivly; nonsense", context: .script)
        #expect(said.contains("command expected, found 'nonsense'"))
        #expect(said.hasSuffix("nothing of 'script' was carried out\n"))
        #expect(bench.session.api == nil)
    }

    @Test func `a table for a program has all columns`() throws {
        bench.type("table | sort")
        let head = try #require(bench.programs.runs.first?.input.split(separator: "\n").first)
        let names = bench.session.answer?.document?.object?.members.map(\.name) ?? []
        #expect(Set(head.split(separator: " ").map(String.init)) == Set(names))
    }

    @Test(arguments: [
        (ProgramEnd.exited(0), ""), (.exited(5), "the program ended with exit status 5\n"),
        (.signalled(9), "the program was ended by signal 9\n"),
        (.failed("no such file"), "the program cannot be started: no such file\n"),
    ]) func `how a program ended`(end: ProgramEnd, message: String) {
        bench.programs.end = end
        #expect(bench.type("show status | false") == message)
    }

    @Test func `a lesson whose command did not bring what it should says so`() throws {
        let bench = try PromptBench(size: TerminalSize(columns: 80, rows: 24))
        bench.type("tour")
        for line in ["use dealerstudio", "new leads", "set name=Ada", "draft"] { bench.type(line) }
        let waiting = "this lesson goes on when the answer is created; 'tour' ends the tour\n"
        #expect(bench.type("send -> lead").hasSuffix(waiting))
        #expect(!bench.type("history").contains(waiting))
    }

    @Test func `the line of an exchange breaks between its parts`() throws {
        let bench = try PromptBench(size: TerminalSize(columns: 40, rows: 24))
        let lines = bench.type("use dealerstudio; get apikeys/apikey_details").split(separator: "\n")
        #expect(lines[0] == "1  GET /api/v1/apikeys/apikey_details.json as full")
        #expect(lines[1].hasPrefix("   → 200 OK ") && lines[1].contains(" · "))
    }

    @Test func `without a pager a long text is written`() {
        bench.type("create leads from enquiry.json fields={\(Self.members)}")
        #expect(bench.programs.runs.isEmpty, "answers are folded, not paged")
        #expect(bench.type("show body") == "")
        #expect(bench.programs.runs.map(\.line) == ["export LESS=FRX LESSCHARSET=utf-8; less -FRX"])
        #expect(bench.programs.runs.last?.input.contains("\u{1B}[36m\"m39\"\u{1B}[0m: ") == true)
        bench.programs.end = .exited(127)
        #expect(bench.type("show body") == bench.programs.runs.last?.input)
    }

    private static let members = (0..<40).map { "\"m\($0)\": \($0)" }.joined(separator: ", ")

    @Test func `a page of HTML is cut to the screen and acts on nothing`() {
        let line = "<b>\u{1B}]0;title\u{7}</b> " + String(repeating: "long ", count: 30)
        var answer = Answer(outcome: "server_error", errors: [["message": "all of it"]])
        answer.status = 502
        answer.body = .string(String(repeating: line + "\n", count: 200_000))
        let request = HTTPRequest(method: "GET", origin: "http://x.test", target: "/")
        let exchange = Exchange(request: request, answer: answer, sentAt: Timestamp(microseconds: 0))
        let around = PromptPrinter.Surroundings(number: 1, waited: .zero, target: .live, schema: nil, page: nil)
        let printer = PromptPrinter(Presentation(), size: TerminalSize(columns: 40, rows: 9))
        #expect(
            printer.answer(exchange, around)
                == String(repeating: "<b>\\u{1B}]0;title\\u{07}</b> long long l…\n", count: 5)
                + "… 33.8 MB, show body\n")
    }

    @Test func `secrets reach neither screen nor program`() throws {
        let bench = try PromptBench(
            size: TerminalSize(columns: 80, rows: 24), variables: ["LEADLINE_SECRET_WORD": "abracadabra"])
        bench.type("use dealerstudio; create leads from enquiry.json name=abracadabra; show doc.name; show body | cat")
        bench.type("table name; diff 1 1")
        #expect(!bench.text.contains("abracadabra") && bench.text.contains("$LEADLINE_SECRET_WORD"))
        #expect(bench.programs.runs.map { $0.input.contains("abracadabra") } == [false])
    }
}
