/// One evaluation of a query on a root.
///
/// It recurses with the depth of the document and of the query; parsers limit both.
struct JSONPathEvaluator {
    let root: JSON
    private let progress: Progress

    init(root: JSON, stepLimit: Int) {
        self.root = root
        progress = Progress(stepsLeft: stepLimit)
    }

    /// The nodes that a query finds, which begins at `start`.
    func found(by query: JSONPath.Query, from start: JSONPath.Node) throws(JSONPathFailure) -> [JSONPath.Node] {
        let nodes = nodes(of: query, at: start)
        guard progress.stepsLeft > 0 else { throw .tooManySteps }
        return nodes
    }

    /// The nodes that a query finds, from `current` or from the root; some are missing when no steps are left.
    private func nodes(of query: JSONPath.Query, at current: JSONPath.Node) -> [JSONPath.Node] {
        let start = query.isRelative ? current : JSONPath.Node(value: root, place: current.place.map { _ in .root })
        if let steps = query.steps, start.place == nil {
            return Self.value(steps, from: start.value).map { [JSONPath.Node(value: $0)] } ?? []
        }
        var nodes = [start]
        for segment in query.segments {
            var found: [JSONPath.Node] = []
            for node in nodes {
                switch segment {
                case .children(let selectors): select(selectors, from: node, into: &found)
                case .descendants(let selectors): descend(selectors, from: node, into: &found)
                }
            }
            nodes = found
        }
        return nodes
    }

    /// What a singular query finds.
    private static func value(_ steps: [JSONPath.Step], from start: JSON) -> JSON? {
        var value = start
        for step in steps {
            let next: JSON?
            switch step {
            case .name(let name): next = value[name]
            case .index(let index): next = value.array.flatMap { array in array.place(of: index).map { array[$0] } }
            }
            guard let next else { return nil }
            value = next
        }
        return value
    }

    private func descend(
        _ selectors: [JSONPath.Selector], from node: JSONPath.Node, into found: inout [JSONPath.Node]
    ) {
        select(selectors, from: node, into: &found)
        guard progress.spend(node.childCount) else { return }
        node.forEachChild { descend(selectors, from: $0, into: &found) }
    }

    private func select(
        _ selectors: [JSONPath.Selector], from node: JSONPath.Node, into found: inout [JSONPath.Node]
    ) {
        for selector in selectors {
            guard progress.spend(selector.visits(node.childCount)) else { return }
            switch (selector, node.value) {
            case (.name(let name), .object(let object)):
                if let value = object[name] { found.append(node.member(.init(name, value))) }
            case (.index(let index), .array(let elements)):
                if let place = elements.place(of: index) { found.append(node.element(place, elements[place])) }
            case (.slice(let slice), .array(let elements)):
                for place in slice.places(in: elements.count) { found.append(node.element(place, elements[place])) }
            case (.wildcard, _): node.forEachChild { found.append($0) }
            case (.filter(let condition), _):
                node.forEachChild { if holds(condition, at: JSONPath.Node(value: $0.value)) { found.append($0) } }
            case (.name, _), (.index, _), (.slice, _): break
            }
        }
    }
}

extension JSONPathEvaluator {
    private func holds(_ condition: JSONPath.Condition, at node: JSONPath.Node) -> Bool {
        switch condition {
        case .any(let conditions): conditions.contains { holds($0, at: node) }
        case .all(let conditions): conditions.allSatisfy { holds($0, at: node) }
        case .not(let condition): !holds(condition, at: node)
        case .exists(let query): !nodes(of: query, at: node).isEmpty
        case .comparison(let left, let comparison, let right):
            comparison.holds(value(of: left, at: node), value(of: right, at: node))
        case .matches(let text, let expression, let isWhole):
            matches(value(of: text, at: node), expression, isWhole: isWhole, at: node)
        }
    }

    /// The value of an operand; nil for the RFC's Nothing.
    private func value(of operand: JSONPath.Operand, at node: JSONPath.Node) -> JSON? {
        switch operand {
        case .literal(let value): return value
        case .query(let query): return nodes(of: query, at: node).first?.value
        case .length(let operand): return value(of: operand, at: node)?.length.map { .integer($0) }
        case .count(let query): return .integer(nodes(of: query, at: node).count)
        case .value(let query):
            let nodes = nodes(of: query, at: node)
            return nodes.count == 1 ? nodes[0].value : nil
        }
    }

    private func matches(
        _ value: JSON?, _ expression: JSONPath.Expression, isWhole: Bool, at node: JSONPath.Node
    ) -> Bool {
        guard case .string(let text) = value else { return false }
        let pattern: Pattern?
        switch expression {
        case .literal(let literal): pattern = literal
        case .computed(let operand):
            guard case .string(let text) = self.value(of: operand, at: node) else { return false }
            pattern = progress.pattern(text, isWhole: isWhole)
        }
        do { return try pattern?.matches(text) ?? false } catch {
            // A text on which the pattern backtracks without end does not match either; it took some milliseconds.
            progress.spend(250_000)
            return false
        }
    }

    /// What one evaluation keeps.
    private final class Progress {
        /// Nodes that may still be looked at.
        private(set) var stepsLeft: Int
        /// The pattern compiled last: an expression in the document is mostly the same for all nodes of a filter.
        private var last: (text: String, isWhole: Bool, pattern: Pattern?)?

        init(stepsLeft: Int) { self.stepsLeft = stepsLeft }

        /// Takes steps; false when none are left.
        @discardableResult
        func spend(_ steps: Int) -> Bool {
            stepsLeft -= steps
            return stepsLeft > 0
        }

        func pattern(_ text: String, isWhole: Bool) -> Pattern? {
            if let last, last.isWhole == isWhole, last.text.hasSameBytes(as: text) { return last.pattern }
            let pattern = JSONPathRegexp.pattern(text, isWhole: isWhole)
            last = (text, isWhole, pattern)
            return pattern
        }
    }
}

extension JSONPath.Selector {
    /// How many of a node's children the selector looks at, at most.
    fileprivate func visits(_ count: Int) -> Int {
        switch self {
        case .name, .index: 1
        case .wildcard, .slice, .filter: count
        }
    }
}

extension JSONPath.Comparison {
    /// Compares two values; nil is Nothing, which only equals itself.
    fileprivate func holds(_ left: JSON?, _ right: JSON?) -> Bool {
        switch self {
        case .equal: left == right
        case .different: left != right
        case .less: Self.isLess(left, right)
        case .greater: Self.isLess(right, left)
        case .lessOrEqual: Self.isLess(left, right) || left == right
        case .greaterOrEqual: Self.isLess(right, left) || left == right
        }
    }

    /// Only numbers and texts have an order; that of UTF-8 bytes is that of code points.
    private static func isLess(_ left: JSON?, _ right: JSON?) -> Bool {
        switch (left, right) {
        case (.number(let left), .number(let right)): left < right
        case (.string(let left), .string(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
        default: false
        }
    }
}

extension JSONPath.Slice {
    /// The places of a list of `count` elements that the slice selects, in its order.
    fileprivate func places(in count: Int) -> StrideTo<Int> {
        func place(_ bound: Int, in range: ClosedRange<Int>) -> Int {
            min(max(bound < 0 ? count + bound : bound, range.lowerBound), range.upperBound)
        }
        if step > 0 {
            return stride(from: place(start ?? 0, in: 0...count), to: place(end ?? count, in: 0...count), by: step)
        }
        guard step < 0, count > 0 else { return stride(from: 0, to: 0, by: 1) }
        let range = -1...(count - 1)
        return stride(from: place(start ?? count, in: range), to: end.map { place($0, in: range) } ?? -1, by: step)
    }
}

extension [JSON] {
    /// The place that an index means, negative ones from the end; nil where there is none.
    fileprivate func place(of index: Int) -> Int? {
        let place = index < 0 ? count + index : index
        return indices.contains(place) ? place : nil
    }
}

extension JSON {
    /// How many characters, elements or members; nil for other values.
    fileprivate var length: Int? {
        switch self {
        case .string(let text): text.unicodeScalars.count
        case .array(let elements): elements.count
        case .object(let object): object.count
        case .null, .bool, .number: nil
        }
    }
}
