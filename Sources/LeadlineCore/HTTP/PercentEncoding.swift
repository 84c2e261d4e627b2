/// Percent-encoding by RFC 3986: unreserved characters stay, all other bytes become `%` and two upper-case digits.
package enum PercentEncoding {
    private static let digits = Array("0123456789ABCDEF".utf8)

    /// Encodes a text for a path segment, a query's name or value; `keeping` are ASCII characters to leave as they are.
    package static func encode(_ text: String, keeping: String = "") -> String {
        if text.utf8.allSatisfy({ isUnreserved($0) || keeping.utf8.contains($0) }) { return text }
        return String(decoding: encode(bytes: text.utf8, keeping: keeping), as: UTF8.self)
    }

    /// The same of any bytes.
    package static func encode(bytes: some Collection<UInt8>, keeping: String = "") -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count * 2)
        for byte in bytes {
            if isUnreserved(byte) || keeping.utf8.contains(byte) {
                result.append(byte)
            } else {
                result.append(contentsOf: [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]])
            }
        }
        return result
    }

    /// Decodes a text. A `%` without two digits stays as written; `plusIsBlank` reads `+` as HTML forms write blanks.
    /// Bytes that are not UTF-8 become U+FFFD.
    package static func decode(_ text: Substring, plusIsBlank: Bool = false) -> String {
        let isPlain = text.utf8.allSatisfy { $0 != UInt8(ascii: "%") && $0 != UInt8(ascii: "+") }
        return isPlain ? String(text) : String(decoding: decodeBytes(text, plusIsBlank: plusIsBlank), as: UTF8.self)
    }

    /// The decoded bytes, whatever they are.
    package static func decodeBytes(_ text: some StringProtocol, plusIsBlank: Bool = false) -> [UInt8] {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "%"), index + 2 < bytes.count, let high = hexDigit(bytes[index + 1]),
                let low = hexDigit(bytes[index + 2])
            {
                result.append(high << 4 | low)
                index += 3
            } else {
                result.append(plusIsBlank && byte == UInt8(ascii: "+") ? 0x20 : byte)
                index += 1
            }
        }
        return result
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): true
        default: false
        }
    }
}
