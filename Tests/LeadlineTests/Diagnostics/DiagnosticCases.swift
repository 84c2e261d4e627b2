import LeadlineCore

/// The smallest input that makes the product raise a code.
struct DiagnosticCase {
    /// How the input reaches the product.
    enum Way {
        /// `leadline lint FILE`
        case lint(String)
        /// `leadline -c …`: run up to the first mistake that only a run shows.
        case run
        /// Words behind `leadline` that cannot be read.
        case words([String])
        /// `leadline run three-day.leadline.yaml` with words behind it that select nothing.
        case selection([String])
    }

    var code: DiagnosticCode
    var way: Way
    /// By path.
    var files: [String: String]

    static let scenarioName = "three-day.leadline.yaml"

    /// A scenario with these lines below its head.
    static func scenario(_ code: DiagnosticCode, _ body: String, files: [String: String] = [:]) -> DiagnosticCase {
        let text = "leadline: 1\nname: A lead is frozen three days after it was created\napi: dealerstudio\n\(body)\n"
        return DiagnosticCase(
            code: code, way: .lint(scenarioName), files: files.merging([scenarioName: text]) { $1 })
    }

    /// A scenario whose only step does this.
    static func step(_ code: DiagnosticCode, _ lines: String, files: [String: String] = [:]) -> DiagnosticCase {
        let body = lines.split(separator: "\n").joined(separator: "\n    ")
        return scenario(code, "steps:\n  - \(body)", files: files)
    }

    static func words(_ code: DiagnosticCode, _ words: String...) -> DiagnosticCase {
        DiagnosticCase(code: code, way: .words(words), files: [:])
    }

    static let all: [DiagnosticCase] = files + frame + commands + names + values + warnings + commandLine

    // MARK: - Files

    private static let files: [DiagnosticCase] = [
        step(
            .unreadableFile, "do: update leads/12 set lead_files_attributes[0].file=resumes",
            files: ["resumes/cv.pdf": "%PDF-1.4"]),
        DiagnosticCase(
            code: .unknownFile, way: .lint("three-days.leadline.yaml"), files: [scenarioName: "leadline: 1\n"]),
        DiagnosticCase(code: .noScenarios, way: .lint("docs"), files: ["docs/notes.yaml": "a: b\n"]),
    ]

    private static let frame: [DiagnosticCase] = [
        scenario(.unknownKey, "stesp:\n  - do: mock reset\nsteps:\n  - do: mock reset"),
        scenario(.missingKey, "setup:\n  - do: mock reset"),
        scenario(.wrongShape, "steps:\n  do: mock reset"),
        DiagnosticCase(
            code: .unsupportedVersion, way: .lint(scenarioName),
            files: [scenarioName: "leadline: 2\nname: A lead\nsteps:\n  - do: mock reset\n"]),
        scenario(
            .invalidTable,
            "table: |\n  | key  | outcome |\n  | full |\nsteps:\n  - do: mock reset"),
        scenario(
            .runCycle, "steps:\n  - do: run shared.leadline.yaml",
            files: [
                "shared.leadline.yaml":
                    "leadline: 1\nname: Shared\nsteps:\n  - do: run three-day.leadline.yaml\n"
            ]),
    ]

    // MARK: - The language

    private static let commands: [DiagnosticCase] = [
        step(.unknownCommand, "do: craete leads from enquiry.json"),
        step(.notAllowedHere, "do: undo"),
        step(.syntax, "do: update leads/12 message=changed"),
        step(.unclosed, "do: create leads name=\"Ada"),
        step(
            .conflictingParts, "do: update leads/12 set address_attributes.street=\"1 Rose St\" address_attributes[0]=x"
        ),
    ]

    private static let names: [DiagnosticCase] = [
        step(.unknownAPI, "do: use dealerstudios"),
        step(.unknownCollection, "do: mock find lead"),
        step(.unknownOperation, "do: delete leads/12"),
        step(.unknownClause, "do: get apikeys/apikey_details depth 2"),
        step(.unknownKeyName, "do: get apikeys/apikey_details as readonly"),
        step(.unknownName, "do: mock create leads -> lead\ncheck: laed.id exists"),
        scenario(
            .unknownColumn,
            "table: |\n  | age |\n  | 3d  |\nsteps:\n  - do: clock advance {{row.aeg}}"),
        step(.unknownOutcome, "do: get apikeys/apikey_details\ncheck: outcome is too_old"),
        step(.unknownOperator, "do: get apikeys/apikey_details\ncheck: status equal 200"),
        step(.reservedName, "do: mock create leads -> status"),
        step(.ambiguousName, "do: mock create leads -> lead\ncheck: doc.name is not lead.name"),
    ]

    private static let values: [DiagnosticCase] = [
        step(.wrongValue, "do: update leads/12 set page_id=twelve"),
        step(.invalidDuration, "do: clock advance 3 days"),
        scenario(.invalidTime, "mock: { clock: 2026-13-02 }\nsteps:\n  - do: mock reset"),
        step(.invalidRegex, "do: mock create leads -> lead\ncheck: lead.id matches /(a|b/"),
        DiagnosticCase(
            code: .refusedWhere, way: .run, files: ["-c": "use dealerstudio\nmock delete leads where {}\n"]),
    ]

    private static let warnings: [DiagnosticCase] = [
        step(.unknownField, "do: update leads/12 set catgory=Survey"),
        step(
            .missingField, "do: create leads name=Ada phone=0412345678 dealership_id=1 source=Website category=Survey"),
        step(.wrongType, "do: update leads/12 set page_id=\"twelve\""),
        step(.notInList, "do: update leads/12 set category=\"Test Drive\""),
        step(.notAsDescribed, "do: update leads/12 set email=\"ada at example.com\""),
    ]

    // MARK: - The command line

    private static let commandLine: [DiagnosticCase] = [
        words(.unknownOption, "run", "--tag", "smoke", "scenarios/"),
        words(.missingArgument, "lint"),
        words(.invalidArgument, "run", "--jobs", "many", "scenarios/"),
        step(
            .unknownParameter, "do: run shared.leadline.yaml nmae=Ada",
            files: [
                "shared.leadline.yaml": "leadline: 1\nname: Shared\nparams: { name: Bob }\nsteps:\n  - do: mock reset\n"
            ]
        ),
        DiagnosticCase(
            code: .emptySelection, way: .selection(["--case", "exactly the limit"]),
            files: [
                scenarioName: """
                leadline: 1
                name: A lead is frozen three days after it was created
                table: |
                  | case                        | age         |
                  | one second before the limit | 2d 23h 59m  |
                  | exactly at the limit        | 3d          |
                steps:
                  - do: clock advance {{row.age}}

                """
            ]),
    ]
}
