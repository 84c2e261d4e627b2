import Testing

/// Something that leadline must refuse before it sends anything: files, and what was typed.
struct BrokenInput: CustomTestStringConvertible, Sendable {
    /// The name of its golden file.
    let name: String
    var files: [String: [UInt8]] = [:]
    /// What is no ordinary file.
    var specials: [Special] = []
    var arguments = ["run", "x.leadline.yaml", "good.leadline.yaml"]
    var variables: [String: String] = [:]
    var status: Int32 = 2
    var input = ""

    var testDescription: String { name }

    /// A file that cannot stand in the catalogue as text.
    enum Special: Sendable {
        case pipe(String)
        case link(String, to: String)
        /// So many bytes of U+0000, which take no room.
        case sparse(String, bytes: Int)
        case bytes(String, [UInt8])
    }

    static func special(_ name: String, _ special: Special, _ arguments: [String]? = nil) -> BrokenInput {
        var input = BrokenInput(name: name, specials: [special])
        if let arguments { input.arguments = arguments }
        return input
    }

    /// A scenario whose text is the given one.
    static func file(_ name: String, _ text: String) -> BrokenInput { bytes(name, Array(text.utf8)) }

    static func bytes(_ name: String, _ bytes: [UInt8]) -> BrokenInput {
        BrokenInput(name: name, files: ["x.leadline.yaml": bytes])
    }

    /// A scenario that has all it needs before the given lines.
    static func lines(
        _ name: String, _ lines: String, _ others: [String: String] = [:], _ arguments: [String]? = nil
    ) -> BrokenInput {
        var input = file(name, scenario("A scenario", lines))
        if let arguments { input.arguments = arguments }
        for (path, text) in others { input.files[path] = Array(text.utf8) }
        return input
    }

    /// A scenario whose only step is a command, below `do: |`.
    static func command(_ name: String, _ command: String) -> BrokenInput {
        lines(name, "steps:\n  - do: |\n      \(command)\n")
    }

    /// A scenario whose only step makes a lead and says a sentence about it.
    static func sentence(_ name: String, _ sentence: String) -> BrokenInput {
        lines(name, "steps:\n  - do: create leads from enquiry.json\n    check: \(sentence)\n")
    }

    static func typed(
        _ name: String, _ arguments: String..., status: Int32 = 2, variables: [String: String] = [:], input: String = ""
    ) -> BrokenInput {
        BrokenInput(name: name, arguments: arguments, variables: variables, status: status, input: input)
    }
}

extension BrokenInput {
    static let frames: [BrokenInput] = [
        .lines("frame/unknown-key", "step:\n  - do: create leads\nsteps:\n  - do: create leads\n"),
        .lines(
            "frame/unknown-step-key", "steps:\n  - do: create leads from enquiry.json\n    expects: status is 201\n"),
        .lines(
            "frame/unknown-mock-key", "mock: { clocks: 2026-01-01 }\nsteps:\n  - do: create leads from enquiry.json\n"),
        .lines(
            "frame/unknown-eventually-key",
            "steps:\n  - do: get apikeys/apikey_details\n    eventually: { within: 1m, each: 2s }\n"),
        .file("frame/no-name", "leadline: 1\napi: dealerstudio\nsteps:\n  - do: get apikeys/apikey_details\n"),
        .file("frame/no-version", "name: A scenario\nsteps:\n  - check: target is mock\n"),
        .file("frame/version-2", "leadline: 2\nname: A scenario\nsteps:\n  - check: target is mock\n"),
        .lines("frame/no-steps", "tags: [one]\n"),
        .lines("frame/empty-steps", "steps: []\n"),
        .lines("frame/empty-step", "steps:\n  - name: nothing\n"),
        .lines("frame/steps-are-a-mapping", "steps:\n  do: create leads\n"),
        .lines("frame/step-is-a-text", "steps:\n  - create leads from enquiry.json\n"),
        .lines("frame/do-is-a-list", "steps:\n  - do: [create leads, send]\n"),
        .lines(
            "frame/do-is-folded",
            "steps:\n  - do: >\n      create leads from enquiry.json\n      get apikeys/apikey_details\n"),
        .lines("frame/tags-are-a-mapping", "tags: { a: b }\nsteps:\n  - check: target is mock\n"),
        .lines("frame/retries", "retries: often\nsteps:\n  - check: target is mock\n"),
        .lines("frame/clock", "mock: { clock: tomorrow, seed: -1 }\nsteps:\n  - check: target is mock\n"),
        .lines("frame/targets", "targets: [mokc]\nsteps:\n  - check: target is mock\n"),
        .lines("frame/because", "steps:\n  - check: target is mock\n    because: it is\n"),
        .lines(
            "frame/eventually-create",
            "steps:\n  - do: create leads from enquiry.json\n    eventually: { within: 1m, every: 2s }\n"),
        .lines(
            "frame/eventually-duration",
            "steps:\n  - do: get apikeys/apikey_details\n    eventually: { within: soon, every: 2 }\n"),
        .lines("frame/reserved-parameter", "params: { row: 1 }\nsteps:\n  - check: target is mock\n"),
        .file(
            "frame/unknown-api",
            "leadline: 1\nname: A scenario\napi: dealerstudios\nsteps:\n  - do: create leads name=Ada\n"),
    ]

    static let yaml: [BrokenInput] = [
        .file("yaml/empty", ""), .file("yaml/comments", "# nothing here\n\n# nor here\n"),
        .file("yaml/list", "- one\n- two\n"), .file("yaml/text", "create leads from enquiry.json\n"),
        .lines("yaml/tab", "steps:\n\t- do: create leads from enquiry.json\n"),
        .lines("yaml/duplicate-key", "tags: [one]\nsteps:\n  - check: target is mock\ntags: [two]\n"),
        .lines("yaml/anchor", "tags: &all [one]\nsteps:\n  - check: target is mock\n"),
        .lines("yaml/alias", "tags: *all\nsteps:\n  - check: target is mock\n"),
        .lines("yaml/tag", "tags: !!set [one]\nsteps:\n  - check: target is mock\n"),
        .lines("yaml/merge", "steps:\n  - <<: { do: send }\n    check: target is mock\n"),
        .lines("yaml/unclosed-quote", "tags: [\"one]\nsteps:\n  - check: target is mock\n"),
        .lines("yaml/unclosed-bracket", "tags: [one\nsteps:\n  - check: target is mock\n"),
        .lines("yaml/placeholder", "params: { x: 1 }\nmock: { clock: {{x}} }\nsteps:\n  - check: target is mock\n"),
        .lines("yaml/bare-placeholder", "about: {{row.x}}\nsteps:\n  - check: target is mock\n"),
        .lines("yaml/two-documents", "steps:\n  - check: target is mock\n---\nleadline: 1\n"),
        .lines("yaml/colon-in-command", "steps:\n  - do: create leads message=\"note: call\"\n"),
        .lines("yaml/colon-in-sentence", "steps:\n  - check:\n      - target is \"a: b\"\n"),
        .lines("yaml/cut-by-comment", "steps:\n  - check:\n      - target contains \"ticket #5\"\n"),
        .lines("yaml/split-sentence", "steps:\n  - check: [target is \"x, y\"]\n"),
        .lines("yaml/indentation", "steps:\n  - do: get apikeys/apikey_details\n   check: target is mock\n"),
        .bytes("yaml/binary", [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0, 0xFF, 0xFE, 0, 0x80]),
        .bytes("yaml/nul", Array("leadline: 1\nname: a\u{0}b\nsteps:\n  - check: target is mock\n".utf8)),
        .bytes("yaml/not-utf8", Array("leadline: 1\nname: caf".utf8) + [0xE9] + Array("\nsteps: []\n".utf8)),
        .bytes("yaml/utf16", [0xFF, 0xFE, 0x6C, 0, 0x65, 0]),
        .bytes("yaml/escape", Array("leadline: 1\nname: \"a\"\n\u{1B}[31mred: 1\n".utf8)),
        .file("yaml/deep", "leadline: 1\nname: " + String(repeating: "[", count: 10_000)),
    ]

    static let tables: [BrokenInput] = [
        .lines("table/ragged", "table: |\n  | a | b |\n  | 1 |\n  | 1 | 2 | 3 |\nsteps:\n  - check: row.a is 1\n"),
        .lines("table/double-column", "table: |\n  | a | a |\n  | 1 | 2 |\nsteps:\n  - check: row.a is 1\n"),
        .lines("table/no-rows", "table: |\n  | a | b |\n  |---|---|\nsteps:\n  - check: row.a is 1\n"),
        .lines("table/no-bars", "table: |\n  a, b\n  1, 2\nsteps:\n  - check: row.a is 1\n"),
        .lines("table/unnamed-column", "table: |\n  | a |  |\n  | 1 | 2 |\nsteps:\n  - check: row.a is 1\n"),
        .lines("table/blank-in-column", "table: |\n  | first name |\n  | Ada |\nsteps:\n  - check: target is mock\n"),
        .lines("table/unknown-column", "table: |\n  | colour |\n  | red |\nsteps:\n  - check: row.color is red\n"),
        .lines("table/cell-quote", "table: |\n  | a |\n  | \"x |\nsteps:\n  - check: row.a is 1\n"),
        .lines("table/no-such-file", "table: rows.csv\nsteps:\n  - check: row.a is 1\n"),
        .lines("table/other-file", "table: rows.xlsx\nsteps:\n  - check: row.a is 1\n"),
        .lines(
            "table/csv", "table: rows.csv\nsteps:\n  - check: row.a is 1\n", ["rows.csv": "a,b\n1\n\"1\"x,2\n\"1,2\n"]),
        .lines("table/json", "table: rows.json\nsteps:\n  - check: row.a is 1\n", ["rows.json": "[{\"a\": 1,}]\n"]),
        .lines("table/json-shape", "table: rows.json\nsteps:\n  - check: row.a is 1\n", ["rows.json": "{\"a\": 1}\n"]),
        .lines("table/matrix", "matrix: { key: full }\nsteps:\n  - check: row.key is full\n"),
        .lines(
            "table/outcome-in-a-cell",
            """
            table: |
              | case | outcome |
              | one  | created |
              | two  | craeted |
            steps:
              - do: create leads from enquiry.json
                check: outcome is {{row.outcome}}

            """),
        .lines(
            "table/key-in-a-cell",
            "table: |\n  | key |\n  | ful |\nsteps:\n  - do: create leads from enquiry.json as {{row.key}}\n"),
    ]
}
