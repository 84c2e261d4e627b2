package import LeadlineCore

/// What an answer says of the requests behind it: how long to wait, and whether the request itself may be sent again.
///
/// 429 refuses a request before it is carried out, so that any may be sent again. 503 may also come from a gateway behind
/// which the request was carried out: then only what changes nothing is sent again, with Retry-After in front of a write
/// or not. Without Retry-After a 503 is an answer like any other: nothing says that it will pass.
package struct RetryRule: Sendable, Equatable {
    /// For how long the server wants no request.
    package var pause: Duration
    /// `429 with Retry-After`
    package var reason: String
    package var mayResend: Bool

    /// How often a request is sent again.
    package static let resends = 3
    /// How long a request waits before and between its tries, all in all.
    package static let longestWait = Duration.seconds(60)

    /// nil when the answer says nothing of the kind. `resends` is how often the request was sent again already, `now` the
    /// time of day.
    package init?(_ response: HTTPResponse, to request: HTTPRequest, resends: Int, now: Timestamp) {
        let asked = response.fields["Retry-After"].flatMap { Self.duration(of: $0, now: now) }
        switch (response.status, asked) {
        case (429, let asked):
            // 1s, 2s, 4s
            pause = asked ?? .seconds(1 << min(resends, 2))
            reason = asked == nil ? "429" : "429 with Retry-After"
        case (503, let asked?):
            pause = asked
            reason = "503 with Retry-After"
        default: return nil
        }
        let isSafe = response.status == 429 || request.isSafe
        mayResend = isSafe && resends < Self.resends
    }

    /// Seconds, or what is left until an HTTP date; nil for anything else.
    static func duration(of field: String, now: Timestamp) -> Duration? {
        if !field.isEmpty, field.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            return .seconds(Int64(field).map { min($0, 366 * 86_400) } ?? 366 * 86_400)
        }
        return Timestamp(httpDate: field).map { max($0 - now, .zero) }
    }
}
