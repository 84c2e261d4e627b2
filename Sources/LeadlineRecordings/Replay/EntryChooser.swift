import LeadlineCore

/// Finds the entry that answers a request, or those that come near.
struct EntryChooser {
    let tape: Tape
    /// The entries to choose from.
    let places: [Int]
    let sent: RequestShape
    let rules: Comparison.Rules
    let bindings: Bindings
    let isLenient: Bool

    struct Choice {
        var place: Int
        var bindings: Bindings
    }

    /// The first entry that is the same and has not answered. Lenient: else the last that has, as it tells the latest
    /// state, else the nearest with the same method and path.
    func choose(used: Set<Int>) -> Choice? {
        if let choice = firstSame(places.lazy.filter { !used.contains($0) }) { return choice }
        guard isLenient else { return nil }
        return firstSame(places.lazy.reversed().filter(used.contains)) ?? nearestInPlace(used: used)
    }

    /// Of entries that are the same, one whose key is known to be the same is better than one whose key nobody knows.
    private func firstSame(_ places: some Sequence<Int>) -> Choice? {
        var second: Choice?
        for place in places {
            let recorded = tape.entries[place].shape
            guard recorded.method == sent.method else { continue }
            let comparison = Comparison(recorded, sent, rules, bindings)
            guard comparison.distance == 0 else { continue }
            let choice = Choice(place: place, bindings: comparison.bindings)
            if recorded.key == sent.key { return choice }
            second = second ?? choice
        }
        return second
    }

    private func nearestInPlace(used: Set<Int>) -> Choice? {
        var best: (choice: Choice, distance: Int)?
        for place in places {
            let comparison = Comparison(tape.entries[place].shape, sent, rules, bindings)
            guard comparison.hasSamePlace else { continue }
            let distance = comparison.distance * 2 + (used.contains(place) ? 1 : 0)
            if best.map({ distance < $0.distance }) ?? true {
                best = (Choice(place: place, bindings: comparison.bindings), distance)
            }
        }
        return best?.choice
    }

    /// Why there is none: at most three entries that differ least.
    func mismatch(used: Set<Int>) -> Mismatch {
        let near = places.map { place in
            let comparison = Comparison(tape.entries[place].shape, sent, rules, bindings)
            return Mismatch.Near(
                number: tape.entries[place].number, differences: comparison.differences, distance: comparison.distance,
                wasUsed: used.contains(place))
        }
        .filter { $0.distance < Mismatch.farthest }
        // Sorting keeps no order of what is equal; entries are told in theirs.
        .sorted { ($0.distance, $0.number) < ($1.distance, $1.number) }
        return Mismatch(sent: sent, recording: tape.name, near: Array(near.prefix(3)))
    }
}
