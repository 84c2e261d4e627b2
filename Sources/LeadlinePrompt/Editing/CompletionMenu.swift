import LeadlineCore

/// The candidates under the line; the chosen one is seen in the line already.
struct CompletionMenu {
    /// What was typed, without a candidate.
    let typed: EditBuffer
    let range: Range<Int>
    let candidates: [Candidate]
    private(set) var chosen: Int?

    init(typed: EditBuffer, _ completions: Completions) {
        self.typed = typed
        self.range = completions.range
        self.candidates = completions.candidates
    }

    /// Round and round.
    mutating func move(by steps: Int) {
        let start = chosen ?? (steps > 0 ? -1 : candidates.count)
        let target = start + steps
        // A page stops at the ends before it goes round.
        let isPage = abs(steps) > 1 && start > 0 && start < candidates.count - 1
        chosen =
            isPage
            ? min(max(0, target), candidates.count - 1)
            : target < 0 ? candidates.count - 1 : target >= candidates.count ? 0 : target
    }

    mutating func chooseNone() { chosen = nil }

    /// The line with the chosen candidate.
    var line: EditBuffer { chosen.map { typed.replacing(range, with: candidates[$0].text) } ?? typed }

    /// The line with the chosen or only candidate and what stands behind it.
    var taken: EditBuffer { typed.taking(candidates[chosen ?? 0], in: range) }

    /// Whether the only candidate was typed to its end.
    var isTyped: Bool {
        chosen == nil && typed.part(range) == candidates[0].text && candidates[0].suffix.allSatisfy(\.isWhitespace)
    }

    /// At most `height` of them, the last with the count when not all are seen.
    func rows(height: Int, columns: Int) -> [StyledText] {
        let count = candidates.count <= height ? candidates.count : max(1, height - 1)
        let first = max(0, min((chosen ?? 0) - count / 2, candidates.count - count))
        let pad = min(Self.labelWidth(candidates[first..<first + count]), max(0, columns * 2 / 5))
        var rows = (first..<first + count).map { row($0, pad: pad) }
        if count < candidates.count, height > 1 {
            let place = chosen.map { "\($0 + 1) of \(candidates.count)" } ?? "\(candidates.count) in all"
            rows.append(StyledText("  \(place)", as: .faint))
        }
        return rows
    }

    private static func labelWidth(_ candidates: ArraySlice<Candidate>) -> Int {
        candidates.map { DisplayText.width($0.shown) }.max() ?? 0
    }

    private func row(_ index: Int, pad: Int) -> StyledText {
        let candidate = candidates[index]
        let label = StyledText(candidate.shown, as: index == chosen ? .selected : .plain)
        let marker = StyledText(index == chosen ? "> " : "  ", as: index == chosen ? .strong : .plain)
        if candidate.detail.isEmpty { return marker + label }
        let gap = String(repeating: " ", count: max(0, pad - DisplayText.width(candidate.shown)) + 2)
        return marker + label + StyledText(gap) + StyledText(candidate.detail, as: .faint)
    }

    /// The list for a terminal on which nothing is painted.
    var plainList: String {
        let labelWidth = Self.labelWidth(candidates[...])
        return candidates.map { candidate in
            let gap = String(repeating: " ", count: labelWidth - DisplayText.width(candidate.shown) + 2)
            return candidate.shown + (candidate.detail.isEmpty ? "" : gap + DisplayText.harmlessLine(candidate.detail))
        }.joined(separator: "\n")
    }
}

extension Candidate {
    var shown: String { DisplayText.harmlessLine(label ?? text) }
}

extension EditBuffer {
    /// With a candidate in its place; what stands behind it already is not doubled.
    func taking(_ candidate: Candidate, in range: Range<Int>) -> EditBuffer {
        var result = replacing(range, with: candidate.text)
        let rest = result.part(result.cursor..<result.text.utf8.count)
        if rest.hasPrefix(candidate.suffix) {
            result.cursor += candidate.suffix.utf8.count
            return result
        }
        return result.inserting(candidate.suffix)
    }
}

extension Completions {
    /// Each text once.
    var distinct: Completions {
        var seen: Set<String> = []
        return Completions(range: range, candidates: candidates.filter { seen.insert($0.text).inserted })
    }

    /// What all candidates begin with.
    var commonPrefix: String {
        candidates.dropFirst().reduce(candidates.first?.text ?? "") { common, candidate in
            String(zip(common, candidate.text).prefix { $0 == $1 }.map(\.0))
        }
    }
}
