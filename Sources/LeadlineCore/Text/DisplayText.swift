/// Texts as a terminal shows them: made harmless, and measured in columns.
package enum DisplayText {
    /// A text in which nothing acts on the terminal or hides the order of characters: control characters but line feed
    /// and tab, DEL, C1 and the bidirectional controls are written like `\u{1B}`. For anything that a server or file sent.
    package static func harmless(_ text: String) -> String { harmless(text, writing: escape) }

    /// The same for JSON, which it stays: what is harmful can stand only in its texts, and they have escapes of their own.
    package static func harmless(json: String) -> String {
        harmless(json) { scalar in
            String(scalar).utf16.map { unit in
                let digits = String(unit, radix: 16)
                return "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            }.joined()
        }
    }

    private static func harmless(_ text: String, writing escape: (Unicode.Scalar) -> String) -> String {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F || $0 == 0x0A || $0 == 0x09 }) { return text }
        guard text.unicodeScalars.contains(where: isHarmful) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if isHarmful(scalar) {
                result.append(contentsOf: escape(scalar).unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }

    /// The same for a text that must stay on one line: line feed and tab become `\n` and `\t`.
    package static func harmlessLine(_ text: String) -> String {
        let text = harmless(text)
        guard text.utf8.contains(where: { $0 == 0x0A || $0 == 0x09 }) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": result.append(contentsOf: #"\n"#.unicodeScalars)
            case "\t": result.append(contentsOf: #"\t"#.unicodeScalars)
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    /// How a character that must not or cannot be shown is written: `\u{1B}`.
    package static func escape(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "\\u{\(digits.utf8.count < 2 ? "0" : "")\(digits)}"
    }

    /// Whether a terminal would act on a character, or hide the order of others by it.
    package static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A: false
        case 0..<0x20, 0x7F..<0xA0: true
        case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF, 0xE0000...0xE007F: true
        default: false
        }
    }

    /// How many columns a text takes: two for East Asian wide characters and emoji, none for combining ones.
    package static func width(_ text: Substring) -> Int {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text.utf8.count }
        return text.reduce(0) { $0 + width($1) }
    }

    package static func width(_ text: String) -> Int { width(text[...]) }

    /// The columns of a text with codes for colours, which take none.
    package static func visibleWidth(_ text: Substring) -> Int {
        guard text.utf8.contains(0x1B) else { return width(text) }
        return text.split(separator: "\u{1B}[", omittingEmptySubsequences: false).enumerated().reduce(0) { sum, part in
            sum + width(part.offset == 0 ? part.element : part.element.drop { $0 != "m" }.dropFirst())
        }
    }

    /// Words in as many lines as they need, their colours taking no columns; a word that is too long for a line stands
    /// alone.
    package static func wrapped(_ text: String, columns: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        var used = 0
        for word in text.split(separator: " ") {
            let width = visibleWidth(word)
            if !line.isEmpty, used + 1 + width > columns {
                lines.append(line)
                (line, used) = ("", 0)
            }
            used += width + (line.isEmpty ? 0 : 1)
            line += (line.isEmpty ? "" : " ") + word
        }
        return lines + [line]
    }

    /// The columns of what a reader sees as one character: two for an emoji whatever its parts, else those of its parts,
    /// as terminals draw it.
    package static func width(_ character: Character) -> Int {
        var width = 0
        for scalar in character.unicodeScalars {
            // The emoji selector widens what is otherwise a narrow sign.
            if scalar.value == 0xFE0F, width > 0 { return 2 }
            let part = Self.width(scalar)
            if part == 2, scalar.value >= 0x1F000, scalar.properties.isEmojiPresentation { return 2 }
            width += part
        }
        return width
    }

    private static func width(_ scalar: Unicode.Scalar) -> Int {
        let value = scalar.value
        if value < 0x300 { return value < 0x20 || (0x7F..<0xA0).contains(value) || value == 0xAD ? 0 : 1 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: break
        }
        // Second and third parts of Hangul syllables join the first.
        if (0x1160...0x11FF).contains(value) { return 0 }
        return isWide(value) || scalar.properties.isEmojiPresentation ? 2 : 1
    }

    /// The wide and full-width blocks of Unicode's East Asian Width; emoji are known to the standard library.
    private static func isWide(_ value: UInt32) -> Bool {
        switch value {
        case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF: true
        case 0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F: true
        case 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x20000...0x3FFFD: true
        default: false
        }
    }
}
