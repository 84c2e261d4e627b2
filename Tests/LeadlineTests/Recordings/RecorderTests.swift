import LeadlineAPI
import LeadlineCore
import LeadlineMock
import LeadlineRecordings
import Testing

@Suite struct RecorderTests {
    private let api: API
    private let recorder = Recorder()
    private let provider: LeadlineRecordings.RecordingProvider

    init() throws {
        api = try #require(try APICatalog.api(named: "dealerstudio"))
        provider = LeadlineRecordings.RecordingProvider(MockProvider([api]), recorder)
    }

    private func request(_ target: any Target, as key: String?, origin: String? = nil) throws -> HTTPRequest {
        let base = target.base(for: api)
        var request = HTTPRequest(
            method: "GET", origin: origin ?? base.origin, target: base.path + "/apikeys/apikey_details.json")
        if let key {
            let credential = try #require(target.credential(named: key, for: api))
            if let field = credential.header { request.fields.append(field.name, field.value) }
        }
        return request
    }

    @Test func `rows stand in the order of their files and places, whatever ran first`() throws {
        let labels = ["b.yaml 2 1", "a.yaml 10 1", "a.yaml 9 2", "a.yaml 9 1"]
        for label in labels {
            let target = provider.open(TargetSettings(clock: nil, seed: 0, label: label))
            _ = target.send(try request(target, as: "full"))
            _ = target.perform(.advanceClock(.seconds(86_400)))
            _ = target.send(try request(target, as: "full"))
        }
        let recording = recorder.recording
        #expect(
            recording.exchanges.map(\.label)
                == ["a.yaml 9 1", "a.yaml 9 2", "a.yaml 10 1", "b.yaml 2 1"].flatMap { [$0, $0] })
        #expect(recording.exchanges[1].sentAt - recording.exchanges[0].sentAt == .seconds(86_400))
        #expect(
            recording.clocks == Dictionary(uniqueKeysWithValues: labels.map { ($0, recording.exchanges[0].sentAt) }))
        #expect(recording.isOfMock && recording.target == "mock")
    }

    @Test func `keys are recorded by their names, also those that are nobody's`() throws {
        let target = provider.open(TargetSettings(clock: nil, seed: 0, label: "x"))
        for key in ["full", "read-only", "none"] { _ = target.send(try request(target, as: key)) }
        var pasted = try request(target, as: nil)
        pasted.fields.append("authorization", "Bearer 8d9f-live-secret")
        pasted.fields.append("X-Api-Key", "8d9f-other-secret")
        _ = target.send(pasted)
        var resent = try request(target, as: nil)
        resent.fields.append("authorization", "Bearer <key read-only>")
        _ = target.send(resent)
        let exchanges = recorder.recording.exchanges
        #expect(
            exchanges.map { $0.request.fields["authorization"] } == [
                "Bearer <key full>", "Bearer <key read-only>", nil, "Bearer <key of its own>", "Bearer <key read-only>",
            ])
        #expect(exchanges.map(\.key) == ["full", "read-only", nil, nil, "read-only"])
        #expect(!recorder.recording.har(creatorVersion: "1").text().contains("secret"))
    }

    @Test func `what is asked of the target is passed on`() throws {
        let settings = TargetSettings(clock: nil, seed: 0, label: "x")
        let (plain, recorded) = (MockProvider([api]).open(settings), provider.open(settings))
        #expect(recorded.kind == .mock && recorded.now == plain.now && recorded.base(for: api) == plain.base(for: api))
        #expect(
            recorded.keyNames(for: api) == plain.keyNames(for: api)
                && provider.keyNames(for: api) == plain.keyNames(for: api))
        let sent = try request(plain, as: "full")
        #expect(try recorded.send(sent).result.get() == plain.send(sent).result.get())
    }
}
