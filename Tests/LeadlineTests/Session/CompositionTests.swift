import LeadlineAPI
import LeadlineCore
import LeadlineSession
import Testing

/// How the parts of a command become the document that is sent.
@Suite struct CompositionTests {
    @Test(arguments: [
        ("name=Ada", #"{"name":"Ada"}"#),
        ("name=Ada page_id=12 name=Bob", #"{"name":"Bob","page_id":12}"#),
        // Objects on the way are made; a later part replaces or adds.
        (
            "address_attributes.city=Melbourne address_attributes.postcode=3000",
            #"{"address_attributes":{"city":"Melbourne","postcode":3000}}"#
        ),
        (#"address_attributes={"city": "a"} address_attributes.city=b"#, #"{"address_attributes":{"city":"b"}}"#),
        (#"fields["a.b"]=1 fields.c.d=x"#, #"{"fields":{"a.b":1,"c":{"d":"x"}}}"#),
        // Lists: as a whole, by element, one word where a list is due.
        ("tags=[a, \"b c\"]", #"{"tags":["a","b c"]}"#),
        ("tags[0]=a tags[1]=b tags[0]=c", #"{"tags":["c","b"]}"#),
        ("tags=x", #"{"tags":["x"]}"#), ("tags=[]", #"{"tags":[]}"#),
        // JSON stands exactly as it is written.
        (#"fields={"a": 1.0, "b": [null]} name={"x": 1}"#, #"{"fields":{"a":1.0,"b":[null]},"name":{"x":1}}"#),
    ]) func `paths make a document`(parts: String, document: String) throws {
        #expect(try SessionBench().document("update leads/1 set \(parts)") == document)
    }

    @Test(arguments: [
        ("phone=0412345678 page_id=12 golden=true", #"{"phone":"0412345678","page_id":12,"golden":true}"#),
        (#"page_id="12" golden="true""#, #"{"page_id":"12","golden":"true"}"#),
        ("name=null page_id=null", #"{"name":null,"page_id":null}"#), (#"name="null""#, #"{"name":"null"}"#),
        (
            #"fields.a=5 fields.b=007 fields.c=true fields.d="5" fields.e=3d fields.f=-1.50"#,
            #"{"fields":{"a":5,"b":"007","c":true,"d":"5","e":"3d","f":-1.50}}"#
        ),
        ("no_such_field=5", #"{"no_such_field":5}"#),
    ]) func `a word has the type of its place`(parts: String, document: String) throws {
        #expect(try SessionBench().document("update leads/1 set \(parts)") == document)
    }

    @Test(arguments: [
        ("from plain.json", #"{"name":"Grace","page_id":7}"#),
        ("from plain.json name=Bob", #"{"name":"Bob","page_id":7}"#),
        ("name=Bob from plain.json", #"{"name":"Grace","page_id":7}"#),
        // With and without the API's envelope; only an envelope alone and around an object is one.
        ("from enquiry.json", #"{"name":"Grace","tags":["a"]}"#),
        ("from enquiry.json tags[1]=b", #"{"name":"Grace","tags":["a","b"]}"#),
        (#"from {"lead": {"name": "x"}}"#, #"{"name":"x"}"#), (#"from {"lead": 1}"#, #"{"lead":1}"#),
        (#"from {"lead": {"name": "x"}, "name": "y"}"#, #"{"lead":{"name":"x"},"name":"y"}"#),
        (#"from {"phone": 412}"#, #"{"phone":412}"#),
    ]) func `documents come from files and JSON`(parts: String, document: String) throws {
        #expect(try SessionBench().document("create leads \(parts)") == document)
    }

    @Test(arguments: [
        (
            "tags[1]=a", "conflicting-parts: index 1 is behind the end of a list of 0 (the next element is [0])"
        ),
        (
            "from plain.json name.first=x",
            "conflicting-parts: 'name.first' sets a member of 'name', which is \"Grace\" "
                + "(set the whole or its parts, not both)"
        ),
        (
            "tags=[a] tags.first=x",
            "conflicting-parts: 'tags.first' sets a member of 'tags', which is [\"a\"] "
                + "(set the whole or its parts, not both)"
        ),
        (
            "page_id=twelve",
            "wrong-value: 'page_id' takes an integer, found 'twelve' (quote it to send it as text: \"twelve\")"
        ),
        (
            "from plian.json",
            "unknown-file: cannot read 'plian.json': no such file or directory (did you mean 'plain.json'?)"
        ),
        ("from list.json", "wrong-value: 'from' takes a JSON object, found a list"),
        ("from broken.json", "invalid-json: 'broken.json' is no JSON: a JSON value expected, found '}'"),
        (
            "lead_files_attributes[0].file=vc.pdf",
            "unknown-file: cannot read 'vc.pdf': no such file or directory (did you mean 'cv.pdf'?)"
        ),
    ]) func `what does not fit is told, and nothing is sent`(parts: String, mistake: String) throws {
        let bench = try SessionBench()
        #expect(bench.mistake("update leads/1 set \(parts)") == mistake)
        #expect(bench.session.requestCount == 0)
    }

    @Test func `an empty cell leaves its part out`() throws {
        let bench = try SessionBench(row: ["a": "", "b": "Ada"])
        #expect(bench.document("update leads/1 set name={{row.a}} phone={{row.b}}") == #"{"phone":"Ada"}"#)
        #expect(
            bench.mistake("update leads/1 set name=x{{row.a}}")
                == "wrong-value: 'row.a' is empty (an empty cell only leaves out a part 'field={{row.a}}')")
    }

    @Test func `a file makes the request a form`() throws {
        let bench = try SessionBench()
        try bench.perform("update leads/1 set name=Ada lead_files_attributes[0].file=cv.pdf")
        let request = try #require(bench.session.exchange?.request)
        #expect(request.fields["Content-Type"]?.hasPrefix("multipart/form-data; boundary=") == true)
        #expect(String(decoding: request.body, as: UTF8.self).contains("%PDF-1.4"))
        #expect(
            bench.session.exchange?.requestDocument?.text()
                == #"{"name":"Ada","lead_files_attributes":[{"file":{"name":"cv.pdf","type":"application/pdf","size":8}}]}"#
        )
    }

    @Test func `a draft stays as it was where an assignment does not fit`() throws {
        let bench = try SessionBench()
        try bench.perform("new leads name=Ada tags=[a, b]")
        let before = bench.session.draft?.document.document
        for command in ["set tags[2].a=1 tags[2].b[1]=2", "set fields.new.list[1]=2", "set name.first=x"] {
            #expect(throws: (any Error).self) { try bench.perform(command) }
        }
        let after = try #require(bench.session.draft?.document.document)
        #expect(after["name"] == "Ada")
        #expect(after["fields"] == before?["fields"])
    }
}
