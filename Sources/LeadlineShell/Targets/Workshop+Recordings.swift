import LeadlineAPI
import LeadlineCore
import LeadlineRecordings

/// What is done with recordings when a run, a script or the shell has ended, also by a signal.
extension Workshop {
    /// The same target, recorded where that was asked for.
    func recorded(_ provider: any TargetProvider) -> any TargetProvider {
        output.map { RecordingProvider(provider, $0.recorder) } ?? provider
    }

    /// Writes the recording, and tells what of the one that was replayed nobody asked for.
    func finish(_ code: ExitCode, _ environment: Environment, _ console: Console) -> ExitCode {
        if let replay = provider as? ReplayProvider, let note = Self.unused(of: replay) { console.note(note) }
        guard let output else { return code }
        if output.recorder.isEmpty {
            console.note("\nnothing was sent, so '\(output.path)' was not written\n")
            return code
        }
        return write(output, code, environment, console)
    }

    /// Everything passes redaction; what was sent to the embedded mock keeps its people, who are invented.
    private func write(
        _ output: RecordingOutput, _ code: ExitCode, _ environment: Environment, _ console: Console
    ) -> ExitCode {
        let recording = output.recorder.recording
        let count = counted(recording.exchanges.count, "exchange")
        do throws(Diagnostic) {
            let artefact = try file(of: recording, environment, masksPeople: !recording.isOfMock)
            try output.write(artefact.bytes)
            let summary = recording.isOfMock ? "" : "; \(artefact.summary)"
            console.note("\n\(count) recorded in '\(output.path)'\(summary)\n")
            return code
        } catch {
            console.show(error)
            return max(code, error.code == .holdsSecret ? .refused : .notJudged)
        }
    }

    private static func unused(of replay: ReplayProvider) -> String? {
        let unused = replay.unused
        // Where nothing was sent, nothing could be used.
        guard !unused.isEmpty, unused.count < replay.count else { return nil }
        let shown = unused.prefix(5).joined(separator: ", ") + (unused.count > 5 ? ", …" : "")
        let verb = unused.count == 1 ? "was" : "were"
        let total = counted(replay.count, "entry", "entries")
        return "\n\(unused.count) of \(total) of '\(replay.description)' \(verb) not asked for: \(shown)\n"
    }
}
