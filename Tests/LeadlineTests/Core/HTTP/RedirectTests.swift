import LeadlineCore
import Testing

/// The rules of RFC 9110 15.4, and what browsers and curl make of 301 and 302.
@Suite struct RedirectTests {
    private static func request(_ method: String) -> HTTPRequest {
        HTTPRequest(
            method: method, origin: "https://api.example", target: "/start",
            fields: HTTPFields([
                "Authorization": "Bearer k", "X-Key": "k", "Cookie": "a=b", "Host": "other.example",
                "Accept": "application/json", "Content-Type": "text/plain", "Transfer-Encoding": "chunked",
            ]), body: Array("text".utf8))
    }

    private static func next(_ method: String, _ status: Int, _ url: String) throws -> HTTPRequest {
        try Redirect.next(request(method), status: status, to: URLParts(parsing: url))
    }

    @Test func `only what leads elsewhere is followed`() {
        #expect((300...399).filter(Redirect.isRedirect) == [301, 302, 303, 307, 308])
        #expect(!Redirect.isRedirect(200))
    }

    @Test(arguments: [
        (301, "POST", "GET"), (302, "POST", "GET"), (303, "POST", "GET"), (307, "POST", "POST"), (308, "POST", "POST"),
        (301, "PUT", "PUT"), (302, "PATCH", "PATCH"), (303, "PUT", "GET"), (303, "DELETE", "GET"),
        (303, "HEAD", "HEAD"), (302, "HEAD", "HEAD"), (308, "DELETE", "DELETE"),
    ]) func `the method that follows`(_ status: Int, _ before: String, _ after: String) throws {
        let next = try Self.next(before, status, "https://api.example/next?x=1")
        #expect(next.method == after)
        #expect(next.target == "/next?x=1")
        let keepsBody = before == after
        #expect(next.body.isEmpty != keepsBody)
        #expect((next.fields["content-type"] != nil) == keepsBody)
        #expect((next.fields["transfer-encoding"] != nil) == keepsBody)
        #expect(
            next.fields["authorization"] == "Bearer k" && next.fields["x-key"] == "k" && next.fields["cookie"] == "a=b")
    }

    @Test(arguments: [
        "http://api.example/", "https://api.example:8443/", "https://www.api.example/", "https://example/",
        "https://api.example.evil.example/",
    ]) func `another origin gets no field that can hold a secret`(_ url: String) throws {
        let next = try Self.next("POST", 307, url)
        #expect(next.fields.all.map(\.name) == ["Accept", "Content-Type"])
        #expect(next.body == Array("text".utf8))
    }

    @Test(arguments: ["https://api.example/", "https://API.example:443/", "https://api.example:/"])
    func `the same origin may be written in several ways`(_ url: String) throws {
        #expect(try Self.next("GET", 302, url).fields["authorization"] == "Bearer k")
    }
}
