/// A row of the input: a part of a line, without its line feed.
struct LayoutRow: Equatable {
    /// In bytes of the input.
    var range: Range<Int>
    /// Whether a prompt stands in front of it.
    var beginsLine: Bool
}

/// The input broken into rows. Of a changed text only what stands behind the change is broken again.
///
/// A line that fills its last row gets an empty one more: there the cursor stands behind it.
struct InputLayout {
    /// What the breaking depends on, in columns.
    struct Geometry: Equatable {
        var columns: Int
        /// Of the prompt, of the continuation.
        var first: Int
        var further: Int
    }

    private(set) var glyphs = GlyphText("")
    private(set) var rows = [LayoutRow(range: 0..<0, beginsLine: true)]
    private var geometry = Geometry(columns: 80, first: 0, further: 0)

    mutating func update(_ text: String, _ geometry: Geometry) {
        if geometry == self.geometry, text == glyphs.text { return }
        let old = glyphs.bytes
        glyphs = GlyphText(text)
        let shared = geometry == self.geometry ? sharedLength(old, glyphs.bytes) : 0
        self.geometry = geometry
        breakRows(keeping: rows.partition(whereEnd: shared))
    }

    /// The row of a cursor: the last that begins at or before it.
    func row(holding cursor: Int) -> Int {
        var low = 0
        var high = rows.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if rows[middle].range.lowerBound <= cursor { low = middle } else { high = middle }
        }
        return low
    }

    /// Breaks again from two rows before the first that is not the same: what begins a row may join what ended one.
    private mutating func breakRows(keeping same: Int) {
        let kept = max(0, same - 2)
        var next = rows[kept]
        rows.removeSubrange(kept...)
        while true {
            let end = endOfRow(next)
            rows.append(LayoutRow(range: next.range.lowerBound..<end.offset, beginsLine: next.beginsLine))
            let isLineEnd = end.offset == glyphs.bytes.count || glyphs.bytes[end.offset] == 0x0A
            if isLineEnd, end.isFull { rows.append(LayoutRow(range: end.offset..<end.offset, beginsLine: false)) }
            if end.offset == glyphs.bytes.count { return }
            let start = end.offset + (isLineEnd ? 1 : 0)
            next = LayoutRow(range: start..<start, beginsLine: isLineEnd)
        }
    }

    private func endOfRow(_ row: LayoutRow) -> (offset: Int, isFull: Bool) {
        var offset = row.range.lowerBound
        var room = geometry.columns
        if row.beginsLine { room -= offset == 0 ? geometry.first : geometry.further }
        while offset < glyphs.bytes.count, glyphs.bytes[offset] != 0x0A {
            let (width, length) = measure(offset)
            if width > room { return (offset, false) }
            room -= width
            offset += length
        }
        return (offset, room == 0)
    }

    private func measure(_ offset: Int) -> (width: Int, length: Int) {
        if let letter = glyphs.letter(at: offset) { return (fitting(letter.width), letter.length) }
        let (glyph, length) = glyphs.glyph(at: offset)
        return (fitting(glyph.width), length)
    }

    private func fitting(_ width: Int) -> Int { width > geometry.columns ? 1 : width }

    private func sharedLength(_ left: [UInt8], _ right: [UInt8]) -> Int {
        let count = min(left.count, right.count)
        var index = 0
        while index < count, left[index] == right[index] { index += 1 }
        return index
    }
}

extension [LayoutRow] {
    /// How many rows end at or before an offset.
    fileprivate func partition(whereEnd offset: Int) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle].range.upperBound <= offset { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
