import LeadlineCore
import LeadlinePrompt
import Testing

/// What stands on the screen, and how many bytes that takes.
@Suite struct FramePainterTests {
    private var painter = FramePainter(palette: Palette(isOn: false))
    private var screen = VirtualScreen(columns: 20, rows: 6)
    private var size: TerminalSize { TerminalSize(columns: screen.columns, rows: screen.height) }

    private func content(
        _ text: String, cursor: Int? = nil, ghost: String = "", below: [String] = []
    ) -> FrameContent {
        FrameContent(
            prompt: StyledText("> "), continuation: StyledText("… "), input: StyledText(text),
            cursor: cursor ?? text.utf8.count, ghost: ghost, below: below.map { StyledText($0) })
    }

    /// Paints, and hands back what was written.
    @discardableResult private mutating func paint(_ content: FrameContent) -> String {
        let written = painter.paint(content, size)
        screen.feed(written)
        return written
    }

    @Test mutating func `a typed key costs its own bytes`() {
        paint(content("sen"))
        #expect(paint(content("send")) == "d")
        #expect(paint(content("send")) == "")
        #expect(paint(content("send", cursor: 0)) == "\r\u{1B}[2C")
        #expect(screen.text == "> send")
    }

    @Test mutating func `a suggestion is erased by what is typed`() {
        paint(content("se", ghost: "nd create leads now"))
        #expect(screen.text == "> send create leads…")
        #expect(screen.column == 4)
        #expect(paint(content("sen", ghost: "d create leads now")).hasPrefix("n"))
        #expect(screen.text == "> send create leads…")
        paint(content("sex"))
        #expect(screen.text == "> sex")
    }

    @Test mutating func `a full row lets the cursor stand on the next`() {
        paint(content("123456789012345678"))
        #expect(screen.text == "> 123456789012345678")
        #expect((screen.row, screen.column) == (1, 0))
        paint(content("1234567890123456789", below: ["hint"]))
        #expect(screen.text == "> 123456789012345678\n9\nhint")
        #expect((screen.row, screen.column) == (1, 1))
        paint(content("12345678901234567", below: ["hint"]))
        #expect(screen.text == "> 12345678901234567\nhint")
        #expect((screen.row, screen.column) == (0, 19))
        #expect(screen.faults.isEmpty)
    }

    @Test mutating func `wide characters are not split`() {
        paint(content("1234567890123456漢字"))
        #expect(screen.text == "> 1234567890123456漢\n字")
        paint(content("12345678901234567漢字"))
        #expect(screen.text == "> 12345678901234567\n漢字")
        #expect((screen.row, screen.column) == (1, 4))
    }

    @Test(arguments: ["👩‍👩‍👧", "🇩🇪", "👍🏽", "❤️", "🏳️‍🌈", "1️⃣", "漢", "한"])
    mutating func `takes two columns`(character: String) {
        paint(content(character))
        #expect(screen.column == 4)
        paint(content(character + "a", cursor: 0))
        paint(content("a"))
        #expect(screen.text == "> a")
        #expect(screen.faults.isEmpty)
    }

    @Test(arguments: [
        ("a\tb", "> a    b"), ("\u{1B}[2J", #"> \u{1B}[2J"#), ("\u{301}a", "> \u{25CC}\u{301}a"),
        ("a\rb", #"> a\u{0D}b"#),
        ("\u{200B}", #"> \u{200B}"#), ("\u{202E}ab", #"> \u{202E}ab"#), ("\u{AD}", #"> \u{AD}"#),
    ])
    mutating func `shows what would act on the terminal`(text: String, shown: String) {
        paint(content(text))
        #expect(screen.text == shown)
        #expect(screen.column == shown.reduce(0) { $0 + VirtualScreen.width($1) })
        #expect(screen.faults.isEmpty)
    }

    @Test mutating func `lines have their own prompts and notes below`() {
        paint(content("where (\na = 1", below: ["a very long note on it"]))
        #expect(screen.text == "> where (\n… a = 1\na very long note on…")
        paint(content("where (\na = 1"))
        #expect(screen.text == "> where (\n… a = 1")
    }

    @Test mutating func `what is taller than the screen scrolls with the cursor`() {
        let lines = (1...9).map(String.init).joined(separator: "\n")
        paint(content(lines, below: ["one", "two", "three", "four"]))
        #expect(screen.text == "… 7\n… 8\n… 9\none\ntwo\nthree")
        paint(content(lines, cursor: 0))
        #expect(screen.text == "> 1\n… 2\n… 3\n… 4\n… 5\n… 6")
        #expect((screen.row, screen.column) == (0, 2))
        paint(content(lines, cursor: 12))
        #expect(screen.text == "… 2\n… 3\n… 4\n… 5\n… 6\n… 7")
        #expect((screen.row, screen.column) == (5, 2))
    }

    @Test mutating func `a long prompt leaves room`() {
        screen = VirtualScreen(columns: 6, rows: 3)
        paint(
            FrameContent(
                prompt: StyledText("a long prompt> "), continuation: StyledText("a long continuation "),
                input: StyledText("ab\nc"), cursor: 2))
        #expect(screen.text == "…t> ab\n\n…on c")
        #expect((screen.row, screen.column) == (1, 0))
    }

    @Test mutating func `leaves the input and nothing else`() {
        paint(content("send", cursor: 2, ghost: "", below: ["hint", "more"]))
        screen.feed(painter.leave(content("send", cursor: 2, ghost: "x", below: ["hint"]), size))
        #expect(screen.text == "> send")
        #expect((screen.row, screen.column) == (1, 0))
        paint(content("next"))
        #expect(screen.text == "> send\n> next")
    }

    @Test mutating func `paints anew where the screen was written over`() {
        paint(content("send"))
        screen = VirtualScreen(columns: 20, rows: 6)
        painter.forget()
        paint(content("send"))
        #expect(screen.text == "> send")
    }

    @Test mutating func `colours are of the sixteen, and none where they are off`() {
        var content = content("send x")
        content.input.spans = [StyledSpan(0..<4, .command), StyledSpan(5..<6, .problem)]
        let plain = paint(content)
        #expect(!plain.contains("m"))
        var coloured = FramePainter(palette: Palette(isOn: true))
        #expect(coloured.paint(content, size).contains("\u{1B}[0;1;34msend\u{1B}[0m \u{1B}[0;4;31mx\u{1B}[0m"))
    }

    @Test mutating func `a change of colour writes no more than its place`() {
        paint(content("a = 12 and more"))
        var coloured = FramePainter(palette: Palette(isOn: true))
        _ = coloured.paint(content("a = 12 and more"), size)
        var content = content("a = 12 and more")
        content.input.spans = [StyledSpan(4..<6, .value)]
        #expect(coloured.paint(content, size) == "\r\u{1B}[6C\u{1B}[0;32m12\u{1B}[0m\r\u{1B}[17C")
    }

    @Test func `spans out of order or place do no harm`() {
        var content = content("send")
        content.input.spans = [StyledSpan(3..<90, .field), StyledSpan(-4..<2, .command), StyledSpan(2..<2, .value)]
        content.cursor = 900
        var painter = FramePainter(palette: Palette(isOn: true))
        #expect(!painter.paint(content, size).isEmpty)
        content.cursor = -3
        #expect(!painter.paint(content, size).isEmpty)
    }
}
