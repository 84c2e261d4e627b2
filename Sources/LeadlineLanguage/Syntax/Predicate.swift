package import LeadlineCore

/// The one tree behind `where`, `expect`, `check`, `when`, `skip-unless` and the rules of the API descriptions.
package indirect enum Predicate: Sendable {
    /// At least two.
    case and([Predicate])
    /// At least two.
    case or([Predicate])
    case test(Test)

    package var location: SourceLocation {
        switch self {
        case .and(let parts), .or(let parts):
            // Never empty by construction; the first part stands for the whole if it were.
            parts.dropFirst().reduce(parts[0].location) { $0.through($1.location) }
        case .test(let test): test.location
        }
    }
}

package struct Test: Sendable {
    package var subject: Subject
    package var operation: Operation
    package var location: SourceLocation

    package init(subject: Subject, operation: Operation, location: SourceLocation) {
        self.subject = subject
        self.operation = operation
        self.location = location
    }

    /// An operator with what stands to its right.
    package enum Operation: Sendable {
        case equals(Value, except: [Path])
        case notEquals(Value, except: [Path])
        case isType(TypeName)
        case isNotType(TypeName)
        case compare(Comparison, Operand)
        case isIn(Value)
        case isNotIn(Value)
        case all(Value)
        case exists
        case notExists
        case contains(Value)
        case notContains(Value)
        case like(Value)
        case notLike(Value)
        case matches(RegexValue)
        case notMatches(RegexValue)
        case near(Value)
        case within(Value)
        case intersects(Value)
        /// `has 2 items`
        case hasItems(Value)
        case conforms
    }

    package enum Comparison: String, Sendable {
        case greaterThan = "greater_than"
        case greaterThanEqual = "greater_than_equal"
        case lessThan = "less_than"
        case lessThanEqual = "less_than_equal"
    }

    /// The right side of a comparison: `50000`, `2s`, `{{lead.age}}`. A bare word that reads as a duration is one only
    /// where the left side is one (`took`), so both readings are kept.
    package struct Operand: Sendable {
        package var value: Value
        /// Set when the words can be read as a duration, blanks included.
        package var duration: Duration?

        package init(value: Value, duration: Duration?) {
            self.value = value
            self.duration = duration
        }
    }

    package enum TypeName: String, Sendable, CaseIterable {
        case text, number, integer, boolean, list, object, time
    }

    package enum RegexValue: Sendable {
        /// `/…/ims`: compiled when it was read.
        case literal(Located<Pattern>, written: String)
        case value(Value)
    }
}
