import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineMock
import Testing

@Suite("Requests that are of no operation, and bodies of all kinds")
struct MockProtocolTests {
    let client: MockClient

    init() throws { client = try .dealerStudio() }

    private func send(
        _ method: String, _ target: String, type: String? = "application/json",
        body: String = #"{"lead": {"name": "x"}}"#
    ) throws -> HTTPResponse {
        var request = HTTPRequest(method: method, origin: client.target.base(for: client.api).origin, target: target)
        request.fields["Authorization"] = "Bearer mock-full-key"
        request.fields["Content-Type"] = type
        request.body = Array(body.utf8)
        return try client.target.send(request).result.get()
    }

    @Test func anUnknownPathIsNotFound() throws {
        let response = try send("POST", "/api/v1/cars")
        #expect(response.status == 404)
        #expect(String(decoding: response.body, as: UTF8.self).hasPrefix(#"{"message":"#))
    }

    @Test func aWrongMethodNamesTheRightOnes() throws {
        let response = try send("GET", "/api/v1/leads/1")
        #expect(response.status == 405)
        #expect(response.fields["Allow"] == "PUT")
    }

    @Test(arguments: ["/api/v1/leads", "/api/v1/leads/", "/api/v1/%6Ceads", "/api/v1/leads?x=1"])
    func pathsAreReadTolerantly(_ path: String) throws {
        #expect(try send("POST", path).status == 422)
    }

    @Test(arguments: ["", "api/v1/leads", "/api/v1//leads", "//api/v1/leads", "/API/v1/leads", "*"])
    func otherPathsAreUnknown(_ path: String) throws { #expect(try send("POST", path).status == 404) }

    @Test(
        arguments: [
            ("text/plain", "x", 415), ("application/xml", "<lead/>", 415), (nil, "x", 415), (nil, "", 400),
            ("application/json", "{", 400), ("application/json", #"{"lead":{},"lead":{}}"#, 400),
            ("application/json", "", 400), ("application/json", #"{"name":"x"}"#, 400), ("application/json", "[]", 400),
            ("application/json", #"{"lead":7}"#, 400), ("application/json", #"{"lead":{}}"#, 400),
            ("application/vnd.api+json", #"{"lead":{"name":"x"}}"#, 422), ("multipart/form-data", "x", 400),
            ("multipart/form-data; boundary=b", "--c", 400), ("nonsense", "x", 415),
        ] as [(String?, String, Int)])
    func bodiesAreReadOrRefused(_ type: String?, _ body: String, _ status: Int) throws {
        #expect(try send("POST", "/api/v1/leads", type: type, body: body).status == status)
    }

    @Test func aMissingEnvelopeIsToldAsRailsDoes() throws {
        let response = try send("POST", "/api/v1/leads", body: "{}")
        let text = String(decoding: response.body, as: UTF8.self)
        #expect(text == #"{"message":"param is missing or the value is empty: lead"}"#)
    }

    @Test func aFormIsReadBackAsItWasWritten() throws {
        var document = MockClient.enquiry
        document["golden"] = true
        document["page_id"] = 12
        document["tags"] = ["vip", "call back"]
        document["time_on_site_seconds"] = .null
        document["address_attributes"] = ["street": "1 \"High\" Street", "postcode": 3000]
        document["charge_breakdown"] = ["charges": [["name": "Tax", "amount": 15], ["name": "Fee", "amount": 2]]]
        let file = AttachedFile(
            path: [.name("lead_files_attributes"), .index(0), .name("file")], name: "cv.pdf",
            mediaType: "application/pdf", bytes: [0, 255, 13, 10])
        document["lead_files_attributes"] = [["file_type": "resume", "file": file.summary]]
        var call = Call(try client.operation("leads.create"), document: document)
        call.files = [file]
        let request = try client.request(call)
        #expect(request.fields["Content-Type"]?.hasPrefix("multipart/form-data; boundary=leadline-") == true)
        let answer = try client.send(call)
        #expect(answer.outcome == "created")
        var created = try #require(answer.document?.object)
        created["id"] = nil
        created["lead_cluster_id"] = nil
        #expect(created == document)
        // A file that stands in the store does not stand in the way of a change.
        #expect(try client.update("1", ["message": "x"]).outcome == "updated")
    }

    @Test func emptyListsAndOddNamesInForms() throws {
        func form(_ fields: [(String, String)]) throws -> HTTPResponse {
            let parts = fields.map { MultipartPart(name: $0.0, bytes: Array($0.1.utf8)) }
            let body = String(decoding: Multipart.encode(parts, boundary: "b"), as: UTF8.self)
            return try send("POST", "/api/v1/leads", type: "multipart/form-data; boundary=b", body: body)
        }
        #expect(try form([("lead", "text")]).status == 400)
        #expect(try form([("lead[a", "x"), ("lead]", "y"), ("[", "z"), ("", "")]).status == 400)
        #expect(try form([("lead[x]", "1"), ("lead[x][y]", "2"), ("lead[x]", "3")]).status == 422)
        #expect(try form([("lead" + String(repeating: "[a]", count: 100), "1")]).status == 400)
        let base = MockClient.enquiry.members.map { ("lead[\($0.name)]", $0.value.formText ?? "") }
        let response = try form(
            base + [("lead[tags][]", ""), ("lead[fields][a][][b]", "1"), ("lead[fields][a][][b]", "2")])
        #expect(response.status == 201)
        let document = try JSON(parsing: response.body)
        #expect(document["tags"] == [])
        #expect(document["fields"]?["a"] == [["b": "1"], ["b": "2"]])
    }
}
