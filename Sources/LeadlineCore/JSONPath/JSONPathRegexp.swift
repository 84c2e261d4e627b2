/// Regular expressions as `match` and `search` take them: I-Regexp (RFC 9485) on PCRE2.
///
/// As the RFC allows, the form is not checked: what PCRE2 understands beyond I-Regexp, as `\d`, works too, and `^` and
/// `$` are anchors, as everyone expects. Where PCRE2 would read an I-Regexp in another way it is rewritten.
struct JSONPathRegexp {
    private let bytes: [UInt8]
    private var offset = 0
    private var result: [UInt8] = []
    private var openGroups = 0

    /// Compiles an expression, for a whole text or for a part of one; nil for an invalid one, which never matches.
    static func pattern(_ text: String, isWhole: Bool) -> Pattern? {
        var rewriter = JSONPathRegexp(bytes: Array(text.utf8))
        guard let body = rewriter.rewritten() else { return nil }
        // In a group also for a part: PCRE2 takes words like `(*CRLF)` at the very beginning as settings.
        return try? Pattern(isWhole ? #"\A(?:\#(body))\z"# : "(?:\(body))")
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    /// The expression in PCRE2's form; nil where the group around it would change what it means.
    private mutating func rewritten() -> String? {
        while offset < bytes.count {
            let byte = bytes[offset]
            offset += 1
            switch byte {
            case UInt8(ascii: "\\"): guard copyEscaped() else { return nil }
            case UInt8(ascii: "["): guard copyClass() else { return nil }
            case UInt8(ascii: "."): result += #"[^\n\r]"#.utf8
            // PCRE2's `$` also stands before a line end that ends the text.
            case UInt8(ascii: "$"): result += #"\z"#.utf8
            case UInt8(ascii: "("):
                openGroups += 1
                result.append(byte)
            case UInt8(ascii: ")"):
                openGroups -= 1
                guard openGroups >= 0 else { return nil }
                result.append(byte)
            default: result.append(byte)
            }
        }
        return openGroups == 0 ? String(decoding: result, as: UTF8.self) : nil
    }

    /// Copies a backslash that was read and what follows it.
    private mutating func copyEscaped() -> Bool {
        guard offset < bytes.count else { return false }
        result += [UInt8(ascii: "\\"), bytes[offset]]
        offset += 1
        return true
    }

    /// Copies a character class whose `[` was read.
    private mutating func copyClass() -> Bool {
        result.append(UInt8(ascii: "["))
        // PCRE2 would take `[:a:]` for the name of a class that stands outside of one.
        if offset < bytes.count, ":.=".utf8.contains(bytes[offset]) { result.append(UInt8(ascii: "\\")) }
        let start = offset
        while offset < bytes.count {
            let byte = bytes[offset]
            offset += 1
            if byte == UInt8(ascii: "\\") {
                guard copyEscaped() else { return false }
                continue
            }
            result.append(byte)
            let isFirst = offset == start + 1 || (offset == start + 2 && bytes[start] == UInt8(ascii: "^"))
            if byte == UInt8(ascii: "]"), !isFirst { return true }
        }
        return false
    }
}
