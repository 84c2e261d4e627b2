import LeadlineCore
import LeadlinePrompt

/// Asks by the terminal's line editor; what is answered comes into no history.
struct PromptQuestioner: Questioner {
    let terminal: any Terminal
    let palette: Palette

    func ask(_ prompt: String, choices: [Candidate]) -> LineEnd {
        let editor = PromptEditor(
            prompt: StyledText(prompt, as: .prompt), assistance: ChoiceAssistance(choices), history: NoHistory(),
            palette: palette, isPlain: terminal.isPlain)
        return terminal.readLine(editor, initial: EditBuffer(""))
    }
}

/// Completes the answers of a question; any text is complete.
private final class ChoiceAssistance: LineAssistance {
    private let choices: [Candidate]

    init(_ choices: [Candidate]) { self.choices = choices }

    func spans(of text: String) -> [StyledSpan] { [] }
    func reason(for text: String, cursor: Int) -> String? { nil }
    func hint(for text: String, cursor: Int) -> String? { nil }
    func isComplete(_ text: String) -> Bool { true }

    func completions(for text: String, cursor: Int) -> Completions {
        let typed = text.lowercased()
        return Completions(
            range: 0..<text.utf8.count, candidates: choices.filter { $0.text.lowercased().hasPrefix(typed) })
    }
}

private final class NoHistory: CommandHistory {
    var count: Int { 0 }
    func entry(_ index: Int) -> HistoryEntry { HistoryEntry(command: "") }
    func first(from index: Int, beginningWith prefix: String) -> (index: Int, entry: HistoryEntry)? { nil }
    func matches(_ text: String) -> [Int] { [] }
}
