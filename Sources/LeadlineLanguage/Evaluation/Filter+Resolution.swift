package import LeadlineCore

extension Evaluator {
    /// A `where` with its placeholders resolved and each value read by its field's type.
    package func filter(_ where: Where, type: ([PathKey]) -> ValueType) throws(Diagnostic) -> Filter {
        switch `where` {
        case .predicate(let predicate): return try filter(predicate, type: type)
        case .json(let template, let location): return try Filter(json: try json(of: template), at: location)
        }
    }

    private func filter(_ predicate: Predicate, type: ([PathKey]) -> ValueType) throws(Diagnostic) -> Filter {
        switch predicate {
        case .and(let parts):
            var filters: [Filter] = []
            for part in parts { filters.append(try filter(part, type: type)) }
            return .and(filters)
        case .or(let parts):
            var filters: [Filter] = []
            for part in parts { filters.append(try filter(part, type: type)) }
            return .or(filters)
        case .test(let test):
            let keys = try subjectKeys(test.subject)
            // For servers one element suffices: a word is read as one, a whole list stands in brackets. As a list of one
            // it would find nearly every document behind `not_equals`.
            let type = if case .list(let element) = type(keys) { element } else { type(keys) }
            let (operation, operand) = try operand(test, type)
            let field = PathKey.description(keys)
            return .test(FilterTest(field: field, operation: operation, operand: operand))
        }
    }

    /// The API's word for an operator, and the value to its right.
    private func operand(_ test: Test, _ type: ValueType) throws(Diagnostic) -> (String, JSON) {
        switch test.operation {
        case .equals(let value, _): return ("equals", try json(of: value, as: type))
        case .notEquals(let value, _): return ("not_equals", try json(of: value, as: type))
        case .compare(let comparison, let operand): return (comparison.rawValue, try json(of: operand.value, as: type))
        case .isIn(let list): return ("in", .array(try elements(of: list, as: type)))
        case .isNotIn(let list): return ("not_in", .array(try elements(of: list, as: type)))
        case .all(let list): return ("all", .array(try elements(of: list, as: type)))
        case .exists: return ("exists", true)
        case .notExists: return ("exists", false)
        case .contains(let value): return ("contains", try json(of: value, as: type.element))
        case .like(let value): return ("like", try json(of: value, as: .text))
        case .notLike(let value): return ("not_like", try json(of: value, as: .text))
        case .near(let value): return ("near", try json(of: value, as: .any))
        case .within(let value): return ("within", try json(of: value, as: .any))
        case .intersects(let value): return ("intersects", try json(of: value, as: .any))
        case .isType, .isNotType, .notContains, .matches, .notMatches, .hasItems, .conforms:
            throw Diagnostic(
                .error, .refusedWhere, "this test is judged here, not by a server: it cannot stand in where",
                at: test.location)
        }
    }
}

extension Filter {
    /// The tree of Payload's JSON: `{"or": [{"email": {"equals": "a@b.c"}}]}`; several members mean `and`.
    package init(json: JSON, at location: SourceLocation) throws(Diagnostic) {
        guard case .object(let object) = json else {
            throw Diagnostic(.error, .refusedWhere, "a where is a JSON object, found \(json.typePhrase)", at: location)
        }
        var parts: [Filter] = []
        for member in object.members {
            switch member.name {
            case "and", "or":
                let group = try Filter.group(member.value, member.name, at: location)
                parts.append(member.name == "and" ? .and(group) : .or(group))
            default: parts += try Filter.tests(of: member.name, member.value, at: location)
            }
        }
        guard let first = parts.first else {
            throw Diagnostic(
                .error, .refusedWhere, "an empty where means every document", at: location,
                help: "name a field, an operator and a value")
        }
        self = parts.count == 1 ? first : .and(parts)
    }

    private static func group(_ json: JSON, _ name: String, at location: SourceLocation) throws(Diagnostic) -> [Filter]
    {
        guard case .array(let elements) = json, !elements.isEmpty else {
            throw Diagnostic(
                .error, .refusedWhere, "'\(name)' takes a list of conditions that is not empty", at: location)
        }
        var filters: [Filter] = []
        for element in elements { filters.append(try Filter(json: element, at: location)) }
        return filters
    }

    private static func tests(of field: String, _ json: JSON, at location: SourceLocation) throws(Diagnostic)
        -> [Filter]
    {
        guard case .object(let operators) = json, !operators.isEmpty else {
            throw Diagnostic(
                .error, .refusedWhere, "the field '\(field)' has no operator", at: location,
                help: "write {\"\(field)\": {\"equals\": …}}")
        }
        return operators.members.map { .test(FilterTest(field: field, operation: $0.name, operand: $0.value)) }
    }
}
