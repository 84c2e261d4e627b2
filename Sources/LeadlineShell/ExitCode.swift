/// How the process ends: what scripts and CI systems branch on.
package enum ExitCode: Int32, Sendable, CaseIterable {
    case success = 0
    case failed = 1
    case nothingSent = 2
    case notJudged = 3
    case emptySelection = 4
    case refused = 5
    case internalError = 70
    case hungUp = 129
    case interrupted = 130
    case terminated = 143

    /// What it means, for the help.
    package var meaning: String {
        switch self {
        case .success: "everything ended as expected"
        case .failed: "at least one row or command failed"
        case .nothingSent: "nothing was sent: a wrong option, file or configuration"
        case .notJudged: "could not judge: target unreachable, setup or teardown failed"
        case .emptySelection: "the selection is empty"
        case .refused: "refused for safety"
        case .internalError: "an error of leadline itself"
        case .hungUp: "the terminal was closed"
        case .interrupted: "interrupted (Ctrl-C); teardown was run"
        case .terminated: "terminated (SIGTERM); teardown was run"
        }
    }

    /// The code of a process that a signal asked to end.
    package init(signal: Int32) {
        switch signal {
        case 1: self = .hungUp
        case 15: self = .terminated
        default: self = .interrupted
        }
    }
}
