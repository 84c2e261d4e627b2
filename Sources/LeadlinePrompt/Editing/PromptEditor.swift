package import LeadlineCore

/// The line editor as a person meets it: suggestions, menu, search, history, colours. Belongs to one thread; serves one
/// line after the other.
package final class PromptEditor: LineFrontEnd {
    /// What takes the keys.
    enum Mode {
        case editing
        case menu(CompletionMenu)
        case search(HistorySearch)
    }

    /// In front of the line; one row.
    package var prompt: StyledText
    let assistance: any LineAssistance
    let history: any CommandHistory
    let isPlain: Bool
    private let showsGhost: Bool

    var mode = Mode.editing
    var walk: HistoryWalk?
    var lastArgument: LastArgument?
    /// The column that Up and Down aim at, as long as nothing else moves the cursor.
    var aim: (column: Int, line: EditBuffer)?
    private var painter: FramePainter
    private var known: Insight?
    /// The text that stays on the screen when it is not the line: a command sent from the search, a line given up.
    var ending: StyledText?

    /// `isPlain`: nothing is painted, lists are printed: for screen readers and terminals that cannot.
    /// `showsGhost`: whether the rest of a line is suggested behind the cursor.
    /// `reflows`: whether the terminal breaks rows anew when its width changes; xterm cuts them.
    package init(
        prompt: StyledText, assistance: any LineAssistance, history: any CommandHistory, palette: Palette,
        isPlain: Bool = false, showsGhost: Bool = true, reflows: Bool = true
    ) {
        self.prompt = prompt
        self.assistance = assistance
        self.history = history
        self.isPlain = isPlain
        self.showsGhost = showsGhost
        painter = FramePainter(palette: palette, reflows: reflows)
    }

    // MARK: - Painting

    package func paint(_ buffer: EditBuffer, _ size: TerminalSize) -> String {
        isPlain ? "" : painter.paint(content(buffer.aligned, size), size)
    }

    package func resized(to size: TerminalSize) -> String { isPlain ? "" : painter.resized(to: size) }

    package func leave(_ buffer: EditBuffer, _ size: TerminalSize) -> String {
        mode = .editing
        defer { ending = nil }
        if isPlain { return "" }
        var content = lineContent(buffer, insight(buffer.aligned))
        if let ending { content.input = ending }
        return painter.leave(content, size)
    }

    package func forget() { painter.forget() }

    package var plainPrompt: String { prompt.text }

    package func historyEntry(_ index: Int) -> String? {
        index >= 0 && index < history.count ? history.entry(index).command : nil
    }

    private func content(_ buffer: EditBuffer, _ size: TerminalSize) -> FrameContent {
        switch mode {
        case .search(let search): return search.content(size)
        case .menu(let menu):
            var content = lineContent(buffer, insight(buffer))
            content.ghost = ""
            content.below = menu.rows(height: max(1, min(9, size.rows / 2)), columns: size.columns)
            return content
        case .editing: return lineContent(buffer, insight(buffer))
        }
    }

    private func lineContent(_ buffer: EditBuffer, _ insight: Insight) -> FrameContent {
        let indent = String(repeating: " ", count: max(0, DisplayText.width(prompt.text) - 2))
        return FrameContent(
            prompt: prompt, continuation: StyledText(indent + "… ", as: .faint), input: insight.input,
            cursor: buffer.cursor, ghost: insight.ghost, below: insight.note.map { [$0] } ?? [])
    }

    /// A recalled command gets no suggestion: it is one.
    func insight(_ buffer: EditBuffer) -> Insight {
        if let known, known.buffer == buffer { return known }
        let isRecalled = walk?.shown == buffer.text
        let insight = Insight(buffer, assistance, history: showsGhost && !isRecalled && !isPlain ? history : nil)
        known = insight
        return insight
    }
}
