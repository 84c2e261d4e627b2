import LeadlineCore
import LeadlinePrompt

/// Edits a content at random: what is typed, pasted, deleted, suggested and noted.
struct RandomContents {
    private(set) var random: SeededRandom
    private var characters: [Character] = []
    private var place = 0

    private static let pieces = [
        "a", "b", "cd e", " ", "漢", "é", "e\u{301}", "👩‍👩‍👧", "🇩🇪", "🇩", "👍🏽", "❤️", "\n", "\t", "\u{1B}", "\u{301}",
        "क्षि", "한", "\u{200B}", "…", "0123456789012345678901234567890",
    ]
    private static let roles: [TextRole] = [.plain, .command, .problem, .faint, .value]

    init(seed: Int) { random = SeededRandom(seed: seed) }

    mutating func number(below limit: Int) -> Int { random.below(limit) }

    mutating func next() -> FrameContent {
        switch number(below: 8) {
        case 0...3: insert(Self.pieces[number(below: Self.pieces.count)])
        case 4: if place > 0 { characters.remove(at: place - 1) }
        case 5: if number(below: 6) == 0 { characters = [] }
        default: break
        }
        place = min(place, characters.count)
        if number(below: 4) == 0 { place = number(below: characters.count + 1) }
        return content()
    }

    private mutating func insert(_ piece: String) {
        let before = String(characters[..<place]) + piece
        characters = Array(before + String(characters[place...]))
        place = min(before.count, characters.count)
    }

    private mutating func content() -> FrameContent {
        let text = String(characters)
        let spans = characters.isEmpty ? [] : [span(text), span(text)]
        return FrameContent(
            prompt: StyledText("ab> ", as: .prompt), continuation: StyledText("… "),
            input: StyledText(text, spans.sorted { $0.range.lowerBound < $1.range.lowerBound }),
            cursor: String(characters[..<place]).utf8.count,
            ghost: number(below: 2) == 0 ? "" : "ghost 漢字 of it",
            below: (0..<number(below: 4)).map { _ in
                StyledText(Self.pieces[number(below: Self.pieces.count)] + " note", as: .faint)
            })
    }

    private mutating func span(_ text: String) -> StyledSpan {
        let start = number(below: text.utf8.count)
        return StyledSpan(start..<start + number(below: 5), Self.roles[number(below: Self.roles.count)])
    }
}
