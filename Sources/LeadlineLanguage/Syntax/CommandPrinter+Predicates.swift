import LeadlineCore

extension CommandPrinter.Writer {
    mutating func predicate(_ predicate: Predicate) {
        switch predicate {
        case .or(let parts): joined(parts, "or")
        case .and(let parts): joined(parts, "and")
        case .test(let test): self.test(test)
        }
    }

    private mutating func joined(_ parts: [Predicate], _ connective: String) {
        for (index, part) in parts.enumerated() {
            if index > 0 { text += " \(connective) " }
            let needsBrackets =
                switch part {
                case .test: false
                case .and: connective == "and"
                case .or: true
                }
            if needsBrackets { text += "(" }
            predicate(part)
            if needsBrackets { text += ")" }
        }
    }

    private mutating func test(_ test: Test) {
        subject(test.subject)
        space()
        switch test.operation {
        case .equals(let value, let except): equality("is", "=", value, except)
        case .notEquals(let value, let except): equality("is not", "!=", value, except)
        case .isType(let type): text += "is \(Self.article(type)) \(type.rawValue)"
        case .isNotType(let type): text += "is not \(Self.article(type)) \(type.rawValue)"
        case .compare(let comparison, let operand):
            text += Self.symbol(comparison)
            self.operand(operand)
        case .exists: text += "exists"
        case .notExists: text += "not exists"
        case .matches(let regex): self.regex("matches", regex)
        case .notMatches(let regex): self.regex("not matches", regex)
        case .hasItems(let count):
            operation("has", count)
            word(Self.isOne(count) ? "item" : "items")
        case .conforms: text += "conforms"
        case .isIn(let value): operation("in", value)
        case .isNotIn(let value): operation("not in", value)
        case .all(let value): operation("all", value)
        case .contains(let value): operation("contains", value)
        case .notContains(let value): operation("not contains", value)
        case .like(let value): operation("like", value)
        case .notLike(let value): operation("not like", value)
        case .near(let value): operation("near", value)
        case .within(let value): operation("within", value)
        case .intersects(let value): operation("intersects", value)
        }
    }

    private mutating func operation(_ name: String, _ value: Value) {
        text += name
        space()
        self.value(value, .predicate)
    }

    /// Behind `is` the word `not` would be a part of the operator, and `#` a comment: then the symbol stands.
    private mutating func equality(_ name: String, _ symbol: String, _ value: Value, _ except: [Path]) {
        var bare = ""
        if case .word(let word) = value, word.isBare, case .text(let text)? = word.text.parts.first { bare = text }
        if bare.utf8.first == .hash {
            text += symbol
            self.value(value, .assignedInPredicate)
        } else {
            operation(bare == "not" ? symbol : name, value)
        }
        for (index, path) in except.enumerated() {
            text += index == 0 ? " except " : ", "
            self.path(path)
        }
    }

    /// Comparisons need no blank before the value, which may begin with `#`.
    private mutating func operand(_ operand: Test.Operand) {
        if operand.duration != nil, case .word(let word) = operand.value, let literal = word.text.literal {
            return self.word(literal)
        }
        if case .word(let word) = operand.value, word.isBare, case .text(let text)? = word.text.parts.first,
            text.utf8.first == .hash
        {
            return value(operand.value, .assignedInPredicate)
        }
        space()
        value(operand.value, .predicate)
    }

    private mutating func regex(_ name: String, _ regex: Test.RegexValue) {
        switch regex {
        case .literal(_, let written): text += "\(name) \(written)"
        case .value(let value): operation(name, value)
        }
    }

    private static func article(_ type: Test.TypeName) -> String {
        switch type {
        case .integer, .object: "an"
        case .text, .number, .boolean, .list, .time: "a"
        }
    }

    private static func symbol(_ comparison: Test.Comparison) -> String {
        switch comparison {
        case .greaterThan: ">"
        case .greaterThanEqual: ">="
        case .lessThan: "<"
        case .lessThanEqual: "<="
        }
    }

    private static func isOne(_ count: Value) -> Bool {
        if case .word(let word) = count { word.text.literal == "1" } else { false }
    }
}
