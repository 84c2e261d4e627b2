import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineRecordings
import LeadlineScenarios
import LeadlineSession

/// A recording with which a session of the shell began.
struct OpenedCase {
    /// As it was read: nothing is masked that was not masked in the file.
    var recording: Recording
    var reading: CaseReading
}

extension InteractiveShell {
    /// Makes the exchanges of a case the first of this session.
    func begin(with opened: OpenedCase) {
        files.openedCase = opened
        files.notes = opened.recording.capsule?.notes ?? []
        session.begin(with: opened.reading.items.map(\.exchange))
        guard let name = opened.reading.mainAPI else { return }
        session.api = workshop.resources.catalog.known.first { $0.name == name }
        files.start.api = name
    }

    /// What can be done with an opened case.
    func caseHint(_ opened: OpenedCase) -> String {
        let items = opened.reading.items
        guard !items.isEmpty else { return "\n" }
        let number = (items.lastIndex { !$0.exchange.answer.isSuccess } ?? 0) + 1
        let again = number == 1 && items[0].exchange.answer.isSuccess ? "resend 1" : "resend"
        return """

            \(console.noteStyle("show \(number)", .strong)) shows an exchange, \
            \(console.noteStyle(again, .strong)) sends \(number) again to the \(session.target.kind.rawValue),
            a line that begins with # is a note, \(console.noteStyle("save case.har", .strong)) keeps the case, masked.

            """
    }
}

extension String {
    /// Without the marks of a comment and the blanks around it.
    var trimmedNote: String {
        var text = drop { $0 == "#" || $0.isWhitespace }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
