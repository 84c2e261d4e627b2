/// Mistakes that the reader finds: the frame of a scenario, its steps and its tables.
extension MistakeGroup {
    static let frame = MistakeGroup(
        name: "frame",
        cases: [
            Case("an empty file", ""),
            Case("a file of comments", "# nothing\n"),
            Case("no mapping", "- leadline: 1\n"),
            Case("one word", "leadline\n"),
            Case("nothing but a version", "leadline: 1\n"),
            Case("no version", "name: x\nsteps: [{ do: use drivly }]\n"),
            Case("a newer version", "leadline: 2\nname: x\nsteps: [{ do: use dealerstudio }]\n"),
            Case("an empty name", "leadline: 1\nname: ''\nsteps: [{ do: use dealerstudio }]\n"),
            Case("a name that is a list", "leadline: 1\nname: [x]\nsteps: [{ do: use dealerstudio }]\n"),
            .body("a misspelled key", "stesp: []\nsteps: [{ do: use dealerstudio }]\n"),
            .body("a key of nowhere", "variables: {}\nsteps: [{ do: use dealerstudio }]\n"),
            .body("steps that are a mapping", "steps: { do: use dealerstudio }\n"),
            .body("no steps in the list", "steps: []\n"),
            .body("setup that is a text", "setup: use dealerstudio\nsteps: [{ do: use dealerstudio }]\n"),
            .body("tags in a mapping", "tags: { a: b }\nsteps: [{ do: use dealerstudio }]\n"),
            .body("tags in a list in a list", "tags: [a, [b]]\nsteps: [{ do: use dealerstudio }]\n"),
            .body("retries that are no number", "retries: often\nsteps: [{ do: use dealerstudio }]\n"),
            .body("too many retries", "retries: 101\nsteps: [{ do: use dealerstudio }]\n"),
            .body("a bad clock", "mock: { clock: yesterday }\nsteps: [{ do: use dealerstudio }]\n"),
            .body(
                "a day that is not there",
                "mock: { clock: '2026-02-30T00:00:00Z' }\nsteps: [{ do: use dealerstudio }]\n"),
            .body("a bad seed", "mock: { seed: -1 }\nsteps: [{ do: use dealerstudio }]\n"),
            .body("a key of the mock misspelled", "mock: { clok: '2026-03-02' }\nsteps: [{ do: use dealerstudio }]\n"),
            .body("a mock that is a text", "mock: 42\nsteps: [{ do: use dealerstudio }]\n"),
            .body("an unknown kind of target", "targets: [mock, lives]\nsteps: [{ do: use dealerstudio }]\n"),
            Case("an unknown API", "leadline: 1\nname: x\napi: dealerstudios\nsteps: [{ do: create leads }]\n"),
            .body("params in a list", "params: [name]\nsteps: [{ do: use dealerstudio }]\n"),
            .body("a parameter that is a list", "params: { name: [a] }\nsteps: [{ do: use dealerstudio }]\n"),
            .body("a parameter of a reserved name", "params: { row: a }\nsteps: [{ do: use dealerstudio }]\n"),
            .body("a matrix of one value", "matrix: { locale: es }\nsteps: [{ do: use dealerstudio }]\n"),
            .body("a matrix without values", "matrix: { locale: [] }\nsteps: [{ do: use dealerstudio }]\n"),
            .body("a list as a matrix value", "matrix: { locale: [[es]] }\nsteps: [{ do: use dealerstudio }]\n"),
            .body("an anchor", "about: &a text\nsteps: [{ do: use dealerstudio }]\n"),
            .body("a key twice", "tags: a\ntags: b\nsteps: [{ do: use dealerstudio }]\n"),
        ])

    static let steps = MistakeGroup(
        name: "steps",
        cases: [
            .step("a misspelled key", "do: use dealerstudio\n    chek: target is mock\n"),
            .step("a text", "create leads\n"),
            .step("nothing at all", "{}\n"),
            .step("only a name", "name: nothing\n"),
            .step("only a condition", "when: target is mock\n"),
            .step("a reason without a condition", "do: use dealerstudio\n    because: it is so\n"),
            .step(
                "eventually on a write", "do: create leads from lead.json\n    eventually: { within: 1m, every: 1s }\n"),
            .step("eventually on a clock", "do: clock advance 1s\n    eventually: { within: 1m, every: 1s }\n"),
            .step("eventually without every", "do: mock find leads\n    eventually: { within: 1m }\n"),
            .step("eventually as a text", "do: mock find leads\n    eventually: 1m\n"),
            .step(
                "eventually with a bad duration", "do: mock find leads\n    eventually: { within: soon, every: 1s }\n"),
            .step("eventually with another key", "do: mock find leads\n    eventually: { within: 1m, evry: 1s }\n"),
            .step("a number of tries", "do: mock find leads\n    eventually: { within: 1m, every: [1s] }\n"),
            .step("folded lines", "do: >\n      use dealerstudio\n      create leads\n"),
            .step("commands in a list", "do: [use dealerstudio, create leads]\n"),
            .step("no command", "do: ''\n"),
            .step("only a comment", "do: |\n      # later\n"),
            .step("a mapping where a sentence is due", "check:\n      - doc.message is \"a: b\"\n"),
            .step("an object where a sentence is due", "check: { outcome: created }\n"),
            .step("a list where one sentence is due", "when: [target is mock]\n    do: use dealerstudio\n"),
            .step("a sentence cut at ' #'", "check:\n      - run.id contains \"ticket #5\"\n"),
            .step("a sentence cut before its value", "check:\n      - run.id is #5\n"),
            .step("a comment behind a whole sentence", "check:\n      - target is mock  # a comment\n"),
            .step("a command cut at ' #'", "do: create leads name=\"ticket #5\"\n"),
            .step("a sentence split by a comma", "check: [run.id is \"x, y\"]\n"),
            .step("a placeholder in brackets", "check: [target is {{run.id}}]\n"),
            .step("a placeholder in front", "check: {{run.id}} exists\n"),
            .step("an unknown command", "do: creat leads from lead.json\n"),
            .step("a display command", "do: show body\n"),
            .step("a sentence as a command", "do: expect outcome is created\n"),
            .step("another target", "do: target mock\n"),
            .step("an operator of 'where'", "check: target like mock\n"),
            .step("an unknown operator", "check: target equal mock\n"),
            .step("a bad regular expression", "check: run.id matches /(/\n"),
            .step("a bad placeholder in a name", "name: \"for {{row.\"\n    do: use dealerstudio\n"),
        ])

    static let tables = MistakeGroup(
        name: "tables",
        cases: [
            table("a ragged row", "| a | b |\n  | 1 | 2 | 3 |\n  | 1 |\n"),
            table("a bar in a cell", "| a | b |\n  | 1 | one|two |\n  | 1 | one\\|two |\n"),
            table("a column twice", "| a | a |\n  | 1 | 2 |\n"),
            table("a column without name", "| a |  |\n  | 1 | 2 |\n"),
            table("a column with a blank", "| first name |\n  | Ada |\n"),
            table("no rows", "| a | b |\n  |---|---|\n"),
            table("no bars", "a b\n  1 2\n"),
            table("a row without its last bar", "| a | b |\n  | 1 | 2\n"),
            table("a quote that is not closed", "| a |\n  | \"one |\n"),
            table("an object that is not whole", "| a |\n  | {\"b\": } |\n"),
            .body("an empty table", "table: |\n\nsteps: [{ do: use dealerstudio }]\n"),
            .body("a table that is a list", "table: [a, b]\nsteps: [{ do: use dealerstudio }]\n"),
            .body("a file of another kind", "table: rows.xlsx\nsteps: [{ do: use dealerstudio }]\n"),
            file("a file that is not there", "rows.csv", nil),
            file("an empty CSV file", "rows.csv", ""),
            file("a CSV file without rows", "rows.csv", "a,b\n"),
            file("a ragged CSV row", "rows.csv", "a,b\n1,2\n1,2,3\n"),
            file("a CSV quote that is not closed", "rows.csv", "a,b\n1,\"two\n"),
            file("text behind a CSV quote", "rows.csv", "a,b\n1,\"two\"x\n"),
            file("a CSV column twice", "rows.csv", "a,a\n1,2\n"),
            file("a CSV file with carriage returns and doubled quotes", "rows.csv", "a,b\r\n1,\"say \"\"hi\"\"\"\r\n"),
            file("a JSON file that breaks off", "rows.json", "[{\"a\": 1},"),
            file("a JSON file that is no list", "rows.json", "{\"a\": 1}"),
            file("a JSON list of numbers", "rows.json", "[{\"a\": 1}, 2]"),
            file("an empty JSON list", "rows.json", "[]"),
            .body(
                "a column that is in the matrix, too",
                "table: |\n  | a |\n  | 1 |\nmatrix: { a: [1] }\nsteps: [{ do: use dealerstudio }]\n"),
        ])

    private static func table(_ title: String, _ lines: String) -> Case {
        .body(title, "table: |\n  \(lines)steps: [{ do: use dealerstudio }]\n")
    }

    private static func file(_ title: String, _ name: String, _ content: String?) -> Case {
        .body(
            title, "table: \(name)\nsteps: [{ do: use dealerstudio }]\n",
            files: content.map { [name: $0] } ?? [:])
    }
}
