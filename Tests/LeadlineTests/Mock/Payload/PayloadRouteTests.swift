import LeadlineCore
import Testing

@testable import LeadlineMock

/// Which requests are answered at all, and in which order they are checked.
struct PayloadRouteTests {
    private static let id = "65a000000000000000000001"

    private func bench(_ profile: PayloadProfile, hidden: Set<String> = []) -> WritingBench {
        var bench = WritingBench([PayloadField("title", .text)], profile, hidden: hidden) { $0.isAuth = true }
        bench.seed(["id": .string(Self.id), "title": "a"])
        return bench
    }

    @Test(arguments: [
        ("GET", "things", 200, 200), ("GET", "things/", 200, 200), ("GET", "Things", 404, 404),
        ("GET", "things/\(id)", 200, 200), ("GET", "things/\(id)/more", 404, 404), ("GET", "things/bad", 404, 404),
        ("GET", "things/count", 200, 200), ("HEAD", "things", 404, 200), ("OPTIONS", "things", 200, 200),
        ("PUT", "things/\(id)", 404, 200), ("PUT", "things", 404, 404), ("POST", "things/\(id)", 404, 404),
        ("DELETE", "things/\(id)", 200, 200), ("GET", "things/me", 200, 200), ("POST", "things/login", 401, 401),
        ("PATCH", "things", 400, 400), ("DELETE", "things?where=", 400, 400), ("DELETE", "things?where[]=", 200, 200),
    ])
    func routes(_ method: String, _ target: String, _ inV3: Int, _ inV2: Int) {
        let body: JSON? = ["PUT", "PATCH", "POST"].contains(method) ? [:] : nil
        var (v3, v2) = (bench(.v3), bench(.v2))
        #expect(v3.send(method, target, body).status == inV3)
        #expect(v2.send(method, target, body).status == inV2)
    }

    @Test func unknownRoutes() {
        var bench = bench(.v3)
        #expect(bench.send("GET", "nope").body == ["message": "Route not found \"/api/nope\""])
        let request = HTTPRequest(method: "GET", origin: "", target: "/api/nope")
        var state = bench.state
        let server = self.bench(.v2).server
        let response = server.respond(to: request, path: ["nope"], state: &state, now: bench.now).response
        #expect(response.fields["Content-Type"] == "text/html; charset=utf-8")
        #expect(String(decoding: response.body, as: UTF8.self).contains("<pre>Cannot GET /api/nope</pre>"))
    }

    @Test func accessIsAskedBeforePathsAndBehindTheWhere() {
        var bench = bench(.v3, hidden: ["things"])
        #expect(bench.send("GET", "things?where[nope][equals]=a").status == 403)
        #expect(bench.send("GET", "things?where={bad").status == 500)
        #expect(bench.send("GET", "things/\(Self.id)").status == 403)
        #expect(bench.send("PATCH", "things", [:]).status == 400)
        #expect(bench.send("PATCH", "things?where[nope][equals]=a", [:]).status == 403)
    }

    /// A filter of the server hides every document.
    @Test func hiddenDocuments() {
        struct Access: PayloadAccessControl {
            func access(_ fields: HTTPFields, to permission: PayloadPermission, in slug: String) -> PayloadAccess {
                .nothing
            }
        }
        var bench = bench(.v3)
        let server = PayloadServer(
            name: "test", collections: [PayloadCollection("things", fields: [])], access: Access())
        func send(_ method: String, _ target: String) -> (status: Int, body: JSON?) {
            var request = HTTPRequest(method: method, origin: "", target: "/api/\(target)", body: Array("{}".utf8))
            request.fields["Content-Type"] = "application/json"
            let path = request.path.split(separator: "/").dropFirst().map(String.init)
            let response = server.respond(to: request, path: path, state: &bench.state, now: bench.now).response
            return (response.status, try? JSON(parsing: response.body))
        }
        #expect(send("GET", "things").body?["totalDocs"] == 0)
        #expect(send("GET", "things/count").body == ["totalDocs": 0])
        #expect(send("GET", "things/\(Self.id)").status == 404)
        #expect(send("PATCH", "things/\(Self.id)").status == 403)
        #expect(send("DELETE", "things/\(Self.id)").status == 403)
        #expect(send("PATCH", "things?where[id][exists]=false").body?["message"] == "Updated 0 Things successfully.")
    }

    @Test func anyMethodIsOverriddenIn2x() {
        var request = HTTPRequest(method: "POST", origin: "", target: "/api/things/\(Self.id)")
        request.fields["X-HTTP-Method-Override"] = "delete, x"
        for (profile, status) in [(PayloadProfile.v2, 200), (.v3, 404)] {
            var bench = bench(profile)
            let response = bench.server.respond(
                to: request, path: ["things", Self.id], state: &bench.state, now: bench.now)
            #expect(response.response.status == status)
        }
    }
}
