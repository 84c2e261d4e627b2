import Glibc
import LeadlineCore

/// What is common to all system calls.
enum SystemCalls {
    /// Calls again as long as a signal breaks the call off, and hands back the system's error code of a real failure.
    static func retrying<Number: SignedInteger>(_ call: () -> Number) -> Result<Number, SystemError> {
        while true {
            let result = call()
            if result >= 0 { return .success(result) }
            let code = errno
            if code != EINTR { return .failure(SystemError(code: code)) }
        }
    }

    /// Has a signal handled; calls that wait are broken off by it. The handler must not allocate, lock or change `errno`.
    static func handle(_ number: Int32, _ handler: @escaping @convention(c) (Int32) -> Void) {
        var action = sigaction()
        action.__sigaction_handler.sa_handler = handler
        sigemptyset(&action.sa_mask)
        sigaction(number, &action, nil)
    }
}

extension sigaction {
    /// Whether the signal is ignored, as `nohup` and shells without job control have it.
    var isIgnored: Bool {
        unsafeBitCast(__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }
}

/// The system's reason for a failed call.
struct SystemError: Error, Equatable {
    var code: Int32

    /// In lower case, as in "no such file or directory"; names in capitals stay.
    var reason: String {
        let words = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer -> String? in
            guard let start = buffer.baseAddress, strerror_r(code, start, buffer.count) == 0 else { return nil }
            return String(cString: start)
        }
        guard let words else { return "error \(code)" }
        let second = words.dropFirst().first
        if let second, second.isUppercase { return words }
        return words.prefix(1).lowercased() + words.dropFirst()
    }

    func failure(_ path: String) -> FileFailure {
        FileFailure(path: path, reason: reason, isMissing: code == ENOENT || code == ENOTDIR)
    }
}
