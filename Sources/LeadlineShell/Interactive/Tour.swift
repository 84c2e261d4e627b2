import LeadlineLanguage
import LeadlineSession

/// A walk through the shell in a few lessons, each ending with a command that is put into the line.
struct Tour {
    struct Lesson {
        let title: String
        /// What is to be seen, before the command.
        let text: String
        let command: String
        /// What its request must bring, so that the next lesson makes sense; nil of what sends nothing.
        var outcome: String?
    }

    private var index = 0
    private let lessons: [Lesson]

    /// `file` is what the last lessons save and run.
    init(savingTo file: String) { lessons = Self.lessons(file) }

    var lesson: Lesson? { lessons.indices.contains(index) ? lessons[index] : nil }

    /// `3 of 11`
    var place: String { "\(index + 1) of \(lessons.count)" }

    /// Goes on when a command of the kind that the lesson is about was carried out, and brought what it should; false where
    /// the lesson stands.
    mutating func advance(behind name: String, outcome: String) -> Bool {
        guard let lesson, lesson.command.split(separator: " ").first.map(String.init) == name,
            lesson.outcome == nil || lesson.outcome == outcome
        else { return false }
        index += 1
        return true
    }

    private static func lessons(_ file: String) -> [Lesson] {
        [
            Lesson(
                title: "Choose an API",
                text: "All that you do here is answered by a mock in this program: nothing leaves the machine. "
                    + "The command of each lesson is in the line already: Enter sends it, and you may change it first.",
                command: "use dealerstudio"),
            Lesson(
                title: "Begin a lead",
                text: "A draft is a document that you write step by step. The answer says what it needs.",
                command: "new leads"),
            Lesson(
                title: "Fill in fields",
                text: "Tab behind a blank shows the fields, Tab behind '=' what is known of their values. "
                    + "What the API would refuse turns red while you type. 'fill' asks for what is missing instead.",
                command: "set name=\"Ada Lovelace\" email=ada@example.com phone=0412345678 source=Website "
                    + "category=\"Test Drive Booking\" dealership_id=1"),
            Lesson(
                title: "Look at the draft", text: "'undo' takes a change back, 'edit' opens it in your editor.",
                command: "draft"),
            Lesson(
                title: "Send it",
                text: "'-> lead' gives the answer's document a name. From now on {{lead.id}} is its id.",
                command: "send -> lead", outcome: "created"),
            Lesson(
                title: "Change it",
                text: "Only the fields behind 'set' are sent. Tab inside {{ }} shows what the answer holds.",
                command: "update leads/{{lead.id}} set message=\"Please call after six\"", outcome: "updated"),
            Lesson(
                title: "Let time pass",
                text:
                    "The mock has a clock of its own. This API refuses to change a lead that is older than three days.",
                command: "clock advance 3d 1s"),
            Lesson(
                title: "Be refused", text: "The same change again; the answer says why it is refused.",
                command: "update leads/{{lead.id}} set message=\"Too late\"", outcome: "too_old"),
            Lesson(
                title: "Say what must hold",
                text: "A sentence is true or not. 'help where' has all operators, 'help outcomes' all outcomes.",
                command: "expect outcome is too_old"),
            Lesson(
                title: "Keep it as a test",
                text: "The session becomes a scenario: replayed twice, with what changes from run to run behind names.",
                command: "save \(file)"),
            Lesson(
                title: "Run the test", text: "The same as 'leadline run \(file)' in a terminal or in CI.",
                command: "run \(file)"),
        ]
    }
}
