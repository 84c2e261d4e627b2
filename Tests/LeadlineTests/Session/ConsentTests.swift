import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineSession
import Testing

/// What may be written to a live server.
@Suite struct ConsentTests {
    static let lead = "name=Ada email=a@b.co phone=0412345678 dealership_id=1 category=Survey source=Website"

    /// A session on live servers, and what they saw.
    private struct Bench {
        let provider: RecordingProvider
        let bench: SessionBench
        var session: Session { bench.session }

        init(_ consent: WriteRules.Consent, _ guards: [String] = [], api: String = "drivly") throws {
            let guards = try guards.map { text in
                let words = text.split(separator: " ", maxSplits: 2)
                let condition = words.count < 3 ? nil : Source(name: "guard", text: String(words[2]))
                return WriteGuard(
                    collection: String(words[0]),
                    condition: try condition.map { try PredicateParser.sentence(Excerpt(whole: $0)) }, text: text)
            }
            provider = RecordingProvider(.live, writes: WriteRules(consent: consent, guards: guards))
            bench = try SessionBench(on: provider, using: api)
        }

        /// How a command ended, and how many requests the servers saw for it.
        func ending(_ command: String) throws -> String {
            let before = provider.requests.count
            let result = try bench.perform(command)
            var answer = session.answer
            if case .exchange(let exchange) = result { answer = exchange.answer }
            let reason = answer?.outcome == "refused" ? answer?.errors.array?.first?["message"]?.string : nil
            return "\(answer?.outcome ?? "nothing") after \(provider.requests.count - before)"
                + (reason.map { ": \($0)" } ?? "")
        }
    }

    static let writes = [
        "create leads model=truck", "update leads/65a000000000000000000001 set model=x",
        "delete leads/65a000000000000000000001", "update leads where model is truck set model=x",
        "delete leads where model is truck", "new leads model=truck; send", "request POST /api/leads json {\"a\": 1}",
        "request DELETE /api/leads/65a000000000000000000001", "request PUT /anything",
        "request POST https://other.example/x json {}", "create leads from rows.csv",
        "curl -X DELETE 'https://commerce.driv.ly/api/leads?where[model][equals]=truck'",
    ]

    // MARK: Consent

    @Test(arguments: writes) func `a profile that denies writes is asked for none`(command: String) throws {
        let bench = try Bench(.deny)
        bench.session.allowsWrites = true
        let end = try bench.ending(command)
        #expect(end.hasPrefix("refused after 0: the profile 'staging' denies writes to http"), "\(end)")
    }

    @Test(arguments: writes) func `where nobody can be asked, writes must be allowed beforehand`(command: String) throws
    {
        let bench = try Bench(.ask)
        let end = try bench.ending(command)
        #expect(
            end.hasPrefix("refused after 0: the profile 'staging' asks before it writes to http")
                && end.hasSuffix("--allow-writes says yes"), "\(end)")
        bench.session.allowsWrites = true
        let allowed = try bench.ending(command)
        #expect(!allowed.hasPrefix("refused") && !allowed.hasSuffix(" 0"), "\(allowed)")
    }

    @Test func `reading needs no consent`() throws {
        let bench = try Bench(.deny)
        #expect(try bench.ending("find leads where model is truck") == "found after 1")
        #expect(try bench.ending("request GET /api/leads") == "found after 1")
    }

    @Test func `who is there is asked what, how many and where`() throws {
        let bench = try Bench(.ask)
        var asked: [WriteQuestion] = []
        var says = false
        bench.session.confirmsChange = { question in
            asked.append(question)
            return says
        }
        #expect(try bench.ending("create leads model=truck") == "refused after 0: it was not confirmed")
        #expect(bench.session.exchange?.isDeclined == true)
        says = true
        #expect(try bench.ending("create leads model=truck -> lead") == "created after 1")
        #expect(try bench.ending("update leads/{{lead.id}} set model=van") == "updated after 1")
        // Counted before it is sent.
        #expect(try bench.ending("delete leads where model is van") == "deleted after 2")
        #expect(try bench.ending("request POST /x") == "not_found after 1")
        let id = bench.bench.shown("show 3 request.url").split(separator: "/").last.map { String($0.dropLast()) } ?? ""
        #expect(
            asked.map(\.change) == [
                "create 1 lead", "create 1 lead", "update lead \(id)", "delete 1 lead",
                "POST /x, which no description knows,",
            ])
        #expect(Set(asked.map(\.place)) == ["staging (http://drivly.test)"])
        #expect(asked.map(\.notes) == [[], [], [], ["it cannot be undone"], []])
        #expect(asked[3].preview.map { $0["model"] } == ["van"])
    }

    @Test func `what cannot be undone is said, as the API description tells`() throws {
        let bench = try Bench(.ask, api: "dealerstudio")
        var notes: [String] = []
        bench.session.confirmsChange = { question in
            notes += question.notes
            return true
        }
        try bench.bench.perform("create leads \(Self.lead) -> lead; update leads/{{lead.id}} set message=x")
        #expect(
            notes == [
                "it cannot be undone: this API deletes no leads and shows none",
                "it cannot be undone: this API shows no leads, so that nothing tells what stood there before",
            ])
    }

    @Test func `a file of rows is one question`() throws {
        let bench = try Bench(.ask)
        var asked: [String] = []
        bench.session.confirmsChange = { question in
            asked.append(question.change)
            return asked.count > 1
        }
        #expect(try bench.ending("create leads from rows.csv") == "refused after 0: it was not confirmed")
        guard case .batch(let batch) = try bench.bench.perform("create leads from rows.csv") else {
            return #expect(Bool(false))
        }
        #expect(batch.rows.map(\.outcome) == ["created", "created"])
        #expect(asked == ["create 2 leads", "create 2 leads"])
        #expect(try bench.ending("create leads model=x") == "created after 1")
        #expect(asked.count == 3)
    }

    @Test func `what is allowed goes, but changes to several are counted and asked for`() throws {
        let bench = try Bench(.allow)
        #expect(try bench.ending("create leads model=truck") == "created after 1")
        #expect(try bench.ending("update leads where model is truck set model=van") == "updated after 2")
        #expect(bench.session.exchange?.matched == "1 lead")
        bench.session.maximumAffected = 0
        #expect(
            try bench.ending("delete leads where model is van")
                == "refused after 1: the where matches 1 lead, --max-affected allows 0")
        bench.session.maximumAffected = .max
        bench.session.confirmsChange = { _ in false }
        #expect(try bench.ending("delete leads where model is van") == "refused after 1: it was not confirmed")
        #expect(try bench.ending("create leads model=truck") == "created after 1")
    }

    // MARK: What cannot be judged

    @Test(arguments: [
        ("request DELETE /api/leads", "without a where it would change every document of 'leads'"),
        ("request PATCH '/api/leads?limit=1' json {}", "without a where it would change every document of 'leads'"),
        (
            "curl -X DELETE https://commerce.driv.ly/api/leads",
            "without a where it would change every document of 'leads'"
        ),
        (
            "request DELETE /api/leads/../leads",
            "it cannot be judged: its path has '.' or '..' as a part, and servers take that for another path"
        ),
        (
            "request DELETE /api/leads/%2e",
            "it cannot be judged: its path has '.' or '..' as a part, and servers take that for another path"
        ),
        (
            "delete leads/{{dot}}",
            "it cannot be judged: its path has '.' or '..' as a part, and servers take that for another path"
        ),
        (
            "delete leads/{{nothing}}",
            "it cannot be judged: its id is empty, and the path without one means all documents"
        ),
        (
            "create leads model=x header X-HTTP-Method-Override=DELETE",
            "it cannot be judged: its header 'X-HTTP-Method-Override' makes another method of it"
        ),
        (
            "request POST /api/leads form _method=delete",
            "it cannot be judged: its parameter '_method' makes another method of it"
        ),
    ]) func `what could mean something else is not sent`(command: String, reason: String) throws {
        let bench = try Bench(.allow)
        try bench.bench.perform("let dot=\".\" nothing=\"\"")
        #expect(try bench.ending(command) == "refused after 0: \(reason)")
    }

    // MARK: Guards

    private static let rule = "staging allows only: leads where model = test"

    @Test func `what is created must fit the guard`() throws {
        let bench = try Bench(.allow, ["leads where model = test"])
        #expect(try bench.ending("create leads model=test") == "created after 1")
        #expect(try bench.ending("request POST /api/leads json {\"model\": \"test\"}") == "created after 1")
        let found = "; what is sent does not fit: expected model is \"test\", found"
        for command in ["create leads model=truck", "request POST /api/leads json {\"model\": \"truck\"}"] {
            #expect(try bench.ending(command) == "refused after 0: \(Self.rule)\(found) \"truck\"")
        }
        #expect(try bench.ending("create leads notes=x").hasPrefix("refused after 0: \(Self.rule)\(found) (missing)"))
        #expect(
            try bench.ending("create customers notes=x")
                == "refused after 0: staging allows writes only to: leads where model = test")
    }

    @Test(arguments: [
        ("request POST /api/leads form model=test", "it cannot be judged: what it sends is no JSON document"),
        (
            "request POST '/api/leads?model=x' json {\"model\": \"test\"}",
            "it cannot be judged: no description knows the parameter 'model'"
        ),
        (
            "request POST /api/x json {\"model\": \"test\"}",
            "it cannot be judged: no API description knows it, and \(rule)"
        ),
        (
            "request DELETE '/api/leads?where[model][equals]=test'",
            "it cannot be judged: the where of a request that is written as HTTP is not read here"
        ),
    ]) func `what a guard cannot read is not sent`(command: String, reason: String) throws {
        #expect(try Bench(.allow, ["leads where model = test"]).ending(command) == "refused after 0: \(reason)")
    }

    @Test func `what is changed must fit the guard, before and after`() throws {
        let bench = try Bench(.allow, ["leads where model = test"])
        try bench.bench.perform("create leads model=test -> mine")
        #expect(try bench.ending("update leads/{{mine.id}} set notes=x") == "updated after 2")
        #expect(
            try bench.ending("update leads/{{mine.id}} set model=truck")
                == "refused after 1: \(Self.rule); what is set does not fit: expected model is \"test\", found \"truck\""
        )
        #expect(
            try bench.ending("delete leads/65a000000000000000000001").hasPrefix(
                "refused after 1: it cannot be judged: the stored lead 65a000000000000000000001 cannot be read"))
        #expect(try bench.ending("delete leads/{{mine.id}}") == "deleted after 2")
    }

    @Test func `a stored document that does not fit stays as it is`() throws {
        let reply: RecordingProvider.Reply = { _, request in
            request.method == "GET" ? .json(#"{"id": "7", "model": "truck"}"#) : nil
        }
        let rules = WriteRules(
            consent: .allow,
            guards: [
                WriteGuard(
                    collection: "leads",
                    condition: try PredicateParser.sentence(Excerpt(whole: Source(name: "g", text: "model = test"))),
                    text: "leads where model = test")
            ])
        let provider = RecordingProvider(.live, writes: rules, reply: reply)
        let bench = try SessionBench(on: provider, using: "drivly")
        for command in ["delete leads/7", "update leads/7 set model=test", "request DELETE /api/leads/7"] {
            try bench.perform(command)
            #expect(
                bench.session.answer?.reasons == [
                    "\(Self.rule); the stored lead 7 does not fit: expected model is \"test\", found \"truck\""
                ])
        }
        #expect(provider.requests.allSatisfy { $0.hasPrefix("GET ") })
    }

    @Test func `a change to several goes only when all of them fit`() throws {
        let bench = try Bench(.allow, ["leads where model = test", "customers"])
        try bench.bench.perform("create leads model=test notes=a; create leads model=test notes=b")
        #expect(try bench.ending("update leads where notes exists set notes=c") == "updated after 4")
        #expect(
            try bench.ending("update leads where notes is c set model=truck")
                == "refused after 2: \(Self.rule); what is set does not fit: "
                + "expected model is \"test\", found \"truck\"")
        #expect(try bench.ending("delete leads where notes is c") == "deleted after 4")
        #expect(try bench.ending("create customers notes=x").hasPrefix("created"))
    }

    @Test func `without a way to read, only what was created here may be changed`() throws {
        let bench = try Bench(.allow, ["leads where source = Website"], api: "dealerstudio")
        try bench.bench.perform("create leads \(Self.lead) -> lead")
        #expect(try bench.ending("update leads/{{lead.id}} set message=x") == "updated after 1")
        #expect(
            try bench.ending("update leads/{{lead.id}} set source=Phone")
                == "refused after 0: staging allows only: leads where source = Website; what is set does not fit: "
                + "expected source is \"Website\", found \"Phone\"")
        #expect(
            try bench.ending("update leads/999 set message=x")
                == "refused after 0: it cannot be judged: the stored lead 999 was not created here, and this API does not show it"
        )
    }

    // MARK: Paths

    @Test(arguments: [
        ("request GET /api/leads", "/v2/leads"), ("request GET /v2/leads", "/v2/leads"),
        ("curl https://commerce.driv.ly/api/leads?limit=1", "/v2/leads?limit=1"),
        ("request GET https://commerce.driv.ly/api/leads", "/v2/leads"), ("request GET /apix/leads", "/apix/leads"),
        ("request GET https://staging.example/v2/leads", "/v2/leads"),
        ("curl https://staging.example/v2/leads", "/v2/leads"),
    ]) func `paths of the description are those of the target`(command: String, path: String) throws {
        let provider = RecordingProvider(
            .live, base: BaseURL(origin: "https://staging.example", path: "/v2"), reply: { _, _ in .status(200) })
        let bench = try SessionBench(on: provider, using: "drivly")
        try bench.perform(command)
        #expect(provider.requests == ["GET \(path)"])
        #expect(bench.session.exchange?.request.origin == "https://staging.example")
        #expect(bench.session.exchange?.operation?.name == (path.hasPrefix("/apix") ? nil : "leads.find"))
    }
}

extension Delivery {
    /// An answer with this JSON.
    static func json(_ text: String) -> Delivery {
        let response = HTTPResponse(
            status: 200, fields: HTTPFields(["Content-Type": "application/json"]), body: Array(text.utf8))
        return Delivery(result: .success(response), took: .zero)
    }
}
