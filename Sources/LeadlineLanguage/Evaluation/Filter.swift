package import LeadlineCore

/// A `where` whose placeholders are resolved and whose values have their types: what is encoded for a server and what
/// the mock judges.
package indirect enum Filter: Sendable, Equatable {
    case and([Filter])
    case or([Filter])
    case test(FilterTest)
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
