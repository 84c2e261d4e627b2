package import LeadlineCore
import Synchronization

/// The two streams as everything here writes to them: secrets are taken out at this last edge.
package final class Console: Sendable {
    private let environment: Environment
    private let redactor: Redactor
    private let failure = Mutex<String?>(nil)
    /// Colours of standard output.
    package let style: Style
    private let errorStyle: Style

    package init(_ environment: Environment, color: String?) {
        self.environment = environment
        redactor = Redactor(variables: environment.variables)
        style = Style(option: color, variables: environment.variables, isTerminal: environment.output.isTerminal)
        errorStyle = Style(option: color, variables: environment.variables, isTerminal: environment.error.isTerminal)
    }

    /// Results: to standard output.
    package func write(_ text: String) {
        if text.isEmpty || failure.withLock({ $0 != nil }) { return }
        switch environment.output.write(redactor(text)) {
        case .written: break
        // Who reads only the first lines has what was wanted.
        case .closed: failure.withLock { $0 = "" }
        case .failed(let reason): failure.withLock { $0 = reason }
        }
    }

    /// Everything else: to standard error.
    package func note(_ text: String) {
        if !text.isEmpty { _ = environment.error.write(redactor(text)) }
    }

    package func show(_ diagnostics: [Diagnostic]) {
        guard !diagnostics.isEmpty else { return }
        note(DiagnosticRenderer(color: errorStyle.isOn).text(Array(diagnostics.prefix(Self.shownAtMost))))
        let rest = diagnostics.count - Self.shownAtMost
        if rest > 0 { note("\n… and \(rest) more\n") }
    }

    /// Who has more mistakes than these made one of them many times.
    private static let shownAtMost = 200

    package func show(_ diagnostic: Diagnostic) { show([diagnostic]) }

    /// Why standard output could not be written; nil when it could, or when its reader went away.
    package var outputFailure: String? { failure.withLock { $0.flatMap { $0.isEmpty ? nil : $0 } } }

    package func presentation(_ verbosity: Verbosity) -> Presentation {
        let columns = environment.variables["COLUMNS"].flatMap { Int($0) } ?? environment.width ?? 100
        return Presentation(style: style, redactor: redactor, width: columns, verbosity: verbosity)
    }
}
