package import LeadlineSession
package final class SessionAssistance: LineAssistance {
    package init(session: Session) {}
    package func spans(of text: String) -> [StyledSpan] { [] }
    package func reason(for text: String, cursor: Int) -> String? { nil }
    package func hint(for text: String, cursor: Int) -> String? { nil }
    package func completions(for text: String, cursor: Int) -> Completions { .none(at: cursor) }
    package func isComplete(_ text: String) -> Bool { true }
}
