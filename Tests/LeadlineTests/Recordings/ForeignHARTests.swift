import Foundation
import LeadlineAPI
import LeadlineCore
import LeadlineRecordings
import Testing

/// Files as other programs export them. `mitmproxy.har` was written by mitmproxy 11.0.2 from requests of leadline to its
/// mock; `chrome.har` and `firefox.har` are written by hand after what Chrome's and Firefox's exporters do.
@Suite struct ForeignHARTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Data/har")

    private func recording(_ name: String) throws -> Recording {
        let data = try Data(contentsOf: Self.folder.appendingPathComponent("\(name).har"))
        return try Recording(har: try JSON(parsingFile: [UInt8](data)))
    }

    /// Whoever asks the same in the same order gets the same.
    @Test(arguments: ["chrome", "firefox", "mitmproxy"])
    func `it replays`(_ name: String) throws {
        let recording = try recording(name)
        #expect(recording.exchanges.count >= 4)
        let provider = ReplayProvider(recording, name: "\(name).har")
        let target = provider.open(TargetSettings(clock: nil, seed: 0, label: "prompt"))
        #expect(target.now == recording.exchanges[0].sentAt)
        for exchange in recording.exchanges {
            let delivery = target.send(exchange.request)
            #expect(delivery.result == exchange.result && delivery.took == exchange.took)
        }
        #expect(provider.unused.isEmpty && target.now == recording.exchanges.last?.sentAt)
    }

    @Test func `what Chrome exports`() throws {
        let exchanges = try recording("chrome").exchanges
        #expect(exchanges.map(\.request.method) == ["OPTIONS", "POST", "GET", "GET"])
        #expect(
            exchanges[1].request.fields.all.map(\.name) == [
                "accept", "accept-encoding", "content-type", "content-length",
            ])
        let created = try exchanges[1].result.get()
        #expect(created.status == 201 && created.fields.all.filter { $0.name == "set-cookie" }.count == 2)
        #expect(exchanges[1].wire?.version == "HTTP/2" && exchanges[1].wire?.address == "192.0.2.10")
        // 0.231 + 84.406000003 + 1.0330000077374279 ms
        #expect(exchanges[1].took == .microseconds(85_670))
        #expect(exchanges.map(\.lacksBody) == [false, false, true, false])
        #expect(exchanges[3].result == .failure(.noAnswer("net::ERR_ABORTED")))
    }

    @Test func `what Firefox exports`() throws {
        let exchanges = try recording("firefox").exchanges
        #expect(exchanges[0].sentAt.text == "2026-03-02T09:00:00.125Z" && exchanges[0].request.body.isEmpty)
        let parts = try Multipart.parse(exchanges[1].request.body, boundary: "----geckoformboundary7e1f")
        #expect(parts == [MultipartPart(name: "lead[first_name]", bytes: Array("Ada".utf8))])
        #expect(String(decoding: exchanges[2].request.body, as: UTF8.self) == "q=a+b&page=1")
        #expect(try exchanges[2].result.get().body == [0x89, 0x50, 0x4E, 0x47])
        #expect(!exchanges[3].lacksBody)
        #expect(exchanges[4].result == .failure(.noAnswer("the recording has no answer")))
    }

    /// A HAR file of somebody else has no keys by name: any key gets the answer, and numbers and blanks may differ.
    @Test func `a browser's traffic answers leadline's requests`() throws {
        let api = try #require(try APICatalog.api(named: "drivly"))
        let target = ReplayProvider(try recording("chrome"), name: "chrome.har").open(
            TargetSettings(clock: nil, seed: 0, label: "prompt"))
        let base = target.base(for: api)
        var request = HTTPRequest(method: "POST", origin: "http://127.0.0.1:1", target: base.path + "/customers")
        request.fields["Content-Type"] = "application/json"
        request.body = Array(#"{ "consumerStatus": "LEAD", "email": "ada@example.com" }"#.utf8)
        let credential = try #require(target.credential(named: "read-only", for: api))
        if let field = credential.header { request.fields.append(field.name, field.value) }
        #expect(try target.send(request).result.get().status == 201)
    }
}
