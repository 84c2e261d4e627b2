import LeadlineCore

extension Reader {
    /// Reads `{{ subject }}` or `{{ subject + duration }}`, up to the next `}}` whatever stands between.
    mutating func placeholder() throws(Diagnostic) -> Placeholder {
        let start = position
        let outerEnd = end
        guard let close = closingBraces(from: start + 2) else {
            if trace != nil { noteOpenPlaceholder(start) }
            throw unclosed(start..<start + 2, .unclosed)
        }
        end = close
        position = start + 2
        defer { end = outerEnd }
        skipInnerBlanks()
        let marks = trace?.marks.count
        defer { trace?.mark(.placeholder, start..<max(position, close + 2), over: marks) }
        let subject = try innerSubject()
        let shift = try placeholderShift()
        guard position == end else { throw expected("'}}'") }
        position = close + 2
        end = outerEnd
        let placeholder = Placeholder(subject: subject, shift: shift, location: location(from: start))
        trace?.add(.placeholder(placeholder))
        return placeholder
    }

    /// Tells the trace what stands in a placeholder that is still open.
    private mutating func noteOpenPlaceholder(_ start: Int) {
        let marks = trace?.marks.count
        position = start + 2
        skipInnerBlanks()
        trace?.expect(.name, at: position)
        if (try? innerSubject()) != nil { _ = try? placeholderShift() }
        trace?.mark(.placeholder, start..<max(position, start + 2), over: marks)
    }

    private func closingBraces(from start: Int) -> Int? {
        var offset = start
        while offset + 1 < end {
            if bytes[offset] == .closeBrace, bytes[offset + 1] == .closeBrace { return offset }
            offset += 1
        }
        return nil
    }

    private mutating func innerSubject() throws(Diagnostic) -> Subject {
        if byte == .dollar { return .jsonPath(try jsonPath()) }
        guard !isAtPlaceholder else {
            throw Diagnostic(
                .syntax, "a placeholder cannot stand in a placeholder", at: location(position..<position + 2))
        }
        return .path(try path("name"))
    }

    private mutating func placeholderShift() throws(Diagnostic) -> Placeholder.Shift? {
        let before = position
        skipInnerBlanks()
        guard position < end else { return nil }
        let sign = byte
        let isSign = sign == UInt8(ascii: "+") || sign == .hyphen
        guard isSign, position > before, nextByte.isBlankOrLineEnd else {
            let help =
                isSign ? "blanks stand on both sides of '+' and '-'" : "'{{name + 3d}}' is all that can be computed"
            throw expected("'+', '-' or '}}'", help: help)
        }
        position += 1
        skipInnerBlanks()
        trace?.expect(.shift, at: position)
        guard position < end else {
            throw expected("a duration or a name", help: "write for example '3d' or 'row.age'")
        }
        let offset: Placeholder.Offset
        if let duration = literalDuration(.plain) {
            offset = .duration(duration.value)
        } else {
            offset = .path(try path("a duration or a name"))
        }
        skipInnerBlanks()
        return Placeholder.Shift(isNegative: sign == .hyphen, offset: offset)
    }

    /// Moves over blanks inside a placeholder: no comments there, and line ends are blanks.
    private mutating func skipInnerBlanks() {
        while position < end, bytes[position].isBlankOrLineEnd { position += 1 }
    }
}
