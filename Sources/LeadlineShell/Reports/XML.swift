/// What XML 1.0 needs of a text.
enum XML {
    /// Appends `<name a="b">`, or `<name a="b"/>`.
    static func tag(
        _ name: String, _ attributes: KeyValuePairs<String, String>, isEmpty: Bool = false, into bytes: inout [UInt8]
    ) {
        bytes.append(UInt8(ascii: "<"))
        bytes.append(contentsOf: name.utf8)
        for (name, value) in attributes {
            bytes.append(UInt8(ascii: " "))
            bytes.append(contentsOf: name.utf8)
            bytes.append(contentsOf: "=\"".utf8)
            escape(value, into: &bytes)
            bytes.append(UInt8(ascii: "\""))
        }
        bytes.append(contentsOf: (isEmpty ? "/>" : ">").utf8)
    }

    /// Appends a text. Markup is escaped; a character that XML has no way to write becomes U+FFFD.
    static func escape(_ text: String, into bytes: inout [UInt8]) {
        guard text.utf8.contains(where: mayNeedCare) else {
            bytes.append(contentsOf: text.utf8)
            return
        }
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": bytes.append(contentsOf: "&amp;".utf8)
            case "<": bytes.append(contentsOf: "&lt;".utf8)
            case ">": bytes.append(contentsOf: "&gt;".utf8)
            case "\"": bytes.append(contentsOf: "&quot;".utf8)
            case "\t", "\n": bytes.append(UInt8(scalar.value))
            // As it is, readers would take it for the end of a line.
            case "\r": bytes.append(contentsOf: "&#13;".utf8)
            case "\u{0}"..<" ", "\u{FFFE}", "\u{FFFF}": bytes.append(contentsOf: "\u{FFFD}".utf8)
            default: bytes.append(contentsOf: UTF8.encode(scalar).map { Array($0) } ?? [])
            }
        }
    }

    /// 0xEF begins U+FFFE and U+FFFF, and others.
    private static func mayNeedCare(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == 0xEF || byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<")
            || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "\"")
    }
}
