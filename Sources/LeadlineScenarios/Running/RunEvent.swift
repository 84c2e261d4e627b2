package import LeadlineAPI
package import LeadlineCore
package import LeadlineLanguage
package import LeadlineSession

/// A run as a stream: every report only reads it. `rowFinished` comes in the order of the plan, whatever the order in
/// which rows ended.
package enum RunEvent: Sendable {
    case started(RunStart)
    case rowStarted(RowIdentity)
    case rowFinished(RowResult)
    /// What was not touched, where somebody asked for it: made of the events before it.
    case coverage([Coverage.Section])
    case finished(RunSummary)
}

package struct RunStart: Sendable {
    package var files: Int
    package var rows: Int
    package var jobs: Int
    /// `mock`, a URL, a profile, a file.
    package var target: String
    /// The seed given on the command line, or the target's; nil: each scenario's own.
    package var seed: Int?
}

/// Which row of which file.
package struct RowIdentity: Sendable, Equatable {
    /// As given on the command line or found in a folder.
    package var file: String
    package var scenario: String
    /// From 1; nil when the scenario has neither table nor matrix.
    package var row: Int?
    /// The cell `case`, else all cells; nil like `row`.
    package var caseName: String?
    /// Whether other rows of the file have the same name, so that it does not tell which one is meant.
    package var sharesCaseName = false
    package var tags: [String]
    /// The row's line in the table; the scenario's name without one.
    package var location: SourceLocation
}

package enum RowVerdict: Sendable, Equatable {
    case passed
    /// An expectation does not hold, or a request failed that should not.
    case failed
    /// It could not be judged: the target was not reached, setup or teardown failed.
    case errored
    case skipped(reason: String)
    /// Marked `known-issue`, and failed as marked.
    case expectedFailure(issue: String)
    /// Marked `known-issue`, and passed: the mark is to be deleted.
    case surprisePass(issue: String)
    /// Not run to its end: the run was interrupted or stopped at the first failures.
    case cancelled
}

package struct RowResult: Sendable {
    package var identity: RowIdentity
    package var verdict: RowVerdict
    package var failures: [Failure]
    /// Requests sent over the target's transport, tries of `eventually` included.
    package var requests: Int
    /// Sentences and unspoken expectations of success that were judged.
    package var checks: Int
    /// Tries of the row, 1 without `retries`.
    package var tries: Int
    /// Of the machine, not of the target's clock.
    package var wall: Duration
    /// Whether a server answered at all.
    package var isAnswered = false
    /// What it did, in order and in all tries; empty unless the runner keeps it.
    package var events: [RowEvent] = []

    /// Whether it went wrong because no server was there.
    var isUnreached: Bool {
        verdict == .errored && !isAnswered && failures.first?.exchange?.answer.outcome == "unreachable"
    }

    /// Whether it went wrong because leadline declined to send something: what went wrong behind it follows from that.
    package var isRefused: Bool { (verdict == .failed || verdict == .errored) && failures.first?.isRefusal ?? false }
}

/// One thing that a row does. Boxed: a list of them grows without copying what they hold.
package indirect enum RowEvent: Sendable {
    /// A step begins: its `when` holds. `eventually` begins it again with each try.
    case step(StepMark)
    case command(Command, CommandResult)
    /// A sentence of `expect` or `check` was judged.
    case sentence(JudgedSentence)
    /// Something went wrong that counts; it is among the result's failures too.
    case failed(Failure)
}

package struct StepMark: Sendable {
    package var phase: Failure.Phase
    /// From 1 within its phase.
    package var step: Int
    package var stepCount: Int
    package var name: String?
    package var location: SourceLocation
    /// Whether the step is a command of a script, or a sentence with its `expect` or `check`.
    package var isScriptLine: Bool
    /// The try of the row, from 1.
    package var attempt: Int
}

package struct JudgedSentence: Sendable {
    /// `expectation` or `check`.
    package var kind: Failure.Kind
    package var location: SourceLocation
    /// Empty when it holds.
    package var findings: [Finding]
}

/// One thing that went wrong in a row, with all that a reader needs to see why.
package struct Failure: Sendable {
    package enum Kind: Sendable, Equatable {
        /// `expect`: the row stopped here.
        case expectation
        /// `check`: the row went on.
        case check
        /// A request without success, and no sentence spoke of status or outcome.
        case request
        /// Could not be judged.
        case error
    }

    package enum Phase: String, Sendable { case setup, steps, teardown }

    package var kind: Kind
    package var phase: Phase
    /// From 1 within its phase.
    package var step: Int
    package var stepCount: Int
    package var stepName: String?
    /// One sentence: what was expected and what happened.
    package var headline: String
    /// The sentence that failed, or the command.
    package var location: SourceLocation
    /// The step's command that led here; nil in a step without one.
    package var command: SourceLocation?
    package var findings: [Finding]
    /// The last exchange before the failure.
    package var exchange: Exchange?
    /// Whether that exchange is of the failing step, not of one before it.
    package var sentInStep: Bool
    package var target: TargetKind
    /// The target's clock when it was judged.
    package var clock: Timestamp
    /// The document that the exchange was about, and how old it was when the request was sent.
    package var subjectAge: SubjectAge?
    /// A diagnostic that says more, when the failure is one: an unreadable value, an unknown name.
    package var diagnostic: Diagnostic?
    /// For `eventually`: how often it was tried, and the last different values.
    package var polling: Polling?

    /// Whether leadline itself declined to send the request of the step.
    package var isRefusal: Bool { diagnostic == nil && sentInStep && exchange?.answer.outcome == "refused" }
}

package struct SubjectAge: Sendable {
    /// `lead 1001`
    package var subject: String
    package var created: Timestamp
    package var age: Duration
}

package struct Polling: Sendable {
    package var tries: Int
    package var within: Duration
    /// At most three, oldest first.
    package var lastValues: [String]
}

package struct RunSummary: Sendable {
    package var passed = 0
    package var failed = 0
    /// Of those that failed or could not be judged: rows that went wrong because leadline declined to send a request.
    package var refused = 0
    package var errored = 0
    package var skipped = 0
    package var expectedFailures = 0
    package var surprisePasses = 0
    package var cancelled = 0
    package var requests = 0
    package var checks = 0
    package var wall: Duration = .zero
    package var wasInterrupted = false
    /// Rows that were not run because no server of their API had been reached before, by the API's name.
    package var unreached: [String: Int] = [:]

    package init() {}
}
