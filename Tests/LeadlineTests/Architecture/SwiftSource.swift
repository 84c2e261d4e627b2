import Foundation

/// A Swift file as the rules look at it: what is code, what is text, what is comment.
struct SwiftSource {
    /// Relative to the repository.
    let path: String
    let lineCount: Int
    /// The code by lines. Comments and the characters of texts are blanks; names between backticks are one letter.
    let code: [String]
    /// The words and signs of the code.
    let tokens: [(word: String, line: Int)]
    /// Everything in quotes, without interpolations.
    let texts: [Text]
    /// Comments by lines, everything else blank.
    let comments: [String]

    struct Text {
        var line: Int
        var text: String
    }

    struct Function: Equatable {
        var name: String
        var line: Int
        var lineCount: Int
    }

    init(path: String, text: String) {
        self.path = path
        var scanner = SwiftScanner(text)
        scanner.scan()
        code = Self.lines(scanner.code)
        comments = Self.lines(scanner.comments)
        texts = scanner.texts
        tokens = Self.tokens(scanner.code)
        lineCount = code.count - (text.hasSuffix("\n") ? 1 : 0)
    }

    private static func lines(_ bytes: [UInt8]) -> [String] {
        String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    private static func tokens(_ bytes: [UInt8]) -> [(word: String, line: Int)] {
        var tokens: [(word: String, line: Int)] = []
        var line = 1
        var start = 0
        for (index, byte) in (bytes + [0x0A]).enumerated() {
            let isLetter = byte >= 0x80 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
            if isLetter || byte >= 0x30 && byte <= 0x39 || "_@#".utf8.contains(byte) { continue }
            if start < index { tokens.append((String(decoding: bytes[start..<index], as: UTF8.self), line)) }
            start = index + 1
            if byte == 0x0A { line += 1 } else if byte != 0x20 { tokens.append((String(Unicode.Scalar(byte)), line)) }
        }
        return tokens
    }

    /// The modules that the file imports.
    var imports: [(module: String, line: Int)] {
        let kinds: Set = ["struct", "class", "enum", "func", "var", "let", "protocol", "typealias"]
        return tokens.indices.dropLast().filter { tokens[$0].word == "import" }.map { index in
            let name = kinds.contains(tokens[index + 1].word) ? index + 2 : index + 1
            return (tokens[name].word, tokens[index].line)
        }
    }

    /// Functions, initialisers, subscripts and computed properties that have a body.
    var functions: [Function] {
        tokens.indices.compactMap { index in
            let before = index > 0 ? tokens[index - 1].word : ""
            guard Self.declaring.contains(tokens[index].word), before != ".", index + 1 < tokens.count,
                let open = body(of: index), let close = end(of: open)
            else { return nil }
            let isNamed = ["func", "var"].contains(tokens[index].word)
            let name = isNamed ? tokens[index + 1].word : tokens[index].word
            return Function(
                name: name, line: tokens[index].line, lineCount: tokens[close].line - tokens[index].line + 1)
        }
    }

    private static let declaring: Set = ["func", "init", "deinit", "subscript", "var"]
    private static let others: Set = [
        "var", "let", "case", "associatedtype", "typealias", "struct", "enum", "class", "actor", "protocol",
        "extension",
    ]

    /// The `{` that opens the body of the declaration at `start`; nil where it has none.
    private func body(of start: Int) -> Int? {
        var depth = 0
        var sawParameters = ["var", "deinit"].contains(tokens[start].word)
        for index in tokens.indices.dropFirst(start + 1) {
            switch tokens[index].word {
            case "(", "[":
                depth += 1
                sawParameters = true
            case ")", "]": depth -= 1
            case "{" where depth == 0: return sawParameters ? index : nil
            case "}" where depth == 0: return nil
            case "=" where depth == 0 && tokens[start].word == "var": return nil
            case let word where depth == 0 && (Self.others.contains(word) || Self.declaring.contains(word)): return nil
            default: break
            }
            if depth < 0 { return nil }
        }
        return nil
    }

    private func end(of open: Int) -> Int? {
        var depth = 0
        for index in tokens.indices.dropFirst(open) {
            if tokens[index].word == "{" { depth += 1 }
            if tokens[index].word == "}" { depth -= 1 }
            if depth == 0 { return index }
        }
        return nil
    }
}

/// Tells code, texts and comments of Swift apart.
private struct SwiftScanner {
    private let bytes: [UInt8]
    private var offset = 0
    private var line = 1
    private(set) var code: [UInt8]
    private(set) var comments: [UInt8]
    private(set) var texts: [SwiftSource.Text] = []

    init(_ text: String) {
        bytes = Array(text.utf8)
        let blank = bytes.map { $0 == 0x0A ? $0 : 0x20 }
        code = blank
        comments = blank
    }

    mutating func scan() { scanCode(untilParenthesis: false) }

    private func has(_ text: String, at place: Int) -> Bool {
        guard place < bytes.count, bytes[place] == text.utf8.first else { return false }
        return bytes[place...].starts(with: text.utf8)
    }

    /// Takes the next byte into one of the views, or into none.
    private mutating func take(_ view: WritableKeyPath<SwiftScanner, [UInt8]>? = nil) {
        if bytes[offset] == 0x0A { line += 1 } else if let view { self[keyPath: view][offset] = bytes[offset] }
        offset += 1
    }

    /// Code up to its end, or up to the `)` that ends an interpolation.
    private mutating func scanCode(untilParenthesis: Bool) {
        var depth = 0
        while offset < bytes.count {
            if has("//", at: offset) {
                while offset < bytes.count, bytes[offset] != 0x0A { take(\.comments) }
            } else if has("/*", at: offset) {
                scanComment()
            } else if bytes[offset] == UInt8(ascii: "`") {
                scanQuotedName()
            } else if let hashes = hashesOfText() {
                scanText(hashes)
            } else if let hashes = hashesOfPattern() {
                scanPattern(hashes)
            } else {
                if bytes[offset] == UInt8(ascii: "(") { depth += 1 }
                if bytes[offset] == UInt8(ascii: ")") { depth -= 1 }
                if untilParenthesis, depth < 0 { return }
                take(\.code)
            }
        }
    }

    private mutating func scanComment() {
        var depth = 0
        repeat {
            if has("/*", at: offset) { depth += 1 }
            if has("*/", at: offset) { depth -= 1 }
            take(\.comments)
            if depth == 0, offset < bytes.count { take(\.comments) }
        } while depth > 0 && offset < bytes.count
    }

    private mutating func scanQuotedName() {
        code[offset] = UInt8(ascii: "x")
        take()
        while offset < bytes.count, bytes[offset] != UInt8(ascii: "`"), bytes[offset] != 0x0A { take() }
        if offset < bytes.count { take() }
    }

    /// The number of `#` before a quote that stands here; nil where no text begins.
    private func hashesOfText() -> Int? {
        guard "#\"".utf8.contains(bytes[offset]) else { return nil }
        let hashes = bytes[offset...].prefix { $0 == UInt8(ascii: "#") }.count
        return has("\"", at: offset + hashes) ? hashes : nil
    }

    private mutating func scanText(_ hashes: Int) {
        let marks = String(repeating: "#", count: hashes)
        let isMultiline = has("\"\"\"", at: offset + hashes) && !has("\"\"\"\"", at: offset + hashes)
        let quote = isMultiline ? "\"\"\"" : "\""
        let start = line
        var text: [UInt8] = []
        for _ in 0..<hashes + quote.utf8.count { take() }
        while offset < bytes.count, !has(quote + marks, at: offset), isMultiline || bytes[offset] != 0x0A {
            if has("\\" + marks + "(", at: offset) {
                for _ in 0..<2 + hashes { take() }
                scanCode(untilParenthesis: true)
                if offset < bytes.count { take() }
                text.append(UInt8(ascii: " "))
            } else {
                let width = has("\\" + marks, at: offset) ? min(2 + hashes, bytes.count - offset) : 1
                for _ in 0..<width {
                    text.append(bytes[offset])
                    take()
                }
            }
        }
        for _ in 0..<min(hashes + quote.utf8.count, bytes.count - offset) { take() }
        texts.append(SwiftSource.Text(line: start, text: String(decoding: text, as: UTF8.self)))
    }

    /// A regular expression: `/…/` where a value begins, or `#/…/#`.
    private func hashesOfPattern() -> Int? {
        guard "#/".utf8.contains(bytes[offset]) else { return nil }
        let hashes = bytes[offset...].prefix { $0 == UInt8(ascii: "#") }.count
        guard has("/", at: offset + hashes) else { return nil }
        if hashes > 0 { return hashes }
        guard offset > 0, offset + 1 < bytes.count, !" \n".utf8.contains(bytes[offset + 1]) else { return nil }
        var before = offset - 1
        let hasBlank = bytes[before] == 0x20
        while before > 0, bytes[before] == 0x20 { before -= 1 }
        guard "(,=:[{".utf8.contains(bytes[before]), hasBlank || bytes[before] != UInt8(ascii: "=") else { return nil }
        return bytes[(offset + 1)...].prefix { $0 != 0x0A }.contains(UInt8(ascii: "/")) ? 0 : nil
    }

    private mutating func scanPattern(_ hashes: Int) {
        let end = "/" + String(repeating: "#", count: hashes)
        for _ in 0...hashes { take() }
        while offset < bytes.count, !has(end, at: offset) {
            if bytes[offset] == UInt8(ascii: "\\"), offset + 1 < bytes.count { take() }
            take()
        }
        for _ in 0..<min(hashes + 1, bytes.count - offset) { take() }
    }
}
