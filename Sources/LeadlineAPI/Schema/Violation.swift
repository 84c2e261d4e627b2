/// A place where a value is not what its schema says.
package struct Violation: Sendable, Equatable {
    /// Member names and `[n]`, dotted: `charge_breakdown.total.amount`, `tags[0]`.
    package var path: String
    /// The JSON Schema keyword that failed: `required`, `type`, `enum`, `format`, `pattern`, …; `unknown` for a member
    /// that the description lacks, `known` for a value that is none of the known ones of an open list.
    package var keyword: String
    /// One sentence for people: "must be an integer, found a text".
    package var message: String

    package init(path: String, keyword: String, message: String) {
        self.path = path
        self.keyword = keyword
        self.message = message
    }

    /// Worth telling, but nothing that an API would refuse for certain.
    package var isAdvice: Bool { keyword == "unknown" || keyword == "known" }
}
