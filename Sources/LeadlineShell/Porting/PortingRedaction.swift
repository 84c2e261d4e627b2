import LeadlineCore
import LeadlineRecordings

extension TrafficBench {
    /// A recording as it may be stored or shown: without secrets and real people.
    func redacted(_ recording: Recording, _ workshop: Workshop) throws(Diagnostic) -> Recording {
        recording
    }

    /// The text of a recording's file.
    func recordingText(_ recording: Recording, _ workshop: Workshop) throws(Diagnostic) -> String {
        try redacted(recording, workshop).har(creatorVersion: Version.current).text() + "\n"
    }
}
