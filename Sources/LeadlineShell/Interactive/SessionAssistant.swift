import LeadlinePrompt
import LeadlineSession

/// Assistance for the shell's session, whichever that is by now. Nothing is asked of a session for an empty line, so that
/// the first prompt waits for none.
final class SessionAssistant: LineAssistance {
    private let redactor: Redactor
    private let session: () -> Session
    private var known: (session: Session, assistance: SessionAssistance)?

    /// What is painted passes no console: `redactor` takes secrets out of what answers and names bring.
    init(_ redactor: Redactor, _ session: @escaping () -> Session) {
        self.redactor = redactor
        self.session = session
    }

    private var assistance: SessionAssistance {
        let session = session()
        if let known, known.session === session { return known.assistance }
        let assistance = SessionAssistance(session: session)
        known = (session, assistance)
        return assistance
    }

    func spans(of text: String) -> [StyledSpan] { text.isEmpty ? [] : assistance.spans(of: text) }

    func reason(for text: String, cursor: Int) -> String? {
        text.isEmpty ? nil : assistance.reason(for: text, cursor: cursor).map { redactor($0) }
    }

    func hint(for text: String, cursor: Int) -> String? {
        text.isEmpty ? nil : assistance.hint(for: text, cursor: cursor)
    }

    func completions(for text: String, cursor: Int) -> Completions {
        var completions = assistance.completions(for: text, cursor: cursor)
        completions.candidates = completions.candidates.compactMap { candidate in
            guard redactor(candidate.text) == candidate.text else { return nil }
            var candidate = candidate
            candidate.label = candidate.label.map { redactor($0) }
            candidate.detail = redactor(candidate.detail)
            return candidate
        }
        return completions
    }

    func isComplete(_ text: String) -> Bool { text.isEmpty || assistance.isComplete(text) }
}
