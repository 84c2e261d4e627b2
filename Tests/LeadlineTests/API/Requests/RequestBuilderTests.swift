import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import Testing

@Suite("Requests of calls")
struct RequestBuilderTests {
    let api: API
    let builder = RequestBuilder(
        base: BaseURL(origin: "https://mock.test", path: ""), userAgent: "leadline/9", runID: "run00001")

    init() throws { api = try #require(try APICatalog.api(named: "dealerstudio")) }

    private func call(_ name: String, id: String? = nil, _ document: JSON? = nil) throws -> Call {
        Call(try #require(api.operations.first { $0.name == name }), id: id, document: document?.object)
    }

    private func text(_ request: HTTPRequest) -> String { String(decoding: request.body, as: UTF8.self) }

    @Test func aDocumentIsSentInItsEnvelopeAsWritten() throws {
        let document = try JSON(parsing: #"{"phone":"0412","page_id":1.0,"n":12345678901234567890123,"a":null}"#)
        let request = try builder.request(try call("leads.create", document), of: api)
        #expect(request.method == "POST")
        #expect(request.url == "https://mock.test/api/v1/leads")
        #expect(text(request) == #"{"lead":{"phone":"0412","page_id":1.0,"n":12345678901234567890123,"a":null}}"#)
        #expect(request.fields["Content-Type"] == "application/json")
        #expect(request.fields["Accept"] == "application/json")
        #expect(request.fields["User-Agent"] == "leadline/9")
        #expect(request.fields["Authorization"] == nil)
    }

    @Test(arguments: [("12", "12"), ("a/b c", "a%2Fb%20c"), ("../x", "..%2Fx"), ("é?", "%C3%A9%3F"), ("", "")])
    func anIDIsEncoded(_ id: String, _ segment: String) throws {
        let request = try builder.request(try call("leads.update", id: id, ["a": 1]), of: api)
        #expect(request.target == "/api/v1/leads/\(segment)")
    }

    @Test func theUsersFieldsReplaceOurs() throws {
        var call = try call("leads.create", ["a": 1])
        call.credential = Credential(name: "full", header: HTTPFields(["Authorization": "Bearer k"]).all.first)
        #expect(try builder.request(call, of: api).fields["authorization"] == "Bearer k")
        call.fields = HTTPFields(["authorization": "mine", "Content-Type": "text/x", "X-A": "1", "X-A": "2"])
        let fields = try builder.request(call, of: api).fields
        #expect(fields["Authorization"] == "mine")
        #expect(fields["Content-Type"] == "text/x")
        #expect(fields["X-A"] == "1, 2")
    }

    @Test func aQueryIsEncoded() throws {
        var call = try call("leads.create")
        call.query = [QueryPair("a[b]", "x y&z"), QueryPair("c", "")]
        call.filter = .and([.test(FilterTest(field: "n", operation: "equals", operand: 5))])
        #expect(try builder.request(call, of: api).query == "n=5&a%5Bb%5D=x%20y%26z&c=")
        for refused in [Filter.or([]), .test(FilterTest(field: "n", operation: "like", operand: "x"))] {
            call.filter = refused
            #expect(throws: UnsupportedFilter.self) { try builder.request(call, of: api) }
        }
    }

    @Test func filesMakeAForm() throws {
        let path: [PathKey] = [.name("lead_files_attributes"), .index(0), .name("file")]
        let file = AttachedFile(path: path, name: "cv.pdf", mediaType: "application/pdf", bytes: Array("%PDF".utf8))
        var call = try call(
            "leads.create",
            [
                "name": "Ada", "golden": true, "message": .null, "tags": ["a", "b"], "none": [],
                "address_attributes": ["postcode": 3000],
                "lead_files_attributes": [["file_type": "resume", "file": file.summary]],
            ])
        call.files = [file]
        #expect(file.summary == ["name": "cv.pdf", "type": "application/pdf", "size": 4])
        let request = try builder.request(call, of: api)
        let boundary = try #require(MediaType(parsing: request.fields["Content-Type"] ?? "")?["boundary"])
        let parts = try Multipart.parse(request.body, boundary: boundary)
        #expect(
            parts.map { "\($0.name)=\(String(decoding: $0.bytes, as: UTF8.self))" } == [
                "lead[name]=Ada", "lead[golden]=true", "lead[message]=", "lead[tags][]=a", "lead[tags][]=b",
                "lead[none][]=", "lead[address_attributes][postcode]=3000",
                "lead[lead_files_attributes][0][file_type]=resume", "lead[lead_files_attributes][0][file]=%PDF",
            ])
        #expect(parts.last?.fileName == "cv.pdf")
        #expect(parts.last?.contentType == "application/pdf")
        #expect(try builder.request(call, of: api) == request)
        var other = builder
        other.runID = "run00002"
        #expect(try other.request(call, of: api).body != request.body)
    }

    @Test func rawRequestsAreSentAsWritten() throws {
        let path = try builder.request(RawCall(method: "QUERY", url: "a/b?c=%20", body: .json(["a": 1])))
        #expect(path.url == "https://mock.test/a/b?c=%20")
        #expect(path.method == "QUERY")
        #expect(text(path) == #"{"a":1}"#)
        let url = try builder.request(RawCall(method: "POST", url: "http://h:81/x?u=http://y#f", body: .text("hi")))
        #expect(url.url == "http://h:81/x?u=http://y")
        #expect(url.fields["Content-Type"] == "text/plain; charset=utf-8")
        let form = try builder.request(RawCall(method: "POST", url: "/f", body: .form(["a": ["b": "c d"]], [])))
        #expect(text(form) == "a%5Bb%5D=c%20d")
        #expect(form.fields["Content-Type"] == "application/x-www-form-urlencoded")
        #expect(throws: TextSyntaxError.self) { try builder.request(RawCall(method: "GET", url: "http://")) }
        #expect(throws: TextSyntaxError.self) { try builder.request(RawCall(method: "GET", url: "/a b")) }
    }
}
