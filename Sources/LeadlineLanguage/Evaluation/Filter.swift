package import LeadlineCore

/// A `where` whose placeholders are resolved and whose values have their types: what is encoded for a server and what
/// the mock judges.
package indirect enum Filter: Sendable, Equatable {
    case and([Filter])
    case or([Filter])
    case test(FilterTest)
}

extension Filter {
    /// As Payload's JSON says it: `{"or": [{"email": {"equals": "a@b.c"}}, …]}`.
    package var json: JSON {
        switch self {
        case .and(let parts): Self.member("and", .array(parts.map(\.json)))
        case .or(let parts): Self.member("or", .array(parts.map(\.json)))
        case .test(let test): Self.member(test.field, Self.member(test.operation, test.operand))
        }
    }

    private static func member(_ name: String, _ value: JSON) -> JSON {
        .object(JSONObject(uniqueMembers: [.init(name, value)]))
    }
}

package struct FilterTest: Sendable, Equatable {
    /// Dotted, as the API writes it: `address_attributes.city`.
    package var field: String
    /// The API's word: `equals`, `greater_than_equal`, `not_in`.
    package var operation: String
    package var operand: JSON

    package init(field: String, operation: String, operand: JSON) {
        self.field = field
        self.operation = operation
        self.operand = operand
    }
}
