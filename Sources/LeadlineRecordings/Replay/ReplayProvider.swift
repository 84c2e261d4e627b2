package import LeadlineAPI
import LeadlineCore

/// Opens targets that answer as a recording tells.
package struct ReplayProvider: TargetProvider {
    package struct Options: Sendable {
        /// Whether entries may answer more than once, and requests with another query, body or key than theirs.
        package var isLenient = false
        /// Moves the recording's dates.
        package var lens: TimeLens?

        package init() {}
    }

    package let description: String
    package let seed: Int?
    private let tape: Tape

    /// `name` is the recording's file or title, for messages.
    package init(_ recording: Recording, name: String, options: Options = Options()) {
        description = name
        seed = recording.seed
        tape = Tape(recording, name: name, options)
    }

    package var kind: TargetKind { .replay }

    package func keyNames(for api: API) -> [String] { tape.keyNames(for: api) }

    /// A row that was not recorded would be answered with what was meant for others.
    package func obstacle(forRow label: String) -> String? {
        !tape.options.isLenient && tape.lacks(label) ? "the recording does not hold this row" : nil
    }

    package func open(_ settings: TargetSettings) -> any Target { ReplayTarget(tape, settings) }

    /// How many entries the recording has.
    package var count: Int { tape.entries.count }

    /// What was recorded and nobody has asked for by now, as `#3 GET /api/leads`.
    package var unused: [String] { tape.unused.map { "#\($0.number) \($0.shape.method) \($0.shape.path)" } }
}
