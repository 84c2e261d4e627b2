import LeadlineCore
import Testing

@testable import LeadlinePrompt

/// Rows that were kept are the rows that would be made.
@Suite struct InputLayoutTests {
    @Test(arguments: [1, 2, 3, 7, 40])
    func `a change breaks the same rows as the whole text`(columns: Int) {
        let geometry = InputLayout.Geometry(columns: columns, first: columns * 2 / 3, further: columns / 3)
        for seed in 1...5 {
            var contents = RandomContents(seed: seed)
            var changed = InputLayout()
            for _ in 0..<80 {
                let text = contents.next().input.text
                changed.update(text, geometry)
                var fresh = InputLayout()
                fresh.update(text, geometry)
                #expect(changed.rows == fresh.rows, "seed \(seed): \(text.debugDescription)")
            }
        }
    }

    @Test func `letters that are read by their bytes are characters of their own`() {
        var letters = ""
        for value in UInt32(0)...0xFFFF {
            guard let width = GlyphText.letterWidth(value), let scalar = Unicode.Scalar(value) else { continue }
            if DisplayText.width(Character(scalar)) != width { Issue.record("U+\(String(value, radix: 16))") }
            letters.unicodeScalars.append(scalar)
        }
        #expect(letters.count == letters.unicodeScalars.count)
        #expect(String(letters.reversed()).count == letters.count)
    }

    @Test func `every cursor has the row in which it is`() {
        var layout = InputLayout()
        layout.update("abcdef\n\nxy", .init(columns: 4, first: 1, further: 1))
        #expect(layout.rows.map(\.range) == [0..<3, 3..<6, 7..<7, 8..<10])
        #expect((0...10).map(layout.row(holding:)) == [0, 0, 0, 1, 1, 1, 1, 2, 3, 3, 3])
    }
}
