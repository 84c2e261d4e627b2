/// Something that leadline has to say about what it was given: what was found, what was expected, where, what to do.
package struct Diagnostic: Error, Sendable, Equatable {
    package enum Severity: String, Sendable {
        case error, warning
    }

    package var severity: Severity
    package var code: DiagnosticCode
    /// One sentence, lower case, without a final period; names in single quotes.
    package var message: String
    package var location: SourceLocation?
    /// A few words under the caret.
    package var label: String?
    package var notes: [String]
    /// The next action, or the nearest valid name.
    package var help: String?

    package init(
        _ severity: Severity = .error, _ code: DiagnosticCode, _ message: String, at location: SourceLocation? = nil,
        label: String? = nil, notes: [String] = [], help: String? = nil
    ) {
        self.severity = severity
        self.code = code
        self.message = message
        self.location = location
        self.label = label
        self.notes = notes
        self.help = help
    }

    /// The same at a place, unless it has one.
    package func located(at location: SourceLocation) -> Diagnostic {
        var diagnostic = self
        diagnostic.location = self.location ?? location
        return diagnostic
    }
}

/// Several diagnostics at once, at least one of them an error.
package struct Diagnostics: Error, Sendable {
    package var all: [Diagnostic]

    package init(_ all: [Diagnostic]) { self.all = all }
}

extension [Diagnostic] {
    package var hasErrors: Bool { contains { $0.severity == .error } }
}
