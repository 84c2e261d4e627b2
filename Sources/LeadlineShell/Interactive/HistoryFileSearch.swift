import LeadlineCore

/// Finds a text in commands as a history file holds them, with JSON's escapes; the case of ASCII letters is nothing.
struct HistoryFileSearch {
    /// As JSON writes it, in small letters.
    private let needle: [UInt8]
    /// How far the search goes on from a byte that stands where the needle's last one was looked for.
    private let steps: [Int]
    private let isASCII: Bool

    init(_ text: String) {
        var bytes: [UInt8] = []
        JSON.writeQuoted(text.lowercased(), to: &bytes)
        needle = Array(bytes.dropFirst().dropLast())
        isASCII = needle.allSatisfy { $0 < 0x80 }
        var steps = [Int](repeating: needle.count, count: 256)
        for (place, byte) in needle.dropLast().enumerated() {
            for form in 0...255 where UInt8(form).small == byte { steps[form] = needle.count - 1 - place }
        }
        self.steps = steps
    }

    /// Whether an entry of the index holds the text.
    func finds(_ entry: HistoryFileIndex.Entry, in bytes: [UInt8]) -> Bool {
        if isASCII { return finds(bytes.span, entry.text) }
        if entry.isASCII { return false }
        // Letters of other scripts are compared in a copy; what JSON escapes has no case.
        let small = Array(String(decoding: bytes[entry.text], as: UTF8.self).lowercased().utf8)
        return finds(small.span, 0..<small.count)
    }

    /// Horspool's search.
    private func finds(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard let last = needle.last else { return true }
        var end = range.lowerBound + needle.count - 1
        while end < range.upperBound {
            let byte = bytes[end]
            if byte.small == last, isHere(bytes, end - needle.count + 1, from: range.lowerBound) { return true }
            end += steps[Int(byte)]
        }
        return false
    }

    private func isHere(_ bytes: Span<UInt8>, _ place: Int, from start: Int) -> Bool {
        for index in needle.indices where bytes[place + index].small != needle[index] { return false }
        // Behind a backslash a letter is none: it belongs to an escape.
        var before = place
        while before > start, bytes[before - 1] == UInt8(ascii: "\\") { before -= 1 }
        return (place - before).isMultiple(of: 2)
    }
}

extension UInt8 {
    /// An ASCII letter in small, anything else as it is.
    fileprivate var small: UInt8 { self &- UInt8(ascii: "A") < 26 ? self | 0x20 : self }
}

extension HistoryFileIndex {
    /// For each entry whether a newer one has the same text.
    var repetitions: [Bool] {
        let hashes = entries.map { hash($0.text) }
        var size = 16
        while size < entries.count * 2 { size *= 2 }
        /// Places of entries by their hashes; -1: free.
        var table = [Int32](repeating: -1, count: size)
        var repeated = [Bool](repeating: false, count: entries.count)
        let bytes = bytes.span
        for place in entries.indices.reversed() {
            var slot = Int(truncatingIfNeeded: hashes[place]) & (size - 1)
            while table[slot] >= 0 {
                let other = Int(table[slot])
                if hashes[other] == hashes[place], bytes.isSame(entries[other].text, entries[place].text) {
                    repeated[place] = true
                    break
                }
                slot = (slot + 1) & (size - 1)
            }
            if !repeated[place] { table[slot] = Int32(place) }
        }
        return repeated
    }

    /// In two lanes, which do not wait for each other.
    private func hash(_ range: Range<Int>) -> UInt64 {
        let bytes = bytes.span
        var (left, right) = (UInt64(range.count), UInt64(0xCBF2_9CE4_8422_2325))
        var place = range.lowerBound
        while place + 1 < range.upperBound {
            left = (left ^ UInt64(bytes[place])) &* 0x100_0000_01B3
            right = (right ^ UInt64(bytes[place + 1])) &* 0x100_0000_01B3
            place += 2
        }
        if place < range.upperBound { left = (left ^ UInt64(bytes[place])) &* 0x100_0000_01B3 }
        let mixed = left ^ (right &* 0x9E37_79B9_7F4A_7C15)
        return mixed ^ (mixed >> 32)
    }
}
