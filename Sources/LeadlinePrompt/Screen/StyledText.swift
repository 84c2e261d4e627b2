/// What a part of a painted text means; the painter gives it a colour.
package enum TextRole: Sendable, Equatable {
    case plain
    case prompt
    /// The name of a command.
    case command
    /// `where`, `set`, `as`, `->`
    case keyword
    case field
    /// `=`, `contains`
    case comparison
    /// A bare word, number, true.
    case value
    /// A text in quotes.
    case quoted
    case placeholder
    case comment
    /// Wrong: shown so while it is typed.
    case problem
    /// Suggested, explained, less important.
    case faint
    /// The chosen line of a menu, the part of a line that a search found.
    case selected
    case strong
}

package struct StyledSpan: Sendable, Equatable {
    /// UTF-8 offsets.
    package var range: Range<Int>
    package var role: TextRole

    package init(_ range: Range<Int>, _ role: TextRole) {
        self.range = range
        self.role = role
    }
}

/// A text and the meaning of its parts: spans in order, without overlaps; what none covers is plain.
package struct StyledText: Sendable, Equatable {
    package var text: String
    package var spans: [StyledSpan]

    package init(_ text: String, _ spans: [StyledSpan] = []) {
        self.text = text
        self.spans = spans
    }

    /// All of it in one role.
    package init(_ text: String, as role: TextRole) {
        self.init(text, text.isEmpty ? [] : [StyledSpan(0..<text.utf8.count, role)])
    }

    package static func + (left: StyledText, right: StyledText) -> StyledText {
        let offset = left.text.utf8.count
        let moved = right.spans.map { StyledSpan($0.range.lowerBound + offset..<$0.range.upperBound + offset, $0.role) }
        return StyledText(left.text + right.text, left.spans + moved)
    }
}

/// All that stands on the screen while a line is edited; how it is broken into rows is the painter's business.
package struct FrameContent: Sendable, Equatable {
    package var prompt: StyledText
    /// In front of every further line of the input.
    package var continuation: StyledText
    /// May hold line feeds.
    package var input: StyledText
    /// In the input, in UTF-8 bytes.
    package var cursor: Int
    /// A suggestion behind the input, shown faint; cut to the rest of the row.
    package var ghost: String
    /// Rows under the input: menu, hint, reason. Each is cut to the width.
    package var below: [StyledText]

    package init(
        prompt: StyledText, continuation: StyledText, input: StyledText, cursor: Int, ghost: String = "",
        below: [StyledText] = []
    ) {
        self.prompt = prompt
        self.continuation = continuation
        self.input = input
        self.cursor = cursor
        self.ghost = ghost
        self.below = below
    }
}
