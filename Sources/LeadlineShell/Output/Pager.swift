package import LeadlineCore

/// Whether a text goes through a pager, and through which.
package enum Pager {
    /// The line of the system's shell that shows a text page by page; nil where it fits on the screen, the user wants no
    /// pager, or there is no screen.
    package static func line(
        for text: String, variables: [String: String], on size: TerminalSize?
    ) -> String? {
        guard let size, size.rows > 0, !fits(text, size) else { return nil }
        let pager = variables["LEADLINE_PAGER"] ?? variables["PAGER"] ?? "less -FRX"
        guard pager.utf8.contains(where: { $0 != 0x20 }) else { return nil }
        // What the user has not set otherwise: colours and letters as they are, no pages for what fits.
        let settings = [("LESS", "FRX"), ("LESSCHARSET", "utf-8")].filter { variables[$0.0] == nil }
        guard !settings.isEmpty else { return pager }
        return "export \(settings.map { "\($0)=\($1)" }.joined(separator: " ")); \(pager)"
    }

    /// Whether a text fits above the next prompt.
    private static func fits(_ text: String, _ size: TerminalSize) -> Bool {
        var rows = 0
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            rows += max(1, (DisplayText.visibleWidth(line) + size.columns - 1) / max(size.columns, 1))
            if rows >= size.rows { return false }
        }
        return true
    }
}
