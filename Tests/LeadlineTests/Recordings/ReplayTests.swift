import LeadlineAPI
import LeadlineCore
import LeadlineRecordings
import Testing

/// What answers which request, and what is said when nothing does.
@Suite struct ReplayTests {
    private let api: API

    init() throws { api = try #require(try APICatalog.api(named: "drivly")) }

    // MARK: Making recordings and requests

    /// An entry whose answer's body tells its number.
    private func entry(
        _ number: Int, _ method: String, _ target: String, _ body: String = "", label: String = "", key: String? = nil,
        type: String = "application/json", origin: String = "https://commerce.driv.ly"
    ) -> RecordedExchange {
        RecordedExchange(
            request: request(method, target, body, key: key, type: type, origin: origin),
            result: .success(HTTPResponse(status: 200, body: Array("\(number)".utf8))),
            sentAt: Timestamp(microseconds: Int64(number) * 1_000_000), took: .milliseconds(number), key: key,
            label: label)
    }

    private func request(
        _ method: String, _ target: String, _ body: String = "", key: String? = nil,
        type: String = "application/json", origin: String = "https://commerce.driv.ly"
    ) -> HTTPRequest {
        var request = HTTPRequest(method: method, origin: origin, target: target, body: Array(body.utf8))
        if !body.isEmpty { request.fields["Content-Type"] = type }
        if let key { request.fields["Authorization"] = "<key \(key)>" }
        return request
    }

    private func open(
        _ entries: [RecordedExchange], label: String = "row", lenient: Bool = false, pseudonyms: [String] = []
    ) -> (provider: ReplayProvider, target: any Target) {
        var options = ReplayProvider.Options()
        options.isLenient = lenient
        let provider = ReplayProvider(Recording(entries, pseudonyms: pseudonyms), name: "case.har", options: options)
        let target = provider.open(TargetSettings(clock: nil, seed: 0, label: label))
        _ = target.base(for: api)
        return (provider, target)
    }

    /// The number of the entry that answers, or the reason why none does.
    private func answer(_ target: any Target, _ request: HTTPRequest) -> String {
        switch target.send(request).result {
        case .success(let response): String(decoding: response.body, as: UTF8.self)
        case .failure(let failure): failure.reason
        }
    }

    // MARK: What is the same

    @Test(arguments: [
        // The order of parameters with different names, and how they are encoded.
        ("GET", "/api/leads?a=1&b=x%20y", "", "/api/leads?b=x+y&a=1", ""),
        ("GET", "/api/leads?where%5Ba%5D=1", "", "/api/leads?where[a]=1", ""),
        // Numbers by value, members in any order, blanks.
        ("POST", "/api/leads", #"{"a":1.0,"b":[1,{"c":null}]}"#, "/api/leads", #"{ "b": [1e0, {"c": null}], "a": 1 }"#),
        ("GET", "/api/leads/caf%C3%A9", "", "/api/leads/caf\u{E9}", ""),
    ])
    func `means the same`(_ method: String, _ recorded: String, _ old: String, _ sent: String, _ new: String) {
        let target = open([entry(1, method, recorded, old)]).target
        #expect(answer(target, request(method, sent, new)) == "1")
    }

    @Test(arguments: [
        (
            "/api/leads?a=1&a=2", "", "/api/leads?a=2&a=1", "",
            #"query.a[0]: recorded "1", sent "2", and in 1 more place"#
        ),
        (
            "/api/leads", #"{"phone":"0411"}"#, "/api/leads", #"{"phone":"0412"}"#,
            #"body.phone: recorded "0411", sent "0412""#
        ),
        ("/api/leads", #"{"n":1}"#, "/api/leads", #"{"n":"1"}"#, #"body.n: recorded 1, sent "1""#),
        ("/api/leads", #"{"a":[1]}"#, "/api/leads", #"{"a":[1,2]}"#, "body.a: recorded [1], sent [1,2]"),
        ("/api/leads", "{}", "/api/leads", #"{"a.b":1}"#, #"body["a.b"]: recorded nothing, sent 1"#),
        ("/api/leads", "{}", "/api/leads", "", #"body: recorded "JSON", sent "no body""#),
        ("/api/leads/1", "", "/api/leads/2", "", #"the path: recorded "/api/leads/1", sent "/api/leads/2""#),
        (
            "/api/login", #"{"password":"a"}"#, "/api/login", #"{"password":"b"}"#,
            "body.password: the values are not shown"
        ),
    ])
    func `does not mean the same, and why`(
        _ recorded: String, _ old: String, _ sent: String, _ new: String, _ reason: String
    ) {
        let target = open([entry(1, "POST", recorded, old)]).target
        let path = sent.prefix { $0 != "?" }
        #expect(
            answer(target, request("POST", sent, new))
                == "no entry of 'case.har' answers POST \(path); 1 entry is near: #1 differs in \(reason)")
    }

    @Test func `forms are the same by their fields, multipart whatever the boundary`() {
        let form = "application/x-www-form-urlencoded"
        let one = "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x--\r\n"
        let other = "--yy\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--yy--\r\n"
        let target = open([
            entry(1, "POST", "/api/x", "a=1&b=%20", type: form),
            entry(2, "POST", "/api/x", one, type: "multipart/form-data; boundary=x"),
        ]).target
        #expect(answer(target, request("POST", "/api/x", other, type: "multipart/form-data; boundary=yy")) == "2")
        #expect(answer(target, request("POST", "/api/x", "b=+&a=1", type: form)) == "1")
    }

    @Test func `the origin does not matter, nor what stands before the API's base path`() {
        let entries = [
            entry(1, "GET", "/staging/v7/leads/1", origin: "https://other.test"), entry(2, "GET", "/api/leads/1"),
        ]
        let target = open(entries).target
        #expect(answer(target, request("GET", "/api/leads/1", origin: "http://localhost:1")) == "1")
        #expect(answer(target, request("GET", "/api/leads/1")) == "2")
        #expect(
            answer(open([entry(1, "GET", "/api/leads/11")]).target, request("GET", "/api/leads/1")).hasPrefix(
                "no entry"))
    }

    @Test func `another key is another request, where keys are known`() {
        let entries = [
            entry(1, "GET", "/api/leads", label: "row", key: "full"),
            entry(2, "GET", "/api/leads", label: "row", key: "read-only"), entry(3, "GET", "/api/leads", label: "row"),
        ]
        let target = open(entries).target
        #expect(answer(target, request("GET", "/api/leads", key: "read-only")) == "2")
        #expect(answer(target, request("GET", "/api/leads")) == "3")
        #expect(
            answer(target, request("GET", "/api/leads", key: "read-only")).hasSuffix(
                #"#2 has answered before; #1 differs in the key: recorded "full", sent "read-only"; "#
                    + #"#3 has answered before and differs in the key: recorded "none", sent "read-only""#))
        // Browsers leave the key out.
        #expect(answer(open([entry(1, "GET", "/api/leads")]).target, request("GET", "/api/leads", key: "full")) == "1")
    }

    // MARK: Order

    @Test func `equal requests are answered in their order, each once`() {
        let entries = [entry(1, "GET", "/api/a"), entry(2, "PATCH", "/api/a"), entry(3, "GET", "/api/a")]
        let (provider, target) = open(entries)
        #expect(answer(target, request("GET", "/api/a")) == "1")
        #expect(provider.unused == ["#2 PATCH /api/a", "#3 GET /api/a"])
        #expect(answer(target, request("GET", "/api/a")) == "3")
        #expect(
            answer(target, request("GET", "/api/a"))
                == "no entry of 'case.har' answers GET /api/a; 3 entries are near: #1 has answered before; "
                + #"#3 has answered before; #2 differs in method: recorded "PATCH", sent "GET""#)
        #expect(answer(target, request("GET", "/api/elsewhere/entirely/other")).hasSuffix(", and none comes near"))
    }

    @Test func `a row has its own entries, a later try those of the first, and others share all`() {
        let entries = [
            entry(1, "GET", "/api/a", label: "f 1 1"), entry(2, "GET", "/api/a", label: "f 2 1"),
            entry(3, "GET", "/api/a", label: "f 2 1"),
        ]
        let (provider, second) = open(entries, label: "f 2 1")
        let retry = provider.open(TargetSettings(clock: nil, seed: 0, label: "f 2 2"))
        let stranger = provider.open(TargetSettings(clock: nil, seed: 0, label: "g 1 1"))
        let sent = request("GET", "/api/a")
        #expect((1...3).map { _ in answer(second, sent).prefix(8) } == ["2", "3", "no entry"])
        #expect((1...2).map { _ in answer(retry, sent) } == ["2", "3"])
        #expect((1...4).map { _ in answer(stranger, sent).prefix(8) } == ["1", "2", "3", "no entry"])
    }

    @Test func `a row that was not recorded cannot run, a file that moved can`() {
        let entries = [
            entry(1, "GET", "/api/a", label: "old/f.yaml 1 1"), entry(2, "GET", "/api/a", label: "old/g.yaml 0 1"),
        ]
        let provider = open(entries).provider
        let reason = "the recording does not hold this row"
        #expect(provider.obstacle(forRow: "old/f.yaml 2 1") == reason)
        #expect(provider.obstacle(forRow: "old/h.yaml 0 1") == reason)
        #expect(provider.obstacle(forRow: "new/g.yaml 0 1") == nil)
        #expect(open(entries, lenient: true).provider.obstacle(forRow: "old/f.yaml 2 1") == nil)
        #expect(open([entry(1, "GET", "/api/a")]).provider.obstacle(forRow: "old/f.yaml 2 1") == nil)
        #expect(answer(open(entries, label: "new/g.yaml 0 1").target, request("GET", "/api/a")) == "2")
    }

    @Test func `a moment fits one that lies no farther than the recording lasted`() {
        func answered(_ moment: String) -> String {
            let entries = [
                entry(1, "POST", "/api/leads", #"{"due":"2026-03-02T09:00:00.050561Z"}"#),
                entry(4, "GET", "/api/leads"),
            ]
            return answer(open(entries).target, request("POST", "/api/leads", #"{"due":"\#(moment)"}"#))
        }
        #expect(answered("2026-03-02T09:00:00.038658Z") == "1")
        #expect(answered("2026-03-02T09:00:03Z") == "1")
        #expect(answered("2026-03-02T09:00:06Z").hasPrefix("no entry"))
    }

    @Test func `lenient answers again and takes the nearest`() {
        let entries = [
            entry(1, "POST", "/api/a", #"{"x":1,"y":1}"#), entry(2, "POST", "/api/a", #"{"x":2,"y":2}"#),
            entry(3, "GET", "/api/a"), entry(4, "GET", "/api/a"),
        ]
        let target = open(entries, lenient: true).target
        #expect(answer(target, request("POST", "/api/a", #"{"x":2,"y":9}"#)) == "2")
        #expect((1...3).map { _ in answer(target, request("GET", "/api/a")) } == ["3", "4", "4"])
        #expect(answer(target, request("GET", "/api/b")).hasPrefix("no entry"))
    }

    // MARK: Clock and keys

    @Test func `the clock begins with the row, moves, and is never behind the recording`() {
        let (provider, target) = open([
            entry(5, "GET", "/api/a", label: "row"), entry(9, "GET", "/api/b", label: "other"),
        ])
        #expect(target.now == Timestamp(microseconds: 5_000_000))
        #expect(
            provider.open(TargetSettings(clock: nil, seed: 0, label: "new")).now == Timestamp(microseconds: 5_000_000))
        let set = Timestamp(microseconds: 1_000_000)
        let late = provider.open(TargetSettings(clock: set, seed: 0, label: "row"))
        #expect(late.now == set)
        _ = late.perform(.advanceClock(.seconds(1)))
        #expect(late.now == Timestamp(microseconds: 2_000_000))
        let delivery = late.send(request("GET", "/api/a"))
        #expect(delivery.took == .milliseconds(5) && late.now == Timestamp(microseconds: 5_000_000))
        guard case .unsupported = late.perform(.reset) else {
            Issue.record("a recording was reset")
            return
        }
    }

    @Test func `the recording's own keys come first where they are others`() throws {
        let described = api.mock.keys.map(\.name)
        #expect(open([entry(1, "GET", "/", key: "read-only")]).provider.keyNames(for: api) == described)
        let (provider, target) = open([entry(1, "GET", "/", key: "dealer-7"), entry(2, "GET", "/", key: "dealer-7")])
        #expect(provider.keyNames(for: api) == ["dealer-7"] + described)
        let credential = try #require(target.credential(named: "dealer-7", for: api))
        #expect(credential.header?.value == api.credential.prefix + "<key dealer-7>")
        #expect(
            target.credential(named: "none", for: api)?.header == nil && target.credential(named: "x", for: api) == nil)
    }

    @Test func `with the time lens a date fits as it was and as it is now, and the answer has the same one`() throws {
        var created = entry(1, "POST", "/api/leads", #"{"at":"2026-02-28"}"#)
        created.sentAt = try Timestamp(parsing: "2026-02-27T22:00:00Z")
        created.result = .success(
            HTTPResponse(status: 200, body: Array(#"{"at":"2026-02-28","made":"2026-02-27T22:00:00.000Z"}"#.utf8)))
        var options = ReplayProvider.Options()
        options.lens = TimeLens(from: created.sentAt, to: try Timestamp(parsing: "2026-11-21T01:30:00Z"))
        func answered(_ date: String) -> String {
            let target = ReplayProvider(Recording([created]), name: "case.har", options: options).open(
                TargetSettings(clock: nil, seed: 0, label: "row"))
            #expect(target.now.text == "2026-11-21T22:00:00.000Z")
            return answer(target, request("POST", "/api/leads", #"{"at":"\#(date)"}"#))
        }
        #expect(answered("2026-11-22") == #"{"at":"2026-11-22","made":"2026-11-21T22:00:00.000Z"}"#)
        #expect(answered("2026-02-28") == #"{"at":"2026-02-28","made":"2026-11-21T22:00:00.000Z"}"#)
        #expect(answered("2026-02-27").hasPrefix("no entry"))
    }

    // MARK: Pseudonyms

    @Test func `a pseudonym stands for any value, and answers have the actual one`() {
        var created = entry(
            1, "POST", "/api/leads", #"{"email":"mia.weber@example.com","note":"call Mia Weber","n":4711}"#)
        created.result = .success(
            HTTPResponse(
                status: 201,
                fields: HTTPFields(["Location": "/api/leads?email=mia.weber%40example.com", "Content-Length": "9"]),
                body: Array(#"{"name":"Mia Weber","n":4711,"text":"Mia Weber, Mia Webers"}"#.utf8)))
        let found = entry(2, "GET", "/api/leads?where[email][equals]=mia.weber@example.com")
        let target = open([created, found, found], pseudonyms: ["mia.weber@example.com", "Mia Weber", "4711"]).target
        let delivery = target.send(
            request("POST", "/api/leads", #"{"email":"ada@lovelace.test","note":"call Ada","n":1815}"#))
        guard case .success(let response) = delivery.result else {
            Issue.record("no answer")
            return
        }
        #expect(String(decoding: response.body, as: UTF8.self) == #"{"name":"Ada","n":1815,"text":"Ada, Mia Webers"}"#)
        #expect(response.fields["location"] == "/api/leads?email=ada%40lovelace.test")
        #expect(response.fields["content-length"] == "48")
        #expect(answer(target, request("GET", "/api/leads?where[email][equals]=ada@lovelace.test")) == "2")
        // The same invented person is the same actual one.
        #expect(answer(target, request("GET", "/api/leads?where[email][equals]=else@where.test")).hasPrefix("no entry"))
    }

    @Test func `a pseudonym stands for no other type`() {
        let target = open([entry(1, "POST", "/api/leads", #"{"phone":"0411"}"#)], pseudonyms: ["0411"]).target
        #expect(answer(target, request("POST", "/api/leads", #"{"phone":412}"#)).hasPrefix("no entry"))
        #expect(answer(target, request("POST", "/api/leads", #"{"phone":null}"#)).hasPrefix("no entry"))
        #expect(answer(target, request("POST", "/api/leads", #"{"phone":"412"}"#)) == "1")
    }

    @Test func `what redaction left out fits anything`() {
        let file = "--x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.pdf\"\r\n\r\n"
        let type = "multipart/form-data; boundary=x"
        let target = open([
            entry(1, "POST", "/api/login", #"{"password":"<password 1>"}"#),
            entry(2, "POST", "/api/files", file + "<application/pdf, 607 bytes>\r\n--x--\r\n", type: type),
        ]).target
        #expect(answer(target, request("POST", "/api/login", #"{"password":"hunter2"}"#)) == "1")
        #expect(answer(target, request("POST", "/api/files", file + "%PDF-1.4\r\n--x--\r\n", type: type)) == "2")
    }

    // MARK: Odd entries

    @Test func `failures are replayed, and a body that was not kept is told`() {
        var lost = entry(1, "GET", "/api/a")
        lost.result = .failure(.noAnswer("net::ERR_ABORTED"))
        var dropped = entry(2, "GET", "/api/b")
        dropped.result = .success(HTTPResponse(status: 200))
        dropped.lacksBody = true
        let target = open([lost, dropped]).target
        #expect(answer(target, request("GET", "/api/a")) == "net::ERR_ABORTED")
        #expect(
            target.send(request("GET", "/api/b")).reasons == ["entry 2 of 'case.har' was recorded without its body"])
    }
}
