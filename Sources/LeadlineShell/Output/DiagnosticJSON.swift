import LeadlineCore
import LeadlineScenarios

extension JSON {
    /// What leadline has to say, for programs: the members that `Scripts.md` tells.
    init(_ diagnostic: Diagnostic) {
        self = .problem(
            diagnostic.severity.rawValue, diagnostic.code.rawValue, diagnostic.message, at: diagnostic.location,
            diagnostic)
    }

    /// What went wrong with a command.
    init(_ failure: Failure) {
        self = .problem(
            Diagnostic.Severity.error.rawValue, failure.diagnostic?.code.rawValue ?? failure.kind.word,
            failure.headline, at: failure.location, failure.diagnostic)
    }

    private static func problem(
        _ severity: String, _ code: String, _ message: String, at location: SourceLocation?, _ more: Diagnostic?
    ) -> JSON {
        let position = location?.position
        return [
            "severity": .string(severity), "code": .string(code), "message": .string(message),
            "file": .text(location?.source.name), "line": .count(position?.line), "column": .count(position?.column),
            "notes": .array((more?.notes ?? []).map(JSON.string)), "help": .text(more?.help),
        ]
    }

    /// A text; null where there is none.
    static func text(_ text: String?) -> JSON { text.map(JSON.string) ?? .null }

    /// A number; null where there is none.
    static func count(_ number: Int?) -> JSON { number.map(JSON.integer) ?? .null }
}
