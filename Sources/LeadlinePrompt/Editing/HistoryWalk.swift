import LeadlineCore

/// The way up and down the history among what begins with what was typed. Recalled texts are copies: whoever edits one
/// begins another walk.
struct HistoryWalk {
    private let typed: EditBuffer
    private var passed: [(index: Int, text: String)] = []
    private var seen: Set<String> = []

    init(from typed: EditBuffer) {
        self.typed = typed
        seen.insert(typed.text)
    }

    /// What the walk put into the line last.
    var shown: String { passed.last?.text ?? typed.text }

    /// Back at what was typed.
    var isOver: Bool { passed.isEmpty }

    /// The next older entry with a text not yet passed.
    mutating func older(in history: any CommandHistory) -> EditBuffer? {
        var start = passed.last.map { $0.index + 1 } ?? 0
        while let (index, entry) = history.first(from: start, beginningWith: typed.text) {
            if seen.insert(entry.command).inserted {
                passed.append((index, entry.command))
                return EditBuffer(entry.command)
            }
            start = index + 1
        }
        return nil
    }

    /// Back towards what was typed, which comes last.
    mutating func newer() -> EditBuffer? {
        guard let left = passed.popLast() else { return nil }
        seen.remove(left.text)
        return passed.last.map { EditBuffer($0.text) } ?? typed
    }
}
