import LeadlineCore

/// All commands. There is no other list of their names: parser, help, suggestions and completion read this one.
package enum CommandTable {
    /// In the order of the help.
    package static let all: [CommandEntry] =
        requests + otherRequests + drafts + names + targets + mockControls + judges + looks

    private static let byName: [String: CommandEntry] = {
        var entries: [String: CommandEntry] = [:]
        for entry in all { entries[entry.name] = entry }
        return entries
    }()

    package static func entry(_ name: String) -> CommandEntry? { byName[name] }

    /// A hint for an unknown name: what others call so, or the nearest name.
    package static func suggestion(for name: String) -> String? {
        let lower = name.lowercased()
        if let entry = byName[lower] ?? all.first(where: { $0.otherNames.contains(lower) }) {
            return "did you mean '\(entry.name)'?"
        }
        return Suggestion.closest(to: lower, in: all.map(\.name)).map { "did you mean '\($0)'?" }
    }

    private static let promptAndScript: [CommandContext] = [.prompt, .script]

    // MARK: - Requests

    private static let requests: [CommandEntry] = [
        CommandEntry(
            "create", .request, "create a document", [.collection, .body(.create)],
            examples: [
                "create leads from lead.json name=\"Ada Lovelace\" phone=0412345678 -> lead",
                "create leads from enquiry.json phone=0400000000 as full",
            ],
            notes: [
                "Fields and 'from FILE' are applied from left to right; a later one replaces.",
                "'from FILE.csv' sends a request for each row, at the prompt and in scripts.",
            ],
            otherNames: ["post", "insert", "add-lead"]
        ) { arguments throws(Diagnostic) in .request(try arguments.request(.create)) },
        CommandEntry(
            "get", .request, "fetch one document by its id", [.document, .body(.get)],
            examples: ["get leads/{{lead.id}} depth 0", "get apikeys/apikey_details as read-only -> key"],
            otherNames: ["fetch", "read"]
        ) { arguments throws(Diagnostic) in .request(try arguments.request(.get)) },
        CommandEntry(
            "find", .request, "find documents of a collection", [.collection, .body(.find)],
            examples: [
                "find customers where consumerStatus = SOLD and phone exists sort -createdAt",
                "find customers where {\"email\": {\"equals\": \"ada@example.com\"}}",
            ],
            notes: ["See 'help where'. 'next' and 'prev' turn its pages."],
            otherNames: ["list", "search", "query", "select", "ls"]
        ) { arguments throws(Diagnostic) in .request(try arguments.request(.find)) },
        CommandEntry(
            "update", .request, "change a document, or all that a 'where' finds",
            [.collectionOrDocument, .body(.update)],
            examples: [
                "update leads/{{lead.id}} set message=\"call after six\"",
                "update leads where email contains @test set reason=\"Do Not Contact\"",
            ],
            notes: [
                "Only the fields behind 'set' are sent.",
                "A 'where' that a server would read as every document is never sent. '--max-affected' counts before it acts.",
            ],
            otherNames: ["patch", "put", "change", "modify"]
        ) { arguments throws(Diagnostic) in .request(try arguments.request(.update)) },
        CommandEntry(
            "delete", .request, "delete a document, or all that a 'where' finds",
            [.collectionOrDocument, .body(.delete)],
            examples: ["delete leads/{{lead.id}}", "delete leads where email = ada@test.example"],
            notes: ["'mock delete' deletes in the mock's store, where the API has no delete."],
            otherNames: ["remove", "rm", "destroy"]
        ) { arguments throws(Diagnostic) in .request(try arguments.request(.delete)) },
    ]

    private static let otherRequests: [CommandEntry] = [
        CommandEntry(
            "next", .request, "fetch the next page of the last find", [.body(.clausesOnly)], examples: ["next"],
            notes: ["After the last page it is an error."], otherNames: ["more"]
        ) { arguments in .page(.next, arguments.clauses) },
        CommandEntry(
            "prev", .request, "fetch the page before", [.body(.clausesOnly)], examples: ["prev as read-only"],
            otherNames: ["previous", "back"]
        ) { arguments in .page(.prev, arguments.clauses) },
        CommandEntry(
            "resend", .request, "send an exchange again, and tell what differs now",
            [.optional([.number]), .body(.clausesOnly)], in: promptAndScript,
            examples: ["resend", "resend 3 as read-only"],
            notes: [
                "Without a number it is the last exchange that failed. It goes to the current target, with the key of the "
                    + "same name there.",
                "'show', 'history' and 'diff' know the exchanges of an opened recording by their numbers, too.",
            ], otherNames: ["retry", "again", "repeat"]
        ) { arguments in .resend(arguments.number, arguments.clauses) },
        CommandEntry(
            "request", .request, "send a request as written", [.word("METHOD"), .value("URL"), .body(.raw)],
            examples: [
                "request GET /api/v1/apikeys/apikey_details.json",
                "request POST /api/v1/leads as none json {\"lead\": {\"name\": \"Ada\"}}",
            ],
            notes: ["URL is a path of the target or a whole URL. Nothing is validated."], otherNames: ["http", "raw"]
        ) { arguments throws(Diagnostic) in .raw(try arguments.rawRequest()) },
        CommandEntry(
            "curl", .request, "send a pasted curl command", [.shellWords],
            examples: ["curl https://dashboard.dealerstudio.com.au/api/v1/apikeys/apikey_details.json"],
            notes: [
                "The URL's host names the API; the request goes to the current target.",
                "The target's key takes the place of a placeholder for one; without a placeholder none is added.",
                "Quotes and backslashes are those of a POSIX shell.",
            ]
        ) { arguments in .curl(arguments.words) },
    ]

    // MARK: - Drafts

    private static let drafts: [CommandEntry] = [
        CommandEntry(
            "new", .draft, "start a draft", [.collection, .parts(atLeast: 0)],
            examples: ["new leads", "new leads from enquiry.json name=Ada"], otherNames: ["draft-new", "begin"]
        ) { arguments throws(Diagnostic) in .new(try arguments.word(0), arguments.parts) },
        CommandEntry(
            "set", .draft, "set fields of the draft", [.parts(atLeast: 1)],
            examples: ["set name=\"Ada Lovelace\" address_attributes.postcode=3000"]
        ) { arguments in .set(arguments.parts) },
        CommandEntry(
            "add", .draft, "add values to a list of the draft", [.path, .values("VALUE")],
            examples: ["add tags vip \"call back\""], otherNames: ["append", "push"]
        ) { arguments throws(Diagnostic) in .add(try arguments.path(), arguments.values) },
        CommandEntry(
            "unset", .draft, "take fields out of the draft", [.paths(atLeast: 1)], examples: ["unset phone tags[0]"],
            otherNames: ["clear"]
        ) { arguments in .unset(arguments.paths) },
        CommandEntry("undo", .draft, "take back the last change", in: [.prompt], examples: ["undo"]) { _ in .undo },
        CommandEntry("redo", .draft, "repeat what was taken back", in: [.prompt], examples: ["redo"]) { _ in .redo },
        CommandEntry("edit", .draft, "open the draft in $EDITOR", in: [.prompt], examples: ["edit"]) { _ in .edit },
        CommandEntry("fill", .draft, "ask for what is missing", in: [.prompt], examples: ["fill"]) { _ in .fill },
        CommandEntry(
            "draft", .draft, "show the draft, and what is wrong with it", in: promptAndScript, examples: ["draft"]
        ) { _ in .draft },
        CommandEntry(
            "send", .draft, "send the draft", [.body(.clausesOnly)], examples: ["send -> lead", "send as read-only"],
            otherNames: ["submit"]
        ) { arguments in .send(arguments.clauses) },
    ]

    // MARK: - Names

    private static let names: [CommandEntry] = [
        CommandEntry(
            "let", .names, "bind names to values", [.assignments(atLeast: 1)],
            examples: ["let start={{now}} size=20"], otherNames: ["var", "const", "bind"]
        ) { arguments in .bind(arguments.assignments) },
        CommandEntry(
            "run", .names, "run another file with its parameters",
            [.value("FILE"), .assignments(atLeast: 0), .optional([.result])],
            examples: ["run make-lead.leadline.yaml name=Ada -> made"],
            otherNames: ["include", "source", "call"]
        ) { arguments throws(Diagnostic) in
            .run(file: try arguments.value(0), parameters: arguments.assignments, result: arguments.result)
        },
        CommandEntry(
            "use", .names, "choose the API", [.word("API")], examples: ["use dealerstudio"], otherNames: ["api"]
        ) { arguments throws(Diagnostic) in .use(try arguments.word(0)) },
    ]

    // MARK: - The target

    private static let targets: [CommandEntry] = [
        CommandEntry(
            "target", .target, "choose where requests go",
            [
                .oneOf([
                    [.keyword("mock")], [.keyword("live"), .value("PROFILE")], [.keyword("replay"), .value("FILE")],
                ])
            ],
            in: promptAndScript, examples: ["target mock", "target live staging", "target replay monday.har"],
            otherNames: ["connect"]
        ) { arguments throws(Diagnostic) in .target(try arguments.target()) }
    ]

    private static let mockControls: [CommandEntry] = [
        CommandEntry(
            "clock", .target, "show or move the mock's clock",
            [
                .optional([
                    .oneOf([[.keyword("advance"), .duration], [.keyword("set"), .value("TIME")]])
                ])
            ],
            examples: ["clock", "clock advance 3d 1s", "clock set 2026-03-02T09:00:00+11:00"],
            otherNames: ["sleep", "wait", "time"]
        ) { arguments throws(Diagnostic) in .clock(try arguments.clock()) },
        CommandEntry(
            "fault", .target, "let the next fitting request to the mock fail",
            [
                .oneOf([
                    [.keyword("off")],
                    [
                        .oneOf([
                            [.keyword("latency"), .duration], [.keyword("status"), .value("CODE")],
                            [.keyword("lost-answer")], [.keyword("reset")], [.keyword("malformed")],
                            [.keyword("rate-limit")],
                        ]),
                        .keyword("on"), .verb, .collection,
                        .optional([.oneOf([[.keyword("times"), .value("N")], [.keyword("always")]])]),
                    ],
                ])
            ],
            examples: ["fault lost-answer on create leads", "fault status 503 on update leads times 3", "fault off"],
            notes: ["'lost-answer' and 'malformed' perform the write; 'status', 'reset' and 'rate-limit' do not."]
        ) { arguments throws(Diagnostic) in try arguments.fault() },
        CommandEntry(
            "mock", .target, "act on the mock's store, without a request",
            [.oneOf([[.keyword("reset")], [.request(storeOnly: true)]])],
            examples: [
                "mock create leads times 45", "mock find leads where email exists", "mock get leads/{{lead.id}}",
                "mock reset",
            ],
            notes: ["No key, no rule, no validation. 'mock create' takes 'times N' and invents the other fields."]
        ) { arguments throws(Diagnostic) in try arguments.mock() },
    ]

    // MARK: - Judging

    private static let judges: [CommandEntry] = [
        CommandEntry(
            "expect", .judge, "say what must hold; a failure stops", [.predicate], in: promptAndScript,
            examples: ["expect outcome is created and took < 500ms"],
            notes: ["See 'help where' for the operators and 'help outcomes'."],
            otherNames: ["assert", "require", "must"]
        ) { arguments throws(Diagnostic) in .judge(.expect, try arguments.sentence()) },
        CommandEntry(
            "check", .judge, "say what must hold; a failure is noted", [.predicate], in: promptAndScript,
            examples: ["check docs has 2 items and docs[0].id is {{lead.id}}"],
            otherNames: ["test", "verify", "should"]
        ) { arguments throws(Diagnostic) in .judge(.check, try arguments.sentence()) },
    ]

    // MARK: - Looking

    private static let looks: [CommandEntry] = [
        CommandEntry(
            "explain", .look, "show a request as words, JSON, URL and curl, unsent",
            [.optional([.request(storeOnly: false)])], in: promptAndScript,
            examples: ["explain", "explain update leads/{{lead.id}} set lead_state=invalid"],
            otherNames: ["preview", "dry-run"]
        ) { arguments in .explain(arguments.nested) },
        CommandEntry(
            "show", .look, "show an exchange or a part of it",
            [
                .optional([.number]),
                .optional([.oneOf([[.keyword("curl")], [.keyword("timing")], [.subject]])]),
            ],
            in: promptAndScript, examples: ["show", "show 3 body.message", "show $..email", "show curl"],
            otherNames: ["print", "echo", "cat", "view"]
        ) { arguments in .show(arguments.number, arguments.showPart()) },
        CommandEntry(
            "table", .look, "show the answer's documents as a table", [.paths(atLeast: 0)], in: promptAndScript,
            examples: ["table email phone"], otherNames: ["columns"]
        ) { arguments in .table(arguments.paths) },
        CommandEntry(
            "diff", .look, "compare two exchanges", [.reference, .reference], in: promptAndScript,
            examples: ["diff 3 5", "diff lead again"], otherNames: ["compare"]
        ) { arguments throws(Diagnostic) in .diff(try arguments.reference(0), try arguments.reference(1)) },
        CommandEntry(
            "history", .look, "list the exchanges of this session",
            [.optional([.keyword("where"), .predicate])], in: promptAndScript,
            examples: ["history", "history where status >= 400"], otherNames: ["log"]
        ) { arguments in .history(arguments.predicate) },
        CommandEntry(
            "save", .look, "save the session as a scenario or script",
            [.value("FILE"), .optional([.keyword("last"), .value("N")])], in: [.prompt],
            examples: ["save three-day.leadline.yaml last 6", "save smoke.leadline"],
            notes: [
                "The file is written only if it passes in fresh universes. It names ids and times instead of holding them.",
                "With 'last N', what these commands need of earlier ones goes into 'setup'.",
            ], otherNames: ["export", "write"]
        ) { arguments throws(Diagnostic) in .save(try arguments.value(0), last: arguments.values.dropFirst().first) },
        CommandEntry(
            "open", .look, "stand before a failing step, as the run did", [.value("last|FILE:LINE")], in: [.prompt],
            examples: ["open last", "open three-day.leadline.yaml:14"],
            notes: [
                "The row is run again up to the step; its names, clock and documents are then this session's.",
                "'last' is the last row that 'run' saw fail.",
            ], otherNames: ["debug", "goto", "inspect"]
        ) { arguments throws(Diagnostic) in .open(try arguments.value(0)) },
        CommandEntry(
            "help", .look, "explain the commands", [.helpWords], in: [.prompt], examples: ["help", "help create"],
            otherNames: ["?", "man", "usage", "-h", "--help"]
        ) { arguments in .help(arguments.words.map(\.value)) },
        CommandEntry(
            "tour", .look, "show around: from a first lead to a scenario, in five minutes", in: [.prompt],
            examples: ["tour"], notes: ["A second 'tour' ends it. Everything happens on the mock."],
            otherNames: ["tutorial", "demo"]
        ) { _ in .tour },
        CommandEntry(
            "exit", .look, "leave", in: promptAndScript, examples: ["exit"], otherNames: ["quit", "q", "bye"]
        ) { _ in .exit },
    ]
}
