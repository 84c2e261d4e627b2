/// The machine's clock, for how long things take; moments of the language come from targets.
package protocol WallClock: Sendable {
    /// Time since some fixed moment; never goes backwards.
    var now: Duration { get }
    /// Waits; returns early when the process is interrupted.
    func sleep(_ duration: Duration)
}
