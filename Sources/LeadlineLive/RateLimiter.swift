import Synchronization

/// When requests may go: at most so many in a second, and none to a server that asked for a pause. One for all rows of a
/// run. It only says how long to wait; it reads no clock.
package final class RateLimiter: Sendable {
    private struct State {
        /// When the next request may go, by the clock of the caller.
        var next = Duration.zero
        var pauses: [String: Pause] = [:]
    }

    /// What a server asked for.
    package struct Pause: Sendable, Equatable {
        /// No request before.
        package var end: Duration
        /// `429 with Retry-After`
        package var reason: String
    }

    /// Between two requests.
    private let interval: Duration
    private let state = Mutex(State())

    /// `rate`: requests in a second; nil: as many as come. Less than one a day is one a day.
    package init(rate: Double?) {
        interval = rate.map { .seconds(1 / max($0, 1 / 86_400)) } ?? .zero
    }

    /// Takes the next place in the line; when that is. `now` is the moment, by a clock that never goes backwards.
    package func place(at now: Duration) -> Duration {
        state.withLock { state in
            let place = max(state.next, now)
            state.next = place + interval
            return place
        }
    }

    /// What a server still waits for at a moment; nil: nothing.
    package func pause(of origin: String, at moment: Duration) -> Pause? {
        state.withLock { $0.pauses[origin].flatMap { $0.end > moment ? $0 : nil } }
    }

    /// Notes that a server asked for a pause; the longest counts.
    package func pause(_ origin: String, _ pause: Pause) {
        state.withLock { state in
            if let known = state.pauses[origin], known.end >= pause.end { return }
            state.pauses[origin] = pause
        }
    }
}
