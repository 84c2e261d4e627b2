import LeadlineCore

/// Where a bare word stands: this decides what ends it.
enum Place {
    /// In a command: a blank, `;` or line end.
    case plain
    /// Between `[` and `]`: also `,` and `]`.
    case list
    /// In a sentence: also `( ) = < >` and `!=`.
    case predicate
    /// In a list in a sentence: all of these.
    case predicateList
    /// A cell of a table: nothing but the end of the cell.
    case cell

    /// The place of the elements of a list that stands here.
    var inList: Place { self == .predicate || self == .predicateList ? .predicateList : .list }
}

extension Reader {
    /// Reads a bare word, which is never empty: `what` names it in the message when nothing stands here.
    mutating func bareWord(_ place: Place, _ what: String = "value") throws(Diagnostic) -> Word {
        let start = position
        defer { trace?.mark(.value, start..<position) }
        var template = TemplateBuilder()
        var plain = start
        while position < end {
            if isAtPlaceholder {
                template.append(text(plain..<position))
                template.append(try placeholder())
                plain = position
            } else if endsWord(place, at: position) {
                break
            } else if isAtArrow, place != .cell {
                guard position > start else { throw expected(what) }
                throw arrowInWord(start)
            } else {
                position += 1
            }
        }
        template.append(text(plain..<position))
        guard position > start else { throw expected(what, help: valueHelp(place, what)) }
        return Word(quoting: .bare, text: template.finish(location(from: start)))
    }

    /// Whether the byte at an offset before the end ends a bare word.
    func endsWord(_ place: Place, at offset: Int) -> Bool {
        switch bytes[offset] {
        case .blank, .tab, .lineFeed, .carriageReturn, .semicolon: place != .cell
        case .comma, .closeBracket: place == .list || place == .predicateList
        case .openParenthesis, .closeParenthesis, .equals, .less, .greater:
            place == .predicate || place == .predicateList
        case .exclamationMark:
            (place == .predicate || place == .predicateList) && offset + 1 < end && bytes[offset + 1] == .equals
        case .backslash: place != .cell && continuation(at: offset) != nil
        default: false
        }
    }

    private func arrowInWord(_ start: Int) -> Diagnostic {
        let word = text(start..<position)
        return Diagnostic(
            .syntax, "'->' needs a blank before it", at: location(position..<position + 2),
            help: "write '\(Self.shortened(word)) -> NAME', or quote a text that holds '->'")
    }

    private func valueHelp(_ place: Place, _ what: String) -> String? {
        if isAtEnd { return what == "value" ? "an empty text is \"\"" : nil }
        if place == .predicate || place == .predicateList, "()=<>!".utf8.contains(byte) {
            return "quote a value that holds '\(Character(Unicode.Scalar(byte)))'"
        }
        return nil
    }

    /// Reads a quoted text; a blank, `;`, `,`, `)`, `]` or an end must follow.
    mutating func quoted() throws(Diagnostic) -> Word {
        let start = position
        let word = try quotedText()
        try checkBehind(start..<start + 1, closing: text(start..<start + 1))
        return word
    }

    /// Reads a quoted text, whatever follows.
    mutating func quotedText() throws(Diagnostic) -> Word {
        let start = position
        defer { trace?.mark(.quoted, start..<position) }
        return byte == .doubleQuote ? try doubleQuoted() : try singleQuoted()
    }

    private mutating func doubleQuoted() throws(Diagnostic) -> Word {
        let start = position
        var template = TemplateBuilder()
        position += 1
        var plain = position
        while position < end {
            switch bytes[position] {
            case .doubleQuote:
                template.append(text(plain..<position))
                position += 1
                return Word(quoting: .double, text: template.finish(location(from: start)))
            case .backslash:
                template.append(text(plain..<position))
                template.append(try escape())
                plain = position
            case .openBrace where nextByte == .openBrace:
                template.append(text(plain..<position))
                template.append(try placeholder())
                plain = position
            default: position += 1
            }
        }
        throw unclosed(start..<start + 1)
    }

    private mutating func singleQuoted() throws(Diagnostic) -> Word {
        let start = position
        position += 1
        while position < end, bytes[position] != .singleQuote { position += 1 }
        guard position < end else { throw unclosed(start..<start + 1) }
        var template = TemplateBuilder()
        template.append(text(start + 1..<position))
        position += 1
        return Word(quoting: .single, text: template.finish(location(from: start)))
    }

    /// Reads an escape of JSON at a `\`.
    mutating func escape() throws(Diagnostic) -> String {
        var offset = position
        do throws(JSONSyntaxError) {
            let scalar = try JSONLexer.escape(bytes.span, at: &offset)
            position = offset
            return String(scalar)
        } catch {
            let stop = min(position + 2, bytes.count)
            throw Diagnostic(
                .syntax, error.message, at: location(position..<stop), help: #"write '\\' for a backslash, or use '…'"#)
        }
    }

    /// Makes sure that a quoted text, list or object ends where a value may end.
    func checkBehind(_ opening: Range<Int>, closing: String) throws(Diagnostic) {
        if isBlankOrEnd(position) { return }
        switch byte {
        case .comma, .closeParenthesis, .closeBracket: return
        default: break
        }
        var diagnostic = expected("a blank after the closing \(Self.quoted(closing))")
        let line = location(opening).position.line
        if line != location(position..<position).position.line {
            diagnostic.notes.append("it was opened in line \(line)")
        }
        throw diagnostic
    }
}

/// Puts a template together: joins neighbouring texts, leaves empty ones out.
struct TemplateBuilder {
    /// Up to the last placeholder.
    private var parts: [Template.Part] = []
    private var text = ""

    mutating func append(_ text: String) {
        if self.text.isEmpty { self.text = text } else { self.text += text }
    }

    mutating func append(_ placeholder: Placeholder) {
        if !text.isEmpty { parts.append(.text(text)) }
        parts.append(.placeholder(placeholder))
        text = ""
    }

    func finish(_ location: SourceLocation) -> Template {
        if parts.isEmpty { return Template(literal: text, location: location) }
        return Template(parts: text.isEmpty ? parts : parts + [.text(text)], location: location)
    }
}
