import LeadlineCore

/// What JavaScript makes of values of other types.
extension JavaScript {
    /// `String(value)`.
    static func text(of value: JSON) -> String {
        switch value {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .number(let number): number.javaScriptText
        case .string(let text): text
        case .array(let elements): elements.map { $0 == .null ? "" : text(of: $0) }.joined(separator: ",")
        case .object: "[object Object]"
        }
    }

    /// Whether a condition takes a value for true; a missing one is false.
    static func isTrue(_ value: JSON?) -> Bool {
        switch value {
        case nil, .null, .bool(false): false
        case .number(let number): number.double != 0
        case .string(let text): !text.isEmpty
        default: true
        }
    }

    /// A number in JSON; one that is not finite is null there.
    static func json(_ value: Double) -> JSON { JSONNumber(value.javaScriptText).map { .number($0) } ?? .null }
}
