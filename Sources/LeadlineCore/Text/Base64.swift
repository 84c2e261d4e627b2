/// Base64, RFC 4648, with the characters of the standard or of URLs.
package enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    /// The value of each character, of both alphabets; 0xFF: none.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 0xFF, count: 256)
        for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
        values[Int(UInt8(ascii: "-"))] = 62
        values[Int(UInt8(ascii: "_"))] = 63
        return values
    }()

    package static func encode(_ bytes: some Swift.Collection<UInt8>) -> String {
        String(decoding: encoded(Array(bytes)), as: UTF8.self)
    }

    /// As URLs and web tokens hold it: with `-` and `_`, without padding.
    package static func encodeForURL(_ bytes: some Swift.Collection<UInt8>) -> String {
        String(decoding: encoded(Array(bytes), forURLs: true, isPadded: false), as: UTF8.self)
    }

    static func encoded(_ bytes: [UInt8], forURLs: Bool = false, isPadded: Bool = true) -> [UInt8] {
        var text = fragment(of: bytes, behind: 0)
        if bytes.count % 3 > 0 {
            let rest = UInt16(bytes[bytes.count - 1])
            let known = bytes.count % 3 == 1 ? rest << 4 & 0x30 : rest << 2 & 0x3C
            text.append(alphabet[Int(known)])
            if isPadded { text += [UInt8](repeating: UInt8(ascii: "="), count: 3 - bytes.count % 3) }
        }
        return forURLs ? text.map { $0 == 0x2B ? 0x2D : $0 == 0x2F ? 0x5F : $0 } : text
    }

    /// The bytes of a text in either alphabet, padded or not, with line ends anywhere; nil for any other text.
    package static func decode(_ text: some StringProtocol) -> [UInt8]? { decode(text.utf8) }

    /// The same of a text's bytes.
    package static func decode(_ text: some Swift.Collection<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count * 3 / 4)
        var bits: UInt32 = 0
        var count = 0
        var padding = 0
        for character in text where character != 0x0A && character != 0x0D {
            if character == UInt8(ascii: "=") {
                padding += 1
                continue
            }
            let value = values[Int(character)]
            guard value < 64, padding == 0 else { return nil }
            bits = bits << 6 | UInt32(value)
            count += 1
            if count % 4 != 1 { bytes.append(UInt8(truncatingIfNeeded: bits >> (6 - UInt32((count - 1) % 4) * 2))) }
        }
        return count % 4 == 1 || padding > 2 || (padding > 0 && count % 4 + padding != 4) ? nil : bytes
    }

    package static func isCharacter(_ byte: UInt8) -> Bool { values[Int(byte)] < 64 }

    /// The characters that the bytes alone decide where `offset` other bytes (modulo 3) stand before them.
    static func fragment(of bytes: [UInt8], behind offset: Int) -> [UInt8] {
        let all = [UInt8](repeating: 0, count: offset) + bytes
        let first = (offset * 8 + 5) / 6
        let end = all.count * 8 / 6
        guard first < end else { return [] }
        return (first..<end).map { place in
            let bit = place * 6
            let high = UInt16(all[bit / 8]) << 8
            let low = bit / 8 + 1 < all.count ? UInt16(all[bit / 8 + 1]) : 0
            return alphabet[Int((high | low) >> UInt16(10 - bit % 8)) & 0x3F]
        }
    }
}
