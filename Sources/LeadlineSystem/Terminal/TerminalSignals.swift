import Glibc
import Synchronization

/// Signals that concern whoever reads a line, as flags; each also wakes the reader.
enum TerminalSignals {
    private static let wakeDescriptor = Atomic<Int32>(-1)
    private static let resized = Atomic<Bool>(false)
    private static let continued = Atomic<Bool>(false)
    private static let stopRequested = Atomic<Bool>(false)

    /// Makes the flags before a handler can need them. Bytes come out of the pipe when `wake` was called.
    static func prepare(wakeDescriptor descriptor: Int32) {
        forget()
        wakeDescriptor.store(descriptor, ordering: .relaxed)
        SystemCalls.handle(SIGWINCH) { _ in TerminalSignals.raise(TerminalSignals.resized) }
        SystemCalls.handle(SIGCONT) { _ in TerminalSignals.raise(TerminalSignals.continued) }
    }

    /// Whether a request to stop waits for the reader, which has a mode to put back first. An ignored one stays ignored.
    static func catchStops(_ catches: Bool) {
        var current = sigaction()
        guard sigaction(SIGTSTP, nil, &current) == 0, !current.isIgnored else { return }
        if catches {
            SystemCalls.handle(SIGTSTP) { _ in TerminalSignals.raise(TerminalSignals.stopRequested) }
        } else {
            _ = Glibc.signal(SIGTSTP, SIG_DFL)
        }
    }

    /// Takes what came while nobody read.
    static func forget() {
        for flag in [takeResized, takeContinued, takeStopRequest] { _ = flag() }
    }

    static func takeResized() -> Bool { resized.exchange(false, ordering: .relaxed) }
    static func takeContinued() -> Bool { continued.exchange(false, ordering: .relaxed) }
    static func takeStopRequest() -> Bool { stopRequested.exchange(false, ordering: .relaxed) }

    /// Ends the reader's waiting; a signal handler may call it.
    static func wake() {
        let code = errno
        var byte: UInt8 = 0
        _ = write(wakeDescriptor.load(ordering: .relaxed), &byte, 1)
        errno = code
    }

    private static func raise(_ flag: borrowing Atomic<Bool>) {
        flag.store(true, ordering: .relaxed)
        wake()
    }
}
