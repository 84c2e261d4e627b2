/// A fenced block of a Markdown text.
package struct FencedBlock: Sendable {
    /// What stands behind the opening fence: `sh`, `console`, `yaml`; empty for none.
    package var language: String
    /// The line of the opening fence, from 1.
    package var line: Int
    package var lines: [String]

    package var text: String { lines.map { $0 + "\n" }.joined() }

    /// All fenced blocks of a Markdown text.
    package static func all(in markdown: String) -> [FencedBlock] {
        var blocks: [FencedBlock] = []
        var open: FencedBlock?
        for (index, line) in markdown.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            guard line.hasPrefix("```") else {
                open?.lines.append(String(line))
                continue
            }
            if let block = open {
                blocks.append(block)
                open = nil
            } else {
                open = FencedBlock(language: String(line.dropFirst(3)), line: index + 1, lines: [])
            }
        }
        return blocks
    }
}
