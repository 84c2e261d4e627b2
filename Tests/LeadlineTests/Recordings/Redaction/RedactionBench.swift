import LeadlineAPI
import LeadlineCore
import LeadlineRecordings
import Testing

/// What tests of redaction work with.
enum RedactionBench {
    private static let apis = Result {
        try APICatalog.names.map { try #require(try APICatalog.api(named: $0)) }
    }

    static func redactor(
        secrets: [RecordingRedactor.Secret] = [], canaries: [RecordingRedactor.Secret] = [], masksPeople: Bool = true
    ) throws -> RecordingRedactor {
        let apis = try apis.get()
        let key = try #require(PseudonymKey((0..<16).map { $0 &* 17 }))
        return RecordingRedactor(
            apis: apis, secrets: secrets, key: key, canaries: canaries, masksPeople: masksPeople)
    }

    static func exchange(
        _ method: String = "POST", _ target: String = "/x", origin: String = "https://shop.test",
        fields: KeyValuePairs<String, String> = [:], body: String = "", status: Int = 200,
        answerFields: KeyValuePairs<String, String> = [:], answer: String = ""
    ) -> RecordedExchange {
        RecordedExchange(
            request: HTTPRequest(
                method: method, origin: origin, target: target, fields: HTTPFields(fields), body: Array(body.utf8)),
            result: .success(HTTPResponse(status: status, fields: HTTPFields(answerFields), body: Array(answer.utf8))),
            sentAt: Timestamp(microseconds: 1_767_225_600_000_000), took: .milliseconds(12))
    }

    static func file(_ redacted: RedactedRecording) -> [UInt8] {
        Array(redacted.recording.har(creatorVersion: "1.0.0").text().utf8)
    }

    /// The file of an exchange after redaction.
    static func text(
        _ exchange: RecordedExchange, secrets: [RecordingRedactor.Secret] = [], masksPeople: Bool = true
    ) throws -> String {
        let artefact = try redactor(secrets: secrets, masksPeople: masksPeople)
            .artefact(of: Recording([exchange]), written: file)
        return String(decoding: artefact.bytes, as: UTF8.self)
    }

    /// The exchange after redaction.
    static func redacted(
        _ exchange: RecordedExchange, secrets: [RecordingRedactor.Secret] = [], masksPeople: Bool = true
    ) throws -> RecordedExchange {
        let redacted = try redactor(secrets: secrets, masksPeople: masksPeople).redacted(Recording([exchange]))
        return try #require(redacted.recording.exchanges.first)
    }
}

extension RecordedExchange {
    var sentBody: String { String(decoding: request.body, as: UTF8.self) }
    var answerBody: String { (try? result.get()).map { String(decoding: $0.body, as: UTF8.self) } ?? "" }
    var answerFields: HTTPFields { (try? result.get())?.fields ?? HTTPFields() }
}
