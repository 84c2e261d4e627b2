import Glibc
import Synchronization

/// Ctrl-C and requests to end, as flags that a run or the shell looks at, so that what must follow still happens.
package enum Interrupt {
    /// The number of the first request to end; 0 before.
    private static let received = Atomic<Int32>(0)
    /// How often Ctrl-C came since the last `clear`; only at the prompt.
    private static let presses = Atomic<Int>(0)

    private static let isAtPrompt = Atomic<Bool>(false)

    /// The signal that asked to end; nil as long as none did. At the prompt SIGINT until `clear`.
    package static var signal: Int32? { ending ?? (pressCount > 0 ? SIGINT : nil) }

    /// A request that the process ends: SIGTERM, SIGHUP, in a run SIGINT. It stays.
    package static var ending: Int32? {
        let number = received.load(ordering: .relaxed)
        return number == 0 ? nil : number
    }

    /// How often Ctrl-C came at the prompt since the last `clear`.
    package static var pressCount: Int { presses.load(ordering: .relaxed) }

    /// Forgets Ctrl-C, before the next command; requests to end stay.
    package static func clear() { presses.store(0, ordering: .relaxed) }

    /// From now on the first SIGINT or SIGTERM only sets the flag; the second ends the process at once, with the exit
    /// status that shells give it. Calls that wait are broken off. What a prompt has others do changes nothing.
    package static func watch() {
        if isAtPrompt.load(ordering: .relaxed) { return }
        prepare()
        for number in [SIGINT, SIGTERM] { SystemCalls.handle(number) { number in Interrupt.receive(number) } }
    }

    /// From now on SIGINT is only counted, and SIGTERM and SIGHUP only set the flag, however often they come. An ignored
    /// SIGHUP stays ignored. Calls that wait are broken off.
    static func watchAtPrompt() {
        isAtPrompt.store(true, ordering: .relaxed)
        prepare()
        SystemCalls.handle(SIGINT) { _ in
            Interrupt.presses.add(1, ordering: .relaxed)
            TerminalSignals.wake()
        }
        var current = sigaction()
        let isHangupIgnored = sigaction(SIGHUP, nil, &current) == 0 && current.isIgnored
        for number in isHangupIgnored ? [SIGTERM] : [SIGTERM, SIGHUP] {
            SystemCalls.handle(number) { number in
                _ = Interrupt.received.compareExchange(expected: 0, desired: number, ordering: .relaxed)
                TerminalSignals.wake()
            }
        }
    }

    /// A reader that went away shows itself as a failed write, not as the end of the process.
    package static func ignoreBrokenPipes() { _ = Glibc.signal(SIGPIPE, SIG_IGN) }

    /// The flags are made before a handler can need them: what a handler does must not allocate or lock.
    private static func prepare() {
        received.store(0, ordering: .relaxed)
        presses.store(0, ordering: .relaxed)
        TerminalSignals.wake()
    }

    private static func receive(_ number: Int32) {
        let (isFirst, _) = received.compareExchange(expected: 0, desired: number, ordering: .relaxed)
        if !isFirst { _exit(128 + number) }
    }
}
