/// A command of the binary, as parser and help read it.
package struct BinaryCommand: Sendable {
    package enum Name: String, Sendable, CaseIterable {
        case run, record, replay, compare, mock, open, redact, export, doctor, lint, api, query, help, version
        case importing = "import"
    }

    /// nil: no command, a script is carried out.
    package let name: Name?
    /// What stands behind its name: `PATH...`; empty for nothing.
    package let operands: String
    package let operandCount: ClosedRange<Int>
    package let summary: String
    package let options: [OptionEntry]
    package let examples: [(line: String, about: String)]
    /// Paragraphs for the command's own help.
    package let notes: [String]

    init(
        _ name: Name?, operands: String = "", count: ClosedRange<Int> = 0...0, _ summary: String,
        options: [OptionEntry], examples: [(line: String, about: String)] = [], notes: [String] = []
    ) {
        self.name = name
        self.operands = operands
        operandCount = count
        self.summary = summary
        self.options = options
        self.examples = examples
        self.notes = notes
    }

    /// `leadline run`, or `leadline`.
    package var invocation: String { name.map { "leadline \($0.rawValue)" } ?? "leadline" }

    package func option(_ name: OptionName) -> OptionEntry? { options.first { $0.name == name } }
}

/// All commands and options of the binary. Parser, help and suggestions read this table; there is no other list.
package enum CommandLineTable {
    /// Of the binary without a command.
    package static let script = BinaryCommand(
        nil, operands: "[SCRIPT]", count: 0...1, "carry out commands of the language",
        options: [
            OptionEntry(
                .command, short: "c", takes: .text("COMMAND"), repeatable: true, variable: false,
                "carry out a command instead of a script; may be repeated"),
            apiFile, seed, maxAffected,
            OptionEntry(
                .keepGoing, "carry out every command of a script, whatever fails"),
            OptionEntry(.json, variable: false, "print JSON: an object for each command or error"),
            OptionEntry(.resume, variable: false, "begin where the last session of the shell ended"),
            OptionEntry(.private, "keep no history of the shell, nothing to resume"),
            OptionEntry(.noInit, "begin the shell without the user's init.leadline"),
        ] + traffic + common + [OptionEntry(.version, short: "V", variable: false, "print the version")],
        examples: [
            ("leadline run scenarios", "run every scenario file below a folder"),
            ("leadline -c 'use dealerstudio' -c 'get apikeys/apikey_details'", "two commands against the mock"),
            ("leadline api show dealerstudio.leads.update", "what an operation takes and answers"),
        ])

    /// In the order of the help.
    package static let commands: [BinaryCommand] = [
        run, record, replay, compare, mock, open, redact, importing, export, doctor, lint, api, query, help, version,
    ]

    package static func command(_ name: String) -> BinaryCommand? { commands.first { $0.name?.rawValue == name } }

    // MARK: - Options of several commands

    static let apiFile = OptionEntry(
        .api, takes: .text("FILE"), repeatable: true, variable: false,
        "add the API that this OpenAPI document describes; may be repeated")
    static let seed = OptionEntry(
        .seed, takes: .number(0...Int.max), "what is made up comes from this number")
    private static let ownAPIs =
        "An API of your own needs an OpenAPI document, 3.1 or 3.0, and nothing else: --api FILE adds it for once, a "
        + "file leadline.yaml with 'apis: [FILE]' for what is run in its folder or below."
    private static let maxAffected = OptionEntry(
        .maxAffected, takes: .number(0...Int.max),
        "refuse 'update' and 'delete' whose where matches more documents")
    static let common: [OptionEntry] =
        [
            OptionEntry(.verbose, short: "v", "say more: whole requests and answers"),
            OptionEntry(.quiet, short: "q", "say less: nothing as long as all is well"),
        ] + everywhere
    private static let everywhere: [OptionEntry] = [
        OptionEntry(.color, takes: .choice(["auto", "always", "never"]), "when to use colours; auto: on a terminal"),
        OptionEntry(.help, short: "h", variable: false, "print this help"),
    ]

    // MARK: - Commands

    private static let run = BinaryCommand(
        .run, operands: "PATH...", count: 1...Int.max, "run scenario files, and those below folders",
        options: [
            apiFile,
            OptionEntry(
                .var, takes: .text("NAME=VALUE"), repeatable: true, variable: false, "set a parameter of the scenarios"),
            OptionEntry(.case, takes: .text("TEXT"), "only rows whose case contains TEXT"),
            OptionEntry(.row, takes: .number(1...Int.max), "only the row of this number"),
            OptionEntry(
                .tags, short: "t", takes: .text("EXPR"), "only scenarios with these tags: 'smoke and not slow'"),
            OptionEntry(.list, variable: false, "list the rows that would run, and run nothing"),
            OptionEntry(.jobs, short: "j", takes: .number(1...1024), "rows at the same time (default: the processors)"),
            seed,
            OptionEntry(.maxFailures, takes: .number(1...Int.max), "stop after this many rows that failed"),
            maxAffected,
            OptionEntry(.failFast, short: "x", "stop after the first row that failed"),
            OptionEntry(
                .report, takes: .text("KIND=FILE"), repeatable: true, variable: false,
                "write a report, junit or jsonl; may be repeated"),
            OptionEntry(.coverage, "list what of the APIs no scenario touched"),
        ] + traffic + common,
        examples: [
            ("leadline run scenarios", "every *.leadline.yaml below the folder"),
            ("leadline run three-day.leadline.yaml:14", "the row, or the scenario, on line 14"),
            ("leadline run scenarios --tags 'smoke and not slow' -j4", "a selection, four rows at a time"),
        ],
        notes: [
            "PATH is a file, a folder or FILE:LINE. A line names the row that is written there, or the whole "
                + "scenario; it is stronger than --tags.",
            "--report junit=FILE and jsonl=FILE write for CI systems and programs. The file appears when it is whole. "
                + "FILE - is standard output; what people read goes to standard error then.",
            "--coverage counts and lists operations, outcomes, values of closed lists and parameters of the APIs that "
                + "the scenarios use. It never changes the exit status.",
            "A row that cannot be judged on the target is skipped with the reason, and never counts as passed.",
            ownAPIs,
        ])

    private static let lint = BinaryCommand(
        .lint, operands: "PATH...", count: 1...Int.max, "check scenario files without sending anything",
        options: [apiFile] + common,
        examples: [("leadline lint scenarios", "every mistake of every file, with its line")])

    private static let api = BinaryCommand(
        .api, operands: "[list | show NAME]", count: 0...2, "what the APIs offer: operations, fields, outcomes",
        options: [apiFile] + common,
        examples: [
            ("leadline api list", "all operations"),
            ("leadline api show dealerstudio.leads.update", "an operation"),
            ("leadline api show dealerstudio.leads.category", "a field"),
            ("leadline api --api library.yaml", "an API of your own beside the others"),
        ],
        notes: [ownAPIs])

    private static let query = BinaryCommand(
        .query, operands: "[FILE]", count: 0...1, "find values in JSON by a JSONPath (RFC 9535)",
        options: [
            OptionEntry(.jsonpath, takes: .text("EXPR"), variable: false, "the query, as in '$.docs[*].id'; required")
        ] + everywhere,
        examples: [
            ("leadline query --jsonpath '$..email' answer.json", "every email, wherever it stands"),
            ("leadline query --jsonpath '$.docs[?@.age > 40]'", "documents from standard input that fit"),
        ],
        notes: [
            "What is found is printed as one JSON array on one line, in the order of RFC 9535; [] where nothing is. "
                + "Numbers and the order of members stay as they were written.",
            "FILE is JSON in UTF-8; without it, or with -, standard input is read.",
        ])

    private static let help = BinaryCommand(
        .help, operands: "[COMMAND | TOPIC]", count: 0...2, "explain a command, of the binary or of the language",
        options: common, examples: [("leadline help run", ""), ("leadline help find", ""), ("leadline help where", "")])

    private static let version = BinaryCommand(.version, "print the version", options: common)
}
