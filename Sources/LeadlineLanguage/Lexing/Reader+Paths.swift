import LeadlineCore

extension Reader {
    /// Reads `a.b[0]["c d"]`; `what` names it in messages.
    mutating func path(_ what: String = "field") throws(Diagnostic) -> Path {
        let start = position
        defer { trace?.mark(.field, start..<position) }
        // Behind `(` no comment begins, but what is printed again might stand behind a blank.
        if byte == .hash { throw expected(what, help: "# begins a comment where a word may begin") }
        var steps: [Path.Step] = [.name(try pathName(what))]
        while position < end {
            if byte == .dot {
                position += 1
                steps.append(.name(try pathName("a name after '.'")))
            } else if byte == .openBracket {
                steps.append(try bracketStep())
            } else {
                break
            }
            // What goes down a path does so step by step.
            if steps.count > Self.maximalSteps {
                throw Diagnostic(
                    .nestedTooDeep, "a path has at most \(Self.maximalSteps) steps", at: location(from: start))
            }
        }
        return Path(steps: steps, location: location(from: start))
    }

    private static let maximalSteps = 100

    private mutating func pathName(_ what: String) throws(Diagnostic) -> Template {
        let start = position
        var template = TemplateBuilder()
        var plain = start
        while position < end {
            if isAtPlaceholder {
                template.append(text(plain..<position))
                template.append(try placeholder())
                plain = position
            } else if endsPathName {
                break
            } else {
                position += 1
            }
        }
        // The `-` of `->` is no part of a name.
        if byte == .greater, position > plain, bytes[position - 1] == .hyphen { position -= 1 }
        template.append(text(plain..<position))
        guard position > start else { throw expected(what, help: pathHelp) }
        return template.finish(location(from: start))
    }

    private var endsPathName: Bool {
        switch bytes[position] {
        case .blank, .tab, .lineFeed, .carriageReturn, .dot, .openBracket, .closeBracket, .openParenthesis,
            .closeParenthesis, .openBrace, .closeBrace, .equals, .exclamationMark, .less, .greater, .semicolon, .comma,
            .doubleQuote, .singleQuote, .slash, .bar:
            true
        case .backslash: continuation(at: position) != nil
        default: false
        }
    }

    private var pathHelp: String? {
        switch byte {
        case .doubleQuote, .singleQuote: "a quoted name stands in brackets behind another: x[\"a.b\"]"
        case .comma: "fields are separated by blanks"
        case .openBrace: "a whole object stands behind 'from'"
        default: nil
        }
    }

    private mutating func bracketStep() throws(Diagnostic) -> Path.Step {
        let opening = position
        position += 1
        let step: Path.Step
        if byte == .doubleQuote || byte == .singleQuote {
            step = .name(try quotedText().text)
        } else {
            let start = position
            if byte == .hyphen { position += 1 }
            while byte.isDigit { position += 1 }
            guard let index = Int(text(start..<position)) else {
                position = start
                if isAtEnd { throw unclosed(opening..<opening + 1) }
                throw expected("a number or a quoted name", help: "write x[0], x[-1] or x[\"name\"]")
            }
            step = .index(index)
        }
        guard byte == .closeBracket else {
            if isAtEnd { throw unclosed(opening..<opening + 1) }
            throw expected("']'")
        }
        position += 1
        return step
    }

    /// Reads an RFC 9535 query: to the first blank or `;` outside its brackets and quotes.
    mutating func jsonPath() throws(Diagnostic) -> Located<JSONPath> {
        let start = position
        defer { trace?.mark(.field, start..<min(position, end)) }
        try skipQuery()
        let written = text(start..<position)
        do { return Located(try JSONPath(parsing: written), location(from: start)) } catch {
            let place = min(start + error.offset, max(position - 1, start))
            let isRunTogether =
                written.utf8.contains { "=<>".utf8.contains($0) } && !written.utf8.contains(.openBracket)
            throw Diagnostic(
                .syntax, "in the JSONPath: \(error.message)", at: location(place..<place + 1),
                help: isRunTogether ? "a JSONPath ends at the first blank: write one before the operator" : nil)
        }
    }

    /// Moves to the end of a query.
    private mutating func skipQuery() throws(Diagnostic) {
        var openings: [Int] = []
        while position < end {
            switch bytes[position] {
            case .openBracket, .openParenthesis: openings.append(position)
            case .closeBracket, .closeParenthesis: _ = openings.popLast()
            case .singleQuote, .doubleQuote: try skipQueryText()
            case .openBrace where nextByte == .openBrace:
                throw Diagnostic(
                    .syntax, "a JSONPath cannot hold a placeholder", at: location(position..<position + 2),
                    help: "test the value in a sentence of its own")
            case .blank, .tab, .lineFeed, .carriageReturn, .semicolon:
                if openings.isEmpty { return }
            case .backslash where openings.isEmpty && continuation(at: position) != nil: return
            default: break
            }
            position += 1
        }
        if let opening = openings.last { throw unclosed(opening..<opening + 1) }
    }

    /// Moves to the closing quote of a text in a query.
    private mutating func skipQueryText() throws(Diagnostic) {
        let opening = position
        let quote = byte
        position += 1
        while position < end, bytes[position] != quote { position += bytes[position] == .backslash ? 2 : 1 }
        guard position < end else { throw unclosed(opening..<opening + 1) }
    }
}
