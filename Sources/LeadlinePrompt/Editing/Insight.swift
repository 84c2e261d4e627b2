import LeadlineCore

/// What is said of a line while it is typed; asked once for each line.
struct Insight {
    /// Longer texts are edited without colours, suggestions and notes, so that no key has to wait.
    static let longest = 64 << 10

    let buffer: EditBuffer
    var input: StyledText
    /// Suggested behind the text.
    var ghost = ""
    /// Why it cannot be right, else what may come next.
    var note: StyledText?

    init(_ buffer: EditBuffer) {
        self.buffer = buffer
        self.input = StyledText(buffer.text)
    }

    /// Suggestions come from `history`; nil: there are none.
    init(_ buffer: EditBuffer, _ assistance: any LineAssistance, history: (any CommandHistory)?) {
        self.init(buffer)
        if buffer.text.utf8.count > Self.longest { return }
        input = StyledText(buffer.text, assistance.spans(of: buffer.text))
        note = Self.note(buffer, assistance)
        guard let history, buffer.isAtEnd, !buffer.text.isEmpty else { return }
        ghost = Self.remembered(buffer.text, history) ?? Self.only(buffer, assistance) ?? ""
    }

    private static func note(_ buffer: EditBuffer, _ assistance: any LineAssistance) -> StyledText? {
        if let reason = assistance.reason(for: buffer.text, cursor: buffer.cursor) {
            return StyledText("✗", as: .problem) + StyledText(" \(reason)", as: .faint)
        }
        return assistance.hint(for: buffer.text, cursor: buffer.cursor).map { StyledText($0, as: .faint) }
    }

    /// The rest of the newest command that begins so.
    private static func remembered(_ text: String, _ history: any CommandHistory) -> String? {
        guard let command = history.first(from: 0, beginningWith: text)?.entry.command else { return nil }
        return rest(of: command, behind: text)
    }

    /// The rest of the only candidate.
    private static func only(_ buffer: EditBuffer, _ assistance: any LineAssistance) -> String? {
        let completions = assistance.completions(for: buffer.text, cursor: buffer.cursor).distinct
        guard completions.candidates.count == 1, completions.range.upperBound == buffer.cursor else { return nil }
        return rest(of: completions.candidates[0].text, behind: String(buffer.part(completions.range)))
    }

    private static func rest(of text: String, behind start: String) -> String? {
        guard text.utf8.starts(with: start.utf8) else { return nil }
        return String(text[text.utf8.index(text.startIndex, offsetBy: start.utf8.count)...])
    }
}
