import LeadlineCore

/// The first names of subjects and placeholders that always mean the same, so that nothing can be bound to them.
package enum ReservedNames {
    /// What the last answer brings.
    package static let answer = [
        "status", "outcome", "headers", "body", "doc", "docs", "errors", "took", "request",
    ]
    /// What the run brings.
    package static let run = ["row", "now", "target", "run", "secret", "env"]

    package static let all = Set(answer + run)

    /// The help for a first name that nothing stands for: the nearest that there is, or how there come to be names.
    package static func help(forUnknown name: String, bound: some Sequence<String>) -> String {
        Suggestion.closest(to: name, in: bound.sorted() + all.sorted()).map { "did you mean '\($0)'?" }
            ?? "a name is bound by '-> NAME', 'let', or 'params'; doc.\(name) is a field of the answer"
    }

    /// What may follow `request.`.
    package static let requestParts = ["method", "url", "query", "headers", "body", "doc"]
}
