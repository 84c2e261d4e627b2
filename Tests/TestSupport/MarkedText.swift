/// A test's input with the expected positions written into it: `①` … `⑳` are taken out, and their byte offsets in
/// what remains are kept.
package struct MarkedText {
    /// The text without its marks.
    package let text: String
    /// The offsets of the marks by number, from 1.
    package let offsets: [Int: Int]

    package init(_ marked: String) {
        var text = String.UnicodeScalarView()
        var offsets: [Int: Int] = [:]
        var offset = 0
        for scalar in marked.unicodeScalars {
            if (0x2460...0x2473).contains(scalar.value) {
                offsets[Int(scalar.value) - 0x245F] = offset
            } else {
                text.append(scalar)
                offset += UTF8.width(scalar)
            }
        }
        self.text = String(text)
        self.offsets = offsets
    }

    /// The offset of a mark; -1, which no position equals, where it is not in the text.
    package subscript(_ number: Int) -> Int { offsets[number] ?? -1 }

    /// The stretch between two marks.
    package func range(_ first: Int = 1, _ second: Int = 2) -> Range<Int> {
        self[first]..<max(self[first], self[second])
    }
}
