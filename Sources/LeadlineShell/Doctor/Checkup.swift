import LeadlineCore

/// One thing that `doctor` looked at, and what it found.
struct Checkup: Sendable {
    enum State: String, Sendable {
        case ok, warn
        case fail = "FAIL"
    }

    var state: State
    /// `key full`, `connection`
    var subject: String
    var result: String
    /// What to do about it.
    var help: String?
    /// What the process ends with because of it.
    var code: ExitCode

    private init(_ state: State, _ subject: String, _ result: String, help: String?, code: ExitCode = .success) {
        self.state = state
        self.subject = subject
        self.result = result
        self.help = help
        self.code = code
    }

    static func ok(_ subject: String, _ result: String) -> Checkup { Checkup(.ok, subject, result, help: nil) }

    static func warning(_ subject: String, _ result: String, help: String?) -> Checkup {
        Checkup(.warn, subject, result, help: help)
    }

    /// Something is wrong on this machine.
    static func misconfigured(_ subject: String, _ result: String, help: String? = nil) -> Checkup {
        Checkup(.fail, subject, result, help: help, code: .nothingSent)
    }

    /// A server cannot be reached, or does not take a key.
    static func refused(_ subject: String, _ result: String, help: String? = nil) -> Checkup {
        Checkup(.fail, subject, result, help: help, code: .notJudged)
    }
}

/// What belongs together: the files, a profile, one of its servers.
struct CheckupGroup: Sendable {
    var title: String
    var profile: String?
    var api: String?
    var checkups: [Checkup] = []
}
