/// What helps while a command is typed: colours, reasons, completions, hints. Pure: it reads the session and sends nothing.
/// All offsets are UTF-8 bytes of the whole text under edit, which may have several lines and commands.
package protocol LineAssistance: AnyObject {
    /// The meaning of the text's parts; what cannot be right is a `problem`.
    func spans(of text: String) -> [StyledSpan]
    /// Why what is typed cannot be right, or what the API description warns of, in one line; nil where all is well.
    func reason(for text: String, cursor: Int) -> String?
    /// What may come next: `[where CONDITION] [CLAUSE]…`; without what is typed already. Nil where nothing may.
    func hint(for text: String, cursor: Int) -> String?
    /// What may stand in the place of the word at the cursor.
    func completions(for text: String, cursor: Int) -> Completions
    /// Whether Enter sends: no quote, bracket or `\` is open.
    func isComplete(_ text: String) -> Bool
}

package struct Completions: Sendable, Equatable {
    /// What a chosen candidate replaces.
    package var range: Range<Int>
    package var candidates: [Candidate]

    package init(range: Range<Int>, candidates: [Candidate]) {
        self.range = range
        self.candidates = candidates
    }

    package static func none(at cursor: Int) -> Completions { Completions(range: cursor..<cursor, candidates: []) }
}

package struct Candidate: Sendable, Equatable {
    /// What is inserted, quoted where it must be.
    package var text: String
    /// What the menu shows, when it is not the text.
    package var label: String?
    /// A few words on it: type, description.
    package var detail: String
    /// What is inserted behind it when it is chosen: a blank, `=`, nothing.
    package var suffix: String

    package init(_ text: String, label: String? = nil, detail: String = "", suffix: String = " ") {
        self.text = text
        self.label = label
        self.detail = detail
        self.suffix = suffix
    }
}
