import LeadlineCore
import LeadlineShell
import Synchronization
import TestSupport
import Testing

/// `leadline mock` and `leadline record --from` without a network: what comes in is given, what goes out is kept.
@Suite struct ServingTests {
    private let environment = ScriptedEnvironment(files: ["there.har": "{}"])
    private let servers = GivenServers()
    private let clients = GivenClients()

    private func run(_ words: String...) -> ExitCode {
        var environment = environment.environment(words)
        environment.servers = servers
        environment.clients = clients
        return Leadline.main(environment)
    }

    private func request(
        _ method: String, _ target: String, host: String = "127.0.0.1:8080",
        _ fields: KeyValuePairs<String, String> = [:]
    ) -> HTTPRequest {
        var all = HTTPFields(["Host": host])
        for (name, value) in fields { all.append(name, value) }
        return HTTPRequest(method: method, origin: "http://\(host)", target: target, fields: all)
    }

    // MARK: - The mock

    @Test func `a port that is taken is told with what to do`() {
        servers.failure = EffectFailure(
            "port 8080 is taken by another program",
            help: "give another port, or none: any that is free is taken then")
        #expect(run("mock", "--port", "8080") == .nothingSent)
        expectGolden(environment.error, "diagnostics/cannot-serve.txt")
        #expect(environment.output.isEmpty)
    }

    @Test(arguments: ["127.0.0.1:8080", "commerce.driv.ly", "dealerstudio.test", ""])
    func `the path tells the API, whatever the host is called`(_ host: String) {
        let key = "Bearer mock-full-key"
        servers.requests = [
            request("GET", "/api/v1/apikeys/apikey_details.json", host: host, ["Authorization": key]),
            request("GET", "/api/leads", host: host, ["Authorization": "mock-full-key"]),
        ]
        #expect(run("mock", "-q") == .success)
        #expect(servers.answers.map(\.status) == [200, 200])
        #expect(environment.output == "leadline mock: http://127.0.0.1:8080 (dealerstudio, drivly)\n")
        #expect(environment.error.isEmpty)
    }

    @Test func `the clock goes with the time of day, or stands`() {
        servers.requests = [request("GET", "/")]
        _ = run("mock")
        #expect(servers.answers.last?.fields["Date"] == "Thu, 01 Jan 1970 00:00:00 GMT")
        _ = run("mock", "--clock", "2026-03-02T09:00:00Z")
        #expect(servers.answers.last?.fields["Date"] == "Mon, 02 Mar 2026 09:00:00 GMT")
    }

    // MARK: - The proxy

    @Test func `what concerns the connection only is not passed on`() throws {
        servers.requests = [
            request(
                "POST", "/leads?a=%20",
                ["Connection": "X-Private, close", "X-Private": "1", "Keep-Alive": "5", "TE": "x"]),
            request("GET", "/leads", ["X-Kept": "a", "x-kept": "b", "Accept-Encoding": "gzip", "Upgrade": "h2c"]),
        ]
        clients.result = .success(
            HTTPResponse(
                status: 302,
                fields: HTTPFields([
                    "Content-Encoding": "gzip", "Content-Length": "3", "Location": "https://staging.example/api/x",
                    "Connection": "close", "X-A": "1", "x-a": "2",
                ]), body: [0, 255]))
        #expect(run("record", "new.har", "--from", "https://staging.example/api/") == .success)
        #expect(
            clients.requests == [
                HTTPRequest(method: "POST", origin: "https://staging.example", target: "/api/leads?a=%20"),
                HTTPRequest(
                    method: "GET", origin: "https://staging.example", target: "/api/leads",
                    fields: HTTPFields(["X-Kept": "a", "x-kept": "b", "Accept-Encoding": "gzip"])),
            ])
        let answer = try #require(servers.answers.last)
        #expect(
            answer
                == HTTPResponse(
                    status: 302, fields: HTTPFields(["Location": "/x", "X-A": "1", "x-a": "2"]), body: [0, 255]))
        #expect(environment.output == "leadline record: http://127.0.0.1:8080\n")
        let file = try JSON(parsing: try #require(environment.written["new.har"]))
        #expect(file["log"]?["entries"]?.array?.count == 2)
    }

    @Test func `a server that does not answer is told to the client, and recorded`() throws {
        servers.requests = [request("GET", "/leads")]
        clients.result = .failure(.unreachable("'127.0.0.1:1' refused the connection"))
        #expect(run("record", "new.har", "--from", "http://127.0.0.1:1") == .success)
        let answer = try #require(servers.answers.first)
        #expect(answer.status == 502)
        let reason = "leadline has no answer of http://127.0.0.1:1: '127.0.0.1:1' refused the connection"
        #expect(try JSON(parsing: answer.body) == ["message": .string(reason)])
        let entry = try JSON(parsing: try #require(environment.written["new.har"]))["log"]?["entries"]?.array?.first
        #expect(entry?["response"]?["status"] == 0)
        #expect(entry?["_leadline"]?["failure"] == "unreachable")
    }

    @Test(arguments: [
        (["there.har", "--from", "http://127.0.0.1:1"], "'there.har' exists and is no recording of leadline"),
        (
            ["missing/x.har", "--from", "http://127.0.0.1:1"],
            "cannot write the recording 'missing/x.har': no such file or directory"
        ),
        (["--from", "http://127.0.0.1:1"], "'leadline record' needs FILE.har"),
        (["x.har", "--from", "http://127.0.0.1:1/?a=b"], "a URL without a query expected"),
        (["x.har", "--from", "ftp://x"], "'--from' takes a server's URL, found 'ftp://x'"),
    ]) func `what cannot be recorded is told before anything is served`(_ words: [String], _ message: String) {
        var environment = environment.environment(["record"] + words)
        environment.servers = servers
        environment.clients = clients
        #expect(Leadline.main(environment) == .nothingSent)
        #expect(self.environment.error.contains(message), "\(self.environment.error)")
        #expect(self.environment.output.isEmpty)
    }
}

/// Servers to which certain requests come, one after the other; then they are stopped.
private final class GivenServers: HTTPServers {
    private struct State {
        var requests: [HTTPRequest] = []
        var answers: [HTTPResponse] = []
        var failure: EffectFailure?
    }

    private let state = Mutex(State())

    var requests: [HTTPRequest] {
        get { state.withLock { $0.requests } }
        set { state.withLock { $0.requests = newValue } }
    }
    var failure: EffectFailure? {
        get { state.withLock { $0.failure } }
        set { state.withLock { $0.failure = newValue } }
    }
    var answers: [HTTPResponse] { state.withLock { $0.answers } }

    func serve(_ settings: ServerSettings, until isStopped: @escaping @Sendable () -> Bool) throws(EffectFailure) {
        if let failure { throw failure }
        settings.isReady(8080)
        for request in requests {
            let answer = settings.respond(request)
            state.withLock { $0.answers.append(answer) }
        }
    }
}

/// Clients that get the same result for each request.
private final class GivenClients: HTTPClients {
    private let state = Mutex((requests: [HTTPRequest](), result: Result<HTTPResponse, TransportFailure>?.none))

    var requests: [HTTPRequest] { state.withLock { $0.requests } }
    var result: Result<HTTPResponse, TransportFailure>? {
        get { state.withLock { $0.result } }
        set { state.withLock { $0.result = newValue } }
    }

    func open(_ settings: ConnectionSettings) throws(EffectFailure) -> any HTTPClient { Client(clients: self) }

    private final class Client: HTTPClient {
        private let clients: GivenClients

        init(clients: GivenClients) { self.clients = clients }

        func send(_ request: HTTPRequest, isCancelled: @escaping () -> Bool) -> Delivery {
            clients.state.withLock { state in
                state.requests.append(request)
                return Delivery(result: state.result ?? .failure(.noAnswer("none")), took: .zero)
            }
        }
    }
}
