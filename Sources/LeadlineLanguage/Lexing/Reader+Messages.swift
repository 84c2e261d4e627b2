import LeadlineCore

// The wording of what every part of the grammar has to say.

extension Reader {
    /// `WHAT expected, found …`, at what was found.
    ///
    /// Where the command ends at a comment, or the text where YAML began one, the message says so: the writer took the
    /// `#` for a character.
    func expected(_ what: String, _ code: DiagnosticCode = .syntax, help: String? = nil) -> Diagnostic {
        if isAtEnd, let comment {
            return Diagnostic(
                code, "\(what) expected; # begins a comment: quote it", at: location(comment..<comment + 1))
        }
        if isAtTextEnd, isCutAtComment {
            return Diagnostic(
                code, "\(what) expected; the text ends before ' #', where YAML begins a comment",
                at: location(textEnd..<textEnd), help: Self.cutHelp)
        }
        return Diagnostic(code, "\(what) expected, found \(found)", at: location(foundRange), help: help)
    }

    /// A quote, bracket or placeholder that opens at `opening` and never closes. The code `unclosed` says that more text
    /// could close it; where something else ends it, it is a mistake of syntax like others.
    func unclosed(_ opening: Range<Int>, _ code: DiagnosticCode? = nil) -> Diagnostic {
        let mark = text(opening)
        let code = code ?? (isAtTextEnd ? .unclosed : .syntax)
        if isCutAtComment, code == .unclosed {
            return Diagnostic(
                code,
                "\(Self.quoted(mark)) is never closed: the text ends before ' #', where YAML begins a comment",
                at: location(opening), help: Self.cutHelp)
        }
        var help: String?
        if depth > 0, let comment, comment > opening.lowerBound {
            help = "# after a blank begins a comment (line \(location(comment..<comment).position.line)): quote it"
        }
        return Diagnostic(code, "\(Self.quoted(mark)) is never closed", at: location(opening), help: help)
    }

    private static let cutHelp = "put the whole text in single quotes, or in a block below '|'"

    /// A text in single quotes, or in double quotes if it is one.
    static func quoted(_ text: String) -> String { text == "'" ? "\"'\"" : "'\(text)'" }

    /// What stands at the position, for a message.
    var found: String {
        guard position < end else {
            return end < bytes.count && bytes[end] == .closeBrace ? "'}}'" : "the end"
        }
        switch bytes[position] {
        case .semicolon: return "';'"
        case .lineFeed, .carriageReturn: return "the end of the line"
        case .blank, .tab: return "a blank"
        default: break
        }
        return Self.quoted(Self.shortened(text(foundRange)))
    }

    /// The word at the position; at an end the place where something is missing.
    var foundRange: Range<Int> {
        if isAtEnd { return textEnd..<textEnd }
        let range = wordRange()
        if range.isEmpty { return position..<position + 1 }
        guard depth > 0 else { return range }
        // Inside brackets the message shows no more than would be one of their elements.
        let stop = bytes[range].dropFirst().firstIndex { ",])}".utf8.contains($0) }
        return range.lowerBound..<(stop ?? range.upperBound)
    }

    /// At most 40 characters.
    static func shortened(_ text: String) -> String {
        text.utf8.count <= 40 ? text : String(text.prefix(39)) + "…"
    }

    /// Whether nothing but blanks and line ends follows.
    private var isAtTextEnd: Bool { bytes[min(position, bytes.count)...].allSatisfy(\.isBlankOrLineEnd) }
}

/// `did you mean 'NAME'?` for a word close to one of the names.
func suggestion(for word: String, in names: some Sequence<String>) -> String? {
    Suggestion.closest(to: word, in: names).map { "did you mean '\($0)'?" }
}

extension Diagnostic {
    /// An error, which everything that a parser says is.
    init(
        _ code: DiagnosticCode, _ message: String, at location: SourceLocation, notes: [String] = [],
        help: String? = nil
    ) {
        self.init(.error, code, message, at: location, notes: notes, help: help)
    }
}
