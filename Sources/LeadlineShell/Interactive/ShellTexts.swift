import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlinePrompt
import LeadlineSession

/// What the shell itself says.
enum ShellTexts {
    /// Three lines at the start.
    static func greeting(apis: [String], target: String, _ kind: TargetKind, _ style: Style) -> String {
        let uses = apis.map { style("use \($0)", .strong) }.joined(separator: ", ")
        return """
            \(style("leadline \(Leadline.version)", .strong)) on \(place(target, kind)). Begin with: \(uses)
            Tab completes, Ctrl-R searches earlier commands, \(style("help", .strong)) explains, Ctrl-D leaves.
            New here? \(style("tour", .strong)) shows around in five minutes.

            """
    }

    /// `the built-in mock`, `the live servers of staging`, `the recording case.har`
    private static func place(_ target: String, _ kind: TargetKind) -> String {
        switch kind {
        case .mock: "the built-in mock"
        case .live: "the live servers of \(target)"
        case .replay: "the recording \(target)"
        }
    }

    /// What another target means for the session.
    static func moved(to target: String, _ kind: TargetKind) -> String {
        "from here on \(place(target, kind)): names, the draft and what was sent stay, the last answer and its pages do not"
    }

    /// `dealerstudio mock leads*> `: the API, the target, the draft. A live target stands out.
    static func prompt(api: String?, target: String, _ kind: TargetKind, draft: String?) -> StyledText {
        let role: TextRole = kind == .live ? .problem : .faint
        let name = DisplayText.harmlessLine(kind == .replay ? Paths.name(of: target) : target)
        var text = StyledText(api ?? "leadline", as: .prompt) + StyledText(" \(name)", as: role)
        if let draft { text = text + StyledText(" \(draft)*", as: .strong) }
        return text + StyledText("> ", as: .prompt)
    }

    /// In front of further lines, as wide as the end of the prompt.
    static let continuation = StyledText("... ", as: .faint)

    static func lesson(_ tour: Tour, _ style: Style, width: Int) -> String {
        guard let lesson = tour.lesson else { return "" }
        let head = style("\(lesson.title)", .strong) + style("  tour, \(tour.place)", .faint)
        let text = Presentation.wrapped(lesson.text, min(width, 80)).joined(separator: "\n")
        return "\n\(head)\n\(text)\n"
    }

    /// A lesson's command was carried out, and the lesson stands.
    static func waiting(_ lesson: Tour.Lesson, width: Int) -> String {
        let aim = lesson.outcome.map { "the answer is \($0)" } ?? "its command is carried out"
        let text = "this lesson goes on when \(aim); 'tour' ends the tour"
        return Presentation.wrapped(text, min(width, 80)).joined(separator: "\n") + "\n"
    }

    static let tourEnd = """

        That was the tour. 'help' lists all commands; Ctrl-D leaves, and 'leadline --resume' comes back.

        """
}
