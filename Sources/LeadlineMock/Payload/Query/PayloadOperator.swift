/// What a condition asks of a field; named as in `where`.
enum PayloadOperator: String {
    case equals, notEquals = "not_equals"
    case `in`, notIn = "not_in", all
    case exists
    case greaterThan = "greater_than", greaterThanEqual = "greater_than_equal"
    case lessThan = "less_than", lessThanEqual = "less_than_equal"
    case like, notLike = "not_like", contains
    case near, within, intersects

    /// Nil for what a version does not know.
    init?(_ name: String, _ profile: PayloadProfile) {
        self.init(rawValue: name)
        if self == .notLike, profile == .v2 { return nil }
    }
}

extension PayloadOperator {
    /// `and` and `or` in any case of letters.
    enum Logic: String {
        case and, or

        init?(anyCase name: String) { self.init(rawValue: name.lowercased()) }
    }
}
