import LeadlineCore
import LeadlineRecordings
import LeadlineSession

/// Writes recordings of the shell, without anything secret and without real people in them.
struct CaseWriter {
    let environment: Environment
    let workshop: Workshop

    /// The recording as it may be shown and stored.
    func redacted(_ recording: Recording, at location: SourceLocation) throws(Diagnostic) -> Recording {
        let redactor = try workshop.redactor(environment, masksPeople: !recording.isOfMock)
        do throws(RedactionFailure) {
            var redacted = try redactor.redacted(recording).recording
            for index in redacted.exchanges.indices where redacted.exchanges[index].key == nil {
                // Replayed, a key is known by the name that stands in its place.
                redacted.exchanges[index].key =
                    redacted.exchanges[index].request.fields.all.lazy
                    .compactMap { CurlCommand.keyName(inPlaceholder: $0.value) }.first
            }
            return redacted
        } catch { throw error.diagnostic.located(at: location) }
    }

    /// Writes a new file. Gives a line that tells what was masked.
    func write(_ recording: Recording, to path: String, at location: SourceLocation) throws(Diagnostic) -> String {
        let artefact = try workshop.file(of: recording, environment, masksPeople: !recording.isOfMock)
        do throws(FileFailure) {
            let output = try environment.writer.open(path)
            try output.write(artefact.bytes)
            try output.finish()
        } catch {
            throw Diagnostic(.error, .unwritableFile, "cannot write '\(path)': \(error.reason)", at: location)
        }
        return artefact.summary
    }
}
