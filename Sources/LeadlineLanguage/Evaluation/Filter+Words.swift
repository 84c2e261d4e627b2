import LeadlineCore

extension Filter {
    /// The filter as a command writes it behind `where`: a sentence if that is read as this filter again where fields
    /// have these types, else Payload's JSON.
    package func words(type: ([PathKey]) -> ValueType) -> String {
        let place = SourceLocation(source: Source(name: "where", text: ""), range: 0..<0)
        let json = Where.json(.json(json), place)
        guard let predicate else { return CommandPrinter.text(json) }
        let words = CommandPrinter.text(predicate)
        let source = Source(name: "where", text: words)
        guard let read = try? PredicateParser.filter(Excerpt(whole: source)),
            let again = try? Evaluator(Names([:])).filter(read, type: type), again == simplified
        else { return CommandPrinter.text(json) }
        return words
    }

    /// Without groups of one part, which no sentence has.
    private var simplified: Filter {
        switch self {
        case .and(let parts), .or(let parts):
            if parts.count == 1 { return parts[0].simplified }
            let simplified = parts.map(\.simplified)
            if case .and = self { return .and(simplified) }
            return .or(simplified)
        case .test: return self
        }
    }

    /// The sentence that means this filter; nil where the language has no words for a field or an operator.
    private var predicate: Predicate? {
        switch self {
        case .and(let parts): Self.joined(parts) { .and($0) }
        case .or(let parts): Self.joined(parts) { .or($0) }
        case .test(let test): test.predicate
        }
    }

    private static func joined(_ parts: [Filter], _ join: ([Predicate]) -> Predicate) -> Predicate? {
        let predicates = parts.compactMap(\.predicate)
        guard predicates.count == parts.count, let first = predicates.first else { return nil }
        return parts.count == 1 ? first : join(predicates)
    }
}

extension FilterTest {
    fileprivate var predicate: Predicate? {
        let source = Source(name: "where", text: field)
        guard let path = try? ValueParser.path(Excerpt(whole: source)), let operation = wordedOperation(path.location)
        else {
            return nil
        }
        return .test(Test(subject: .path(path), operation: operation, location: path.location))
    }

    private func wordedOperation(_ location: SourceLocation) -> Test.Operation? {
        let value = Value(json: operand, at: location)
        if let comparison = Test.Comparison(rawValue: operation) {
            return .compare(comparison, Test.Operand(value: value, duration: nil))
        }
        switch operation {
        case "equals": return .equals(value, except: [])
        case "not_equals": return .notEquals(value, except: [])
        case "in" where operand.array != nil: return .isIn(value)
        case "not_in" where operand.array != nil: return .isNotIn(value)
        case "all" where operand.array != nil: return .all(value)
        case "exists" where operand == true: return .exists
        case "exists" where operand == false: return .notExists
        case "contains": return .contains(value)
        case "like" where operand.string != nil: return .like(value)
        case "not_like" where operand.string != nil: return .notLike(value)
        case "near": return .near(value)
        case "within": return .within(value)
        case "intersects": return .intersects(value)
        default: return nil
        }
    }
}
