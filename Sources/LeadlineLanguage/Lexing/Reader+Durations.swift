import LeadlineCore

extension Reader {
    /// A duration as written, with one blank between its words.
    struct LiteralDuration {
        var value: Duration
        var text: String
    }

    /// Reads `2d 23h 59m`, as far as words go on a duration; nil, without moving, where none begins.
    mutating func literalDuration(_ place: Place) -> LiteralDuration? {
        guard byte.isDigit else { return nil }
        let start = position
        var words: [String] = []
        var stop = start
        while byte.isDigit, let range = durationWord(place) {
            words.append(text(range))
            stop = range.upperBound
            position = stop
            skipBlanks()
        }
        position = stop
        let text = words.joined(separator: " ")
        guard !words.isEmpty, let value = try? DurationText.parse(text) else {
            position = start
            return nil
        }
        trace?.mark(.value, start..<stop)
        return LiteralDuration(value: value, text: text)
    }

    /// The word at the position if it has only digits, dots and letters of units, and ends with a letter.
    private func durationWord(_ place: Place) -> Range<Int>? {
        var stop = position
        while stop < end, bytes[stop].isDigit || bytes[stop] == .dot || bytes[stop].isUnitLetter { stop += 1 }
        guard stop > position, bytes[stop - 1].isUnitLetter else { return nil }
        return stop == end || endsWord(place, at: stop) ? position..<stop : nil
    }

    /// Reads a duration, or a placeholder that brings one.
    mutating func durationValue() throws(Diagnostic) -> DurationValue {
        let start = position
        if let literal = literalDuration(.plain) {
            var next = self
            next.skipBlanks()
            hint = next.byte.isDigit ? "the units are ms, s, m, h and d" : nil
            return .literal(Located(literal.value, location(from: start)))
        }
        if let mistake = overlongDuration() { throw mistake }
        let help =
            byte.isDigit
            ? "a unit stands right behind each number, as in 500ms, 3s or 2d 23h 59m"
            : "write for example 500ms, 3s or 2d 23h 59m"
        if isAtPlaceholder {
            let word = try bareWord(.plain, "duration")
            if let placeholder = word.text.lonePlaceholder { return .placeholder(placeholder) }
            position = start
        }
        throw expected("duration", isAtEnd ? .syntax : .invalidDuration, help: help)
    }
}

extension Reader {
    /// What is wrong with words that look like a duration and are too long for a moment to be moved by.
    fileprivate func overlongDuration() -> Diagnostic? {
        guard byte.isDigit, let range = durationWord(.plain) else { return nil }
        do {
            _ = try DurationText.parse(text(range))
            return nil
        } catch {
            return Diagnostic(
                .invalidDuration, "'\(text(range))' is no duration: \(error.message)", at: location(range))
        }
    }
}

extension UInt8 {
    fileprivate var isUnitLetter: Bool {
        switch self {
        case UInt8(ascii: "m"), UInt8(ascii: "s"), UInt8(ascii: "h"), UInt8(ascii: "d"): true
        default: false
        }
    }
}
