import LeadlineCore
import LeadlineRecordings
import Testing

/// What exporters leave out or write in their own way, one habit a test; and what no recording can be.
@Suite struct HARReaderTests {
    /// The only exchange of a log whose only entry is this.
    private func exchange(_ entry: String) throws -> RecordedExchange {
        let recording = try Recording(har: try JSON(parsing: #"{"log":{"version":"1.2","entries":[\#(entry)]}}"#))
        return try #require(recording.exchanges.first)
    }

    private func request(_ members: String) throws -> HTTPRequest {
        try exchange(#"{"request":{"method":"POST","url":"https://a.test/leads",\#(members)}}"#).request
    }

    @Test func `the least an entry can be`() throws {
        let exchange = try exchange(#"{"request":{"method":"GET","url":"https://a.test"}}"#)
        #expect(exchange.request == HTTPRequest(method: "GET", origin: "https://a.test", target: "/"))
        #expect(exchange.result == .failure(.noAnswer("the recording has no answer")))
        #expect(exchange.sentAt == Timestamp(microseconds: 0) && exchange.took == .zero && exchange.label.isEmpty)
    }

    // MARK: Requests

    @Test func `headers of HTTP/2 in the place of a request line are left out`() throws {
        let request = try request(
            #""headers":[{"name":":authority","value":"a.test"},{"name":"accept","value":"*/*"},{"name":":path","value":"/"}]"#
        )
        #expect(request.fields == HTTPFields(["accept": "*/*"]))
    }

    @Test func `several headers that are written as one`() throws {
        let entry = """
            {"request":{"method":"GET","url":"https://a.test/"},"response":{"status":200,
            "headers":[{"name":"set-cookie","value":"a=1; Path=/\\nb=2"}]}}
            """
        let response = try exchange(entry).result.get()
        #expect(response.fields.all.map(\.value) == ["a=1; Path=/", "b=2"])
    }

    @Test func `parameters that are not in the URL`() throws {
        let pairs = #""queryString":[{"name":"where[a]","value":"x y"},{"name":"b","value":""}]"#
        #expect(try request(pairs).target == "/leads?where%5Ba%5D=x%20y&b=")
        let both =
            #"{"request":{"method":"GET","url":"https://a.test/l?b=1","queryString":[{"name":"b","value":"1"}]}}"#
        #expect(try exchange(both).request.target == "/l?b=1")
    }

    @Test(arguments: [
        ("https://A.test:8443/x?y#z", "https://a.test:8443", "/x?y"),
        ("https://a.test/caf\u{E9} x", "https://a.test", "/caf%C3%A9%20x"),
        ("https://user@a.test/x", "https://user@a.test", "/x"), ("https://user@a.test?x", "https://user@a.test", "/?x"),
        ("data:text/plain,x", "", "data:text/plain,x"), ("wss://a.test/live", "wss://a.test", "/live"),
        ("wss://a.test", "wss://a.test", "/"), ("about:blank", "", "about:blank"),
    ])
    func `all that a browser calls a URL`(_ url: String, _ origin: String, _ target: String) throws {
        let request = try exchange(#"{"request":{"method":"GET","url":"\#(url)"}}"#).request
        #expect(request.origin == origin && request.target == target)
    }

    @Test func `a body of which only the fields were kept`() throws {
        let form = try request(
            #""postData":{"mimeType":"application/x-www-form-urlencoded","params":[{"name":"a b","value":"1&2"},{"name":"c"}]}"#
        )
        #expect(String(decoding: form.body, as: UTF8.self) == "a%20b=1%262&c=")
        #expect(form.fields["content-type"] == "application/x-www-form-urlencoded")
        let multipart = try request(
            """
            "postData":{"mimeType":"multipart/form-data; boundary=x","text":"","params":[{"name":"a","value":"1"},
            {"name":"f","fileName":"a.txt","contentType":"text/plain","value":"hi"}]}
            """)
        #expect(
            try Multipart.parse(multipart.body, boundary: "x") == [
                MultipartPart(name: "a", bytes: [0x31]),
                MultipartPart(name: "f", fileName: "a.txt", contentType: "text/plain", bytes: Array("hi".utf8)),
            ])
    }

    @Test(arguments: ["encoding", "_encoding"])
    func `a body in base64`(_ member: String) throws {
        let request = try request(#""postData":{"mimeType":"image/png","text":"iVBORw==","\#(member)":"base64"}"#)
        #expect(request.body == [0x89, 0x50, 0x4E, 0x47])
    }

    @Test func `a request without postData, or with an empty one, has no body`() throws {
        #expect(try request(#""bodySize":0"#).body.isEmpty)
        #expect(try request(#""postData":{"mimeType":"application/json"}"#).body.isEmpty)
        #expect(try request(#""postData":null"#).body.isEmpty)
    }

    /// Firefox does so with what is uploaded.
    @Test func `a form with its headers in front`() throws {
        let text = #"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 49\r\n\r\n--x\r\n--x--\r\n"#
        let request = try request(#""postData":{"mimeType":"","params":[],"text":"\#(text)"}"#)
        #expect(String(decoding: request.body, as: UTF8.self) == "--x\r\n--x--\r\n")
    }

    // MARK: Answers

    /// Chrome's names of errors; nothing was sent where there was no connection.
    @Test(arguments: [
        ("net::ERR_ABORTED", false), ("net::ERR_FAILED", false), ("net::ERR_CONNECTION_REFUSED", true),
        ("net::ERR_NAME_NOT_RESOLVED", true), ("net::ERR_CERT_DATE_INVALID", true),
        ("net::ERR_BLOCKED_BY_CLIENT", true), ("net::ERR_CONNECTION_RESET", false),
    ])
    func `an entry without an answer`(_ error: String, _ isUnsent: Bool) throws {
        let result = try exchange(
            #"{"request":{"method":"GET","url":"https://a.test/"},"response":{"status":0,"_error":"\#(error)"}}"#
        ).result
        #expect(result == .failure(isUnsent ? .unreachable(error) : .noAnswer(error)))
    }

    @Test func `an answer that broke off is none`() throws {
        let entry = """
            {"request":{"method":"GET","url":"https://a.test/"},
            "response":{"status":200,"_error":"net::ERR_CONTENT_LENGTH_MISMATCH","content":{"size":3,"text":"abc"}}}
            """
        #expect(try exchange(entry).result == .failure(.noAnswer("net::ERR_CONTENT_LENGTH_MISMATCH")))
    }

    @Test func `a body that was dropped is told from an empty one`() throws {
        func lacksBody(_ content: String) throws -> Bool {
            try exchange(
                #"{"request":{"method":"GET","url":"https://a.test/"},"response":{"status":200,"content":\#(content)}}"#
            ).lacksBody
        }
        #expect(try lacksBody(#"{"size":812,"mimeType":"application/json"}"#))
        #expect(try !lacksBody(#"{"size":0,"mimeType":"x-unknown"}"#))
        #expect(try !lacksBody(#"{"size":2,"text":"{}"}"#))
        // Firefox writes -1 where there was nothing to keep.
        let deleted = """
            {"request":{"method":"DELETE","url":"https://a.test/"},"response":{"status":204,"content":{"size":-1}}}
            """
        #expect(try !exchange(deleted).lacksBody)
    }

    // MARK: Times

    @Test func `the time is from the first byte sent to the last received`() throws {
        let entry = """
            {"startedDateTime":"2026-03-02T09:00:00.123+11:00","time":93.25,"request":{"method":"GET","url":"https://a.test/"},
            "response":{"status":200,"httpVersion":"h2"},"serverIPAddress":"192.0.2.7",
            "timings":{"blocked":40,"dns":1.5,"connect":20,"ssl":12.25,"send":0.25,"wait":30,"receive":1.5,"_blocked_queueing":2}}
            """
        let exchange = try exchange(entry)
        #expect(exchange.took == .microseconds(31_750))
        #expect(exchange.sentAt.text == "2026-03-01T22:00:00.123Z")
        var timings = Timings()
        timings.name = .microseconds(1500)
        timings.connect = .microseconds(7750)
        timings.tls = .microseconds(12_250)
        timings.send = .microseconds(250)
        timings.wait = .milliseconds(30)
        timings.receive = .microseconds(1500)
        #expect(exchange.wire == WireReport(version: "HTTP/2", timings: timings, address: "192.0.2.7"))
    }

    @Test func `phases that were not measured`() throws {
        let entry =
            #"{"time":12,"request":{"method":"GET","url":"https://a.test/"},"timings":{"send":-1,"wait":-1,"receive":-1}}"#
        #expect(try exchange(entry).took == .milliseconds(12))
    }

    @Test func `a moment that is left out is that of the entry before`() throws {
        let recording = try Recording(
            har: try JSON(
                parsing: """
                    {"log":{"entries":[
                    {"startedDateTime":"2026-03-02 09:00:00Z","request":{"method":"GET","url":"https://a.test/"}},
                    {"startedDateTime":null,"request":{"method":"GET","url":"https://a.test/"}}]}}
                    """))
        #expect(recording.exchanges.map(\.sentAt.text) == Array(repeating: "2026-03-02T09:00:00.000Z", count: 2))
    }

    @Test func `a byte order mark`() throws {
        let bytes = [0xEF, 0xBB, 0xBF] + Array(#"{"log":{"entries":[]}}"#.utf8)
        #expect(try Recording(har: try JSON(parsingFile: bytes)).exchanges.isEmpty)
    }

    // MARK: Mistakes

    @Test(arguments: [
        ("[]", "'log': an object expected, found nothing"),
        (#"{"log":{}}"#, "'log.entries': a list expected, found nothing"),
        (#"{"log":{"version":"2.0","entries":[]}}"#, "'log.version': '1.2' expected, found '2.0'"),
        (#"{"log":{"entries":[7]}}"#, "entry 1, 'request': an object expected, found nothing"),
        (
            #"{"log":{"entries":[{"request":{"method":"GET","url":"https://a.test/"}},{"request":{"method":"GET","url":4}}]}}"#,
            "entry 2, 'request.url': a text expected, found a number"
        ),
        (
            #"{"log":{"entries":[{"request":{"method":"","url":"https://a.test/"}}]}}"#,
            "entry 1, 'request.method': a method expected"
        ),
        (
            #"{"log":{"entries":[{"request":{"method":"GET","url":"https://a.test/","headers":[{"name":"a"},{}]}}]}}"#,
            "entry 1, 'request.headers[1].name': a text expected, found nothing"
        ),
        (
            #"{"log":{"entries":[{"startedDateTime":"yesterday","request":{"method":"GET","url":"https://a.test/"}}]}}"#,
            "entry 1, 'startedDateTime': a year of four digits expected, found 'yesterday', in 'yesterday'"
        ),
        (
            #"{"log":{"entries":[{"request":{"method":"GET","url":"https://a.test/"},"response":{"status":"200"}}]}}"#,
            "entry 1, 'response.status': a whole number expected, found a text"
        ),
        (
            #"{"log":{"entries":[{"request":{"method":"GET","url":"https://a.test/"},"response":{"status":20}}]}}"#,
            "entry 1, 'response.status': a status from 100 to 999 expected, found 20"
        ),
        (
            #"{"log":{"entries":[{"request":{"method":"GET","url":"https://a.test/"},"response":{"status":200,"content":{"text":"?","encoding":"base64"}}}]}}"#,
            "entry 1, 'response.content.text': this is not base64"
        ),
        (
            #"{"log":{"entries":[{"time":1e300,"request":{"method":"GET","url":"https://a.test/"}}]}}"#,
            "entry 1, 'time': a time below a month expected, found a number"
        ),
    ])
    func `a message names the entry and the member`(_ text: String, _ message: String) throws {
        let error = try #require(throws: HARError.self) { _ = try Recording(har: try JSON(parsing: text)) }
        #expect(error.message == message)
    }
}
