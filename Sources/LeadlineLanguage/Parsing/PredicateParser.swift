package import LeadlineCore

/// Reads predicates that stand alone: the sentences of a scenario, the rules of an API description.
package enum PredicateParser {
    /// Reads a sentence, which must be the whole text. `isCutAtComment` says that it was a plain YAML scalar behind which
    /// ` #` stood.
    package static func sentence(
        _ excerpt: Excerpt, isCutAtComment: Bool = false
    ) throws(Diagnostic) -> Predicate {
        var reader = Reader(excerpt, isCutAtComment: isCutAtComment)
        reader.skipLines()
        let predicate = try reader.predicate(.sentence)
        try reader.finishSentence()
        return predicate
    }

    /// Reads what may stand behind `where`, as the whole text.
    package static func filter(_ excerpt: Excerpt) throws(Diagnostic) -> Where {
        var reader = Reader(excerpt)
        reader.skipLines()
        let filter = try reader.filter()
        try reader.finishSentence()
        return filter
    }
}

/// Reads the smaller parts of the language where they stand alone.
package enum ValueParser {
    package enum Form: Sendable {
        /// A cell of a table, a text of `--var`: a bare one keeps its inner blanks, `;` and `#`.
        case cell
        /// As in a command: a bare word has no blanks.
        case plain
    }

    /// Reads a value, which must be the whole text without the blanks around it. An empty text is no value: whoever has
    /// a cell that may be empty asks before.
    package static func value(_ excerpt: Excerpt, as form: Form) throws(Diagnostic) -> Value {
        var reader = Reader(excerpt)
        reader.trim()
        let value = try reader.value(form == .cell ? .cell : .plain)
        try reader.finish("the end of the value", help: "quote a text that begins like a value")
        return value
    }

    /// Reads a text with placeholders in it; all else is literal.
    package static func template(_ excerpt: Excerpt) throws(Diagnostic) -> Template {
        var reader = Reader(excerpt)
        return try reader.wholeTemplate()
    }

    /// Reads a duration or the placeholder that brings one, as the whole text.
    package static func duration(_ excerpt: Excerpt) throws(Diagnostic) -> DurationValue {
        var reader = Reader(excerpt)
        reader.trim()
        let duration = try reader.durationValue()
        try reader.finish("the end of the duration")
        return duration
    }

    /// Reads a path, as the whole text.
    package static func path(_ excerpt: Excerpt) throws(Diagnostic) -> Path {
        var reader = Reader(excerpt)
        reader.trim()
        let path = try reader.path()
        try reader.finish("the end of the field's path")
        return path
    }
}

extension Reader {
    /// Moves over blanks, comments and line ends.
    fileprivate mutating func skipLines() {
        while true {
            skipBlanks()
            guard byte.isBlankOrLineEnd else { return }
            position += 1
        }
    }

    fileprivate mutating func finishSentence() throws(Diagnostic) {
        skipBlanks()
        let rest = position
        skipLines()
        if position >= end { return }
        if position > rest || byte == .semicolon {
            throw Diagnostic(
                .syntax, "one sentence expected, found a second one", at: location(foundRange),
                help: "join them with 'and', or make a list of sentences")
        }
        throw misfit("'and', 'or' or the end of the sentence")
    }

    /// Leaves out the blanks around the text.
    fileprivate mutating func trim() {
        while position < end, bytes[position].isBlankOrLineEnd { position += 1 }
        while end > position, bytes[end - 1].isBlankOrLineEnd { end -= 1 }
    }

    fileprivate func finish(_ what: String, help: String? = nil) throws(Diagnostic) {
        guard position < end else { return }
        var reader = self
        while reader.byte == .blank || reader.byte == .tab { reader.position += 1 }
        throw reader.expected(what, help: help)
    }

    fileprivate mutating func wholeTemplate() throws(Diagnostic) -> Template {
        var template = TemplateBuilder()
        var plain = position
        while position < end {
            guard isAtPlaceholder else {
                position += 1
                continue
            }
            template.append(text(plain..<position))
            template.append(try placeholder())
            plain = position
        }
        template.append(text(plain..<position))
        return template.finish(location(from: 0))
    }
}
