extension JSON {
    /// The value on one line without blanks: `{"a":1}`.
    package func text() -> String {
        var bytes: [UInt8] = []
        write(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The value with a line for each member and element, `indent` blanks deeper at each level.
    package func prettyText(indent: Int = 2) -> String {
        var bytes: [UInt8] = []
        writePretty(to: &bytes, indent: max(indent, 0), level: 0)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends what `text()` gives.
    package func write(to bytes: inout [UInt8]) {
        switch self {
        case .null, .bool, .number, .string: writeLeaf(to: &bytes)
        case .array(let elements):
            bytes.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                element.write(to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let object):
            bytes.append(UInt8(ascii: "{"))
            for (index, member) in object.members.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                Self.writeQuoted(member.name, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                member.value.write(to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    private func writePretty(to bytes: inout [UInt8], indent: Int, level: Int) {
        switch self {
        case .array(let elements) where !elements.isEmpty:
            bytes.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                Self.writeLineEnd(to: &bytes, indent: indent, level: level + 1)
                element.writePretty(to: &bytes, indent: indent, level: level + 1)
            }
            Self.writeLineEnd(to: &bytes, indent: indent, level: level)
            bytes.append(UInt8(ascii: "]"))
        case .object(let object) where !object.isEmpty:
            bytes.append(UInt8(ascii: "{"))
            for (index, member) in object.members.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                Self.writeLineEnd(to: &bytes, indent: indent, level: level + 1)
                Self.writeQuoted(member.name, to: &bytes)
                bytes.append(contentsOf: [UInt8(ascii: ":"), 0x20])
                member.value.writePretty(to: &bytes, indent: indent, level: level + 1)
            }
            Self.writeLineEnd(to: &bytes, indent: indent, level: level)
            bytes.append(UInt8(ascii: "}"))
        default: write(to: &bytes)
        }
    }

    private func writeLeaf(to bytes: inout [UInt8]) {
        switch self {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
        case .number(let number): bytes.append(contentsOf: number.text.utf8)
        case .string(let text): Self.writeQuoted(text, to: &bytes)
        case .array, .object: break
        }
    }

    private static func writeLineEnd(to bytes: inout [UInt8], indent: Int, level: Int) {
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(0x20, count: indent * level))
    }

    /// Appends a string literal. Only what JSON demands is escaped: quotes, backslashes, characters below U+0020.
    package static func writeQuoted(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        let source = text.utf8.span
        var needsEscape = false
        for index in source.indices where isEscaped(source[index]) { needsEscape = true }
        if needsEscape {
            for index in source.indices { writeEscaped(source[index], to: &bytes) }
        } else {
            bytes.append(contentsOf: text.utf8)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func isEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private static func writeEscaped(_ byte: UInt8, to bytes: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(contentsOf: [UInt8(ascii: "\\"), byte])
        case 0x08: bytes.append(contentsOf: #"\b"#.utf8)
        case 0x09: bytes.append(contentsOf: #"\t"#.utf8)
        case 0x0A: bytes.append(contentsOf: #"\n"#.utf8)
        case 0x0C: bytes.append(contentsOf: #"\f"#.utf8)
        case 0x0D: bytes.append(contentsOf: #"\r"#.utf8)
        case 0..<0x20:
            bytes.append(contentsOf: (byte < 16 ? #"\u000"# : #"\u00"#).utf8)
            bytes.append(contentsOf: String(byte, radix: 16).utf8)
        default: bytes.append(byte)
        }
    }
}
