import LeadlineAPI
import LeadlineCore
import LeadlineSession
import Testing

/// `new`, `set`, `add`, `unset`, `draft`, `send`; `show` and `explain`.
@Suite struct DraftTests {
    @Test func `a draft grows and shrinks`() throws {
        let bench = try SessionBench()
        try bench.perform(#"new leads name=Ada; set phone=0412345678 fields.year=2024; add tags vip "call back""#)
        try bench.perform("unset name fields.year; add tags last")
        #expect(
            bench.shown("draft").split(separator: "\n").first
                == #"{"phone":"0412345678","fields":{},"tags":["vip","call back","last"]}"#)
    }

    @Test func `a draft tells what is missing and wrong`() throws {
        let bench = try SessionBench()
        #expect(
            bench.shown("new leads from plain.json page_id=\"x\" category=Lunch catgory=1; draft") == """
                {"name":"Grace","page_id":"x","category":"Lunch","catgory":1}
                'email' is required
                'phone' is required
                'source' is required
                'category' must be in the list of 25, found text "Lunch"
                'page_id' must be an integer, found text "x"
                'dealership' must have 'dealership_id' or 'dealership_slug'
                'catgory' is not in the API description
                """)
    }

    @Test func `a draft is sent as it is`() throws {
        let bench = try SessionBench()
        #expect(
            bench.document("new leads from enquiry.json; set name=Ada; send as read-only")
                == #"{"name":"Ada","tags":["a"]}"#)
        #expect(bench.session.answer?.outcome == "forbidden")
        #expect(bench.document("set name=Bob; send") == #"{"name":"Bob","tags":["a"]}"#)
    }

    @Test(arguments: [
        ("set name=x", "unknown-name: there is no draft for 'set' (begin one with 'new COLLECTION')"),
        ("draft", "unknown-name: there is no draft for 'draft' (begin one with 'new COLLECTION')"),
        ("send", "unknown-name: there is no draft for 'send' (begin one with 'new COLLECTION')"),
        ("new lead", "unknown-collection: unknown collection 'lead' of 'dealerstudio' (did you mean 'leads'?)"),
        ("new leads name=Ada; unset nmae", "unknown-name: the draft has no 'nmae' (did you mean 'name'?)"),
        (
            "new leads name=Ada; add name x",
            "conflicting-parts: 'name' is no list: it is \"Ada\" ('add' is for lists; 'set' replaces a value)"
        ),
    ]) func `mistakes of drafts`(commands: String, mistake: String) throws {
        #expect(try SessionBench().mistake(commands) == mistake)
    }

    @Test func `a mistake leaves the draft as it was`() throws {
        let bench = try SessionBench()
        #expect(bench.mistake("new leads name=Ada; set name=Bob page_id=x").hasPrefix("wrong-value: "))
        #expect(bench.shown("draft").hasPrefix(#"{"name":"Ada"}"#))
    }

    // MARK: - undo and redo

    /// The draft's document, or that there is none.
    private func document(_ bench: SessionBench) -> String {
        bench.session.draft.map { JSON.object($0.document.document).text() } ?? "none"
    }

    @Test func `undo and redo go through the changes`() throws {
        let bench = try SessionBench()
        try bench.perform("new leads name=Ada; set phone=1; add tags vip; unset name")
        let versions = [
            "none", #"{"name":"Ada"}"#, #"{"name":"Ada","phone":"1"}"#,
            #"{"name":"Ada","phone":"1","tags":["vip"]}"#, #"{"phone":"1","tags":["vip"]}"#,
        ]
        #expect(document(bench) == versions[4])
        for version in versions.dropLast().reversed() {
            try bench.perform("undo")
            #expect(document(bench) == version)
        }
        for version in versions.dropFirst() {
            try bench.perform("redo")
            #expect(document(bench) == version)
        }
    }

    @Test func `undo behind new goes back to the draft before`() throws {
        let bench = try SessionBench()
        #expect(bench.shown("new leads name=Ada; new leads name=Bob; undo").hasPrefix(#"{"name":"Ada"}"#))
        #expect(bench.shown("undo") == "there is no draft any more; 'redo' brings it back")
        #expect(bench.shown("redo").hasPrefix(#"{"name":"Ada"}"#))
    }

    @Test func `a change ends what can be repeated, a mistake and sending do not`() throws {
        let bench = try SessionBench()
        try bench.perform("new leads name=Ada; set phone=1; undo; send")
        #expect(bench.mistake("set page_id=x").hasPrefix("wrong-value: "))
        #expect(bench.shown("redo").hasPrefix(#"{"name":"Ada","phone":"1"}"#))
        try bench.perform("undo; set phone=2")
        #expect(
            bench.mistake("redo") == "unknown-name: nothing was undone that could be repeated ('redo' follows 'undo'; "
                + "a new change in between ends what can be repeated)")
        #expect(document(bench) == #"{"name":"Ada","phone":"2"}"#)
    }

    @Test func `without a change there is nothing to undo`() throws {
        #expect(
            try SessionBench().mistake("undo") == "unknown-name: there is no change of a draft to undo "
                + "(each new, set, add, unset, edit and fill is one change)")
    }

    @Test func `a draft can be sent again`() throws {
        let bench = try SessionBench()
        try bench.perform("new leads name=Ada; send; send")
        #expect(bench.session.requestCount == 2 && document(bench) == #"{"name":"Ada"}"#)
    }

    // MARK: - show

    @Test(arguments: [
        ("show", "exchange created"), ("show status", "201"), ("show outcome", #""created""#),
        ("show doc.name", #""Ada""#), ("show body.name", #""Ada""#), ("show doc.tags[-1]", #""b""#),
        ("show $.tags[0]", #""a""#),
        (
            "show timing",
            "took 2s\nsent at 2026-01-01T00:00:00.000Z\nrequest body 154 bytes\nanswer body 172 bytes"
        ), ("show request.doc.page_id", "7"),
        ("show errors", "[]"),
        (
            "show doc.nmae",
            "unknown-name: the answer has no 'doc.nmae' (did you mean 'doc.name'?)"
        ),
        ("show 9", "wrong-value: there is no exchange 9 (exchanges are counted from 1 to 2)"),
        ("show 1 doc.name", #""Grace""#),
    ]) func `parts of an answer are shown`(command: String, text: String) throws {
        let bench = try SessionBench()
        let rest = "email=a@example.com phone=0412345678 dealership_id=1 category=Survey source=Website"
        try bench.perform("create leads name=Grace \(rest); fault latency 2s on create leads")
        try bench.perform("create leads name=Ada page_id=7 tags=[a, b] \(rest)")
        #expect(bench.shown(command) == text)
    }

    @Test func `without an answer there is nothing to show`() throws {
        #expect(
            try SessionBench().mistake("show") == "unknown-name: there is no answer to show (send a request first)")
        #expect(
            try SessionBench().mistake("show 1") == "wrong-value: there is no exchange 1 (nothing was sent yet)")
    }

    // MARK: - explain

    @Test func `explain shows the request and sends nothing`() throws {
        let bench = try SessionBench()
        let text = bench.shown("explain update leads/1 set name=O'Brien as read-only")
        #expect(
            text.hasPrefix("curl --request PUT \\\n  --url 'https://dashboard.dealerstudio.com.au/api/v1/leads/1' \\\n")
        )
        #expect(text.contains("--header 'Authorization: Bearer <key read-only>'"))
        #expect(text.hasSuffix(#"--data-raw '{"lead":{"name":"O'\''Brien"}}'"#))
        #expect(bench.session.requestCount == 0 && bench.session.exchange == nil)
        #expect(
            bench.mistake("explain") == "unknown-name: there is no request to explain "
                + "(write one behind it: explain create leads …)")
    }

    @Test func `explain alone shows the last request, as show curl does`() throws {
        let bench = try SessionBench()
        try bench.perform("update leads/1 set name=Ada")
        #expect(bench.shown("explain") == bench.shown("show curl"))
        #expect(bench.session.requestCount == 1)
    }
}
