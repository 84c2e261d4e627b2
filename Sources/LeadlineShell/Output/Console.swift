package import LeadlineCore
import Synchronization

/// The two streams as everything here writes to them: secrets are taken out at this last edge.
package final class Console: Sendable {
    private let environment: Environment
    private let redactor: Redactor
    private let failure = Mutex<String?>(nil)
    /// Colours of standard output.
    package let style: Style
    /// Colours of standard error.
    let noteStyle: Style
    /// Whether programs read both streams: there is a JSON object on each line, and nothing else.
    private let isJSON: Bool

    package init(_ environment: Environment, color: String?, isJSON: Bool = false) {
        self.environment = environment
        self.isJSON = isJSON
        redactor = environment.secrets.redactor
        style = Style(option: color, variables: environment.variables, isTerminal: environment.output.isTerminal)
        noteStyle = Style(option: color, variables: environment.variables, isTerminal: environment.error.isTerminal)
    }

    /// Whether standard output goes to a file or program, and nobody asked for the colours of a terminal.
    var feedsProgram: Bool { !environment.output.isTerminal && !style.isOn }

    /// Results: to standard output.
    package func write(_ text: String) {
        writeRedacted(redactor(text))
    }

    /// A value on a line of its own, to standard output. Secrets are taken out of its texts: it stays JSON.
    func write(_ json: JSON) { writeRedacted(redactor(json).text() + "\n") }

    private func writeRedacted(_ text: String) {
        if text.isEmpty || failure.withLock({ $0 != nil }) { return }
        switch environment.output.write(text) {
        case .written: break
        // Who reads only the first lines has what was wanted.
        case .closed: failure.withLock { $0 = "" }
        case .failed(let reason): failure.withLock { $0 = reason }
        }
    }

    /// For what other programs are given.
    package func redacted(_ text: String) -> String { redactor(text) }

    /// What else people read: to standard error.
    package func note(_ text: String) {
        if !text.isEmpty, !isJSON { _ = environment.error.write(redactor(text)) }
    }

    /// A value on a line of its own, to standard error.
    func note(_ json: JSON) { _ = environment.error.write(redactor(json).text() + "\n") }

    package func show(_ diagnostics: [Diagnostic]) {
        if isJSON { return diagnostics.forEach { note(JSON($0)) } }
        guard !diagnostics.isEmpty else { return }
        let renderer = DiagnosticRenderer(color: noteStyle.isOn, columns: environment.error.isTerminal ? columns : nil)
        note(renderer.text(Array(diagnostics.prefix(Self.shownAtMost))))
        let rest = diagnostics.count - Self.shownAtMost
        if rest > 0 { note("\n… and \(rest) more\n") }
    }

    /// Who has more mistakes than these made one of them many times.
    private static let shownAtMost = 200

    package func show(_ diagnostic: Diagnostic) { show([diagnostic]) }

    /// Why standard output could not be written; nil when it could, or when its reader went away.
    package var outputFailure: String? { failure.withLock { $0.flatMap { $0.isEmpty ? nil : $0 } } }

    package func presentation(_ verbosity: Verbosity) -> Presentation {
        Presentation(style: style, redactor: redactor, width: columns ?? 100, verbosity: verbosity)
    }

    private var columns: Int? {
        environment.variables["COLUMNS"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil } ?? environment.width
    }
}
