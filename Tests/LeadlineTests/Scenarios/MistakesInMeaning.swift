/// Mistakes that the checker finds: names, operations, values, other files.
extension MistakeGroup {
    static let names = MistakeGroup(
        name: "names",
        cases: [
            .commands(
                "an unknown name", "create leads from lead.json -> lead", "update leads/{{laed.id}} set message=x"),
            .commands(
                "a name that a broken command would have bound", "create leads form lead.json -> lead",
                "update leads/{{lead.id}} set message=x"),
            .commands(
                "a name that is bound later", "update leads/{{lead.id}} set message=x",
                "create leads from lead.json -> lead"),
            .commands("an unknown column", "create leads from lead.json name={{row.nmae}}", table: "| name |\n| Ada |"),
            .commands("a row without a table", "create leads from lead.json name={{row.name}}"),
            .commands("row alone", "create leads from lead.json name={{row}}", table: "| name |\n| Ada |"),
            .commands("a variable that is not set", "create leads from lead.json name={{env.LEAD_NAME}}"),
            .commands("a secret that is not set", "create leads from lead.json name={{secret.LEAD_NAME}}"),
            .commands("secrets alone", "create leads from lead.json name={{secret}}"),
            .commands("a part of the run", "create leads from lead.json name={{run.ids}}"),
            .commands("a reserved name bound by let", "let doc=1"),
            .commands("a reserved name bound by an answer", "create leads from lead.json -> status"),
            .commands("an unknown API", "use dealrstudio"),
            .sentence("an unknown subject", "laed.id exists"),
            .sentence("a field without its document", "message is x"),
            .sentence("a part of the request", "request.hedaers exists"),
            .sentence("something below the status", "status.code is 201"),
            .sentence("a field that the description lacks", "doc.mesage is x and lead.adress exists"),
            .sentence("a path on the right", "doc.name is not lead.name"),
            .sentence("a bound name on the right", "doc is lead"),
            .sentence("names in a list on the right", "doc.id in [lead.id, 2]"),
            .sentence("words that only look like names", "doc.name is Lead.name and doc.email is a.b@example.com"),
            .sentence("a name on the right in quotes", "doc.name is not \"lead.name\""),
            .commands(
                "a path as a value", "create leads from lead.json -> lead", "create leads from lead.json name=lead.name"
            ),
            .step("a name in a condition", "when: row.a is b\n    do: use dealerstudio\n"),
            .step("a name in the reason", "skip-unless: target is mock\n    because: it is {{whre}}\n"),
            .step("a name in the name", "name: for {{whom}}\n    do: use dealerstudio\n"),
            .step(
                "a name in eventually", "do: mock find leads\n    eventually: { within: \"{{row.x}}\", every: 1s }\n"),
        ])

    static let operations = MistakeGroup(
        name: "operations",
        cases: [
            Case("no API", "leadline: 1\nname: x\nsteps: [{ do: create leads }]\n"),
            .commands("an unknown collection", "create lead name=Ada"),
            .commands("an operation that the API lacks", "get leads/1"),
            .commands("a search that the API lacks", "find leads where id = 1"),
            .commands("a deletion", "delete leads/1"),
            .commands("a clause that the operation lacks", "create leads from lead.json depth 1"),
            .commands("a clause of an update", "update leads/1 set message=x limit 1"),
            .commands("an unknown key", "create leads from lead.json as fulll"),
            .commands(
                "an unknown key in a cell", "create leads from lead.json as {{row.key}}",
                table: "| key |\n| full |\n| ful |\n| fool |"),
            .commands("a fault on nothing", "fault reset on create customers"),
            .commands("a fault on an operation that the API lacks", "fault reset on delete leads"),
            .commands("a fault of a bad status", "fault status often on create leads times many"),
            .commands("an unknown collection of the mock", "mock create customers"),
            .commands("a page of nothing", "next"),
            .commands("a draft that was not begun", "set name=Ada", "send"),
            .sentence("an outcome that a create cannot have", "outcome is updated"),
            .sentence("a misspelled outcome", "outcome is craeted"),
            .sentence("outcomes in a list", "outcome in [created, too_old, invalid]"),
            .body(
                "outcomes in cells",
                """
                table: |
                  | age | outcome |
                  | 0s  | updated |
                  | 4d  | too-old |
                steps:
                  - do: update leads/1 set message=x
                    check: outcome is {{row.outcome}}
                """),
            .body(
                "cells that a step does not use",
                """
                table: |
                  | verb   | outcome |
                  | create | created |
                  | update | updated |
                steps:
                  - when: row.verb is create
                    do: create leads from lead.json
                    check: outcome is {{row.outcome}}
                  - when: row.verb is update
                    do: update leads/1 set message=x
                    check: outcome is {{row.outcome}}
                """),
            .step("an outcome of the store", "do: mock get leads/1\n    check: outcome is created\n"),
        ])

    static let values = MistakeGroup(
        name: "values",
        cases: [
            .commands("a word for a number", "create leads from lead.json page_id=home"),
            .commands("a fraction for an integer", "create leads from lead.json page_id=1.5"),
            .commands("a word for true", "create leads from lead.json golden=yes"),
            .commands("a word for an object", "create leads from lead.json address_attributes=Melbourne"),
            .commands("digits for a text", "create leads from lead.json name=007"),
            .commands("a text in quotes for a number", "create leads from lead.json page_id=\"home\""),
            .commands("a number inside a list of texts", "create leads from lead.json tags=[1, two]"),
            .commands(
                "a word for a number, in a cell", "create leads from lead.json page_id={{row.page}}",
                table: "| page |\n| 1 |\n| home |\n| \"home\" |"),
            .body(
                "a word for a number, in a parameter",
                "params: { page: home }\nsteps: [{ do: \"create leads from lead.json page_id={{page}}\" }]\n"),
            .body(
                "a word for a number, in the matrix",
                "matrix: { page: [1, home] }\nsteps: [{ do: \"create leads from lead.json page_id={{row.page}}\" }]\n"),
            .sentence("a word for the status", "status is created"),
            .sentence("a word for a number of the answer", "lead.id is first and doc.page_id in [1, two]"),
            .commands("a bad time", "clock set noon"),
            .commands("a bad count", "mock create leads times many"),
            .commands("a file that is not there", "create leads from laed.json"),
            .commands(
                "an attached file that is not there", "create leads from lead.json lead_files_attributes[0].file=vc.pdf"
            ),
            .commands("a document that is no object", "create leads from cv.pdf"),
            .commands(
                "a whole and its part",
                "create leads from lead.json address_attributes=null address_attributes.city=x tags=a tags[0]=b"),
            .commands("a part of a text", "create leads from lead.json name.first=Ada"),
            .commands("an index behind the end", "create leads from lead.json tags[0]=a tags[2]=c"),
            .commands("missing fields", "create leads name=Ada"),
            .commands("missing fields of a change are not said", "update leads/1 set name=Ada"),
            .commands("an unknown field", "create leads from lead.json mesage=x"),
            .commands("a value outside of its list", "create leads from lead.json source=website category=Survey"),
            .commands(
                "a value outside of its list, in a cell", "create leads from lead.json source={{row.source}}",
                table: "| source |\n| Website |\n| website |"),
            .commands(
                "placeholders are left alone",
                "create leads from lead.json name={{run.id}} email={{run.id}}@example.com"),
        ])

    static let otherFiles = MistakeGroup(
        name: "other-files",
        cases: [
            .commands("a file that runs itself", "run t.leadline.yaml"),
            Case(
                title: "two files that run each other",
                files: [
                    "t.leadline.yaml": "leadline: 1\nname: x\nsteps: [{ do: run s.leadline.yaml }]\n",
                    "s.leadline.yaml": "leadline: 1\nname: y\nsteps: [{ do: run t.leadline.yaml }]\n",
                ], arguments: ["t.leadline.yaml"]),
            .commands("a file that is not there", "run s.leadline.yaml"),
            other(
                "a file with a table", "table: |\n  | a |\n  | 1 |\nretries: 1\nsteps: [{ do: use dealerstudio }]\n",
                "run s.leadline.yaml"),
            other(
                "a file with a matrix", "matrix: { a: [1] }\nsteps: [{ do: use dealerstudio }]\n", "run s.leadline.yaml"
            ),
            other(
                "an unknown parameter", "params: { name: Ada }\nsteps: [{ do: use dealerstudio }]\n",
                "run s.leadline.yaml nmae=Grace"),
            other(
                "a parameter where there is none", "steps: [{ do: use dealerstudio }]\n",
                "run s.leadline.yaml name=Grace"),
            other("mistakes in the file", "steps: [{ do: create laeds }]\n", "run s.leadline.yaml"),
            other("a broken file", "stesp: []\n", "run s.leadline.yaml"),
            other(
                "the caller's names are not the file's",
                "steps: [{ do: \"create leads from lead.json name={{mine}}\" }]\n", "let mine=Ada; run s.leadline.yaml"),
            Case(title: "a path that is not there", files: [:], arguments: ["scenario"]),
            Case(title: "a folder without scenarios", files: ["notes/a.txt": "x"], arguments: ["notes"]),
            Case(
                title: "a script", files: ["t.leadline": "use dealerstudio\ncreate laeds\ncheck outcome is created\n"],
                arguments: nil),
            Case(title: "an empty script", files: ["t.leadline": "# nothing\n"], arguments: nil),
            .body(
                "several mistakes at once, in the order of the file",
                """
                tgas: [a]
                table: |
                  | key  | age  |
                  | ful  | 1d   |
                  | full | soon | x |
                setup:
                  - do: create leads from lead.json as {{row.key}} -> lead
                    chek: outcome is created
                steps:
                  - do: update leads/{{laed.id}} set message=x
                    check:
                      - outcome is {{row.outcom}}
                      - status is ok
                  - do: clock advance {{row.age}}; creat leads
                """),
        ])

    private static func other(_ title: String, _ text: String, _ command: String) -> Case {
        let own = "leadline: 1\nname: x\napi: dealerstudio\nsteps:\n  - do: \(command)\n"
        return Case(
            title: title,
            files: ["t.leadline.yaml": own, "s.leadline.yaml": "leadline: 1\nname: y\napi: dealerstudio\n\(text)"],
            arguments: ["t.leadline.yaml"])
    }
}
