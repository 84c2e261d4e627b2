package import LeadlineCore

/// What became of a request, in the words of the language: the names that stand left in a sentence (`language.md` 4, 6).
package struct Answer: Sendable {
    package var outcome: String
    /// nil when no whole answer came.
    package var status: Int?
    package var fields: HTTPFields?
    /// The parsed body when it is JSON, otherwise its text.
    package var body: JSON?
    package var document: JSON?
    package var documents: JSON?
    /// A list of objects with `message` and, where known, `path` or `id`.
    package var errors: JSON
    package var took: Duration?

    package init(outcome: String, errors: JSON = .array([])) {
        self.outcome = outcome
        self.errors = errors
    }

    /// The errors in words: `phone is required`.
    package var reasons: [String] {
        (errors.array ?? []).map { error in
            let message = error["message"]?.string ?? error.text()
            return error["path"]?.string.map { "\($0) \(message)" } ?? message
        }
    }
}
