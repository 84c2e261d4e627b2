/// Says in our words what libyaml stumbled over: the likely mistake, its place, what to write instead.
struct YAMLProblemText {
    let problem: YAMLProblem
    let source: Source
    let bytes: [UInt8]

    func diagnostic() -> Diagnostic {
        if let start = placeholderStart() { return Self.unquotedPlaceholder(at: start, source, bytes) }
        switch problem.problem {
        case "found character that cannot start any token": return cannotStart()
        case "mapping values are not allowed in this context": return mappingValue()
        case "found unexpected end of stream", "found unexpected document indicator": return unclosedQuote()
        case "did not find expected key": return unexpected(in: "a key")
        case "did not find expected '-' indicator": return unexpected(in: "an item '- '")
        case "did not find expected ',' or ']'": return unclosedBracket("list", "]")
        case "did not find expected ',' or '}'": return unclosedBracket("mapping", "}")
        case "block sequence entries are not allowed in this context":
            return make("a list cannot begin here", problem.offset, 1, help: "put '- ' on the next line")
        case "could not find expected ':'": return missingColon()
        case "found unexpected ':'":
            return make("a blank expected behind ':', found \(found(problem.offset + 1))", problem.offset, 1)
        case "did not find expected node content", "did not find expected <document start>":
            return make("a value expected, found \(found(problem.offset))", problem.offset, 1)
        default: return scanned()
        }
    }

    /// The problems inside one token.
    private func scanned() -> Diagnostic {
        let words = problem.problem
        if words.contains("tab character") { return tab() }
        if problem.context.contains("directive") {
            return make(.unsupportedYAML, "directives are not supported", lineRange(problem.contextOffset))
        }
        for (part, what, mark) in [("an anchor", "anchors", "&"), ("an alias", "aliases", "*"), ("tag", "tags", "!")]
        where problem.context.contains(part) {
            return make(
                .unsupportedYAML, "\(what) are not supported", wordRange(problem.contextOffset),
                help: "a text that begins with '\(mark)' must be quoted")
        }
        if problem.context.contains("block scalar") {
            return make(
                "the end of the line expected behind '|' or '>', found \(found(problem.offset))", problem.offset, 1,
                help: "put the text on the next line, indented")
        }
        if problem.context.contains("quoted scalar") { return escape() }
        if words.contains("mapping keys") {
            return make(
                .unsupportedYAML, "keys that begin with '? ' are not supported", problem.offset..<(problem.offset + 1))
        }
        return make("this cannot be read as YAML: \(words)", problem.offset, 1)
    }

    // MARK: Single mistakes

    private func cannotStart() -> Diagnostic {
        if byte(problem.offset) == 0x09 { return tab() }
        let character = found(problem.offset)
        return make(
            "a value cannot begin with \(character)", problem.offset, 1,
            help: "a text that begins with \(character) must be quoted")
    }

    private func tab() -> Diagnostic {
        var start = problem.offset
        if byte(start) != 0x09 { start = (lineStart(start)..<lineEnd(start)).first { bytes[$0] == 0x09 } ?? start }
        while start > 0, bytes[start - 1] == 0x09 { start -= 1 }
        var end = start
        while byte(end) == 0x09 { end += 1 }
        return make(.invalidYAML, "a tab cannot indent a line", start..<max(end, start + 1), help: "indent with blanks")
    }

    /// A colon where no key can stand: in a value on the same line, or on a line that is too deep.
    private func mappingValue() -> Diagnostic {
        let line = lineStart(problem.offset)
        let before = bytes[line..<problem.offset]
        guard let key = leadingKey(before) else {
            return make(
                .invalidYAML, "a key cannot stand here, the lines above it are a text",
                firstCharacter(line)..<(problem.offset + 1),
                help: "check the indentation of this line")
        }
        return make(
            .invalidYAML, "a plain text cannot hold ': '", problem.offset..<(problem.offset + 1),
            help: "write '\(key): |' with the text below it, indented, or put the whole text in quotes")
    }

    /// The key with which a line begins, behind `- `; nil where no `: ` is on it.
    private func leadingKey(_ line: ArraySlice<UInt8>) -> String? {
        let text = line.drop { $0 == 0x20 || $0 == UInt8(ascii: "-") }
        guard let colon = text.indices.first(where: { text[$0] == UInt8(ascii: ":") && byte($0 + 1) <= 0x20 }) else {
            return nil
        }
        return String(decoding: text[..<colon], as: UTF8.self)
    }

    private func unclosedQuote() -> Diagnostic {
        let quote = byte(problem.contextOffset) == UInt8(ascii: "'") ? "single quote" : "'\"'"
        return make("this text has no closing \(quote)", problem.contextOffset, 1)
    }

    /// Something at the wrong column, or behind a value that was already whole.
    private func unexpected(in expected: String) -> Diagnostic {
        let line = lineStart(problem.offset)
        let first = firstCharacter(line)
        let what = found(problem.offset)
        if first < problem.offset {
            let last = bytes[..<problem.offset].last { $0 > 0x20 } ?? 0
            let isSplit = byte(problem.offset - 1) == UInt8(ascii: "'")
            let isBracket = last == UInt8(ascii: "}") || last == UInt8(ascii: "]")
            let help = isSplit ? "inside single quotes a single quote is written ''" : "put the whole text in quotes"
            return make(
                "the end of the line expected behind the value, found \(what)", problem.offset, 1,
                help: isBracket ? nil : help)
        }
        let column = problem.offset - line + 1
        let wanted = problem.contextOffset - lineStart(problem.contextOffset) + 1
        let place = column == wanted ? "" : " at column \(wanted)"
        let foundPlace = column == wanted ? "" : " at column \(column)"
        return make(
            .invalidYAML, "\(expected) expected\(place), found \(what)\(foundPlace)", wordRange(problem.offset),
            notes: problem.offset == problem.contextOffset
                ? [] : ["what it belongs to begins at \(position(problem.contextOffset))"])
    }

    private func unclosedBracket(_ name: String, _ bracket: String) -> Diagnostic {
        if problem.offset >= bytes.count {
            return make("this \(name) has no closing '\(bracket)'", problem.contextOffset, 1)
        }
        let next = byte(problem.offset)
        let isInText = next == UInt8(ascii: "{") || next == UInt8(ascii: "[")
        return make(
            .invalidYAML, "',' or '\(bracket)' expected, found \(JSONLexer.found(bytes.span, problem.offset))",
            problem.offset..<(problem.offset + 1), notes: ["the \(name) begins at \(position(problem.contextOffset))"],
            help: isInText ? "a text with brackets, braces or commas must be quoted here" : nil)
    }

    private func missingColon() -> Diagnostic {
        let start = problem.contextOffset
        var end = lineEnd(start)
        while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
        return make(.invalidYAML, "':' expected behind this key", start..<end)
    }

    private func escape() -> Diagnostic {
        // The mark stands at the backslash, or behind it and its letter.
        var start = problem.offset
        while start > problem.contextOffset, byte(start) != UInt8(ascii: "\\") { start -= 1 }
        let letter = String(decoding: bytes[min(start + 1, bytes.count)..<min(start + 2, bytes.count)], as: UTF8.self)
        let text = "'\\\(letter)'"
        switch problem.problem {
        case "did not find expected hexdecimal number":
            return make("hexadecimal digits expected behind \(text)", start, 2)
        case "found invalid Unicode character escape code": return make("this escape is not a character", start, 2)
        default:
            return make(
                "\(text) is not an escape of a text in double quotes", start, 2,
                help: "write '\\\\' for a backslash, or use single quotes")
        }
    }

    // MARK: Placeholders

    /// Where a value on the line begins with `{{`, which YAML reads as a mapping in a mapping.
    private func placeholderStart() -> Int? {
        for offset in [problem.offset, problem.contextOffset] {
            let line = lineStart(offset)..<lineEnd(offset)
            for start in line where byte(start) == UInt8(ascii: "{") && byte(start + 1) == UInt8(ascii: "{") {
                var before = start
                while before > line.lowerBound, bytes[before - 1] == 0x20 { before -= 1 }
                let last = before > line.lowerBound ? bytes[before - 1] : UInt8(ascii: "-")
                let opens = before < start && (last == UInt8(ascii: ":") || last == UInt8(ascii: "-"))
                let isInList =
                    problem.context.contains("flow") && (last == UInt8(ascii: "[") || last == UInt8(ascii: ","))
                if opens || isInList || before == line.lowerBound { return start }
            }
        }
        return nil
    }

    /// The advice for `key: {{x}}` and for `key: {{x}} and more`.
    static func unquotedPlaceholder(at start: Int, _ source: Source, _ bytes: [UInt8]) -> Diagnostic {
        let lineEnd = bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
        var end = start
        while end < lineEnd, !bytes[end...].starts(with: "}}".utf8) { end += 1 }
        end = min(end + 2, lineEnd)
        let rest = bytes[end..<lineEnd].drop { $0 == 0x20 }
        let ends =
            rest.isEmpty || rest.first == UInt8(ascii: "#") || rest.first == UInt8(ascii: ",")
            || rest.first == UInt8(ascii: "]") || rest.first == UInt8(ascii: "}")
        if !ends {
            end = lineEnd
            while bytes[end - 1] <= 0x20 { end -= 1 }
        }
        let text = String(decoding: bytes[start..<end], as: UTF8.self)
        let hasQuote = bytes[start..<end].contains(UInt8(ascii: "\""))
        return Diagnostic(
            .error, .invalidYAML, "a value that begins with a placeholder must be quoted",
            at: SourceLocation(source: source, range: start..<end),
            help: hasQuote ? "put it in single quotes: '\(text)'" : "quote it: \"\(text)\"")
    }

    // MARK: Places

    private func byte(_ offset: Int) -> UInt8 { offset >= 0 && offset < bytes.count ? bytes[offset] : 0 }

    private func found(_ offset: Int) -> String { JSONLexer.found(bytes.span, offset, word: false) }

    private func lineStart(_ offset: Int) -> Int {
        (bytes[..<min(offset, bytes.count)].lastIndex { $0 == 0x0A || $0 == 0x0D } ?? -1) + 1
    }

    private func lineEnd(_ offset: Int) -> Int {
        bytes[min(offset, bytes.count)...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
    }

    private func firstCharacter(_ line: Int) -> Int { bytes[line...].firstIndex { $0 != 0x20 } ?? bytes.count }

    private func lineRange(_ offset: Int) -> Range<Int> { offset..<max(offset, lineEnd(offset)) }

    private func wordRange(_ offset: Int) -> Range<Int> {
        offset..<(bytes[min(offset, bytes.count)...].firstIndex { $0 <= 0x20 } ?? max(offset, bytes.count))
    }

    private func position(_ offset: Int) -> String {
        SourceLocation(source: source, range: offset..<offset).description
    }

    private func make(_ message: String, _ offset: Int, _ length: Int, help: String? = nil) -> Diagnostic {
        make(.invalidYAML, message, offset..<(offset + length), help: help)
    }

    private func make(
        _ code: DiagnosticCode, _ message: String, _ range: Range<Int>, notes: [String] = [], help: String? = nil
    ) -> Diagnostic {
        let upper = min(range.upperBound, bytes.count)
        let range = min(range.lowerBound, upper)..<upper
        return Diagnostic(
            .error, code, message, at: SourceLocation(source: source, range: range), notes: notes, help: help)
    }
}
