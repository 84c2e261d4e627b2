package import LeadlineAPI
package import LeadlineCore

/// What differs between two cases: their exchanges are paired by operation, in the order in which they were sent.
package struct CaseComparison: Sendable {
    /// Exchanges by their numbers, from 1; nil: the other case has none that could be the same.
    package struct Pair: Sendable {
        package var left: Int?
        package var right: Int?
        /// What tells them apart; empty for those that are the same, but for what changes by itself.
        package var differences: [JSONDifference.Entry] = []
        /// Ids, times.
        package var volatile: [JSONDifference.Entry] = []

        package var isSame: Bool { left != nil && right != nil && differences.isEmpty }
    }

    package let left: [Exchange]
    package let right: [Exchange]
    package private(set) var pairs: [Pair] = []

    /// `schema` tells what the documents of an exchange look like.
    package init(_ left: [Exchange], _ right: [Exchange], schema: (Exchange) -> Schema?) {
        self.left = left
        self.right = right
        pairs = Self.aligned(left.map(\.comparedAs), right.map(\.comparedAs))
        for index in pairs.indices {
            guard let first = pairs[index].left, let second = pairs[index].right else { continue }
            let (old, new) = (left[first - 1], right[second - 1])
            let entries = DiffView.entries(of: old, and: new, schema(old))
            pairs[index].differences = entries.telling + Self.slowness(old, new)
            pairs[index].volatile = entries.volatile
        }
    }

    package var isSame: Bool { pairs.allSatisfy(\.isSame) }

    /// The first pair that is not the same: one that ended otherwise goes before those that only look otherwise.
    package var first: Pair? { pairs.first(where: endedOtherwise) ?? pairs.first { !$0.isSame } }

    private func endedOtherwise(_ pair: Pair) -> Bool {
        guard let first = pair.left, let second = pair.right else { return false }
        let answers = (left[first - 1].answer, right[second - 1].answer)
        return answers.0.outcome != answers.1.outcome || answers.0.status != answers.1.status
    }

    /// The longest common sequence stays together; what is left has no partner.
    private static func aligned(_ left: [String], _ right: [String]) -> [Pair] {
        var removed: Set<Int> = []
        var inserted: Set<Int> = []
        for change in right.difference(from: left) {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        var pairs: [Pair] = []
        var (i, j) = (0, 0)
        while i < left.count || j < right.count {
            if i < left.count, removed.contains(i) {
                pairs.append(Pair(left: i + 1))
                i += 1
            } else if j < right.count, inserted.contains(j) {
                pairs.append(Pair(right: j + 1))
                j += 1
            } else {
                pairs.append(Pair(left: i + 1, right: j + 1))
                i += 1
                j += 1
            }
        }
        return pairs
    }

    /// Only what a person would notice: some seconds, and many times as long.
    private static func slowness(_ old: Exchange, _ new: Exchange) -> [JSONDifference.Entry] {
        guard let before = old.answer.took, let after = new.answer.took else { return [] }
        let (short, long) = (min(before, after), max(before, after))
        guard long - short > .seconds(1), long > short * 5 else { return [] }
        let texts = [before, after].map { JSON.string(WallTime.text($0)) }
        return [JSONDifference.Entry(path: "took", kind: .changed(old: texts[0], new: texts[1]))]
    }
}

extension Exchange {
    /// What makes two requests partners: the operation, else method and path.
    fileprivate var comparedAs: String {
        operation.map { "\(apiName ?? "") \($0.name)" } ?? "\(request.method) \(PercentEncoding.decode(request.path))"
    }
}
