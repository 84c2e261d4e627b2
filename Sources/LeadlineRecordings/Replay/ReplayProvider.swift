package import LeadlineAPI
import LeadlineCore

/// Opens targets that answer as a recording tells.
package struct ReplayProvider: TargetProvider {
    package struct Options: Sendable {
        /// Whether entries may answer more than once, and requests with another query or body than theirs.
        package var isLenient = false

        package init() {}
    }

    package let description: String
    private let tape: Tape

    /// `name` is the recording's file or title, for messages.
    package init(_ recording: Recording, name: String, options: Options = Options()) {
        description = name
        tape = Tape(recording, options)
    }

    package var kind: TargetKind { .replay }

    package func keyNames(for api: API) -> [String] { tape.keyNames(for: api) }

    package func open(_ settings: TargetSettings) -> any Target { ReplayTarget(tape, settings) }
}
