package import LeadlineAPI
package import LeadlineCore
package import LeadlineLanguage
import LeadlineSession

/// A scenario file after reading: every command and sentence is parsed, nothing is resolved.
package struct Scenario: Sendable {
    package var source: Source
    package var name: Located<String>
    package var about: String?
    package var tags: [String] = []
    package var issue: String?
    package var knownIssue: String?
    package var api: Located<String>?
    /// The kinds of target that it is made for; nil: all.
    package var targets: [TargetKind]?
    package var clock: Timestamp?
    package var seed: Int?
    package var parameters: [Parameter] = []
    package var table: Table?
    package var matrix: [MatrixAxis] = []
    /// Whether a table or matrix is there and could not be read: nobody knows its columns then.
    package var hasUnreadRows = false
    /// Rows of one key never run at the same time, across files.
    package var serial: String?
    package var retries = 0
    package var setup: [Step] = []
    package var steps: [Step] = []
    package var teardown: [Step] = []

    package init(source: Source, name: Located<String>) {
        self.source = source
        self.name = name
    }

    /// File names in it are relative to this folder.
    package var folder: String { Paths.folder(of: source.name) }

    package struct Parameter: Sendable {
        package var name: Located<String>
        /// nil: empty.
        package var value: Value?
    }

    package struct MatrixAxis: Sendable {
        package var name: Located<String>
        package var values: [Value]
    }

    /// The phases with their steps, in the order in which they run.
    package var phases: [(phase: Failure.Phase, steps: [Step])] {
        [(.setup, setup), (.steps, steps), (.teardown, teardown)]
    }

    /// The columns that `row.NAME` may name.
    package var columns: [Located<String>] { (table?.columns ?? []) + matrix.map(\.name) }
}

/// The rows of a scenario.
package struct Table: Sendable {
    package struct Row: Sendable {
        /// One for each column; nil: an empty cell.
        package var cells: [Value?]
        package var location: SourceLocation
    }

    package var columns: [Located<String>]
    package var rows: [Row]

    package func index(of column: String) -> Int? { columns.firstIndex { $0.value == column } }
}

package struct Step: Sendable {
    package var name: Template?
    package var condition: Predicate?
    package var commands: [Command] = []
    package var skipUnless: Predicate?
    package var because: Template?
    package var expectations: [Predicate] = []
    package var checks: [Predicate] = []
    package var polling: PollingPlan?
    /// Set when a command could not be read: what it would have bound is not known.
    package var isPartlyRead = false
    package var location: SourceLocation

    package init(location: SourceLocation) { self.location = location }

    package var sentences: [Predicate] { expectations + checks }

    /// In a script the sentences on a request are steps of their own: whether one of them speaks of the outcome.
    package var isJudgedLater = false
    /// Whether it is a line of a script, which goes on behind a request without success up to the next request.
    package var isScriptLine = false
    /// What is wrong with a command of a script that goes on in spite of mistakes: it is told instead of carried out.
    package var mistakes: [Diagnostic] = []

    /// Whether a sentence, also that of `skip-unless`, speaks of the outcome or the status of this step; otherwise its
    /// requests must succeed.
    package var judgesOutcome: Bool {
        let speaks = { (sentence: Predicate) in sentence.mentions("outcome") || sentence.mentions("status") }
        return isJudgedLater || expectations.contains(where: speaks) || checks.contains(where: speaks)
            || skipUnless.map(speaks) ?? false
    }
}

/// `eventually: {within: 1m, every: 2s}`
package struct PollingPlan: Sendable {
    package var within: DurationValue
    package var every: DurationValue
    package var location: SourceLocation
}

extension Predicate {
    /// Whether a test's subject begins with this name.
    fileprivate func mentions(_ name: String) -> Bool {
        switch self {
        case .and(let parts), .or(let parts): parts.contains { $0.mentions(name) }
        case .test(let test):
            if case .path(let path) = test.subject { path.first == name } else { false }
        }
    }
}
