import LeadlineCore

/// Ctrl-R: a text is typed, the commands that hold it stand under it, the newest first. The line stays as it was.
struct HistorySearch {
    private let history: any CommandHistory
    private(set) var text = ""
    private var matches: [Int]
    private var chosen = 0

    init(in history: any CommandHistory) {
        self.history = history
        self.matches = history.matches("")
    }

    mutating func search(_ text: String) {
        if text == self.text { return }
        self.text = text
        matches = history.matches(text)
        chosen = 0
    }

    /// Older by so many.
    mutating func move(by steps: Int) { chosen = max(0, min(chosen + steps, matches.count - 1)) }

    /// The chosen command.
    var command: String? { matches.isEmpty ? nil : history.entry(matches[chosen]).command }

    func content(_ size: TerminalSize) -> FrameContent {
        let place = matches.isEmpty ? "nothing found" : "\(chosen + 1) of \(matches.count)"
        let height = max(1, min(8, size.rows / 2 - 1))
        let first = max(0, min(chosen - height / 2, matches.count - height))
        let rows = matches.indices.dropFirst(first).prefix(height).map { row($0, columns: size.columns) }
        let keys = matches.isEmpty ? "  Esc back to the line" : "  Enter send  Tab edit  Esc back to the line"
        return FrameContent(
            prompt: StyledText("search: ", as: .prompt), continuation: StyledText(""), input: StyledText(text),
            cursor: text.utf8.count, ghost: "  \(place)", below: rows + [StyledText(keys, as: .faint)])
    }

    private func row(_ index: Int, columns: Int) -> StyledText {
        let entry = history.entry(matches[index])
        let marker = StyledText(index == chosen ? "> " : "  ", as: index == chosen ? .strong : .plain)
        let outcome = StyledText(entry.outcome.map { "  \(DisplayText.harmlessLine($0))" } ?? "", as: .faint)
        let room = max(1, columns - 2 - min(DisplayText.width(outcome.text), columns / 2))
        return marker + SearchExcerpt.of(entry.command, around: text, columns: room) + outcome
    }
}

/// The part of a command that shows where the searched text stands in it.
enum SearchExcerpt {
    /// Longer commands are shown by their beginning.
    private static let searchedLength = 2000

    static func of(_ command: String, around text: String, columns: Int) -> StyledText {
        let characters = Array(DisplayText.harmlessLine(String(command.prefix(searchedLength))))
        let found = place(of: Array(text), in: characters)
        let start = start(characters, found, columns: columns)
        let end = end(characters, from: start, columns: columns - (start > 0 ? 1 : 0))
        let match = max(start, min(found.lowerBound, end))..<max(start, min(found.upperBound, end))
        return StyledText((start > 0 ? "…" : "") + String(characters[start..<match.lowerBound]))
            + StyledText(String(characters[match]), as: .selected)
            + StyledText(String(characters[match.upperBound..<end]) + (end < characters.count ? "…" : ""))
    }

    /// Whatever the case; empty where it is not found.
    private static func place(of text: [Character], in characters: [Character]) -> Range<Int> {
        let wanted = text.map { $0.lowercased() }
        let lowered = characters.map { $0.lowercased() }
        guard !wanted.isEmpty, wanted.count <= lowered.count else { return 0..<0 }
        let starts = 0...lowered.count - wanted.count
        let start = starts.first { lowered[$0...].starts(with: wanted) }
        return start.map { $0..<$0 + wanted.count } ?? 0..<0
    }

    /// Where the excerpt begins so that the match can be seen with something in front of it.
    private static func start(_ characters: [Character], _ found: Range<Int>, columns: Int) -> Int {
        var room = columns - 1
        let seen = characters.prefix { character in
            room -= DisplayText.width(character)
            return room >= 0
        }
        return found.upperBound <= seen.count ? 0 : max(0, found.lowerBound - columns / 4)
    }

    private static func end(_ characters: [Character], from start: Int, columns: Int) -> Int {
        let rest = characters[start...]
        if rest.reduce(0, { $0 + DisplayText.width($1) }) <= columns { return characters.count }
        var room = columns - 1
        return rest.firstIndex { character in
            room -= DisplayText.width(character)
            return room < 0
        } ?? characters.count
    }
}
