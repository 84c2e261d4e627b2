import LeadlineCore
import LeadlinePrompt

/// Completes and judges by simple rules, so that tests can say what a person sees.
final class WordAssistance: LineAssistance {
    var words: [Candidate] = ["send", "set", "show"].map { Candidate($0) }
    var reasons: [String: String] = [:]
    var hints: [String: String] = [:]
    private(set) var questions = 0

    func spans(of text: String) -> [StyledSpan] {
        questions += 1
        return []
    }

    func reason(for text: String, cursor: Int) -> String? { reasons[text] }
    func hint(for text: String, cursor: Int) -> String? { hints[text] }

    /// The words that begin with what stands between the last blank and the cursor.
    func completions(for text: String, cursor: Int) -> Completions {
        let before = text.utf8.prefix(cursor)
        let start = before.lastIndex { $0 == 0x20 || $0 == 0x0A }.map { before.index(after: $0) } ?? before.startIndex
        let word = text[start..<before.endIndex]
        let lower = text.utf8.distance(from: text.startIndex, to: start)
        return Completions(range: lower..<cursor, candidates: words.filter { $0.text.hasPrefix(word) })
    }

    func isComplete(_ text: String) -> Bool {
        text.filter { $0 == "(" }.count == text.filter { $0 == ")" }.count && !text.hasSuffix(#"\"#)
    }
}

/// The newest first.
final class ListedHistory: CommandHistory {
    private let entries: [HistoryEntry]

    init(_ commands: [String], outcomes: [String: String] = [:]) {
        entries = commands.map { HistoryEntry(command: $0, outcome: outcomes[$0]) }
    }

    var count: Int { entries.count }
    func entry(_ index: Int) -> HistoryEntry { entries[index] }

    func first(from index: Int, beginningWith prefix: String) -> (index: Int, entry: HistoryEntry)? {
        for at in entries.indices.dropFirst(index) {
            let command = entries[at].command
            if command != prefix, command.utf8.starts(with: prefix.utf8) { return (at, entries[at]) }
        }
        return nil
    }

    func matches(_ text: String) -> [Int] {
        var seen: Set<String> = []
        return entries.indices.filter { index in
            let command = entries[index].command
            return (text.isEmpty || command.lowercased().contains(text.lowercased())) && seen.insert(command).inserted
        }
    }
}

/// A person at an editor: keys go the way that they go in the terminal's editor.
struct EditingBench {
    let assistance = WordAssistance()
    let editor: PromptEditor
    var screen = VirtualScreen(columns: 40, rows: 12)
    var buffer = EditBuffer("")
    /// The last action that was no change of the text.
    var last: EditAction?

    init(history: [String] = [], outcomes: [String: String] = [:], isPlain: Bool = false, showsGhost: Bool = false) {
        editor = PromptEditor(
            prompt: StyledText("> "), assistance: assistance, history: ListedHistory(history, outcomes: outcomes),
            palette: Palette(isOn: false), isPlain: isPlain, showsGhost: showsGhost)
    }

    var size: TerminalSize { TerminalSize(columns: screen.columns, rows: screen.height) }

    /// What the screen shows, with `|` where the cursor is in the text under edit.
    var line: String {
        var text = buffer.text.utf8.map { $0 }
        text.insert(UInt8(ascii: "|"), at: buffer.cursor)
        return String(decoding: text, as: UTF8.self)
    }

    mutating func type(_ text: String) {
        for character in text { press(.text(character)) }
    }

    mutating func press(_ keys: Key...) {
        for key in keys { press(key) }
    }

    mutating func press(_ names: Key.Name...) {
        for name in names { press(.named(name)) }
    }

    private mutating func press(_ key: Key) {
        let action = editor.filter(key, buffer)
        if action != .pass {
            take(action)
        } else if let command = Self.bindings.first(where: { $0.0 == key })?.1 {
            take(editor.perform(command, buffer))
        } else if case .text(let character) = key {
            let place = buffer.text.utf8.index(buffer.text.startIndex, offsetBy: buffer.cursor)
            buffer.text.insert(character, at: place)
            buffer.cursor += String(character).utf8.count
        }
        screen.feed(editor.paint(buffer, size))
    }

    mutating func perform(_ command: EditCommand) {
        take(editor.perform(command, buffer))
        screen.feed(editor.paint(buffer, size))
    }

    private mutating func take(_ action: EditAction) {
        last = action
        if case .replace(let new) = action { buffer = new }
    }

    private static let bindings: [(Key, EditCommand)] = [
        (.named(.enter), .accept), (.named(.altEnter), .newline), (.named(.tab), .complete),
        (.named(.backTab), .completeBack), (.control("r"), .search), (.named(.up), .up), (.named(.down), .down),
        (.named(.left), .left), (.named(.right), .right), (.named(.home), .home), (.named(.end), .end),
        (.named(.wordRight), .nextWord), (.named(.backspace), .deleteBack), (.named(.delete), .delete),
        (.control("d"), .deleteOrEnd), (.alt("."), .lastArgument), (.control("c"), .interrupt),
        (.named(.escape), .cancel), (.control("g"), .cancel),
    ]
}
