import LeadlineCore
import LeadlineRecordings

/// Recordings that have in them what a format may lose: odd names, binary bodies, all failures, times of all sizes.
struct RandomRecording {
    private var random: SeededRandom

    init(seed: Int) { random = SeededRandom(seed: seed) }

    mutating func recording() -> Recording {
        var recording = Recording()
        for _ in 0..<random.below(6) { recording.exchanges.append(exchange()) }
        if flip() {
            recording.capsule = Capsule(scenario: text(), clock: moment(), notes: [text(), text()])
        }
        if flip() { recording.target = pick(["mock", "live staging", "live a, replay b.har"]) }
        for _ in 0..<random.below(3) { recording.clocks[text()] = moment() }
        for _ in 0..<random.below(3) { recording.pseudonyms.append(text()) }
        return recording
    }

    private mutating func exchange() -> RecordedExchange {
        let timings = timings()
        var exchange = RecordedExchange(
            request: request(), result: flip() ? .success(response()) : .failure(failure()), sentAt: moment(),
            took: duration(),
            wire: flip()
                ? nil
                : WireReport(
                    version: pick(["HTTP/1.1", "HTTP/1.0", "HTTP/2", "HTTP/3"]), timings: timings,
                    address: pick([nil, "192.0.2.1", "2001:db8::1"]), reusedConnection: flip(),
                    redirects: flip() ? [] : ["https://a.test/x", "https://b.test/"]),
            key: pick([nil, "full", "read-only"]), label: pick(["", "a.leadline.yaml 2 1", "prompt"]))
        if case .success(let response) = exchange.result, response.body.isEmpty, [200, 404].contains(response.status) {
            exchange.lacksBody = flip()
        }
        return exchange
    }

    private mutating func request() -> HTTPRequest {
        var request = HTTPRequest(
            method: pick(["GET", "POST", "PATCH", "PURGE"]),
            origin: pick(["http://drivly.test", "https://a.test:8443", "http://[::1]:80"]),
            target: pick(["/", "/api/leads?a=b&a=%20c", "/%C3%A9?", "/leads/1?where[x][like]=y"]), fields: fields(),
            body: body())
        // A body whose type nobody told has an empty one in a HAR file.
        if !request.body.isEmpty, flip() { request.fields["content-type"] = "application/json" }
        return request
    }

    private mutating func response() -> HTTPResponse {
        HTTPResponse(status: pick([100, 200, 204, 404, 599, 999]), fields: fields(), body: body())
    }

    private mutating func failure() -> TransportFailure {
        let reason = pick(["connection refused", "net::ERR_ABORTED", "\u{1B}[31mred", "net::ERR_NAME_NOT_RESOLVED"])
        return flip() ? .unreachable(reason) : .noAnswer(reason)
    }

    private mutating func fields() -> HTTPFields {
        var fields = HTTPFields()
        for _ in 0..<random.below(4) {
            fields.append(
                pick(["X-A", "x-a", "Set-Cookie", "Cookie", "Location"]), pick(["", "a=1; Path=/", ";;=", "é"]))
        }
        return fields
    }

    private mutating func body() -> [UInt8] {
        switch random.below(4) {
        case 0: []
        case 1: (0..<random.below(40)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        case 2: Array("\u{FEFF}{\"é\": \"\u{0}\u{2028}\u{1F600}\"}\r\n".utf8)
        default: Array(#"{"lead":{"phone":"0411"}}"#.utf8)
        }
    }

    private mutating func timings() -> Timings {
        var timings = Timings()
        if flip() { timings.name = duration() }
        if flip() { timings.connect = duration() }
        if timings.connect != nil, flip() { timings.tls = duration() }
        timings.send = duration()
        timings.wait = duration()
        timings.receive = duration()
        return timings
    }

    /// In whole nanoseconds, from none to days.
    private mutating func duration() -> Duration {
        .nanoseconds(random.below(pick([1, 1000, 1_000_000_000, 1_000_000_000_000_000])))
    }

    private mutating func moment() -> Timestamp {
        Timestamp(microseconds: Int64(random.below(4_000_000_000_000_000)))
    }

    private mutating func text() -> String {
        pick(["a", "a b", "\u{1F600}", "\"\\", "leadline: 1\nname: x\n", "scenarios/a.leadline.yaml 2 1"])
    }

    private mutating func flip() -> Bool { random.below(2) == 0 }

    private mutating func pick<Value>(_ values: [Value]) -> Value { values[random.below(values.count)] }
}
