/// Candidates for the text from `start` to the cursor.
struct Offer {
    var start: Int
    var candidates: [Candidate]
    /// What is typed of them.
    var typed: String
}

/// Chooses and orders the candidates that fit what is typed.
enum Ranking {
    /// More than this nobody reads.
    static let limit = 200

    /// Those that begin with what is typed, in their order; where there are none, those that have its letters in this
    /// order, the tightest first. Upper and lower case are the same.
    static func fitting(_ candidates: [Candidate], _ typed: String) -> [Candidate] {
        let chosen = beginning(candidates, with: typed)
        return unique(chosen.isEmpty ? fuzzy(candidates, typed) : chosen)
    }

    /// Those that begin with what is typed.
    static func beginning(_ candidates: [Candidate], with typed: String) -> [Candidate] {
        if typed.isEmpty { return candidates }
        let wanted = typed.lowercased()
        return candidates.filter { $0.key.lowercased().hasPrefix(wanted) || $0.text.lowercased().hasPrefix(wanted) }
    }

    private static func fuzzy(_ candidates: [Candidate], _ typed: String) -> [Candidate] {
        let wanted = Array(typed.lowercased().unicodeScalars.filter { $0 != "\"" && $0 != "'" })
        guard !wanted.isEmpty, wanted.count <= 64 else { return [] }
        let scored = candidates.enumerated().compactMap { index, candidate in
            span(of: wanted, in: Array(candidate.key.lowercased().unicodeScalars)).map { ($0, index, candidate) }
        }
        return scored.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
    }

    /// How many letters lie between the first and the last wanted one, with those before the first.
    private static func span(of wanted: [Unicode.Scalar], in letters: [Unicode.Scalar]) -> Int? {
        var next = 0
        var first = 0
        for (index, letter) in letters.enumerated() where letter == wanted[next] {
            if next == 0 { first = index }
            next += 1
            if next == wanted.count { return (index - first) * 2 + first }
        }
        return nil
    }

    private static func unique(_ candidates: [Candidate]) -> [Candidate] {
        var seen: Set<String> = []
        return Array(candidates.filter { seen.insert($0.text).inserted }.prefix(limit))
    }
}

extension Candidate {
    /// What is compared with what is typed.
    var key: String { label ?? text }
}
