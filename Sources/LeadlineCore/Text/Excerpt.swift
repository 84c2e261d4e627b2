/// A text that was written inside a source, perhaps in another spelling: a command in a YAML scalar whose escapes,
/// folds and indentation are gone. It leads from offsets in the text back to places in the source.
package struct Excerpt: Sendable {
    /// A run of bytes that stand in the source as they stand in the text.
    package struct Segment: Sendable, Equatable {
        /// Byte offset in the excerpt's text.
        package var text: Int
        /// Byte offset in the source.
        package var source: Int

        package init(text: Int, source: Int) {
            self.text = text
            self.source = source
        }
    }

    package let source: Source
    package let text: String
    /// Ascending by `text`; never empty. An offset belongs to the last segment that does not begin behind it.
    private let segments: [Segment]

    package init(source: Source, text: String, segments: [Segment]) {
        self.source = source
        self.text = text
        self.segments = segments.isEmpty ? [Segment(text: 0, source: 0)] : segments
    }

    /// A whole source as its own excerpt: a script, a line of the prompt.
    package init(whole source: Source) {
        self.init(source: source, text: source.text, segments: [Segment(text: 0, source: 0)])
    }

    /// The place in the source of a stretch of this text, given in byte offsets.
    package func location(_ range: Range<Int>) -> SourceLocation {
        let lower = sourceOffset(range.lowerBound)
        // The last byte is mapped, not the end behind it, which may belong to the next line of the source.
        let upper = range.isEmpty ? lower : sourceOffset(range.upperBound - 1) + 1
        return SourceLocation(source: source, range: lower..<max(lower, upper))
    }

    private func sourceOffset(_ offset: Int) -> Int {
        var low = 0
        var high = segments.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if segments[middle].text <= offset { low = middle } else { high = middle }
        }
        return segments[low].source + max(0, offset - segments[low].text)
    }
}
