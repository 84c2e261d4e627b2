import Glibc
import Synchronization

/// Ctrl-C and requests to end, as a flag that a run looks at, so that its teardown still happens.
package enum Interrupt {
    /// The number of the first signal; 0 before.
    private static let received = Atomic<Int32>(0)

    /// The signal that asked to end; nil as long as none did.
    package static var signal: Int32? {
        let number = received.load(ordering: .relaxed)
        return number == 0 ? nil : number
    }

    /// From now on the first SIGINT or SIGTERM only sets the flag; the second ends the process at once, with the exit
    /// status that shells give it. Calls that wait are broken off.
    package static func watch() {
        // The flag is made before a handler can need it: what a handler does must not allocate or lock.
        received.store(0, ordering: .relaxed)
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { number in Interrupt.receive(number) }
        sigemptyset(&action.sa_mask)
        for number in [SIGINT, SIGTERM] { sigaction(number, &action, nil) }
    }

    /// A reader that went away shows itself as a failed write, not as the end of the process.
    package static func ignoreBrokenPipes() { _ = Glibc.signal(SIGPIPE, SIG_IGN) }

    private static func receive(_ number: Int32) {
        let (isFirst, _) = received.compareExchange(expected: 0, desired: number, ordering: .relaxed)
        if !isFirst { _exit(128 + number) }
    }
}
