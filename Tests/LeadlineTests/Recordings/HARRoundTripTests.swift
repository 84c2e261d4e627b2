import LeadlineCore
import LeadlineRecordings
import TestSupport
import Testing

@Suite struct HARRoundTripTests {
    @Test(arguments: 0..<400)
    func `what is written is read again`(_ seed: Int) throws {
        var random = RandomRecording(seed: seed)
        let recording = random.recording()
        let text = recording.har(creatorVersion: "1").text()
        #expect(try Recording(har: try JSON(parsing: text)) == recording)
    }

    /// Whoever records, masks or edits may damage a file: it is read, or the message says what is wrong.
    @Test func `damaged files end in a message`() throws {
        var random = RandomRecording(seed: 7)
        let seeds = (0..<8).map { _ in random.recording().har(creatorVersion: "1").text() }
        var read = 0
        for bytes in mutations(of: seeds, count: 4000, seed: 1) {
            guard let json = try? JSON(parsingFile: bytes) else { continue }
            read += 1
            do throws(HARError) {
                let recording = try Recording(har: json)
                #expect(
                    try Recording(har: recording.har(creatorVersion: "1")).exchanges.count == recording.exchanges.count)
            } catch { #expect(!error.message.isEmpty) }
        }
        #expect(read > 100)
    }

    @Test func `an exchange as a file holds it`() throws {
        var timings = Timings()
        timings.name = .microseconds(1500)
        timings.connect = .milliseconds(8)
        timings.tls = .milliseconds(12)
        timings.send = .microseconds(250)
        timings.wait = .milliseconds(30)
        timings.receive = .nanoseconds(1)
        let created = RecordedExchange(
            request: HTTPRequest(
                method: "POST", origin: "https://staging.test", target: "/api/leads?depth=0&q=a%20b",
                fields: HTTPFields([
                    "Content-Type": "application/json", "Cookie": "a=1; b=2", "Authorization": "<key full>",
                ]), body: Array(#"{"phone":"0411"}"#.utf8)),
            result: .success(
                HTTPResponse(
                    status: 201,
                    fields: HTTPFields([
                        "Content-Type": "application/octet-stream", "Location": "/api/leads/1",
                        "Set-Cookie": "s=x; Path=/; Expires=Sun, 01 Mar 2026 22:00:00 GMT; HttpOnly; Secure",
                    ]), body: [0xFF, 0x00])), sentAt: try Timestamp(parsing: "2026-03-02T09:00:00+11:00"),
            took: .seconds(1), wire: WireReport(version: "HTTP/2", timings: timings, address: "192.0.2.1"), key: "full",
            label: "scenarios/a.leadline.yaml 2 1")
        let lost = RecordedExchange(
            request: HTTPRequest(method: "GET", origin: "https://staging.test", target: "/"),
            result: .failure(.noAnswer("the connection ended")), sentAt: created.sentAt, took: .milliseconds(5))
        let recording = Recording(
            [created, lost],
            capsule: Capsule(scenario: "leadline: 1\n", clock: created.sentAt, notes: ["seen on Monday"]),
            target: "live staging", clocks: [created.label: created.sentAt], pseudonyms: ["Mia Weber"])
        expectGolden(recording.har(creatorVersion: "0.1.0").prettyText() + "\n", "recordings/exchanges.har")
    }
}
