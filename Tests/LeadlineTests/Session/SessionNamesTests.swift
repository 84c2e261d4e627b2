import LeadlineAPI
import LeadlineCore
import LeadlineSession
import Testing

/// What names stand for where a command uses them.
@Suite struct SessionNamesTests {
    @Test(arguments: [
        // A word acts as if it were written in the place.
        ("let x=5", "page_id={{x}} name={{x}} fields.a={{x}}", #"{"page_id":5,"name":"5","fields":{"a":5}}"#),
        (#"let x="5""#, "page_id={{x}} fields.a={{x}}", #"{"page_id":"5","fields":{"a":"5"}}"#),
        ("let x=[a, b]", "tags={{x}} fields.a={{x}}", #"{"tags":["a","b"],"fields":{"a":["a","b"]}}"#),
        ("let x=Ada y=a-{{x}}", "name={{y}}", #"{"name":"a-Ada"}"#),
        ("let x=1; let y={{x}}2; let x=9", "page_id={{y}}", #"{"page_id":12}"#),
        // A value keeps its type where it stands alone, and is a text inside a text.
        (
            "mock create leads page_id=5 name=Ada -> lead",
            #"page_id={{lead.page_id}} name={{lead.page_id}} message="{{lead.page_id}}" source=a{{lead.page_id}}b"#,
            #"{"page_id":5,"name":5,"message":"5","source":"a5b"}"#
        ),
        (
            #"mock create leads fields={"a": {"b": [1, null]}} -> lead"#, "fields={{lead.fields}}",
            #"{"fields":{"a":{"b":[1,null]}}}"#
        ),
        ("let n=year", "fields.{{n}}=2024", #"{"fields":{"year":2024}}"#),
        ("let x=5", #"fields={"a": {{x}}, "b": "no {{x}}"}"#, #"{"fields":{"a":5,"b":"no 5"}}"#),
        // The row's own: told apart by row, the same for the same seed.
        ("", "name=dup-{{run.id}}", #"{"name":"dup-abcd1234"}"#), ("", "name={{target}}", #"{"name":"mock"}"#),
        ("clock set 2026-03-02T09:00:00+11:00", "name={{now}}", #"{"name":"2026-03-01T22:00:00.000Z"}"#),
        (
            "clock set 2026-03-02T09:00:00+11:00; let d=3d", "name={{now - d}} message={{now + 1h 30m}}",
            #"{"name":"2026-02-26T22:00:00.000Z","message":"2026-03-01T23:30:00.000Z"}"#
        ),
        // From outside: words too.
        ("", "page_id={{env.PAGE}} name={{env.PAGE}}", #"{"page_id":12,"name":"12"}"#),
        ("", "name={{secret.TOKEN}}", #"{"name":"s3cret"}"#),
    ]) func `a placeholder brings its value`(before: String, parts: String, document: String) throws {
        let bench = try SessionBench(variables: ["PAGE": "12"], secrets: ["TOKEN": "s3cret"])
        #expect(bench.document("\(before)\nupdate leads/1 set \(parts)") == document)
    }

    @Test func `cells are words`() throws {
        let bench = try SessionBench(row: ["id": "12", "text": "\"12\"", "name": "Ada Lovelace"])
        #expect(
            bench.document("update leads/1 set page_id={{row.id}} provider_id={{row.text}} name={{row.name}}")
                == #"{"page_id":12,"provider_id":"12","name":"Ada Lovelace"}"#)
    }

    @Test(arguments: [
        ("update leads/1 set name={{nobody}}", "unknown-name: "),
        ("mock create leads name=Ada -> lead; update leads/1 set name={{lead.email}}", "unknown-name: "),
        ("mock create leads tags=[a] -> lead; update leads/1 set name=x{{lead.tags}}", "wrong-value: "),
        ("let x=null; update leads/1 set name=x{{x}}", ""),
        ("mock create leads name=null -> lead; update leads/1 set name=x{{lead.name}}", "wrong-value: "),
        ("update leads/1 set name={{row.a}}", "unknown-name: "),
    ]) func `what cannot be brought is told`(commands: String, beginning: String) throws {
        let mistake = try SessionBench().mistake(commands)
        #expect(beginning.isEmpty ? mistake.isEmpty : mistake.hasPrefix(beginning), "\(mistake)")
    }

    @Test(arguments: [
        ("let lead=5; let z={{laed}}", "unknown name 'laed' (did you mean 'lead'?)"),
        ("mock get leads/1; expect outcom is found", "unknown name 'outcom' (did you mean 'outcome'?)"),
        (
            "expect zebra is 1",
            "unknown name 'zebra' "
                + "(a name is bound by '-> NAME', 'let', or 'params'; doc.zebra is a field of the answer)"
        ), ("let z={{row.nmae}}", "unknown name 'row.nmae' (did you mean 'name'?)"),
    ]) func `the name that was meant is told`(commands: String, mistake: String) throws {
        #expect(try SessionBench(row: ["name": "Ada"]).mistake(commands) == "unknown-name: " + mistake)
    }

    @Test func `without a table there is no row`() throws {
        #expect(
            try SessionBench().mistake("let z={{row.name}}")
                == "unknown-name: unknown name 'row.name' (there is a row only in a scenario with a table)")
    }

    @Test func `the last binding wins, and a missing answer unbinds`() throws {
        let bench = try SessionBench()
        try bench.perform("let lead=x; mock create leads name=Ada -> lead")
        #expect(bench.document("update leads/1 set name={{lead.name}}") == #"{"name":"Ada"}"#)
        try bench.perform("mock get leads/99 -> lead")
        #expect(bench.mistake("update leads/1 set name={{lead.name}}").hasPrefix("unknown-name: "))
    }
}
