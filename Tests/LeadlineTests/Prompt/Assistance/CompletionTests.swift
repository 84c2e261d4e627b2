import LeadlinePrompt
import Testing

@Suite struct CompletionTests {
    @Test(arguments: CompletionCase.all)
    func `Tab offers what may stand here`(_ item: CompletionCase) throws {
        let found = try AssistanceBench(item.past.rawValue).candidates(item.text)
        #expect(Array(found.prefix(item.first.count)) == item.first)
        for candidate in item.also { #expect(found.contains(candidate), "'\(candidate)' is missing in \(found)") }
        for candidate in item.never { #expect(!found.contains(candidate), "'\(candidate)' is offered") }
    }

    @Test(arguments: [
        "exit |", "foo |", "create leads name=\"Zoe |", "curl http|", "let |", "create leads -> |", "create leads # |",
        "create leads name=Ada phone|=1 x",
    ])
    func `nothing is offered where nothing is known`(_ text: String) throws {
        let found = try AssistanceBench().candidates(text)
        #expect(found == (text.contains("phone|") ? ["phone"] : []))
    }

    @Test func `a chosen candidate replaces what is typed of it`() throws {
        let bench = try AssistanceBench(CompletionCase.Past.found.rawValue)
        #expect(bench.chosen("fi|", "find") == "find ")
        #expect(bench.chosen("fi|nd leads", "find") == "find leads")
        #expect(bench.chosen("show body.docs[0].em|", "email") == "show body.docs[0].email ")
        #expect(bench.chosen("show body.docs|", "[0]") == "show body.docs[0]")
        #expect(bench.chosen("set category=ne|", "\"New Vehicle Enquiry\"") == nil)
    }

    @Test func `names with special characters are put in brackets`() throws {
        let bench = try AssistanceBench()
        try bench.bench.perform(#"mock create leads from {"a b": {"c.d": 1}, "plain": 2} -> odd"#)
        #expect(bench.candidates("show odd.|").contains(#"["a b"]"#))
        #expect(bench.chosen("show odd.a|", #"["a b"]"#) == #"show odd["a b"]"#)
        #expect(bench.candidates(#"show odd["a|"#) == [#"["a b"]"#])
        #expect(bench.candidates(#"show odd["a b"]|"#) == [#"["c.d"] "#])
        #expect(bench.candidates("show odd.pl|") == [".plain "])
    }

    @Test func `details tell the type, the description and the value`() throws {
        let bench = try AssistanceBench(CompletionCase.Past.created.rawValue)
        func detail(_ text: String) -> String? { bench.completions(text).candidates.first?.detail }
        #expect(detail("create leads pho|") == "text, required: Customer Phone Number")
        #expect(detail("show body.nam|") == "Ada")
        #expect(detail("create leads as read|") == "Known for dealership 1, but may neither create nor update")
        #expect(detail("cre|") == "create a document")
        #expect(detail("diff |") == "POST /api/v1/leads 201")
        #expect(detail("update leads/|")?.hasPrefix("Ada, 0412345678") ?? false)
    }

    @Test func `what acts on a terminal is not offered`() throws {
        let bench = try AssistanceBench()
        try bench.bench.perform(#"mock create leads from {"a\u001b[2J": 1, "b": "x\u001b]0;y\u0007"} -> odd"#)
        #expect(bench.candidates("show odd.|").contains(".b "))
        for candidate in bench.completions("show odd.|").candidates + bench.completions("expect odd.b is |").candidates
        {
            let shown = candidate.text + (candidate.label ?? "") + candidate.detail
            #expect(!shown.unicodeScalars.contains("\u{1B}"))
        }
    }

    @Test func `no more is offered than a menu can hold`() throws {
        let bench = try AssistanceBench()
        let members = (0..<5000).map { #""m\#($0)": 1"# }.joined(separator: ", ")
        try bench.bench.perform("mock create leads from {\(members)} -> big")
        #expect(bench.candidates("show big.|").count == 200)
    }
}
