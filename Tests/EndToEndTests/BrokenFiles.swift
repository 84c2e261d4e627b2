extension BrokenInput {
    private static let deep = 10_000

    /// A scenario that would pass, with a file of its own that is broken.
    private static func uses(
        _ name: String, _ line: String, _ broken: [BrokenInput.Special] = [], _ files: [String: String] = [:],
        status: Int32 = 2
    ) -> BrokenInput {
        var input = lines(name, line, files)
        input.specials = broken
        input.status = status
        return input
    }

    private static let getsDetails = "steps:\n  - do: get apikeys/apikey_details\n"
    private static let checksTarget = "steps:\n  - check: target is mock\n"

    static let files: [BrokenInput] = [
        special("file/50-megabytes", .sparse("x.leadline.yaml", bytes: 50 << 20)),
        uses(
            "file/50-megabytes-from", "steps:\n  - do: create leads from b.json\n", [.sparse("b.json", bytes: 50 << 20)]
        ),
        uses("file/50-megabytes-table", "table: b.csv\n" + checksTarget, [.sparse("b.csv", bytes: 50 << 20)]),
        special("file/pipe", .pipe("x.leadline.yaml")),
        special("file/pipe-in-a-folder", .pipe("folder/x.leadline.yaml"), ["run", "folder"]),
        special("file/pipe-as-script", .pipe("x.leadline"), ["x.leadline"]),
        uses("file/pipe-from", "steps:\n  - do: create leads from p.json\n", [.pipe("p.json")]),
        uses("file/pipe-table", "table: p.csv\n" + checksTarget, [.pipe("p.csv")]),
        uses("file/pipe-run", "steps:\n  - do: run p.leadline.yaml\n", [.pipe("p.leadline.yaml")]),
        uses(
            "file/pipe-attached",
            "steps:\n  - do: create leads from enquiry.json lead_files_attributes[0].file=cv.pdf\n", [.pipe("cv.pdf")]),
        special("file/device", .link("x.leadline.yaml", to: "/dev/zero")),
        uses("file/device-from", "steps:\n  - do: create leads from b.json\n", [.link("b.json", to: "/dev/zero")]),
        special("file/link-to-nothing", .link("folder/x.leadline.yaml", to: "nowhere"), ["run", "folder"]),
        special("file/link-to-itself", .link("x.leadline.yaml", to: "x.leadline.yaml")),
        uses("file/folder-from", "steps:\n  - do: create leads from f\n", [], ["f/enquiry.json": "{}"]),
        uses("file/folder-run", "steps:\n  - do: run f\n", [], ["f/x.leadline.yaml": ""]),
        BrokenInput(
            name: "file/folder-without-scenarios", files: ["folder/notes.yaml": Array("a: 1\n".utf8)],
            arguments: ["run", "folder"]),
        BrokenInput(name: "file/no-scenario", arguments: ["run", "enquiry.json", "good.leadline.yaml"]),
        BrokenInput(name: "file/long-name", arguments: ["run", String(repeating: "a/", count: 3000)]),
        BrokenInput(name: "file/no-name", arguments: ["run", ""]),
        BrokenInput(name: "file/escape-in-name", arguments: ["run", "\u{1B}[31mred\n.leadline.yaml"]),
    ]

    static let circles: [BrokenInput] = [
        .lines("circle/one", "steps:\n  - do: run ./x.leadline.yaml\n"),
        .lines(
            "circle/two", "steps:\n  - do: run y.leadline.yaml\n",
            ["y.leadline.yaml": scenario("Y", "steps:\n  - do: run x.leadline.yaml\n")],
            ["run", "x.leadline.yaml", "y.leadline.yaml"]),
        .lines(
            "circle/three", "steps:\n  - do: run y.leadline.yaml\n",
            [
                "y.leadline.yaml": scenario("Y", "steps:\n  - do: run z.leadline.yaml\n"),
                "z.leadline.yaml": scenario("Z", "setup:\n  - do: run y.leadline.yaml\n" + checksTarget),
            ]),
        uses(
            "circle/over-a-link", "steps:\n  - do: run y.leadline.yaml\n",
            [.link("y.leadline.yaml", to: "x.leadline.yaml")]),
        uses("circle/over-a-folder", "steps:\n  - do: run f/x.leadline.yaml\n", [.link("f", to: ".")]),
        .lines("circle/in-a-script", "steps:\n  - do: run a.leadline\n", ["a.leadline": "run a.leadline\n"]),
        .lines(
            "circle/long", chained(0),
            Dictionary(
                uniqueKeysWithValues: (1...17).map {
                    ("f\($0).leadline.yaml", scenario("F", $0 == 17 ? checksTarget : chained($0)))
                })),
        // Each file runs the next one twice: a hundred thousand runs, but as many mistakes as were made.
        .lines(
            "circle/doubled", chained(0) + chained(0, "setup"),
            Dictionary(
                uniqueKeysWithValues: (1...15).map {
                    ("f\($0).leadline.yaml", scenario("F", chained($0) + chained($0, "setup")))
                })),
        .lines(
            "circle/broken-file-run-twice", "steps:\n  - do: run y.leadline.yaml\n  - do: run y.leadline.yaml\n",
            ["y.leadline.yaml": scenario("Y", "steps:\n  - do: creat leads\n  - chekc: target is mock\n")],
            ["run", "x.leadline.yaml", "y.leadline.yaml"]),
    ]

    private static func chained(_ number: Int, _ phase: String = "steps") -> String {
        "\(phase):\n  - do: run f\(number + 1).leadline.yaml\n"
    }

    static let nesting: [BrokenInput] = [
        .file("deep/flow-mappings", "leadline: 1\nname: " + String(repeating: "{a: ", count: deep)),
        .file("deep/lists-in-a-line", "leadline: 1\nname: " + String(repeating: "- ", count: deep) + "x\n"),
        .file(
            "deep/block-mappings",
            "leadline: 1\n" + (0..<200).map { String(repeating: " ", count: $0) + "a:\n" }.joined()),
        .command("deep/list-in-a-command", "create leads tags=" + String(repeating: "[", count: deep)),
        .command("deep/object-in-a-command", "create leads from " + String(repeating: "{\"a\":", count: deep)),
        .command("deep/path-in-a-command", "create leads a" + String(repeating: ".a", count: deep) + "=1"),
        .sentence(
            "deep/parentheses",
            String(repeating: "(", count: deep) + "status is 201" + String(repeating: ")", count: deep)),
        .sentence("deep/placeholders", "doc.name is " + String(repeating: "{{", count: deep)),
        .sentence("deep/query", "$" + String(repeating: "[?@.a", count: deep)),
        .sentence("deep/regex", "doc.name matches /" + String(repeating: "(", count: deep) + "/"),
        .lines("deep/cell", "table: |\n  | a |\n  | " + String(repeating: "[", count: deep) + " |\n" + checksTarget),
        .lines(
            "deep/fixture", "steps:\n  - do: create leads from deep.json\n",
            ["deep.json": String(repeating: "[", count: deep) + String(repeating: "]", count: deep)]),
        .lines(
            "deep/json-table", "table: deep.json\n" + checksTarget,
            ["deep.json": String(repeating: "{\"a\":", count: deep)]),
        .typed("deep/tags", "run", "good.leadline.yaml", "--tags", String(repeating: "(", count: deep)),
    ]

    static let sizes: [BrokenInput] = [
        .lines(
            "size/matrix",
            "matrix:\n" + (1...9).map { "  axis\($0): [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]\n" }.joined() + checksTarget),
        .lines(
            "size/table", "table: rows.csv\n" + checksTarget, ["rows.csv": String(repeating: "1\n", count: 100_002)]),
        .file("size/key-of-a-megabyte", "leadline: 1\n" + String(repeating: "k", count: 1 << 20) + ": 1\n"),
        .file(
            "size/name-of-a-megabyte",
            "leadline: 1\nname: x\napi: " + String(repeating: "d", count: 1 << 20) + "\n" + getsDetails),
        .command("size/command-of-a-megabyte", String(repeating: "x", count: 1 << 20)),
        .command("size/quote-of-a-megabyte", "create leads name=\"" + String(repeating: "x", count: 1 << 20)),
        .command("size/marks-on-a-letter", "creat a" + String(repeating: "\u{301}", count: 1 << 16)),
    ]

    private static func clock(_ name: String, _ time: String) -> BrokenInput {
        .lines("time/\(name)", "mock: { clock: \"\(time)\" }\n" + checksTarget)
    }

    private static func advance(_ name: String, _ duration: String) -> BrokenInput {
        .command("duration/\(name)", "clock advance \(duration)")
    }

    static let times: [BrokenInput] = [
        clock("february-30", "2026-02-30"), clock("february-29", "2026-02-29"), clock("april-31", "2026-04-31"),
        clock("month-13", "2026-13-01"), clock("month-0", "2026-00-10"), clock("day-0", "2026-01-00"),
        clock("hour-24", "2026-01-01T24:61:00Z"), clock("minute-60", "2026-01-01T23:60:00Z"),
        clock("leap-second", "2016-12-31T23:59:60Z"), clock("year-10000", "10000-01-01"),
        clock("year-before-0", "-0001-01-01"), clock("offset", "2026-01-01T10:00:00+25:00"),
        clock("blank-for-T", "2026-01-01 10:00:00"), clock("short", "2026-1-1"), clock("american", "1/2/2026"),
        clock("seconds-since-1970", "1735689600"), clock("word", "now"), clock("empty", ""),
        clock("other-digits", "٢٠٢٦-01-01"),
        .command("time/clock-set", "clock set 2026-02-30"),
        .sentence("time/sentence", "now > 2026-02-30"),
        advance("no-unit", "5"), advance("blank-before-the-unit", "1 s"), advance("negative", "-1s"),
        advance("unknown-unit", "1w"), advance("two-points", "1.5.5s"), advance("exponent", "1e3s"),
        advance("unit-alone", "d"), advance("nothing", ""), advance("beyond-all-times", "99999999999999999999d"),
        advance("rest", "1h30"), advance("other-digits", "٣d"),
        .lines(
            "duration/cell", "table: |\n  | age |\n  | 3d |\n  | 3 days |\nsteps:\n  - do: clock advance {{row.age}}\n"),
    ]

    private static func version(_ name: String, _ version: String) -> BrokenInput {
        .file("version/\(name)", "leadline: \(version)\nname: A scenario\n" + checksTarget)
    }

    private static func type(_ name: String, _ line: String) -> BrokenInput {
        .lines("type/\(name)", line + "\n" + (line.hasPrefix("steps") ? "" : checksTarget))
    }

    static let types: [BrokenInput] = [
        version("with-a-point", "1.0"), version("zero", "01"), version("word", "one"), version("empty", ""),
        version("list", "[1]"), version("far", "99999999999999999999"),
        type("about-is-a-list", "about: [a]"), type("tags-in-tags", "tags: [[a]]"),
        type("issue-is-a-mapping", "issue: { a: 1 }"),
        type("known-issue-is-empty", "known-issue: ''"), type("targets-is-a-mapping", "targets: { mock: 1 }"),
        type("redact-is-a-mapping", "redact: { a: 1 }"), type("mock-is-a-text", "mock: now"),
        type("seed-is-a-fraction", "mock: { seed: 1.5 }"),
        type("params-is-a-list", "params: [a]"), type("parameter-is-a-list", "params: { a: [1] }"),
        type("table-is-a-list", "table: [a]"),
        type("matrix-is-a-list", "matrix: [a]"), type("matrix-value-is-a-mapping", "matrix: { a: [{ b: 1 }] }"),
        type("serial-is-a-list", "serial: [a]"), type("retries-is-negative", "retries: -1"),
        type("setup-is-a-text", "setup: use dealerstudio"),
        type("teardown-is-a-mapping", "teardown: { do: mock reset }"), type("steps-is-a-number", "steps: 1"),
        type("step-in-a-step", "steps:\n  - - do: mock reset"),
        type("when-is-a-list", "steps:\n  - when: [target is mock]\n    do: mock reset"),
        type("check-is-a-mapping", "steps:\n  - check: { status: 200 }"),
        type("eventually-is-a-text", "steps:\n  - do: mock find leads\n    eventually: 1m"),
        type("step-name-is-a-list", "steps:\n  - name: [a]\n    do: mock reset"),
    ]

    static let bytes: [BrokenInput] = [
        .bytes("bytes/utf16-without-mark", Array("leadline: 1\n".utf16).flatMap { [UInt8($0 & 0xFF), 0] }),
        .bytes("bytes/utf16-big-endian", [0xFE, 0xFF, 0, 0x6C, 0, 0x65]),
        .bytes("bytes/half-a-character", Array("leadline: 1\nname: \"caf".utf8) + [0xC3]),
        .bytes("bytes/surrogate", Array("leadline: 1\nname: ".utf8) + [0xED, 0xA0, 0x80]),
        .file("bytes/nul-in-a-key", "leadline: 1\nna\u{0}me: a\n"),
        .command("bytes/nul-in-a-command", "create leads name=\"a\u{0}b\""),
        .file("bytes/carriage-returns-alone", "leadline: 1\rnmae: a\rsteps: []\r"),
        uses("bytes/fixture", "steps:\n  - do: create leads from b.json\n", [.bytes("b.json", [0x7B, 0xFF, 0x7D])]),
        uses("bytes/csv", "table: b.csv\n" + checksTarget, [.bytes("b.csv", Array("a\n".utf8) + [0xFF])]),
        .lines("bytes/empty-fixture", "steps:\n  - do: create leads from b.json\n", ["b.json": ""]),
        .lines("bytes/empty-csv", "table: b.csv\n" + checksTarget, ["b.csv": ""]),
    ]

    static let quotes: [BrokenInput] = [
        .command("open/double-quote", "create leads name=\"Ada"),
        .command("open/single-quote", "create leads name='Ada"),
        .command("open/list", "create leads tags=[a, b"),
        .command("open/object", "create leads from {\"name\": \"Ada\""),
        .command("open/text-in-an-object", "create leads from {\"name\": \"Ada}"),
        .command("open/list-closed-by-a-brace", "create leads tags=[a}"),
        .command("open/placeholder", "create leads name={{lead.name"),
        .command("open/bracket-in-a-path", "create leads a[0=1"),
        .command("open/escape", "create leads name=\"\\q\""),
        .command("open/half-a-unicode-escape", "create leads name=\"\\u12\""),
        .command("open/text-behind-a-quote", "create leads name=\"Ada\"Lovelace"),
        .command("open/curl", "curl 'https://x.example"), .sentence("open/regex", "doc.name matches /Ada"),
        .sentence("open/list-in-a-sentence", "status in [200, 201"),
        .sentence("open/closed-too-often", "(status is 201))"),
        .sentence("open/query", "$.a[?@.b == 'x"), .sentence("sentence/placeholder-first", "{{now}} > 5"),
    ]
}
