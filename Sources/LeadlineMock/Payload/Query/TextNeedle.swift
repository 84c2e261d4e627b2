import LeadlineCore

/// A text that is looked for in others, in any case of letters, without a copy of them.
struct TextNeedle: Sendable {
    /// In lower case, if all is ASCII.
    private let bytes: [UInt8]?
    /// The first byte in upper case.
    private let capital: UInt8
    /// For each scalar those that are the same but for case.
    private let variants: [[Unicode.Scalar]]

    init(_ text: String) {
        bytes = text.utf8.allSatisfy { $0 < 0x80 } ? text.utf8.map(Self.lowercased) : nil
        capital = bytes?.first.map { $0 >= 0x61 && $0 <= 0x7A ? $0 & 0xDF : $0 } ?? 0
        variants = text.unicodeScalars.map(Self.variants)
    }

    func occurs(in text: String) -> Bool {
        guard let bytes else { return occurs(in: text.unicodeScalars) }
        guard let first = bytes.first else { return true }
        let span = text.utf8.span
        guard span.count >= bytes.count else { return false }
        for start in 0...(span.count - bytes.count) where span[start] == first || span[start] == capital {
            var length = 1
            while length < bytes.count, Self.lowercased(span[start + length]) == bytes[length] { length += 1 }
            if length == bytes.count { return true }
        }
        return false
    }

    private func occurs(in scalars: String.UnicodeScalarView) -> Bool {
        var start = scalars.startIndex
        while start < scalars.endIndex {
            if begins(scalars[start...]) { return true }
            start = scalars.index(after: start)
        }
        return false
    }

    private func begins(_ scalars: Substring.UnicodeScalarView) -> Bool {
        var place = scalars.startIndex
        for variants in variants {
            guard place < scalars.endIndex, variants.contains(scalars[place]) else { return false }
            place = scalars.index(after: place)
        }
        return true
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }

    private static func variants(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        let mappings = [scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping]
        return [scalar] + mappings.compactMap { $0.unicodeScalars.count == 1 ? $0.unicodeScalars.first : nil }
    }
}
