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

    /// Those of some entries, by their places, that hold the text.
    func found(among places: [Int], of index: HistoryFileIndex) -> [Int] {
        let bytes = index.bytes.span
        let entries = index.entries.span
        var found: [Int] = []
        for place in places {
            let entry = entries[place]
            if isASCII {
                if finds(bytes, entry.text) { found.append(place) }
            } else if !entry.isASCII {
                // Letters of other scripts are compared in a copy; what JSON escapes has no case.
                let small = Array(String(decoding: index.bytes[entry.text], as: UTF8.self).lowercased().utf8)
                if finds(small.span, 0..<small.count) { found.append(place) }
            }
        }
        return found
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
    /// The places of the entries, newest first, without those whose text a newer one has.
    var differentPlaces: [Int] {
        let hashes = entries.map { hash($0.text) }
        var size = 16
        while size < entries.count * 2 { size *= 2 }
        /// Places of entries by their hashes; -1: free.
        var table = [Int](repeating: -1, count: size)
        var places: [Int] = []
        places.reserveCapacity(entries.count)
        let bytes = bytes.span
        for place in entries.indices.reversed() {
            var slot = Int(truncatingIfNeeded: hashes[place]) & (size - 1)
            while table[slot] >= 0 {
                let other = table[slot]
                if hashes[other] == hashes[place], bytes.isSame(entries[other].text, entries[place].text) { break }
                slot = (slot + 1) & (size - 1)
            }
            if table[slot] >= 0 { continue }
            table[slot] = place
            places.append(place)
        }
        return places
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
