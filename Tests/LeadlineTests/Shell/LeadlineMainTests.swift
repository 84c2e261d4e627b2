import LeadlineCore
import LeadlineShell
import TestSupport
import Testing

@Suite struct LeadlineMainTests {
    private static let scenario = """
        leadline: 1
        name: A lead is created
        api: dealerstudio
        params: { who: Ada }
        table: |
          | case  | key       | outcome   |
          | may   | full      | created   |
          | never | read-only | forbidden |
        steps:
          - do: create leads name={{who}} email=ada@example.com phone=0412345678 dealership_id=1 category="Survey" source=Website as {{row.key}}
            check: outcome is {{row.outcome}}
        """
    private let environment = ScriptedEnvironment(files: [
        "a.leadline.yaml": scenario, "wrong.leadline.yaml": "leadline: 1\nnaem: x\nsteps: []\n",
    ])

    @Test func aRunOfTheMock() {
        #expect(environment.run("run", "a.leadline.yaml") == .success)
        #expect(environment.output == "ok    2 passed   2 requests · 2 checks · 0µs · on mock\n")
        #expect(environment.error.isEmpty)
    }

    @Test func aSelectionRuns() {
        #expect(environment.run("run", "a.leadline.yaml:8", "--var", "who=Bob") == .success)
        #expect(environment.output.hasPrefix("ok    1 passed"))
    }

    @Test func anEmptySelectionIsAMistake() {
        #expect(environment.run("run", "a.leadline.yaml", "--case", "nevr") == .emptySelection)
        #expect(environment.error.contains("did you mean 'never'?"))
        #expect(environment.output.isEmpty)
    }

    @Test func aWrongFileSendsNothing() {
        #expect(environment.run("run", "a.leadline.yaml", "wrong.leadline.yaml") == .nothingSent)
        #expect(environment.error.contains("nothing was sent"))
        #expect(environment.run("lint", "wrong.leadline.yaml") == .nothingSent)
        #expect(environment.run("run", "a.leadline.yaml", "--var", "whom=x") == .nothingSent)
        #expect(environment.error.contains("no scenario has a parameter 'whom'"))
    }

    @Test(arguments: [
        ("explain create nope x=1", "unknown collection 'nope'"),
        ("explain get apikeys/apikey_details as ful", "has no key 'ful'"),
        ("explain create leads from none.json", "cannot read 'none.json'"), ("explain next", "there is none before it"),
        ("explain send", "there is no draft"), ("explain update leads/1 set page_id=x", "'page_id' takes an integer"),
        ("explain get apikeys/apikey_details -> status", "cannot be bound"),
        // What is explained is no answer and binds nothing.
        ("explain get apikeys/apikey_details -> own; show own", "unknown subject 'own'"),
    ])
    func `what is explained is checked before anything is sent`(_ command: String, _ message: String) {
        let first = "use dealerstudio; get apikeys/apikey_details"
        #expect(environment.run("-c", "\(first); \(command)") == .nothingSent)
        #expect(environment.error.contains(message))
        #expect(environment.output.isEmpty)
    }

    @Test func rowsAreListed() {
        #expect(environment.run("run", "a.leadline.yaml", "--list") == .success)
        #expect(
            environment.output == """
                a.leadline.yaml:7  A lead is created  [may]
                a.leadline.yaml:8  A lead is created  [never]

                """)
    }

    @Test func filesAreChecked() {
        #expect(environment.run("lint", "a.leadline.yaml") == .success)
        #expect(environment.output == "ok    1 file, 2 rows: no mistakes\n")
    }

    @Test func unknownWordsAreNeitherCommandsNorFiles() {
        #expect(environment.run("rnu") == .nothingSent)
        #expect(environment.error.contains("did you mean 'leadline run'?"))
        #expect(environment.run("a.leadline.yaml") == .nothingSent)
        #expect(environment.error.contains("run it: leadline run a.leadline.yaml"))
    }

    @Test func versionAndHelp() {
        #expect(environment.run("--version") == .success)
        #expect(environment.output == "leadline \(Leadline.version)\n")
        #expect(environment.run("help", "nothing-of-this-name") == .nothingSent)
        #expect(environment.run() == .success)
        #expect(environment.output.contains("To start"))
    }
}
