import LeadlineAPI
import LeadlineCore
import LeadlinePrompt
import LeadlineSession
import Testing

@testable import LeadlineShell

/// What is painted while a line is typed passes no console.
@Suite struct SessionAssistantTests {
    private static let secret = "tok-4711-blue"

    private static let lines = ["show doc.message is {{to", "show doc.mess", "set message=tok", "show token"]

    /// Everything that help for the lines would paint.
    private func painted(_ redactor: Redactor) throws -> String {
        let bench = try FileBench([:], variables: ["LEADLINE_SECRET_TOKEN": Self.secret])
        bench.type(
            "use dealerstudio\nlet token={{secret.TOKEN}}\nnew leads from lead.json message={{token}}\nsend -> lead")
        #expect(bench.shell.session.answer?.document?["message"]?.string == Self.secret)
        let assistant = SessionAssistant(redactor) { bench.shell.session }
        return Self.lines.flatMap { line in
            let cursor = line.utf8.count
            let found = assistant.completions(for: line, cursor: cursor).candidates
            return found.flatMap { [$0.text, $0.label ?? "", $0.detail] } + [
                assistant.hint(for: line, cursor: cursor) ?? "", assistant.reason(for: line, cursor: cursor) ?? "",
            ]
        }.joined(separator: "\n")
    }

    @Test func `no secret is offered or shown`() throws {
        #expect(try painted(.none).contains(Self.secret), "the lines ask for nothing that holds it")
        let secrets = Secrets(variables: ["LEADLINE_SECRET_TOKEN": Self.secret])
        #expect(try !painted(secrets.redactor).contains(Self.secret))
    }
}
