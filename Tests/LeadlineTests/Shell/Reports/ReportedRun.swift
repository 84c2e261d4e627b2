import LeadlineShell

/// A run in which everything happens that reports tell: rows of every verdict, failures of every kind, texts that are
/// markup, control characters, what XML cannot write, and secrets.
struct ReportedRun {
    let environment = ScriptedEnvironment(files: files, variables: ["LEADLINE_SECRET_TOKEN": "s3cret-token"])
    let code: ExitCode

    init(_ options: String...) {
        code = Leadline.main(environment.environment(["run", ".", "--seed", "7"] + options))
    }

    static let both = ReportedRun("--report", "junit=out.xml", "--report", "jsonl=out.jsonl", "--coverage")

    var junit: String { environment.written["out.xml"] ?? "" }
    var lines: String { environment.written["out.jsonl"] ?? "" }

    private static func scenario(_ name: String, _ lines: String) -> String {
        "leadline: 1\nname: \(name)\napi: dealerstudio\n\(lines)\n"
    }

    private static let create = "create leads from lead.json"

    static let files: [String: String] = [
        "lead.json": """
        {"name": "Ada Lovelace", "email": "ada@example.com", "phone": "0412345678", "dealership_id": 1, \
        "category": "Survey", "source": "Website"}
        """,
        "a/table.leadline.yaml": scenario(
            "Verdicts & <markup>",
            #"""
            tags: [smoke, slow]
            table: |
              | case                | status | name    | known-issue |
              | "passes \u001b[1m"  | 201    | Ada     |             |
              | fails in two checks | 200    | Bob     |             |
              | fails as marked     | 200    | Ada     | CRM-1       |
              | is fixed by now     | 201    | Ada     | CRM-2       |
            steps:
              - name: "send it \x01 \uFFFE"
                do: create leads from ../lead.json message={{secret.TOKEN}} name=Ada -> lead
                check:
                  - status is {{row.status}}
                  - doc.name is {{row.name}}
            """#),
        "b-errors.leadline.yaml": scenario(
            "The setup fails", "setup:\n  - do: create leads name=Ada\nsteps:\n  - do: \(create)"),
        "c-skips.leadline.yaml": scenario(
            "Made for another target", "targets: [live]\nsteps:\n  - do: \(create)"),
        "d-waits.leadline.yaml": scenario(
            "It does not come back",
            """
            setup:
              - do: fault status 503 on get apikeys times 10
            steps:
              - do: get apikeys/apikey_details
                eventually: { within: 4s, every: 2s }
                check: outcome is found
            """),
        "e-too-old.leadline.yaml": scenario(
            "Frozen after three days",
            """
            retries: 1
            setup:
              - do: \(create) -> lead
              - do: clock advance 3d 1s
            steps:
              - do: update leads/{{lead.id}} set message="call after six"
              - check: lead.id is 0
            teardown:
              - do: mock reset
            """),
    ]
}
