import LeadlineCore
import LeadlineRecordings

extension TrafficBench {
    /// A recording as it may be stored or shown: without secrets and real people.
    func redacted(_ recording: Recording, _ workshop: Workshop) throws(Diagnostic) -> Recording {
        let redactor = try workshop.redactor(environment, masksPeople: !recording.isOfMock)
        do throws(RedactionFailure) { return try redactor.redacted(recording).recording } catch {
            throw error.diagnostic
        }
    }

    /// The text of a recording's file.
    func recordingText(_ recording: Recording, _ workshop: Workshop) throws(Diagnostic) -> String {
        let artefact = try workshop.file(of: recording, environment, masksPeople: !recording.isOfMock)
        return String(decoding: artefact.bytes, as: UTF8.self)
    }
}
