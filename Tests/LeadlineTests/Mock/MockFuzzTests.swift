import LeadlineAPI
import LeadlineCore
import LeadlineMock
import TestSupport
import Testing

@Suite("Whatever is sent, the mock answers")
struct MockFuzzTests {
    let client: MockClient

    init() throws { client = try .dealerStudio() }

    private func check(_ request: HTTPRequest, _ universe: inout Universe) throws {
        let response = try universe.send(request).result.get()
        #expect((200..<500).contains(response.status))
        #expect(response.fields["Date"] != nil)
    }

    @Test func damagedBodies() throws {
        var universe = client.target.universe
        let json = #"{"lead":{"name":"Ada","tags":["a",null],"fields":{"a":{"b":[1,2.5e3]}},"email":"a@b.c"}}"#
        let parts = ["lead[name]", "lead[tags][]", "lead[fields][0][x]"].map { MultipartPart(name: $0, bytes: [65]) }
        let form = String(decoding: Multipart.encode(parts, boundary: "b"), as: UTF8.self)
        let types = [
            "application/json", "multipart/form-data; boundary=b", "application/x-www-form-urlencoded", "\u{0}",
        ]
        for (index, body) in mutations(of: [json, form], count: 3000, seed: 7).enumerated() {
            var call = Call(try client.operation(index.isMultiple(of: 2) ? "leads.create" : "leads.update"), id: "1")
            call.document = ["name": "x"]
            var request = try client.request(call)
            request.fields["Content-Type"] = types[index % types.count]
            request.body = body
            try check(request, &universe)
        }
    }

    @Test func damagedRequestLinesAndFields() throws {
        var universe = client.target.universe
        let targets = mutations(
            of: ["/api/v1/leads/1?where[a][equals]=1&limit=-1", "/api/v1/leads/%E4%F6", "/%2e%2e/a?%"], count: 2000,
            seed: 3)
        for (index, target) in targets.enumerated() {
            var request = try client.request(Call(try client.operation("leads.update"), id: "1", document: ["a": 1]))
            request.method = ["PUT", "GET", "", "\u{1F600}", "put"][index % 5]
            request.target = String(decoding: target, as: UTF8.self)
            request.fields.append("Authorization", request.target)
            request.fields.append("Content-Type", "application/json; charset")
            try check(request, &universe)
        }
    }

    @Test func deepBodies() throws {
        var universe = client.target.universe
        for depth in [10, 500, 5000] {
            let open = String(repeating: #"{"lead":"#, count: depth)
            var request = try client.request(Call(try client.operation("leads.create"), document: ["a": 1]))
            request.body = Array((open + "1" + String(repeating: "}", count: depth)).utf8)
            try check(request, &universe)
        }
    }
}
