import LeadlineCore
import LeadlineLanguage

/// What the parser makes of a text that is being typed.
struct LineReading {
    let text: String
    let bytes: [UInt8]
    let trace: ReadingTrace
    let diagnostics: [Diagnostic]
    /// Where the text ends without the blanks behind it.
    let textEnd: Int

    init(_ text: String) {
        self.text = text
        bytes = Array(text.utf8)
        (trace, diagnostics) = CommandParser.trace(Excerpt(whole: Source(name: "prompt", text: text)))
        textEnd = (bytes.lastIndex { !$0.isBlank } ?? -1) + 1
    }

    /// What is wrong beyond that the text is not whole yet.
    var mistakes: [Diagnostic] {
        diagnostics.filter { diagnostic in
            guard let range = diagnostic.location?.range, diagnostic.code != .unclosed else { return false }
            // All slots were read, and the tree lacks something: it may follow.
            let isOfLast = range.lowerBound >= trace.commandStart
            if diagnostic.code == .syntax, isOfLast, trace.readTo >= textEnd { return false }
            return range.lowerBound < textEnd
        }
    }

    /// What makes Enter begin a new line, and what to do about it; nil where nothing is open.
    var open: String? {
        guard let place = diagnostics.first(where: { $0.code == .unclosed })?.location else { return nil }
        let mark = String(place.text)
        let name = mark == "\"" || mark == "'" ? "a quote" : "'\(mark)'"
        return "\(name) is open: close it, or Ctrl-C clears"
    }

    /// Where the word begins in which the text ends: what stands there may go on in one of the expected ways.
    var wordStart: Int { min(trace.place, bytes.count) }

    func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// Whether the text ends in a comment, where nothing is expected.
    var endsInComment: Bool {
        trace.marks.contains { $0.role == .comment && $0.range.upperBound == bytes.count }
    }
}

extension UInt8 {
    var isBlank: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }
    /// A letter, digit, `_`, `-` or part of a character beyond ASCII.
    var isWordByte: Bool {
        (self | 0x20) >= 0x61 && (self | 0x20) <= 0x7A || self >= 0x30 && self <= 0x39 || self == 0x5F || self == 0x2D
            || self >= 0x80
    }
}
