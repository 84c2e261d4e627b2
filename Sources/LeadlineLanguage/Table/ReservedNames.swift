/// The first names of subjects and placeholders that always mean the same, so that nothing can be bound to them.
package enum ReservedNames {
    /// What the last answer brings.
    package static let answer = [
        "status", "outcome", "headers", "body", "doc", "docs", "errors", "took", "request",
    ]
    /// What the run brings.
    package static let run = ["row", "now", "target", "run", "secret", "env"]

    package static let all = Set(answer + run)

    /// What may follow `request.`.
    package static let requestParts = ["method", "url", "query", "headers", "body", "doc"]
}
