/// The name that was probably meant.
package enum Suggestion {
    /// The candidate nearest to a name, whatever its case; nil where none is near enough to be worth saying.
    package static func closest(to name: String, in candidates: some Sequence<String>) -> String? {
        let wanted = Array(name.lowercased().unicodeScalars)
        guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
        var best: (name: String, cost: Int)?
        for candidate in candidates {
            let letters = Array(candidate.lowercased().unicodeScalars)
            let isPrefix = wanted.count >= 3 && letters.starts(with: wanted)
            // A third of the letters may be wrong, but at least one, and not all of a short name.
            let limit = max(1, max(wanted.count, letters.count) / 3)
            guard isPrefix || abs(letters.count - wanted.count) <= limit, !letters.isEmpty else { continue }
            let distance = distance(wanted, letters)
            guard isPrefix || (distance <= limit && distance < wanted.count) else { continue }
            // Halves: the same first letter decides between equals; the beginning of a name counts as one mistake.
            let cost = min(isPrefix ? 2 : .max, distance * 2 + (letters.first == wanted.first ? 0 : 1))
            if best.map({ cost < $0.cost }) ?? true { best = (candidate, cost) }
        }
        return best?.name
    }

    /// The help for an unknown name: `did you mean 'steps'?`, or all names where they are few; nil for a wall of names.
    package static func help(for name: String, in candidates: some Sequence<String>) -> String? {
        if let closest = closest(to: name, in: candidates) { return "did you mean '\(closest)'?" }
        return oneOf(candidates)
    }

    /// `one of a, b, c`; nil for none and for more than eight.
    package static func oneOf(_ candidates: some Sequence<String>) -> String? {
        let names = Array(candidates.prefix(9))
        guard !names.isEmpty, names.count <= 8 else { return nil }
        return names.count == 1 ? "only \(names[0])" : "one of \(names.joined(separator: ", "))"
    }

    /// Damerau and Levenshtein's distance with adjacent swaps: how many letters to add, drop, change or swap.
    static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var before = Array(0...right.count)
        var last = before
        var row = before
        for i in left.indices {
            row[0] = i + 1
            for j in right.indices {
                var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (left[i] == right[j] ? 0 : 1))
                if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                    cost = min(cost, before[j - 1] + 1)
                }
                row[j + 1] = cost
            }
            (before, last, row) = (last, row, before)
        }
        return last[right.count]
    }
}
