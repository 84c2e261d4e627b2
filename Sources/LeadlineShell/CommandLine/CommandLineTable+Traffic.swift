/// The commands that meet live servers and recordings.
extension CommandLineTable {
    /// Of everything that sends requests.
    static let traffic: [OptionEntry] = [
        target,
        OptionEntry(.record, takes: .text("FILE"), variable: false, "write what is sent and answered as HAR 1.2"),
        OptionEntry(.allowWrites, "allow requests that change something on a live server"),
        OptionEntry(.rate, takes: .text("N/s"), "requests to a live server in a second, minute or hour"),
        OptionEntry(.lenient, "of a recording: bodies, queries and order need not be the same"),
        OptionEntry(.timeLens, "of a recording: move its dates, so that its beginning is now"),
        OptionEntry(.unmasked, "show licence numbers and birth dates of real people"),
    ]

    static let target = OptionEntry(
        .target, takes: .text("TARGET"), "mock (the default), a profile, FILE.har or a URL of this machine")
    private static let output = OptionEntry(
        .output, short: "o", takes: .text("FILE"), variable: false, "write to FILE, which must not exist")
    private static let port = OptionEntry(
        .port, takes: .number(0...65535), "the port on this machine (default: any that is free)")

    static let record = BinaryCommand(
        .record, operands: "FILE.har [run PATH... | SCRIPT]", count: 0...1,
        "record a run, a script or the shell; or what another client sends",
        options: [
            OptionEntry(
                .from, takes: .text("URL"), variable: false, "stand in front of this server and record what passes"),
            port, apiFile,
        ] + common,
        examples: [
            ("leadline record case.har run scenarios --target staging", "a run"),
            ("leadline record case.har", "the shell"),
            ("leadline record case.har --from https://staging.example --port 8080", "another client's traffic"),
        ])

    static let replay = BinaryCommand(
        .replay, operands: "FILE.har [run PATH... | SCRIPT]", count: 0...1, "answer requests from a recording",
        options: [apiFile] + common,
        examples: [("leadline replay case.har run scenarios --time-lens", "the same as --target case.har")])

    static let compare = BinaryCommand(
        .compare, operands: "PATH... | A.har B.har", count: 1...Int.max, "tell where two targets, or two cases, differ",
        options: [
            OptionEntry(
                .target, takes: .text("TARGET"), repeatable: true, variable: false, "one of the two; given twice"),
            OptionEntry(.allowWrites, "allow requests that change something on a live server"),
            OptionEntry(.rate, takes: .text("N/s"), "requests to a live server in a second, minute or hour"),
            seed, apiFile, OptionEntry(.json, variable: false, "print a JSON object for each difference"),
        ] + common,
        examples: [("leadline compare --target mock --target staging scenarios", "how far the mock can be trusted")])

    static let mock = BinaryCommand(
        .mock, operands: "[API...]", count: 0...Int.max, "serve the mock over HTTP, on this machine only",
        options: [
            port, seed, OptionEntry(.clock, takes: .text("TIME"), "let the clock stand at TIME (default: it runs)"),
            apiFile,
        ] + common,
        examples: [("leadline mock --port 8080", "all APIs on one port"), ("leadline mock drivly", "one of them")])

    static let open = BinaryCommand(
        .open, operands: "FILE.har", count: 1...1, "look into a recording, try it again, save the case",
        options: [apiFile, target, OptionEntry(.allowWrites, "allow requests that change something on a live server")]
            + common,
        examples: [("leadline open customer.har", "what the customer's client did, and the shell behind it")])

    static let redact = BinaryCommand(
        .redact, operands: "FILE.har", count: 1...1, "take secrets and personal data out of a recording",
        options: [output, apiFile] + common,
        examples: [("leadline redact customer.har -o safe.har", "a copy that can be passed on")])

    static let importing = BinaryCommand(
        .importing, operands: "curl|har|openapi [FILE]", count: 1...2,
        "make commands, scenarios and APIs of foreign files",
        options: [output, apiFile] + common,
        examples: [
            ("leadline import curl copied.txt", "commands of what a browser copied"),
            ("leadline import har customer.har -o case.leadline.yaml", "a scenario"),
            ("leadline import har customer.har -o case.har", "a recording without secrets"),
            ("leadline import openapi library.yaml", "a further API for this project"),
        ])

    static let export = BinaryCommand(
        .export, operands: "curl|har|leadline FILE[:N]", count: 2...2,
        "write a recording, or a row of a scenario, as something else",
        options: [output, target, seed, apiFile] + common,
        examples: [
            ("leadline export curl case.har:3", "the third request"),
            ("leadline export har frozen.leadline.yaml:14", "what the row on line 14 sends, recorded"),
        ])

    static let doctor = BinaryCommand(
        .doctor, operands: "[PROFILE]", count: 0...1, "check how live servers are reached; nothing is written",
        options: [apiFile, OptionEntry(.json, variable: false, "print a JSON object for each check")] + common,
        examples: [("leadline doctor staging", "names, keys, certificates, answers of one profile")])
}
