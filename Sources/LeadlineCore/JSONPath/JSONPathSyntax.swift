extension JSONPath {
    /// `$` or, in a filter, `@`, and the segments behind it.
    struct Query: Sendable {
        let isRelative: Bool
        let segments: [Segment]
        /// The way of a singular query: nil where a segment could find more than one node.
        let steps: [Step]?
        /// The offset of the first blank inside brackets: the RFC's grammar has none where a query stands for a value.
        let blank: Int?

        init(isRelative: Bool, segments: [Segment], blank: Int?) {
            self.isRelative = isRelative
            self.segments = segments
            self.blank = blank
            let steps = segments.compactMap(\.step)
            self.steps = steps.count == segments.count ? steps : nil
        }
    }

    enum Segment: Sendable {
        case children([Selector])
        case descendants([Selector])

        /// The step that this segment takes if it can find only one node.
        fileprivate var step: Step? {
            guard case .children(let selectors) = self, selectors.count == 1 else { return nil }
            switch selectors[0] {
            case .name(let name): return .name(name)
            case .index(let index): return .index(index)
            case .wildcard, .slice, .filter: return nil
            }
        }
    }

    enum Step: Sendable {
        case name(String)
        case index(Int)
    }

    enum Selector: Sendable {
        case name(String)
        case wildcard
        case index(Int)
        case slice(Slice)
        case filter(Condition)
    }

    struct Slice: Sendable {
        var start: Int?
        var end: Int?
        var step: Int
    }

    /// What a filter asks of a node.
    indirect enum Condition: Sendable {
        case any([Condition])
        case all([Condition])
        case not(Condition)
        case exists(Query)
        case comparison(Operand, Comparison, Operand)
        case matches(Operand, Expression, isWhole: Bool)
    }

    enum Comparison: String, Sendable, CaseIterable {
        // The longer ones first: a parser tries them in this order.
        case equal = "=="
        case different = "!="
        case lessOrEqual = "<="
        case greaterOrEqual = ">="
        case less = "<"
        case greater = ">"
    }

    /// What has one value or none.
    indirect enum Operand: Sendable {
        case literal(JSON)
        /// A singular query.
        case query(Query)
        case length(Operand)
        case count(Query)
        case value(Query)
    }

    /// The regular expression of a `match` or `search`.
    enum Expression: Sendable {
        /// A literal, compiled once; nil for one that never matches.
        case literal(Pattern?)
        case computed(Operand)
    }

    enum Function: String, Sendable, CaseIterable { case length, count, match, search, value }
}
