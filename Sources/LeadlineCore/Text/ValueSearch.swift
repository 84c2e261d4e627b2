/// Finds values in texts, however they are written there: as they are, in any case, escaped or encoded for JSON, URLs,
/// forms and HTML, several times over, partly, in UTF-16, in hexadecimal digits and in base64 wherever they stand in
/// what was encoded.
///
/// Texts are undone level by level and searched at each: that finds every mixture of escapes without listing any.
/// Characters that encodings write in more than one way count as the same: case, `+` and `-` and blank, `/` and `_`.
package struct ValueSearch: Sendable {
    /// One of the values, by its place in the list.
    package struct Match: Sendable, Equatable {
        package var value: Int
        /// In the bytes that were searched.
        package var range: Range<Int>
        /// How many levels of escapes were around it; 0: it stands there as it is.
        package var level: Int
        /// Whether it is part of what was encoded in base64 or hexadecimal digits, so that no other text fits in its place.
        package var isEncoded: Bool
    }

    package struct Value: Sendable {
        package var text: String
        /// Whether it only counts where no letter or digit stands beside it.
        package var isWord: Bool

        package init(_ text: String, isWord: Bool = false) {
            self.text = text
            self.isWord = isWord
        }
    }

    private struct Pattern: Sendable {
        var bytes: [UInt8]
        var value: Int
        var isWord: Bool
        var isEncoded: Bool
    }

    /// Shorter values would be found everywhere.
    package static let shortest = 4
    /// Raw, case, percent, `+`, `\u`, `\/`, octal, HTML, quoted-printable, several times over, with invisible characters
    /// between, UTF-16, hexadecimal, base64, base64 of URLs.
    package static let formCount = 15

    private static let prefixLength = 4
    /// Patterns by the hash of their first bytes, the longest first.
    private var table: [UInt32: [Pattern]] = [:]
    /// Which hashes of first bytes are in the table, modulo its size.
    private var isFirst: [Bool] = []

    package init(_ values: [Value]) {
        if !values.isEmpty { isFirst = [Bool](repeating: false, count: 1 << 16) }
        for (index, value) in values.enumerated() where value.text.utf8.count >= Self.shortest {
            let raw = Array(value.text.utf8)
            var patterns = Set([raw, TextEscapes.undone(raw)].map(Self.folded)).map {
                Pattern(bytes: $0, value: index, isWord: value.isWord, isEncoded: false)
            }
            patterns += Self.encoded(raw, isWord: value.isWord).map {
                Pattern(bytes: $0, value: index, isWord: false, isEncoded: true)
            }
            for pattern in patterns where pattern.bytes.count >= Self.prefixLength {
                let key = Self.key(pattern.bytes, at: 0)
                table[key, default: []].append(pattern)
                isFirst[Self.slot(key)] = true
            }
        }
        for key in table.keys { table[key]?.sort { $0.bytes.count > $1.bytes.count } }
    }

    package var isEmpty: Bool { table.isEmpty }

    /// A text with all levels of escapes undone.
    package static func plain(_ text: String) -> String {
        String(decoding: TextEscapes.undone(Array(text.utf8)), as: UTF8.self)
    }
}

// MARK: - Forms

extension ValueSearch {
    /// Letters in small, and one for the characters that encodings write in several ways.
    private static let fold: [UInt8] = (0...UInt8.max).map { byte in
        switch byte {
        case 0x41...0x5A: byte | 0x20
        case UInt8(ascii: "+"), UInt8(ascii: "-"): 0x20
        case UInt8(ascii: "_"): UInt8(ascii: "/")
        default: byte
        }
    }

    private static func folded(_ bytes: [UInt8]) -> [UInt8] { bytes.map { fold[Int($0)] } }

    /// What cannot be undone without knowing where it begins: hexadecimal digits, base64 at each of three places.
    private static func encoded(_ raw: [UInt8], isWord: Bool) -> [[UInt8]] {
        let hex = raw.flatMap { byte in
            [byte >> 4, byte & 15].map { $0 < 10 ? UInt8(ascii: "0") + $0 : UInt8(ascii: "a") + $0 - 10 }
        }
        let base64 = (0..<3).map { folded(Base64.fragment(of: raw, behind: $0)) }
        // The shorter of a common word would be found in pictures.
        return (base64 + [hex]).filter { $0.count >= (isWord ? 8 : 6) }
    }

    private static func key(_ bytes: [UInt8], at index: Int) -> UInt32 {
        (0..<prefixLength).reduce(0) { $0 << 8 | UInt32(bytes[index + $1]) }
    }

    private static func slot(_ key: UInt32) -> Int { Int((key &* 0x9E37_79B1) >> 16) }
}

// MARK: - Searching

extension ValueSearch {
    /// Which of the values are in a text, in any form.
    package func values(in bytes: [UInt8]) -> Set<Int> {
        var found: Set<Int> = []
        guard !isEmpty else { return found }
        search(bytes, depth: 0, &found)
        return found
    }

    private static let deepest = 3

    private func search(_ bytes: [UInt8], depth: Int, _ found: inout Set<Int>) {
        Self.forEachLevel(of: bytes) { level, _ in
            for match in matches(in: level.bytes) { found.insert(match.value) }
            guard depth < Self.deepest else { return }
            for run in Self.base64Runs(in: level.bytes) {
                guard let inner = Base64.decode(level.bytes[run]) else { continue }
                search(inner, depth: depth + 1, &found)
            }
        }
    }

    /// The text as it is, and with each level of escapes undone; where it may be a mail, once more as such.
    private static func forEachLevel(of bytes: [UInt8], _ body: (TextEscapes.Level, Int) -> Void) {
        for asMail in TextEscapes.isMail(bytes) ? [false, true] : [false] {
            var level = TextEscapes.Level(bytes)
            if !asMail { body(level, 0) }
            for number in 1...TextEscapes.deepest {
                guard let next = TextEscapes.undo(level, asMail: asMail) else { break }
                level = next
                body(level, number)
            }
        }
    }

    /// Puts something in the place of all values in a text; nil where there is none. `replacement` is given what stands
    /// in the text. With `keepingBase64`, base64 text is written anew around what was replaced in it.
    package func replacing(
        in bytes: [UInt8], keepingBase64: Bool = false, with replacement: (Match, ArraySlice<UInt8>) -> [UInt8]
    ) -> [UInt8]? {
        isEmpty ? nil : replacing(bytes, depth: 0, keepingBase64, replacement)
    }

    /// Something to write in the place of a part of the source.
    private struct Edit {
        var range: Range<Int>
        /// Of equally long ones the higher is taken.
        var rank: Int
        var bytes: [UInt8]
    }

    private func replacing(
        _ bytes: [UInt8], depth: Int, _ keepingBase64: Bool, _ replacement: (Match, ArraySlice<UInt8>) -> [UInt8]
    ) -> [UInt8]? {
        var source = bytes
        var isChanged = false
        // What was only in part inside of something longer may be there still.
        for _ in 0..<4 {
            let edits = edits(of: source, depth, keepingBase64, replacement)
            guard !edits.isEmpty else { break }
            let taken = Self.longest(edits)
            source = Self.edited(source, taken.edits)
            isChanged = true
            if taken.isWhole { break }
        }
        return isChanged ? source : nil
    }

    /// All that could be replaced, at every level: an address that is written with escapes holds names that are not.
    private func edits(
        of source: [UInt8], _ depth: Int, _ keepingBase64: Bool,
        _ replacement: (Match, ArraySlice<UInt8>) -> [UInt8]
    ) -> [Edit] {
        var matched: [(match: Match, rank: Int)] = []
        var seen: Set<Range<Int>> = []
        var edits: [Edit] = []
        Self.forEachLevel(of: source) { level, number in
            let found = matches(in: level.bytes)
            let encoded = found.filter(\.isEncoded)
            for var match in found {
                match.range = level.places(match.range)
                match.level = number
                guard !match.range.isEmpty, seen.insert(match.range).inserted else { continue }
                matched.append((match, match.isEncoded ? (keepingBase64 ? 0 : 3) : 2))
            }
            if depth < Self.deepest { edits += base64Edits(level, encoded, depth, keepingBase64, replacement) }
        }
        // Only what is written is asked for: whoever replaces counts.
        let drafts = edits + matched.map { Edit(range: $0.match.range, rank: $0.rank, bytes: []) }
        let winners = Set(Self.longest(drafts).edits.map(\.range))
        return edits
            + matched.filter { winners.contains($0.match.range) }.map { match, rank in
                Edit(range: match.range, rank: rank, bytes: replacement(match, source[match.range]))
            }
    }

    /// The longest of those that share a part of the source, from left to right. `isWhole`: nothing of the others is
    /// left.
    private static func longest(_ edits: [Edit]) -> (edits: [Edit], isWhole: Bool) {
        let sorted = edits.sorted { first, second in
            if (first.rank == 3) != (second.rank == 3) { return first.rank == 3 }
            return first.range.count != second.range.count
                ? first.range.count > second.range.count
                : first.rank != second.rank
                    ? first.rank > second.rank : first.range.lowerBound < second.range.lowerBound
        }
        var taken: [Edit] = []
        var isWhole = true
        for edit in sorted {
            guard let winner = taken.first(where: { $0.range.overlaps(edit.range) }) else {
                taken.append(edit)
                continue
            }
            let isInside =
                winner.range.lowerBound <= edit.range.lowerBound
                && edit.range.upperBound <= winner.range.upperBound
            if !isInside || (winner.rank == 1 && edit.rank != 1) { isWhole = false }
        }
        return (taken.sorted { $0.range.lowerBound < $1.range.lowerBound }, isWhole)
    }

    private static func edited(_ source: [UInt8], _ edits: [Edit]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(source.count)
        var kept = 0
        for edit in edits {
            result += source[kept..<edit.range.lowerBound]
            result += edit.bytes
            kept = edit.range.upperBound
        }
        return result + source[kept...]
    }

    private func base64Edits(
        _ level: TextEscapes.Level, _ encoded: [Match], _ depth: Int, _ keepingBase64: Bool,
        _ replacement: (Match, ArraySlice<UInt8>) -> [UInt8]
    ) -> [Edit] {
        Self.base64Runs(in: level.bytes).compactMap { run in
            // Something else may stand in front of it; then only what is found in it tells.
            let isFound = encoded.contains { run.overlaps($0.range) }
            for start in 0..<(isFound && keepingBase64 ? 4 : 1) {
                let range = (run.lowerBound + start)..<run.upperBound
                let text = level.bytes[range]
                guard let inner = Base64.decode(text),
                    let changed = replacing(inner, depth: depth + 1, keepingBase64, replacement)
                else { continue }
                let forURLs = text.contains { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
                let isPadded = text.last == UInt8(ascii: "=") || inner.count % 3 == 0
                let written = keepingBase64 ? Base64.encoded(changed, forURLs: forURLs, isPadded: isPadded) : changed
                return Edit(range: level.places(range), rank: 1, bytes: written)
            }
            return nil
        }
    }

    /// Where base64 of a text may stand: long enough to hold one of the values.
    private static func base64Runs(in bytes: [UInt8]) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var start = 0
        var index = 0
        while index <= bytes.count {
            if index < bytes.count, Base64.isCharacter(bytes[index]) {
                index += 1
                continue
            }
            if index - start >= 8 {
                var end = index
                while end < bytes.count, end < index + 2, bytes[end] == UInt8(ascii: "=") { end += 1 }
                runs.append(start..<end)
            }
            index += 1
            start = index
        }
        return runs
    }

    /// Where the values stand as they are, or as they are encoded at an unknown place, from left to right.
    private func matches(in bytes: [UInt8]) -> [Match] {
        var matches: [Match] = []
        let length = Self.prefixLength
        guard bytes.count >= length else { return [] }
        var key: UInt32 = 0
        var end = 0
        for index in bytes.indices {
            key = key << 8 | UInt32(Self.fold[Int(bytes[index])])
            let start = index + 1 - length
            guard start >= end, isFirst[Self.slot(key)], let patterns = table[key] else { continue }
            guard let pattern = patterns.first(where: { fits($0, bytes, at: start) }) else { continue }
            end = start + pattern.bytes.count
            matches.append(Match(value: pattern.value, range: start..<end, level: 0, isEncoded: pattern.isEncoded))
        }
        return matches
    }

    private func fits(_ pattern: Pattern, _ bytes: [UInt8], at start: Int) -> Bool {
        let end = start + pattern.bytes.count
        guard end <= bytes.count else { return false }
        for place in Self.prefixLength..<pattern.bytes.count
        where Self.fold[Int(bytes[start + place])] != pattern.bytes[place] { return false }
        guard pattern.isWord else { return true }
        return (start == 0 || !Self.isWordByte(bytes[start - 1]))
            && (end == bytes.count || !Self.isWordByte(bytes[end]))
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...: true
        default: false
        }
    }
}
