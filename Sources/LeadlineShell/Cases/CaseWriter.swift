import LeadlineCore
import LeadlineRecordings
import LeadlineSession

/// Writes recordings of the shell, without anything secret in them.
struct CaseWriter {
    let environment: Environment
    let workshop: Workshop
    let console: Console

    /// The recording as it may be stored.
    func redacted(_ recording: Recording, at location: SourceLocation) throws(Diagnostic) -> Recording {
        // What the mock invented holds nobody real and no secret.
        if recording.isOfMock { return recording }
        throw Diagnostic(
            .error, .holdsSecret, "not written: only what was sent to the mock can be kept by now", at: location)
    }

    /// Writes a new file of a recording that is of the mock, or was redacted. Gives a line that tells what was masked.
    func write(_ recording: Recording, to path: String, at location: SourceLocation) throws(Diagnostic) -> String {
        do throws(FileFailure) {
            let output = try environment.writer.open(path)
            try output.write(Array((recording.har(creatorVersion: Version.current).text() + "\n").utf8))
            try output.finish()
        } catch {
            throw Diagnostic(.error, .unwritableFile, "cannot write '\(path)': \(error.reason)", at: location)
        }
        return ""
    }
}
