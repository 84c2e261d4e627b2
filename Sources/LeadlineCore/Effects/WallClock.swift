/// The machine's clock, for how long things take; moments of the language come from targets.
package protocol WallClock: Sendable {
    /// Time since some fixed moment; never goes backwards.
    var now: Duration { get }
    /// Waits; returns early when the process is interrupted.
    func sleep(_ duration: Duration)
}

extension WallClock {
    /// Waits in pieces, since a signal wakes only one of several threads.
    ///
    /// - Returns: false when the wait was ended by `isCancelled`.
    package func wait(_ duration: Duration, isCancelled: () -> Bool) -> Bool {
        var left = duration
        while left > .zero {
            if isCancelled() { return false }
            let piece = min(left, .milliseconds(100))
            sleep(piece)
            left -= piece
        }
        return !isCancelled()
    }
}
