package import LeadlineCore

/// One test of a sentence that does not hold.
package struct Finding: Sendable, Equatable {
    /// As written: `doc.message`.
    package var subject: String
    /// The operator and the value: `contains "3 days"`.
    package var expected: String
    /// The value found, `(missing)` when there is none.
    package var actual: String
    /// For whole objects and lists: what differs, one line each.
    package var details: [String]

    package init(subject: String, expected: String, actual: String, details: [String] = []) {
        self.subject = subject
        self.expected = expected
        self.actual = actual
        self.details = details
    }
}

extension Evaluator {
    /// Why a sentence does not hold: the failing tests, all branches of an `or`; empty when it holds.
    package func findings(_ predicate: Predicate) throws(Diagnostic) -> [Finding] {
        switch predicate {
        case .and(let parts):
            var all: [Finding] = []
            for part in parts { all += try findings(part) }
            return all
        case .or(let parts):
            var all: [Finding] = []
            for part in parts {
                let own = try findings(part)
                if own.isEmpty { return [] }
                all += own
            }
            return all
        case .test(let test):
            return try holds(test) ? [] : [try finding(test)]
        }
    }

    private func finding(_ test: Test) throws(Diagnostic) -> Finding {
        let keys = try subjectKeys(test.subject)
        var finding = Finding(subject: PathKey.description(keys), expected: "", actual: "(missing)")
        var left = Side(datum: .json(.null), type: scope.type(of: keys), keys: keys)
        switch try look(up: test, keys: keys) {
        case .found(let datum):
            left.datum = datum
            finding.actual = try describe(datum)
        case .empty: finding.actual = "(an empty cell)"
        case .missing, .unknown:
            finding.expected = try expectation(test.operation, left).plain
            return finding
        }
        let expectation = try expectation(test.operation, left)
        finding.expected = expectation.text
        finding.actual += expectation.ownType
        if case .hasItems = test.operation, case .json(.array(let elements)) = left.datum {
            finding.actual = "\(counted(elements.count)): \(finding.actual)"
        }
        finding.details = try details(test.operation, left)
        return finding
    }

    /// The right half of a sentence in words.
    private struct Expectation {
        var words: String
        /// The types of the two sides, where they differ.
        var types: (own: String, other: String)?
        var suffix = ""

        init(_ words: String, _ types: (own: String, other: String)? = nil) {
            self.words = words
            self.types = types
        }

        func with(suffix: String) -> Expectation {
            var other = self
            other.suffix = suffix
            return other
        }

        var plain: String { words + suffix }
        /// With the right side's type, when it differs from the left side's.
        var text: String { words + Self.named(types?.other) + suffix }
        /// What follows the value that was found.
        var ownType: String { Self.named(types?.own) }

        /// What is null says so itself.
        private static func named(_ type: String?) -> String {
            guard let type, type != "null" else { return "" }
            return " (\(type))"
        }
    }

    private func expectation(_ operation: Test.Operation, _ left: Side) throws(Diagnostic) -> Expectation {
        switch operation {
        case .equals(let right, let except):
            return try expectation("is", right, left.type, left).with(suffix: exceptions(except))
        case .notEquals(let right, let except):
            return try expectation("is not", right, left.type, left).with(suffix: exceptions(except))
        case .contains(let right): return try expectation("contains", right, partType(left), left, naming: false)
        case .notContains(let right): return try expectation("not contains", right, partType(left), left, naming: false)
        case .compare(let comparison, let operand): return try expectation(comparison, operand, left)
        default: return Expectation(try words(operation, left))
        }
    }

    private func expectation(
        _ words: String, _ value: Value, _ type: ValueType, _ left: Side, naming: Bool = true
    ) throws(Diagnostic) -> Expectation {
        let right = try datum(of: value, as: type)
        let text = "\(words) \(try describe(right))"
        return Expectation(text, naming ? try differentTypes(left, right) : nil)
    }

    private func expectation(
        _ comparison: Test.Comparison, _ operand: Test.Operand, _ left: Side
    ) throws(Diagnostic) -> Expectation {
        if let duration = operand.duration {
            let text = "\(comparison.sign) \(DurationText.text(duration))"
            if try self.duration(of: left.datum) != nil { return Expectation(text) }
            if try order(left, operand) == nil { return Expectation(text, (try typeName(left), "duration")) }
        }
        let right = try datum(of: operand.value, as: left.type)
        let text = "\(comparison.sign) \(try describe(right))"
        return Expectation(text, try order(left, operand) == nil ? try differentTypes(left, right) : nil)
    }

    /// The names of the two types; nil where both are the same or one can be read as the other.
    private func differentTypes(_ left: Side, _ right: Datum) throws(Diagnostic) -> (own: String, other: String)? {
        let own = try typeName(left)
        let other = try typeName(Side(datum: right, type: left.type, keys: []))
        if own == other { return nil }
        switch (own, other) {
        case ("time", _): if try instant(of: right) != nil { return nil }
        case ("duration", _): if try duration(of: right) != nil { return nil }
        case (_, "time"): if try instant(of: left.datum) != nil { return nil }
        case (_, "duration"): if try duration(of: left.datum) != nil { return nil }
        default: break
        }
        return (own, other)
    }

    private func typeName(_ side: Side) throws(Diagnostic) -> String {
        switch side.datum {
        case .time: "time"
        case .duration: "duration"
        case .json(let json): json.typeName
        case .word(let value): try json(of: value, as: side.type).typeName
        }
    }

    private func words(_ operation: Test.Operation, _ left: Side) throws(Diagnostic) -> String {
        switch operation {
        case .isType(let type): "is \(type.phrase)"
        case .isNotType(let type): "is not \(type.phrase)"
        case .isIn(let list): "in \(JSON.array(try elements(of: list, as: left.type)).shown)"
        case .isNotIn(let list): "not in \(JSON.array(try elements(of: list, as: left.type)).shown)"
        case .all(let list): "all \(JSON.array(try elements(of: list, as: left.type)).shown)"
        case .exists: "exists"
        case .notExists: "not exists"
        case .matches(let regex): "matches \(try regexText(regex))"
        case .notMatches(let regex): "not matches \(try regexText(regex))"
        case .hasItems(let count): try items(count)
        case .conforms: "conforms to the API description"
        case .equals, .notEquals, .contains, .notContains, .compare: ""
        case .like, .notLike, .near, .within, .intersects: "(only in where)"
        }
    }

    private func items(_ count: Value) throws(Diagnostic) -> String {
        let number = try json(of: count, as: .integer)
        return "has \(number.number?.integer.map(counted) ?? number.shown)"
    }

    private func counted(_ count: Int) -> String { "\(count) \(count == 1 ? "item" : "items")" }

    private func partType(_ left: Side) -> ValueType {
        if case .json(.string) = left.datum { return .text }
        return left.type.element
    }

    private func exceptions(_ paths: [Path]) throws(Diagnostic) -> String {
        var names: [String] = []
        for path in paths { names.append(PathKey.description(try keys(of: path))) }
        return names.isEmpty ? "" : " except \(names.joined(separator: ", "))"
    }

    private func regexText(_ regex: Test.RegexValue) throws(Diagnostic) -> String {
        switch regex {
        case .literal(_, let written): written
        case .value(let value): try json(of: value, as: .text).shown
        }
    }

    /// What differs inside two values, or does not conform.
    private func details(_ operation: Test.Operation, _ left: Side) throws(Diagnostic) -> [String] {
        switch operation {
        case .conforms:
            return scope.nonconformities(at: left.keys) ?? ["the API description declares nothing for it"]
        case .equals(let value, let except):
            guard case .json(var own) = left.datum, case .json(var other) = try datum(of: value, as: left.type) else {
                return []
            }
            guard own.isStructure, other.isStructure else { return [] }
            for path in except {
                let keys = try keys(of: path)
                own = own.removing(keys[...])
                other = other.removing(keys[...])
            }
            return difference(expected: other, actual: own)
        case .contains(let value):
            guard case .json(let own) = left.datum, own.object != nil else { return [] }
            let wanted = try json(of: value, as: .object)
            guard wanted.object != nil else { return [] }
            return difference(expected: wanted, actual: own.restricted(to: wanted))
        default: return []
        }
    }

    private func difference(expected: JSON, actual: JSON) -> [String] {
        let difference = JSONDifference(from: expected, to: actual)
        var lines = difference.entries.map { entry in
            switch entry.kind {
            case .changed(let old, let new): "\(entry.path): expected \(old.shown), actual \(new.shown)"
            case .added(let new): "\(entry.path): not expected, actual \(new.shown)"
            case .removed(let old): "\(entry.path): expected \(old.shown), actual (missing)"
            }
        }
        let hidden = difference.equalLeaves
        if hidden > 0 { lines.append("(\(hidden) equal \(hidden == 1 ? "field" : "fields") hidden)") }
        return lines
    }
}

extension Test.Comparison {
    fileprivate var sign: String {
        switch self {
        case .greaterThan: ">"
        case .greaterThanEqual: ">="
        case .lessThan: "<"
        case .lessThanEqual: "<="
        }
    }
}

extension Test.TypeName {
    /// With its article: `an integer`.
    fileprivate var phrase: String {
        switch self {
        case .integer, .object: "an \(rawValue)"
        case .text, .number, .boolean, .list, .time: "a \(rawValue)"
        }
    }
}

extension JSON {
    fileprivate var isStructure: Bool { object != nil || array != nil }

    /// The members that `part` has too, so that a difference shows only what was asked for.
    fileprivate func restricted(to part: JSON) -> JSON {
        guard case .object(let wanted) = part, case .object(let own) = self else { return self }
        var finder = JSONMemberFinder(own)
        let rest = wanted.members.compactMap { member in
            finder[member.name].map { JSONObject.Member(member.name, $0.restricted(to: member.value)) }
        }
        return .object(JSONObject(uniqueMembers: rest))
    }
}
