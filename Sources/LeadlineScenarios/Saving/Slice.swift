import LeadlineLanguage

/// The passages that the last commands of a session need from before them.
struct Slice {
    /// Passages before the wanted ones that are needed, in order.
    private(set) var needed: [Int] = []

    /// The wanted passages begin at `first`.
    init(_ passages: [Passage], from first: Int) {
        var open = Array(first..<passages.count)
        var seen: Set<Int> = []
        while let index = open.popLast() {
            for source in Self.sources(of: index, passages) where source < first && seen.insert(source).inserted {
                open.append(source)
            }
        }
        // What happened to the clock since the first of them decides how old its documents are.
        if let oldest = seen.min() {
            for index in oldest..<first { if case .clock? = passages[index].command?.action { seen.insert(index) } }
        }
        needed = seen.sorted()
    }

    /// The passages that bind what one uses, and that whose answer it speaks of.
    private static func sources(of index: Int, _ passages: [Passage]) -> [Int] {
        let passage = passages[index]
        var sources = passage.usedNames.compactMap { name in
            passages[..<index].lastIndex { $0.boundNames.contains(name) }
        }
        let speaksOfAnswer = !passage.usedNames.isDisjoint(with: ReservedNames.answer)
        // A sentence behind a request speaks of its own answer.
        if speaksOfAnswer, passage.answer == nil || passage.command?.readsAnswer ?? false {
            if let last = passages[..<index].lastIndex(where: { $0.answer != nil }) { sources.append(last) }
        }
        if case .page? = passage.command?.action, let find = passages[..<index].lastIndex(where: \.isFind) {
            sources.append(find)
        }
        return sources
    }
}

extension Passage {
    fileprivate var isFind: Bool {
        if case .request(let request)? = command?.action { request.verb == .find } else { false }
    }
}
