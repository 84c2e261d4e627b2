package import LeadlineCore

extension Evaluator {
    /// Whether a sentence holds. What is missing satisfies only `not exists`. Errors: unknown names, unreadable values.
    package func holds(_ predicate: Predicate) throws(Diagnostic) -> Bool {
        switch predicate {
        case .and(let parts):
            for part in parts { if !(try holds(part)) { return false } }
            return true
        case .or(let parts):
            for part in parts { if try holds(part) { return true } }
            return false
        case .test(let test): return try holds(test)
        }
    }

    func holds(_ test: Test) throws(Diagnostic) -> Bool {
        let keys = try subjectKeys(test.subject)
        let left: Datum
        switch try look(up: test, keys: keys) {
        case .found(let datum): left = datum
        case .missing, .empty:
            if case .notExists = test.operation { return true }
            return false
        case .unknown: throw scope.unknownName(keys, at: test.subject.location)
        }
        return try holds(test.operation, Side(datum: left, type: scope.type(of: keys), keys: keys))
    }

    /// What a test is about. A query that can find several nodes and finds none is missing like any other subject, but
    /// for a test of the list itself: `has 0 items`, `is []`, `is a list`.
    func look(up test: Test, keys: [PathKey]) throws(Diagnostic) -> Lookup {
        let found = try look(up: test.subject, keys: keys)
        guard case .jsonPath(let query) = test.subject, !query.value.isSingular,
            case .found(.json(.array(let nodes))) = found, nodes.isEmpty
        else { return found }
        switch test.operation {
        case .hasItems, .equals, .isType: return found
        default: return .missing
        }
    }

    /// The left side of a test.
    struct Side {
        var datum: Datum
        var type: ValueType
        var keys: [PathKey]
    }

    private func holds(_ operation: Test.Operation, _ left: Side) throws(Diagnostic) -> Bool {
        switch operation {
        case .equals(let value, let except): try equals(left, value, except: except)
        case .notEquals(let value, let except): !(try equals(left, value, except: except))
        case .isType(let type): try isType(left, type)
        case .isNotType(let type): !(try isType(left, type))
        case .compare(let comparison, let operand): try compares(left, comparison, operand)
        case .isIn(let list): try isIn(left, list)
        case .isNotIn(let list): !(try isIn(left, list))
        case .all(let list): try hasAll(left, list)
        case .exists: true
        case .notExists: false
        case .contains(let value): try contains(left, value)
        case .notContains(let value): !(try contains(left, value))
        case .matches(let regex): try matches(left, regex)
        case .notMatches(let regex): !(try matches(left, regex))
        case .hasItems(let count): try hasItems(left, count)
        case .conforms: scope.nonconformities(at: left.keys)?.isEmpty ?? false
        // The parser admits these only in `where`.
        case .like, .notLike, .near, .within, .intersects: false
        }
    }
}

// MARK: - Equality

extension Evaluator {
    private func equals(_ left: Side, _ value: Value, except: [Path]) throws(Diagnostic) -> Bool {
        let right = try datum(of: value, as: left.type)
        if isTime(left) || isTime(right), let a = try instant(of: left.datum), let b = try instant(of: right) {
            return a == b
        }
        if case .duration(let a) = left.datum { return try duration(of: right) == a }
        if case .duration(let b) = right { return try duration(of: left.datum) == b }
        var a = try json(of: left.datum, as: left.type, for: nil)
        var b = try json(of: right, as: left.type, for: nil)
        for path in except {
            let keys = try keys(of: path)
            a = a.removing(keys[...])
            b = b.removing(keys[...])
        }
        return a == b
    }

    private func isIn(_ left: Side, _ list: Value) throws(Diagnostic) -> Bool {
        let value = try json(of: left.datum, as: left.type, for: nil)
        return try elements(of: list, as: left.type).contains { same(value, $0, as: left.type) }
    }

    private func hasAll(_ left: Side, _ list: Value) throws(Diagnostic) -> Bool {
        guard case .json(.array(let elements)) = left.datum else { return false }
        let type = left.type.element
        return try self.elements(of: list, as: type).allSatisfy { wanted in
            elements.contains { same($0, wanted, as: type) }
        }
    }

    /// Times by instant, everything else as JSON values.
    private func same(_ a: JSON, _ b: JSON, as type: ValueType) -> Bool {
        if type == .time, let a = a.string, let b = b.string,
            let a = try? Timestamp(parsing: a), let b = try? Timestamp(parsing: b)
        {
            return a == b
        }
        return a == b
    }

    /// The values of a right side that must be a list.
    func elements(of list: Value, as type: ValueType) throws(Diagnostic) -> [JSON] {
        let json = try json(of: list, as: .list(type.element))
        guard case .array(let elements) = json else {
            throw Diagnostic(.error, .wrongValue, "a list is expected, found \(json.shown)", at: list.location)
        }
        return elements
    }

    /// A right side: a placeholder alone keeps what it is, everything else becomes JSON.
    package func datum(of value: Value, as type: ValueType) throws(Diagnostic) -> Datum {
        if case .word(let word) = value, word.isBare, let placeholder = word.text.lonePlaceholder {
            let datum = try datum(of: placeholder)
            if case .word = datum { return .json(try json(of: datum, as: type, for: nil)) }
            return datum
        }
        return .json(try json(of: value, as: type))
    }

    private func isTime(_ side: Side) -> Bool {
        side.type == .time || isTime(side.datum)
    }

    private func isTime(_ datum: Datum) -> Bool {
        if case .time = datum { true } else { false }
    }
}

// MARK: - Order

extension Evaluator {
    private func compares(_ left: Side, _ comparison: Test.Comparison, _ operand: Test.Operand) throws(Diagnostic)
        -> Bool
    {
        guard let order = try order(left, operand) else { return false }
        return switch comparison {
        case .greaterThan: order > 0
        case .greaterThanEqual: order >= 0
        case .lessThan: order < 0
        case .lessThanEqual: order <= 0
        }
    }

    /// Negative, zero or positive; nil when the two are of different types.
    func order(_ left: Side, _ operand: Test.Operand) throws(Diagnostic) -> Int? {
        if let written = operand.duration, let own = try duration(of: left.datum) { return sign(own, written) }
        let right = try datum(of: operand.value, as: left.type)
        if case .duration(let own) = left.datum { return try duration(of: right).map { sign(own, $0) } }
        if case .duration(let other) = right { return try duration(of: left.datum).map { sign($0, other) } }
        if isTime(left) || isTime(right), let a = try instant(of: left.datum), let b = try instant(of: right) {
            return sign(a, b)
        }
        let a = try json(of: left.datum, as: .any, for: nil)
        let b = try json(of: right, as: .any, for: nil)
        switch (a, b) {
        case (.number(let a), .number(let b)): return sign(a, b)
        // UTF-8 keeps the order of code points.
        case (.string(let a), .string(let b)):
            return a == b ? 0 : (a.utf8.lexicographicallyPrecedes(b.utf8) ? -1 : 1)
        default: return nil
        }
    }

    private func sign<Value: Comparable>(_ a: Value, _ b: Value) -> Int { a < b ? -1 : (b < a ? 1 : 0) }
}

// MARK: - Parts, types, counts

extension Evaluator {
    private func contains(_ left: Side, _ value: Value) throws(Diagnostic) -> Bool {
        let own = try json(of: left.datum, as: .any, for: nil)
        switch own {
        case .string(let text):
            guard case .string(let part) = try json(of: value, as: .text) else { return false }
            return text.holds(part)
        case .array(let elements):
            let wanted = try json(of: value, as: left.type.element)
            return elements.contains { $0 == wanted || (wanted.object != nil && $0.includes(wanted)) }
        case .object: return own.includes(try json(of: value, as: .object))
        case .null, .bool, .number: return false
        }
    }

    private func isType(_ left: Side, _ type: Test.TypeName) throws(Diagnostic) -> Bool {
        if type == .time { return try instant(of: left.datum) != nil }
        let json = try json(of: left.datum, as: .any, for: nil)
        return switch type {
        case .text: json.string != nil
        case .number: json.number != nil
        case .integer: json.number?.isInteger ?? false
        case .boolean: json.bool != nil
        case .list: json.array != nil
        case .object: json.object != nil
        case .time: false
        }
    }

    private func hasItems(_ left: Side, _ count: Value) throws(Diagnostic) -> Bool {
        let wanted = try json(of: count, as: .integer)
        guard case .json(.array(let elements)) = left.datum else { return false }
        return wanted.number?.integer == elements.count
    }

    private func matches(_ left: Side, _ regex: Test.RegexValue) throws(Diagnostic) -> Bool {
        guard case .string(let text) = try json(of: left.datum, as: .text, for: nil) else { return false }
        let (pattern, location) = try pattern(of: regex)
        do { return try pattern.matches(text) } catch {
            throw Diagnostic(
                .error, .invalidRegex, "the regular expression gave up: \(error.message)", at: location,
                help: "make it simpler: repeated groups inside repeated groups take too long")
        }
    }

    private func pattern(of regex: Test.RegexValue) throws(Diagnostic) -> (Pattern, SourceLocation) {
        switch regex {
        case .literal(let pattern, _): return (pattern.value, pattern.location)
        case .value(let value):
            guard case .string(let text) = try json(of: value, as: .text) else {
                throw Diagnostic(.error, .invalidRegex, "a regular expression is a text", at: value.location)
            }
            do { return (try Pattern(text), value.location) } catch {
                throw Diagnostic(
                    .error, .invalidRegex, "invalid regular expression: \(error.message)", at: value.location)
            }
        }
    }
}

extension String {
    /// Whether `part` occurs, byte by byte; an empty text occurs everywhere.
    fileprivate func holds(_ part: String) -> Bool {
        let own = Array(utf8)
        let wanted = Array(part.utf8)
        guard let first = wanted.first else { return true }
        guard own.count >= wanted.count else { return false }
        return (0...(own.count - wanted.count)).contains { start in
            own[start] == first && own[start..<(start + wanted.count)].elementsEqual(wanted)
        }
    }
}

extension JSON {
    /// Whether an object has these members; in objects inside it likewise, everything else must be equal.
    package func includes(_ part: JSON) -> Bool {
        guard case .object(let wanted) = part, case .object(let own) = self else { return self == part }
        var finder = JSONMemberFinder(own)
        return wanted.members.allSatisfy { member in finder[member.name]?.includes(member.value) ?? false }
    }

    /// The value without what lies at a path; unchanged when nothing does.
    package func removing(_ path: ArraySlice<PathKey>) -> JSON {
        guard let key = path.first else { return self }
        let rest = path.dropFirst()
        switch (key, self) {
        case (.name(let name), .object(var object)):
            guard let member = object[name] else { return self }
            object[name] = rest.isEmpty ? nil : member.removing(rest)
            return .object(object)
        case (.index(let index), .array(var elements)):
            let place = index < 0 ? elements.count + index : index
            guard elements.indices.contains(place) else { return self }
            if rest.isEmpty { elements.remove(at: place) } else { elements[place] = elements[place].removing(rest) }
            return .array(elements)
        default: return self
        }
    }
}
