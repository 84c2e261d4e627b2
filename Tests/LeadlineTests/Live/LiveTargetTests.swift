import LeadlineAPI
import LeadlineCore
import LeadlineLive
import LeadlineSession
import Testing

/// A profile's servers as a target.
@Suite struct LiveTargetTests {
    private let api: API
    private let other: API

    init() throws {
        api = try #require(try APICatalog.api(named: "dealerstudio"))
        other = try #require(try APICatalog.api(named: "drivly"))
    }

    private func request(_ method: String = "GET", _ target: String = "/v2/leads") -> HTTPRequest {
        HTTPRequest(method: method, origin: "https://staging.example", target: target)
    }

    private func target(_ clients: FakeClients, rate: Double? = nil) -> any Target {
        clients.provider(of: api, rate: rate).open(TargetSettings(clock: nil, seed: 0, label: ""))
    }

    @Test func `keys are sent as the API takes them, and one without a value sends nothing`() throws {
        let target = target(FakeClients())
        #expect(target.keyNames(for: api) == ["full", "none"])
        let full = try #require(target.credential(named: "full", for: api)?.header)
        #expect("\(full.name): \(full.value)" == "Authorization: Bearer abc")
        #expect(target.credential(named: "none", for: api) != nil)
        #expect(target.credential(named: "none", for: api)?.header == nil)
        #expect(target.credential(named: "other", for: api) == nil)
        #expect(target.credential(named: "full", for: other) == nil)
    }

    @Test func `an API that the profile does not name is sent nowhere`() {
        let clients = FakeClients()
        let target = target(clients)
        #expect(target.base(for: api) == BaseURL(origin: "https://staging.example", path: "/v2"))
        var request = request()
        request.origin = target.base(for: other).origin
        #expect(
            target.send(request).failure
                == .unreachable("the profile 'staging' names no server for this request, only for: dealerstudio"))
        #expect(clients.requests.isEmpty && clients.opened == 0)
    }

    @Test func `header fields of the profile go to its servers only, and yield to those of the request`() {
        let clients = FakeClients()
        let provider = clients.provider(of: api, fields: HTTPFields(["X-Tenant": "7", "Accept": "text/plain"]))
        let target = provider.open(TargetSettings(clock: nil, seed: 0, label: ""))
        var own = request()
        own.fields["Accept"] = "application/json"
        var foreign = own
        foreign.origin = "https://other.example"
        var beside = own
        beside.target = "/v22/leads"
        for request in [own, foreign, beside] { _ = target.send(request) }
        #expect(clients.requests.map { $0.fields["X-Tenant"] } == ["7", nil, nil])
        #expect(clients.requests.map { $0.fields["Accept"] } == Array(repeating: "application/json", count: 3))
        #expect(clients.opened == 1)
    }

    @Test func `without a client nothing is sent, and the reason is told`() {
        let clients = FakeClients(failure: EffectFailure("libcurl is not installed", help: "install libcurl4"))
        #expect(target(clients).send(request()).failure == .unreachable("libcurl is not installed: install libcurl4"))
    }

    @Test func `a mock's commands are not possible`() {
        let answer = target(FakeClients()).perform(.advanceClock(.seconds(1)))
        guard case .unsupported(let reason) = answer else { return #expect(Bool(false)) }
        #expect(reason == "only a mock can do this, the target is the live profile 'staging'")
    }

    // MARK: Waits

    @Test func `a request that came too early is sent again when the server wants it`() {
        let clients = FakeClients { number, _ in
            number == 1 ? .status(429, ["Retry-After": "2"]) : number == 2 ? .status(429) : .status(201)
        }
        let delivery = target(clients).send(request("POST"))
        #expect(delivery.status == 201)
        #expect(delivery.reasons == ["waited 2s: 429 with Retry-After", "waited 2s: 429"])
        #expect(clients.requests.count == 3 && clients.now == .seconds(4))
    }

    @Test func `a server that goes on refusing is asked four times`() {
        let clients = FakeClients { _, _ in .status(429, ["Retry-After": "1"]) }
        #expect(target(clients).send(request()).status == 429)
        #expect(clients.requests.count == 4 && clients.now == .seconds(3))
    }

    @Test func `a write behind a 503 is not sent again, but the next request waits, in every row`() {
        let clients = FakeClients { number, _ in number == 1 ? .status(503, ["Retry-After": "3"]) : .status(200) }
        let provider = clients.provider(of: api)
        let rows = [0, 1].map { provider.open(TargetSettings(clock: nil, seed: $0, label: "")) }
        #expect(rows[0].send(request("POST")).status == 503)
        #expect(clients.requests.count == 1 && clients.now == .zero)
        #expect(rows[1].send(request()).reasons == ["waited 3s: 503 with Retry-After"])
        #expect(clients.now == .seconds(3))
        #expect(rows[0].send(request()).reasons.isEmpty)
    }

    @Test func `a pause that is too long is not waited for, and nothing is sent in it`() {
        let clients = FakeClients { _, _ in .status(429, ["Retry-After": "3600"]) }
        let target = target(clients)
        let refused = target.send(request())
        #expect(refused.status == 429)
        #expect(refused.reasons == ["not waited for: 429 with Retry-After, 1h"])
        #expect(
            target.send(request()).failure
                == .unreachable(
                    "https://staging.example wants no request for another 1h (429 with Retry-After)"))
        #expect(clients.requests.count == 1 && clients.now == .zero)
    }

    @Test func `an answer that did not come is not asked for again`() {
        let clients = FakeClients { _, _ in Delivery(result: .failure(.noAnswer("reset")), took: .zero) }
        for method in ["GET", "POST"] { _ = target(clients).send(request(method)) }
        #expect(clients.requests.count == 2)
    }

    @Test func `who stops it waits no longer`() {
        let clients = FakeClients(stopsAfter: 1) { _, _ in .status(429, ["Retry-After": "30"]) }
        let target = target(clients)
        #expect(target.send(request()).status == 429)
        #expect(target.send(request()).failure == .unreachable("it was stopped before it was sent"))
        #expect(clients.requests.count == 1 && clients.now == .zero)
    }

    @Test func `a rate is kept by all rows together`() {
        let clients = FakeClients()
        let provider = clients.provider(of: api, rate: 4)
        let rows = [0, 1].map { provider.open(TargetSettings(clock: nil, seed: $0, label: "")) }
        for row in rows + rows { _ = row.send(request()) }
        #expect(clients.now == .milliseconds(750))
    }
}

extension Delivery {
    fileprivate var status: Int? { (try? result.get())?.status }

    fileprivate var failure: TransportFailure? {
        if case .failure(let failure) = result { failure } else { nil }
    }
}
