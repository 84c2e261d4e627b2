import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
package import LeadlineSession

/// Helps while a command is typed, by what the parser, the session and the API description know. Belongs to one thread.
package final class SessionAssistance: LineAssistance {
    private let session: Session
    /// Of the last texts: a key asks several questions about one text.
    private var readings: [LineReading] = []

    /// Longer texts are pasted data, which nobody wants help with.
    private static let sizeLimit = Insight.longest

    package init(session: Session) { self.session = session }

    private func reading(_ text: String) -> LineReading {
        if let known = readings.first(where: { $0.text == text }) { return known }
        let reading = LineReading(text)
        readings = [reading] + readings.prefix(1)
        return reading
    }

    /// What stands before the cursor, to the beginning of a character.
    private func reading(_ text: String, before cursor: Int) -> LineReading {
        let utf8 = text.utf8
        let cut = utf8.index(utf8.startIndex, offsetBy: min(max(cursor, 0), utf8.count))
        return reading(String(text[..<cut]))
    }

    // MARK: Colours and reasons

    package func spans(of text: String) -> [StyledSpan] {
        guard text.utf8.count <= Self.sizeLimit else { return [] }
        let reading = reading(text)
        return Colouring(reading, problems(of: reading, typedTo: reading)).spans
    }

    package func reason(for text: String, cursor: Int) -> String? {
        guard text.utf8.count <= Self.sizeLimit else { return nil }
        let found = problems(of: reading(text), typedTo: reading(text, before: cursor))
        let near = found.first { $0.range.lowerBound <= cursor && cursor <= $0.range.upperBound }
        return (near ?? found.first).map { DisplayText.harmlessLine($0.message) }
    }

    /// What is wrong in a text, but for the word that is typed just now while it may still become right.
    private func problems(of reading: LineReading, typedTo typed: LineReading) -> [LineProblem] {
        let cursor = typed.bytes.count
        let all = LineChecker(session, reading).problems
        guard all.contains(where: { $0.range.upperBound == cursor }) else { return all }
        let canGrow = Completer(session, typed).canGrow
        return all.filter { $0.range.upperBound != cursor || !($0.mayGrow || canGrow) }
    }

    // MARK: What may come

    package func hint(for text: String, cursor: Int) -> String? {
        guard text.utf8.count <= Self.sizeLimit else { return nil }
        if text.utf8.contains(0x0A), let open = self.reading(text).open { return open }
        let reading = reading(text, before: cursor)
        let completer = Completer(session, reading)
        guard reading.mistakes.isEmpty || completer.canGrow else { return nil }
        return Hint(completer).text
    }

    package func completions(for text: String, cursor: Int) -> Completions {
        guard text.utf8.count <= Self.sizeLimit, cursor >= 0, cursor <= text.utf8.count else {
            return .none(at: cursor)
        }
        let reading = reading(text, before: cursor)
        let (start, candidates) = Completer(session, reading).fitting
        guard !candidates.isEmpty else { return .none(at: cursor) }
        let rest = Array(text.utf8)[cursor...]
        let isInWord = start < cursor && (reading.bytes.last?.isWordByte ?? false)
        let end = cursor + (isInWord ? rest.prefix { $0.isWordByte }.count : 0)
        let next = rest.dropFirst(end - cursor)
        let shown = candidates.filter(\.isHarmless).map { $0.before(next) }
        return Completions(range: start..<end, candidates: shown)
    }

    package func isComplete(_ text: String) -> Bool {
        !CommandParser.isIncomplete(text, diagnostics: reading(text).diagnostics)
    }
}

extension Candidate {
    /// Whether nothing in it acts on a terminal: names and values may be a server's.
    fileprivate var isHarmless: Bool {
        DisplayText.harmlessLine(text) == text && label.map { DisplayText.harmlessLine($0) == $0 } ?? true
    }

    /// Without a suffix that stands behind the cursor already.
    fileprivate func before(_ next: ArraySlice<UInt8>) -> Candidate {
        guard !suffix.isEmpty, next.starts(with: suffix.utf8) else { return self }
        var candidate = self
        candidate.suffix = ""
        return candidate
    }
}
