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
    /// Where the text begins. Most excerpts have no other segment, and so need no array.
    private let first: Segment
    /// The other segments, ascending by `text`. An offset belongs to the last one that does not begin behind it.
    private let others: [Segment]

    package init(source: Source, text: String, segments: [Segment]) {
        self.source = source
        self.text = text
        first = segments.first ?? Segment(text: 0, source: 0)
        others = Array(segments.dropFirst())
    }

    /// A text whose bytes stand in the source one after another from `offset` on.
    package init(source: Source, text: String, at offset: Int) {
        self.source = source
        self.text = text
        first = Segment(text: 0, source: offset)
        others = []
    }

    /// A whole source as its own excerpt: a script, a line of the prompt.
    package init(whole source: Source) {
        self.init(source: source, text: source.text, at: 0)
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
        var high = others.count
        while low < high {
            let middle = (low + high) / 2
            if others[middle].text <= offset { low = middle + 1 } else { high = middle }
        }
        let segment = low == 0 ? first : others[low - 1]
        return segment.source + max(0, offset - segment.text)
    }
}
