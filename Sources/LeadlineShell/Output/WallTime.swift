import LeadlineCore

/// Times of the machine for people: three digits are enough.
enum WallTime {
    static func text(_ duration: Duration) -> String {
        let microseconds = duration.wholeMicroseconds
        switch microseconds {
        case ..<1000: return "\(microseconds)µs"
        case ..<10_000: return "\(tenths(microseconds, 1000))ms"
        case ..<1_000_000: return "\(microseconds / 1000)ms"
        case ..<60_000_000: return "\(tenths(microseconds, 1_000_000))s"
        default: return "\(microseconds / 60_000_000)m \(microseconds / 1_000_000 % 60)s"
        }
    }

    private static func tenths(_ value: Int64, _ unit: Int64) -> String {
        let tenths = value * 10 / unit
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}
