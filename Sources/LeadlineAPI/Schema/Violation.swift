package import LeadlineLanguage

/// A place where a value is not what its schema says.
package struct Violation: Sendable, Equatable {
    package var keys: [PathKey]
    /// The JSON Schema keyword that failed: `required`, `type`, `enum`, `format`, `pattern`, …; `unknown` for a member
    /// that the description lacks, `known` for a value that is none of the known ones of an open list.
    package var keyword: String
    /// One sentence for people: "must be an integer, found a text".
    package var message: String
    /// The described name or value that was probably meant.
    package var suggestion: String?

    package init(keys: [PathKey], keyword: String, message: String, suggestion: String? = nil) {
        self.keys = keys
        self.keyword = keyword
        self.message = message
        self.suggestion = suggestion
    }

    /// Member names and `[n]`, dotted: `charge_breakdown.total.amount`, `tags[0]`.
    package var path: String { PathKey.description(keys) }

    /// The message with what was probably meant.
    package var sentence: String { message + (suggestion.map { "; did you mean '\($0)'?" } ?? "") }

    /// Whether it says that none of several forms fits, or too many: its place need not be one of the document's.
    package var isOfAlternatives: Bool { keyword == "anyOf" || keyword == "oneOf" }

    /// Worth telling, but nothing that an API would refuse for certain.
    package var isAdvice: Bool { keyword == "unknown" || keyword == "known" }
}
