import LeadlineCore

/// Says on a terminal why nothing happens while a server is waited for, and takes that back.
struct PauseNotice: Sendable {
    private let error: Environment.Stream
    private let isWanted: Bool
    private let width: Int

    init(_ environment: Environment) {
        error = environment.error
        isWanted = ProgressLine.isWanted(isTerminal: environment.error.isTerminal, variables: environment.variables)
        width = environment.width ?? 80
    }

    /// `10s: 429 with Retry-After`; nil: it is over.
    func show(_ pause: String?) {
        guard isWanted else { return }
        let text = pause.map { Presentation.cut("waiting \($0); Ctrl-C ends it", width - 1) } ?? ""
        _ = error.write(ProgressLine.clear + text)
    }
}
