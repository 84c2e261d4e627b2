import LeadlineCore
import LeadlineRecordings
import LeadlineSession

extension Workshop {
    /// The file of a recording, as it may be stored; fails where something would be in it that must not.
    func file(
        of recording: Recording, _ environment: Environment, masksPeople: Bool
    ) throws(Diagnostic) -> RedactedArtefact {
        let redactor = try redactor(environment, masksPeople: masksPeople)
        do throws(RedactionFailure) {
            return try redactor.artefact(of: recording) { redacted in
                Array((redacted.recording.har(creatorVersion: Version.current).text() + "\n").utf8)
            }
        } catch { throw error.diagnostic }
    }

    /// What takes secrets and real people out of recordings. People of the embedded mock are invented already.
    func redactor(_ environment: Environment, masksPeople: Bool) throws(Diagnostic) -> RecordingRedactor {
        let secrets = environment.secrets.all.map { secret in
            // `<key full>` or `$LEADLINE_SECRET_PIN`
            let name = secret.shown.hasPrefix("<") ? String(secret.shown.dropFirst().dropLast()) : secret.shown
            return RecordingRedactor.Secret(name: name, value: secret.value)
        }
        let planted = environment.variables.filter { $0.key.hasPrefix(Self.canaryPrefix) }.sorted { $0.key < $1.key }
        let canaries =
            planted.map { RecordingRedactor.Secret(name: $0.key, value: $0.value) }
            + project.canaries.enumerated().map { RecordingRedactor.Secret(name: "number \($0 + 1)", value: $1) }
        return RecordingRedactor(
            apis: try resources.catalog.all(), secrets: secrets, key: try pseudonymKey(environment),
            canaries: canaries, masksPeople: masksPeople)
    }

    private static let canaryPrefix = "LEADLINE_CANARY_"

    /// The user's key; where there is no place to keep one, a key for this once.
    private func pseudonymKey(_ environment: Environment) throws(Diagnostic) -> PseudonymKey {
        guard let random = environment.random else {
            throw Diagnostic(.error, .notAllowedHere, "pseudonyms need random numbers, which are missing here")
        }
        guard let state = environment.state, let path = UserFolders(variables: environment.variables).pseudonymKey,
            !path.isEmpty
        else { return PseudonymKey(for: random(PseudonymKey.size)) }
        do throws(FileFailure) { return try PseudonymKey(at: path, in: state, random: random) } catch {
            throw Diagnostic(
                .error, .unwritableFile, "cannot keep the key of pseudonyms in '\(error.path)': \(error.reason)",
                help: "without it nobody's pseudonym would stay the same")
        }
    }
}
