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
