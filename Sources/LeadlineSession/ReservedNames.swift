/// The language's own first names (`language.md` 4): they cannot be bound.
package enum ReservedNames {
    /// Of the last answer.
    package static let answer: Set<String> = [
        "status", "outcome", "headers", "body", "doc", "docs", "errors", "took", "request",
    ]
    /// Of the run.
    package static let run: Set<String> = ["row", "now", "target", "run", "secret", "env"]
    package static let all = answer.union(run)

    /// What may follow `request.`.
    package static let requestParts = ["method", "url", "query", "headers", "body", "doc"]
}
