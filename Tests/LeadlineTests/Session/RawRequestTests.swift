import LeadlineAPI
import LeadlineCore
import LeadlineSession
import Testing

/// `curl` and `request`: sent as written.
@Suite struct RawRequestTests {
    /// A curl command behind its program's name, and the request that goes out. `HOST` is the API's.
    @Test(arguments: [
        ("HOST/api/v1/leads/1", "GET /api/v1/leads/1"),
        ("--url HOST/x -X PUT", "PUT /x"), ("-XDELETE HOST/x", "DELETE /x"), ("--request=PATCH HOST/x", "PATCH /x"),
        ("-I HOST/x", "HEAD /x"),
        // Headers, in their order and as written.
        ("HOST/x -H 'X-A: 1' --header \"X-B:2\"", "GET /x | X-A: 1 | X-B: 2"),
        ("HOST/x -A me -e there -b a=b", "GET /x | User-Agent: me | Referer: there | Cookie: a=b"),
        // Data makes a form and a POST, unless it says otherwise.
        ("HOST/x -d a=1 -d b=2", "POST /x | Content-Type: application/x-www-form-urlencoded | a=1&b=2"),
        ("HOST/x -d '{}' -H 'Content-Type: application/json'", "POST /x | Content-Type: application/json | {}"),
        (
            "HOST/x --json '{\"a\": 1}' -X PUT",
            "PUT /x | Content-Type: application/json | Accept: application/json | {\"a\": 1}"
        ),
        (
            "HOST/x --data-urlencode 'a=b c&d' --data-urlencode '=x y'",
            "POST /x | Content-Type: application/x-www-form-urlencoded | a=b%20c%26d&x%20y"
        ),
        ("-G HOST/x -d a=1 --data-urlencode 'b=c d'", "GET /x?a=1&b=c%20d"),
        ("-G 'HOST/x?a=1' -d b=2", "GET /x?a=1&b=2"),
        ("HOST/x --data-raw @file", "POST /x | Content-Type: application/x-www-form-urlencoded | @file"),
        // The shell's quotes.
        (
            #"HOST/x -d 'it'\''s' -d "a \"b\" \$c" -d $'\x41\n'"#,
            "POST /x | Content-Type: application/x-www-form-urlencoded | it's&a \"b\" $c&A\n"
        ),
        ("HOST/x -H 'X-A: {{literal}}'", "GET /x | X-A: {{literal}}"),
        // What says only how curl behaves.
        ("-sS -k --compressed -o /dev/null --max-time 5 -L HOST/x", "GET /x"),
    ]) func `a curl command is sent as curl would send it`(words: String, request: String) throws {
        let bench = try SessionBench()
        let host = try #require(try bench.session.resources.catalog.all().first).origin
        let sent = bench.request("curl \(words.replacing("HOST", with: host))")
        #expect(sent == request)
    }

    @Test(arguments: [
        ("-H 'Authorization: Bearer <api-key>'", "found"), ("-H 'Authorization: <api-key>'", "found"),
        ("-H 'Authorization: Bearer mock-read-only-key'", "found"),
        ("-H 'Authorization: Bearer nonsense'", "unauthenticated"),
        ("", "unauthenticated"),
    ]) func `a curl command has the key that it names`(header: String, outcome: String) throws {
        let bench = try SessionBench()
        let host = try #require(try bench.session.resources.catalog.all().first).origin
        try bench.perform("curl \(host)/api/v1/apikeys/apikey_details.json \(header)")
        #expect(bench.session.answer?.outcome == outcome)
    }

    @Test(arguments: [
        (
            "curl https://example.com/x",
            "unknown-api: 'https://example.com' is no host of a known API "
                + "(a curl command names its API by the host: https://dashboard.dealerstudio.com.au, https://commerce.driv.ly)"
        ),
        ("curl -X GET", "syntax: the curl command has no URL (add --url URL)"),
        ("curl https://x.test -H", "syntax: the curl option '-H' needs a value"),
        (
            "curl https://x.test --config p",
            "unknown-option: the curl option '--config' is not understood here "
                + "(write its options into the command)"
        ),
        (
            "curl https://x.test -d @file.json",
            "unknown-file: cannot read 'file.json': no such file or directory (did you mean 'list.json'?)"
        ),
    ]) func `what a curl command cannot be`(command: String, mistake: String) throws {
        let bench = try SessionBench()
        #expect(bench.mistake(command) == mistake)
        #expect(bench.session.requestCount == 0)
    }

    @Test(arguments: [
        (
            "request GET /api/v1/leads/1",
            "GET /api/v1/leads/1 | Accept: application/json | Authorization: Bearer <key full>"
        ),
        ("request GET /x as none", "GET /x | Accept: application/json"),
        ("request PATCH /x?a=b header X-A=1 as none", "PATCH /x?a=b | Accept: application/json | X-A: 1"),
        (
            "request POST /x as none json {\"a\": 1.0}",
            "POST /x | Content-Type: application/json | Accept: application/json | {\"a\":1.0}"
        ),
        (
            "request POST /x as none json [1]",
            "POST /x | Content-Type: application/json | Accept: application/json | [1]"
        ),
        (
            "let x=5; request POST /x/{{x}} as none body \"a {{x}}\"",
            "POST /x/5 | Content-Type: text/plain; charset=utf-8 | Accept: application/json | a 5"
        ),
    ]) func `a raw request is sent as written`(command: String, request: String) throws {
        let sent = try SessionBench().request(command)
        #expect(sent == request)
    }

    @Test func `a raw request answers with its body as the document`() throws {
        let bench = try SessionBench()
        try bench.perform("request GET /api/v1/apikeys/apikey_details.json -> key")
        #expect(bench.session.answer?.outcome == "found")
        #expect(bench.document("update leads/1 set name={{key.permissions[0]}}") == #"{"name":"create:lead"}"#)
    }

    @Test(arguments: [
        (
            "request GET https://example.com/x",
            "unknown-api: 'https://example.com' is no host of a known API, and the mock answers for no other "
                + "(write a path, or one of the hosts https://dashboard.dealerstudio.com.au, https://commerce.driv.ly)"
        ),
        ("request GET leads", "wrong-value: 'leads' is neither a path nor a URL: "),
    ]) func `what a raw request cannot be`(command: String, mistake: String) throws {
        #expect(try SessionBench().mistake(command).hasPrefix(mistake))
    }
}
