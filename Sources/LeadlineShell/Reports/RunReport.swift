package import LeadlineScenarios

/// A report for programs: a value that turns the events of a run into bytes.
package protocol RunReport: Sendable {
    /// Appends what an event adds, often nothing. `shown` is what people read of a row that ended badly; empty for
    /// everything else.
    mutating func consume(_ event: RunEvent, shown: String, into bytes: inout [UInt8])
}

extension RowResult {
    /// What decided that the row is bad, for a reader who takes one line: the sentence, and the kind as reports name it.
    /// nil for a row that is not.
    var cause: (message: String, kind: String)? {
        if case .surprisePass(let issue) = verdict {
            return ("passed, although it is marked with the known issue '\(issue)'", "surprise-pass")
        }
        guard isBad else { return nil }
        // What made a row an error need not be what went wrong first.
        let grave = verdict == .errored ? failures.first { $0.kind == .error } : nil
        guard let failure = grave ?? failures.first else { return ("it could not be judged", Failure.Kind.error.word) }
        return (failure.headline, failure.kind.word)
    }
}

extension Failure.Kind {
    /// The name in reports for programs.
    var word: String {
        switch self {
        case .expectation: "expect"
        case .check: "check"
        case .request: "request"
        case .error: "error"
        }
    }
}
