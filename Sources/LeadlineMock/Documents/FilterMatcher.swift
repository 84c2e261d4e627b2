import LeadlineAPI
import LeadlineCore
import LeadlineLanguage

/// A `where`, ready to be asked of many documents: fields are found and values typed once.
indirect enum FilterMatcher {
    case all([FilterMatcher])
    case any([FilterMatcher])
    case test(FieldTest)

    init(_ filter: Filter, schema: Schema) {
        switch filter {
        case .and(let parts): self = .all(parts.map { FilterMatcher($0, schema: schema) })
        case .or(let parts): self = .any(parts.map { FilterMatcher($0, schema: schema) })
        case .test(let test): self = .test(FieldTest(test, schema: schema))
        }
    }

    func matches(_ document: JSONObject) -> Bool {
        switch self {
        case .all(let parts): parts.allSatisfy { $0.matches(document) }
        case .any(let parts): parts.contains { $0.matches(document) }
        case .test(let test): test.matches(document)
        }
    }
}

/// One test of a `where`.
struct FieldTest {
    private let path: [Substring]
    private let operation: String
    private let operand: Comparable
    /// For `in`, `all` and their like; for `like` the words.
    private let operands: [Comparable]

    init(_ test: FilterTest, schema: Schema) {
        path = test.field.split(separator: ".")
        operation = test.operation
        let place = schema.part(at: path[...])
        operand = Comparable(test.operand, schema: place)
        switch test.operation {
        case "like", "not_like":
            let words = (test.operand.formText ?? "").split { $0.isWhitespace }
            operands = words.map { Comparable(.string(String($0)), schema: nil) }
        default: operands = (test.operand.array ?? [test.operand]).map { Comparable($0, schema: place) }
        }
    }

    func matches(_ document: JSONObject) -> Bool {
        let values = JSON.object(document).values(at: path[...])
        switch operation {
        case "equals": return values.isEmpty ? operand.isNull : values.contains { operand == $0 }
        case "not_equals": return !(values.isEmpty ? operand.isNull : values.contains { operand == $0 })
        case "in": return isIn(values)
        case "not_in": return !isIn(values)
        case "all": return operands.allSatisfy { operand in values.contains { operand == $0 } }
        case "exists": return values.contains { $0 != .null } == (operand.json.bool ?? (operand.json.string != "false"))
        case "greater_than": return values.contains { operand.order(of: $0).map { $0 > 0 } ?? false }
        case "greater_than_equal": return values.contains { operand.order(of: $0).map { $0 >= 0 } ?? false }
        case "less_than": return values.contains { operand.order(of: $0).map { $0 < 0 } ?? false }
        case "less_than_equal": return values.contains { operand.order(of: $0).map { $0 <= 0 } ?? false }
        case "contains": return values.contains { operand.isPart(of: $0) }
        case "like": return values.contains(where: hasAllWords)
        case "not_like": return !values.contains(where: hasAllWords)
        default: return false
        }
    }

    private func isIn(_ values: [JSON]) -> Bool {
        operands.contains { operand in values.isEmpty ? operand.isNull : values.contains { operand == $0 } }
    }

    private func hasAllWords(_ value: JSON) -> Bool { operands.allSatisfy { $0.isPart(of: value) } }
}

extension FieldTest {
    /// A value to compare with, typed by the schema of the field.
    struct Comparable {
        let json: JSON
        private let time: Timestamp?
        private let lowercased: String?

        init(_ operand: JSON, schema: Schema?) {
            json = Self.typed(operand, schema?.items?.schema ?? schema)
            let isTime = schema?.format == "date-time" || schema?.format == "date"
            time = isTime ? json.string.flatMap { try? Timestamp(parsing: $0) } : nil
            lowercased = json.formText?.lowercased()
        }

        var isNull: Bool { json == .null }

        static func == (operand: Comparable, value: JSON) -> Bool {
            if operand.json == value { return true }
            return operand.time != nil && operand.order(of: value) == 0
        }

        /// Negative when the value is before this operand; nil when the two cannot be compared.
        func order(of value: JSON) -> Int? {
            switch (value, json) {
            case (.number(let left), .number(let right)): return left < right ? -1 : left == right ? 0 : 1
            case (.string(let left), .string(let right)):
                if let time, let moment = try? Timestamp(parsing: left) {
                    return moment < time ? -1 : moment == time ? 0 : 1
                }
                if left == right { return 0 }
                return left.unicodeScalars.lexicographicallyPrecedes(right.unicodeScalars) ? -1 : 1
            default: return nil
            }
        }

        /// Whether a text holds this one, in any case of letters.
        func isPart(of value: JSON) -> Bool {
            guard let lowercased, let text = value.formText?.lowercased() else { return false }
            return lowercased.isEmpty || text.contains(lowercased)
        }

        /// A text as a query string brings it, as the type that the field has.
        private static func typed(_ operand: JSON, _ schema: Schema?) -> JSON {
            guard case .string(let text) = operand else { return operand }
            switch schema?.kind {
            case .integer, .number: return JSONNumber(text).map { .number($0) } ?? operand
            case .boolean: return text == "true" ? true : text == "false" ? false : operand
            default: return operand
            }
        }
    }
}

extension JSON {
    /// The values at a dotted path; of lists on the way every element's, of a list at its end its elements.
    func values(at path: ArraySlice<Substring>) -> [JSON] {
        if case .array(let elements) = self { return elements.flatMap { $0.values(at: path) } }
        guard let name = path.first else { return [self] }
        guard let member = self[String(name)] else { return [] }
        return member.values(at: path.dropFirst())
    }
}
