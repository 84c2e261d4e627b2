package import LeadlineAPI
import LeadlineCore

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
        let run = RedactionRun(self, recording)
        let redacted = run.redacted(recording)
        try run.prove(redacted.recording)
        return redacted
    }

    /// The bytes that may be stored. `written` makes a file of a recording; its bytes are searched once more.
    ///
    /// An invented exchange with random secrets in many places and forms goes the same way. The search must find them
    /// before and must not find them after; the exchange is not part of what is stored.
    package func artefact(
        of recording: Recording, written: (RedactedRecording) -> [UInt8]
    ) throws(RedactionFailure) -> RedactedArtefact {
        let planted = PlantedSecrets(key, recording)
        var both = recording
        both.exchanges.append(planted.exchange)
        let run = RedactionRun(self, both)
        let redacted = run.redacted(recording)
        try run.proveMeanings(redacted.recording)
        let bytes = written(redacted)
        try run.prove(bytes, of: redacted.recording)
        try planted.prove(
            before: written(RedactedRecording(recording: Recording([planted.exchange]))),
            after: written(run.redacted(Recording([planted.exchange]))))
        return RedactedArtefact(bytes: bytes, redacted: redacted, searched: run.searched)
    }
}

extension RedactedRecording {
    fileprivate init(recording: Recording) {
        self.init(recording: recording, counts: RedactionCounts())
    }
}
