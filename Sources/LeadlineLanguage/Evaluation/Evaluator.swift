import LeadlineCore

/// Resolves placeholders, reads values and judges sentences, all against one scope.
package struct Evaluator {
    package let scope: any Scope

    package init(_ scope: any Scope) { self.scope = scope }
}

/// One test of a sentence that does not hold.
package struct Finding: Sendable, Equatable {
    /// As written: `doc.message`.
    package var subject: String
    /// The operator and the value: `contains "3 days"`.
    package var expected: String
    /// The value found, `(missing)` when there is none.
    package var actual: String
    /// For whole objects and lists: what differs, one line each.
    package var details: [String]

    package init(subject: String, expected: String, actual: String, details: [String] = []) {
        self.subject = subject
        self.expected = expected
        self.actual = actual
        self.details = details
    }
}
