import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineSession
import LeadlineShell
import TestSupport
import Testing

/// A session that is carried out again is the one that was.
@Suite struct ResumedSessionTests {
    private static let begun = Timestamp(microseconds: 1_000_000_000)

    private func saved(_ commands: [String]) throws -> SavedSession {
        let files = InMemoryStateFiles()
        let first = files.process()
        var environment = ScriptedEnvironment(variables: ["HOME": "/ada"]).environment([])
        environment.state = first
        let start = SavedSession.Start(
            time: Self.begun, api: nil, seed: 0, target: "mock", clock: Self.begun, folder: "/leads")
        let journal = SessionJournal(environment, start: start, isPrivate: false) { _ in }
        for command in commands {
            journal.begin(command)
            journal.end()
        }
        first.end()
        environment.state = files.process()
        return try SessionJournal.latest(environment)
    }

    @Test func `universe, names, draft and exchanges come back`() throws {
        let saved = try saved([
            "use dealerstudio",
            "create leads name=Ada dealership_id=1 category=Survey source=Website email=a@b.co phone=0412345678 -> lead",
            "show doc",
            "nonsense", "clock advance 2s; let other=5; new leads", "set name=Bob phone=0412345678", "exit",
        ])
        let bench = try SessionBench()
        saved.replay { command throws(Diagnostic) in _ = try bench.session.perform(command) }
        #expect(bench.session.exchanges.map(\.answer.outcome) == ["created"])
        #expect(bench.session.bindings.keys.sorted() == ["lead", "other"])
        let minutes = { (count: Int64) in Self.begun + .seconds(count * 60) }
        let back = ": draft of leads with 2 fields, names lead, other"
        #expect(
            saved.summary(bench.session, now: minutes(25), folder: "/leads")
                == "resumed 7 commands of the session begun 25 minutes ago\(back)")
        #expect(
            saved.summary(bench.session, now: minutes(60), folder: "/x")
                == "resumed 7 commands of the session begun 1 hour ago in /leads\(back)")
        #expect(saved.summary(bench.session, now: minutes(3000), folder: "/x").contains("begun 2 days ago"))
        #expect(saved.summary(bench.session, now: minutes(-1), folder: "/x").contains("begun just now"))
    }

    @Test func `nothing but commands may come back`() throws {
        let bench = try SessionBench()
        #expect(
            try saved(["show doc"]).summary(bench.session, now: Self.begun, folder: "/leads")
                == "resumed 1 command of the session begun just now")
    }
}
