/// What redaction writes in the place of secrets: `<key full>`, `<token 2>`, `<$LEADLINE_SECRET_PIN>`, also where it was
/// escaped or encoded since, several times over. They are never secrets themselves.
package enum SecretPlaceholders {
    private static let kinds = ["key ", "cookie ", "token ", "password ", "$LEADLINE_SECRET_"].map { Array($0.utf8) }
    /// Longer names are nobody's.
    private static let longest = 80

    /// The names of all in a text: `token 2`.
    package static func names(in text: String) -> [String] { finds(in: Array(text.utf8)).map(\.name) }

    /// Whether a text is one, maybe behind the name of a scheme: `Bearer <key full>`.
    package static func isOne(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        let finds = finds(in: bytes)
        guard !finds.isEmpty else { return false }
        let rest = blanked(bytes, finds).split { $0 == 0x20 || $0 == UInt8(ascii: "+") }
        return rest.allSatisfy { schemes.contains(String(decoding: $0, as: UTF8.self).lowercased()) }
    }

    private static let schemes: Set<String> = ["bearer", "basic", "token", "users", "api-key", "apikey", "jwt"]

    /// A text with a blank in the place of each.
    package static func blanked(in text: String) -> String {
        let bytes = Array(text.utf8)
        let finds = finds(in: bytes)
        return finds.isEmpty ? text : String(decoding: blanked(bytes, finds), as: UTF8.self)
    }

    private static func blanked(_ bytes: [UInt8], _ finds: [(name: String, range: Range<Int>)]) -> [UInt8] {
        var result: [UInt8] = []
        var kept = 0
        for find in finds.sorted(by: { $0.range.lowerBound < $1.range.lowerBound })
        where find.range.lowerBound >= kept {
            result += bytes[kept..<find.range.lowerBound] + [0x20]
            kept = find.range.upperBound
        }
        return result + bytes[kept...]
    }

    private static func finds(in bytes: [UInt8]) -> [(name: String, range: Range<Int>)] {
        var finds: [(name: String, range: Range<Int>)] = []
        var level = TextEscapes.Level(bytes)
        for _ in 0...TextEscapes.deepest {
            for range in ranges(in: level.bytes) {
                let places = level.places(range)
                guard !finds.contains(where: { $0.range.overlaps(places) }) else { continue }
                let name = level.bytes[(range.lowerBound + 1)..<(range.upperBound - 1)].map(plain)
                finds.append((String(decoding: name, as: UTF8.self), places))
            }
            guard let next = TextEscapes.undo(level) else { break }
            level = next
        }
        return finds
    }

    private static func ranges(in bytes: [UInt8]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var rest = bytes[...]
        while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
            rest = rest[(start + 1)...]
            let limited = rest.prefix(longest)
            guard kinds.contains(where: { limited.lazy.map(plain).starts(with: $0) }),
                let end = limited.firstIndex(where: { $0 < 0x20 || $0 == UInt8(ascii: "<") || isEnd($0) }),
                isEnd(bytes[end])
            else { continue }
            ranges.append(start..<(end + 1))
        }
        return ranges
    }

    private static func isEnd(_ byte: UInt8) -> Bool { byte == UInt8(ascii: ">") }

    /// Forms write blanks as `+`.
    private static func plain(_ byte: UInt8) -> UInt8 { byte == UInt8(ascii: "+") ? 0x20 : byte }
}
