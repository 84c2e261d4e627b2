import LeadlineLanguage

/// Makes the spans of a text from the parser's marks and what is wrong.
struct Colouring {
    private let bytes: [UInt8]
    /// By byte.
    private var roles: [TextRole]

    init(_ reading: LineReading, _ problems: [LineProblem]) {
        bytes = reading.bytes
        roles = Array(repeating: .plain, count: bytes.count)
        // What lies inside is told more exactly.
        // Of equal stretches the inner one was read to its end first.
        let marks = reading.trace.marks.enumerated().sorted {
            ($0.element.range.count, $0.offset) > ($1.element.range.count, $1.offset)
        }
        for (_, mark) in marks {
            paint(mark.range, Self.role(of: mark.role))
        }
        for problem in problems { paint(visible(problem.range), .problem) }
    }

    private mutating func paint(_ range: Range<Int>, _ role: TextRole) {
        for index in range.clamped(to: 0..<bytes.count) { roles[index] = role }
    }

    /// At least one whole character, where there is one.
    private func visible(_ range: Range<Int>) -> Range<Int> {
        var range = range.clamped(to: 0..<bytes.count)
        if range.isEmpty {
            let start =
                range.lowerBound < bytes.count && !bytes[range.lowerBound].isBlank
                ? range.lowerBound : max(0, range.lowerBound - 1)
            range = start..<min(start + 1, bytes.count)
        }
        var (lower, upper) = (range.lowerBound, range.upperBound)
        while lower > 0, lower < bytes.count, bytes[lower] & 0xC0 == 0x80 { lower -= 1 }
        while upper < bytes.count, bytes[upper] & 0xC0 == 0x80 { upper += 1 }
        return lower..<upper
    }

    var spans: [StyledSpan] {
        var spans: [StyledSpan] = []
        var start = 0
        for index in roles.indices where index + 1 == roles.count || roles[index + 1] != roles[index] {
            if roles[index] != .plain { spans.append(StyledSpan(start..<index + 1, roles[index])) }
            start = index + 1
        }
        return spans
    }

    private static func role(of role: ReadingTrace.Role) -> TextRole {
        switch role {
        case .command: .command
        case .keyword: .keyword
        case .field: .field
        case .comparison: .comparison
        case .word, .value: .value
        case .quoted: .quoted
        case .placeholder, .bound: .placeholder
        case .comment: .comment
        }
    }
}
