import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlinePrompt
import LeadlineSession
import LeadlineShell
import Synchronization
import TestSupport
import Testing

/// `fill` and `edit` with answers and an editor that are written down.
@Suite struct DraftDialogueTests {
    private static let whole =
        "new leads email=a@example.com phone=0412345678 dealership_id=1 category=Survey source=Website"

    /// Answers in order; behind the last one the end of input.
    private final class Answers: Questioner {
        private var ends: [LineEnd]
        private(set) var asked: [String] = []
        private(set) var choices: [[Candidate]] = []

        init(_ ends: [LineEnd]) { self.ends = ends }

        func ask(_ prompt: String, choices: [Candidate]) -> LineEnd {
            asked.append(prompt)
            self.choices.append(choices)
            return ends.isEmpty ? .endOfInput : ends.removeFirst()
        }
    }

    /// An editor that saves these texts one after the other; nil: it fails.
    private final class Editor: Programs {
        private let texts: Mutex<[String?]>
        private let opened = Mutex<[String]>([])

        init(_ texts: [String?]) { self.texts = Mutex(texts) }

        var seen: [String] { opened.withLock { $0 } }

        func run(shell line: String, input: [UInt8]?) -> ProgramEnd { .failed("there is no shell") }

        func output(of line: String, limit: Int, within time: Duration) throws(EffectFailure) -> [UInt8] {
            throw EffectFailure("there is no shell")
        }

        func edit(_ text: String, suffix: String) throws(FileFailure) -> EditedText {
            opened.withLock { $0.append(text) }
            let saved = texts.withLock { $0.isEmpty ? nil : $0.removeFirst() }
            guard let saved else { return EditedText(text: "", end: .exited(1)) }
            return EditedText(text: saved, end: .exited(0))
        }
    }

    private struct Bench {
        let session: SessionBench
        let environment: ScriptedEnvironment
        let answers: Answers
        let dialogue: DraftDialogue

        init(_ commands: String, _ ends: [LineEnd], variables: [String: String] = [:]) throws {
            session = try SessionBench()
            try session.perform(commands)
            environment = ScriptedEnvironment(variables: variables)
            answers = Answers(ends)
            dialogue = DraftDialogue(
                session: session.session, questioner: answers,
                console: Console(environment.environment([]), color: "never"),
                secrets: Secrets(variables: variables))
        }

        private var command: Command {
            get throws {
                let source = Source(name: "prompt", text: "fill")
                return try #require(CommandParser.parse(Excerpt(whole: source), context: .prompt).commands.first)
            }
        }

        /// The commands that come out of it.
        func fill() throws -> [String] { texts(try dialogue.fill(try command)) }
        func edit(_ editor: Editor) throws -> [String] { texts(try dialogue.edit(try command, with: editor)) }

        private func texts(_ result: CommandResult) -> [String] {
            guard case .redrafted(let commands) = result else { return [] }
            return commands.map { String($0.location.text) }
        }

        var document: String { session.session.draft.map { JSON.object($0.document.document).text() } ?? "none" }
    }

    // MARK: - fill

    @Test func `a form from the first question to the draft`() throws {
        let answers = ["ada@example.com", "2", "99", "3", "", "test-dealer", "13", "0412345678"]
        let bench = try Bench("new leads name=Ada phone=12 category=Lunch", answers.map(LineEnd.accepted))
        #expect(
            try bench.fill() == [
                #"set email=ada@example.com source="Website" category="Test Drive Booking" dealership_slug=test-dealer "#
                    + "phone=0412345678"
            ])
        expectGolden(
            bench.environment.error + "--- shown\n" + bench.environment.output + "--- asked\n"
                + bench.answers.asked.joined(separator: "\n") + "\n", "drafts/fill.txt")
    }

    @Test(arguments: [LineEnd.interrupted("07"), .endOfInput, .accepted("."), .terminated(15, "")])
    func `leaving keeps what was answered`(end: LineEnd) throws {
        let bench = try Bench("new leads", [.accepted("ada@example.com"), end, .accepted("x")])
        #expect(try bench.fill() == ["set email=ada@example.com"])
        #expect(bench.document == #"{"email":"ada@example.com"}"#)
        try bench.session.perform("undo")
        #expect(bench.document == "{}")
    }

    @Test func `without answers nothing changes`() throws {
        let bench = try Bench("new leads", [])
        #expect(try bench.fill().isEmpty)
        #expect(bench.environment.error.hasSuffix("the draft is unchanged\n"))
        let whole = try Bench(Self.whole, [])
        #expect(try whole.fill().isEmpty && whole.answers.asked.isEmpty)
    }

    @Test func `known values complete the answer`() throws {
        let bench = try Bench(Self.whole + "; unset category", [])
        _ = try bench.fill()
        #expect(bench.answers.choices.first?.contains { $0.text == "Test Drive Booking" && $0.suffix.isEmpty } ?? false)
    }

    // MARK: - edit

    @Test func `what is saved becomes the draft, as one change`() throws {
        let bench = try Bench("new leads name=Ada; set phone=1", [])
        let editor = Editor(["{\n  \"name\": \"{{no}} placeholder\", \"page_id\": 1.0\n}\n"])
        #expect(try bench.edit(editor) == [#"new leads from {"name": "\u007b{no\u007d} placeholder", "page_id": 1.0}"#])
        #expect(bench.document == #"{"name":"{{no}} placeholder","page_id":1.0}"#)
        #expect(editor.seen == ["{\n  \"name\": \"Ada\",\n  \"phone\": \"1\"\n}\n"])
        try bench.session.perform("undo")
        #expect(bench.document == #"{"name":"Ada","phone":"1"}"#)
    }

    @Test func `a secret is never in the editor's file, and is in what comes back`() throws {
        let bench = try Bench(
            #"new leads name=abracadabra message="say abracadabra" email="b64:YWJyYWNhZGFicmE=" phone=1"#, [],
            variables: ["LEADLINE_SECRET_WORD": "abracadabra", "LEADLINE_SECRET_PIN": "77"])
        let placeholder = "{{secret.WORD}}"
        let editor = Editor([
            #"{"name": "\#(placeholder)", "message": "\#(placeholder)!", "email": "b64:\#(placeholder)", "slug": "{{secret.PIN}}", "phone": "{{secret.NO}}"}"#
        ])
        _ = try bench.edit(editor)
        let seen = try #require(editor.seen.first)
        #expect(!seen.contains("abracadabra") && !seen.contains("YWJyYWNh"))
        #expect(seen.contains(#""message": "say {{secret.WORD}}""#))
        let document = try #require(bench.session.session.draft?.document.document)
        #expect(document["name"] == "abracadabra" && document["message"] == "abracadabra!")
        #expect(document["slug"] == "77" && document["phone"] == "{{secret.NO}}")
    }

    @Test func `what hides a secret and is saved as it was is unchanged`() throws {
        let bench = try Bench(
            #"new leads from {"name": "abracadabra", "page_id": 1234567, "message": "\u007b{secret.WORD}}"}"#, [],
            variables: ["LEADLINE_SECRET_WORD": "abracadabra", "LEADLINE_SECRET_PIN": "1234567"])
        let before = bench.document
        let editor = Editor([#"{"name":"{{secret.WORD}}","page_id":"{{secret.PIN}}","message":"{{secret.WORD}}"}"#])
        #expect(try bench.edit(editor).isEmpty)
        #expect(bench.document == before)
    }

    @Test func `a mistake is shown with its place and can be mended`() throws {
        let bench = try Bench("new leads name=Ada", [.accepted("what"), .accepted("y"), .accepted("")])
        let editor = Editor(["{\"name\": }\n", "[1]\n", "{\"name\": \"Bob\"}\n"])
        #expect(try bench.edit(editor) == [#"new leads from {"name": "Bob"}"#])
        #expect(editor.seen.dropFirst() == ["{\"name\": }\n", "[1]\n"])
        #expect(bench.answers.asked == ["edit it again? [Y/n] ", "edit it again? [Y/n] ", "edit it again? [Y/n] "])
        expectGolden(bench.environment.error, "drafts/edit-mistakes.txt")
    }

    @Test func `a mistake that is not mended changes nothing`() throws {
        let bench = try Bench("new leads name=Ada", [.accepted("n")])
        #expect(try bench.edit(Editor(["{"])).isEmpty)
        #expect(bench.document == #"{"name":"Ada"}"# && bench.environment.error.hasSuffix("the draft is unchanged\n"))
    }

    @Test func `an editor that fails and one that saves the same change nothing`() throws {
        let bench = try Bench("new leads name=Ada", [])
        #expect(try bench.edit(Editor([])).isEmpty)
        #expect(bench.environment.error == "the editor ended with status 1: the draft is unchanged\n")
        #expect(try bench.edit(Editor(["{ \"name\": \"Ada\" }"])).isEmpty)
        #expect(bench.document == #"{"name":"Ada"}"#)
    }

    @Test func `attached files stay attached, another API is chosen for the draft only`() throws {
        let bench = try Bench("new leads lead_files_attributes[0].file=cv.pdf; use drivly", [])
        let summary = #"{"name": "cv.pdf", "type": "application/pdf", "size": 8}"#
        let before = try #require(bench.session.session.draft?.document.attachments)
        let document = bench.document.dropLast() + #", "name": "Ada"}"#
        let commands = try bench.edit(Editor([String(document)]))
        #expect(
            commands == [
                "use dealerstudio",
                #"new leads from {"lead_files_attributes": [{}], "name": "Ada"} lead_files_attributes[0].file="cv.pdf""#,
                "use drivly",
            ], "the draft held \(summary)")
        #expect(bench.session.session.draft?.document.attachments == before)
        #expect(bench.session.session.api?.name == "drivly")
    }
}
