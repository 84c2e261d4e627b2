import LeadlineCore

/// Ids as MongoDB's drivers make them: 24 hexadecimal digits of the second, the process and a counter. Each is greater
/// than the one before it, also where the clock stands still or goes back, so that sorted ids are in order of creation.
struct ObjectIDs: Sendable {
    /// 5 bytes.
    private let process: UInt64
    /// The second in 4 bytes and the counter in 3.
    private var seconds: UInt64 = 0
    private var counter: UInt64

    init(random: SeededRandom) {
        var random = random.fork("object ids")
        process = random.next() >> 24
        // Far from its end, so that it can count for long.
        counter = random.next() >> 48
    }

    mutating func next(at moment: Timestamp) -> String {
        counter += 1
        if counter > 0xFF_FFFF {
            counter = 0
            seconds += 1
        }
        let now = UInt64(clamping: moment.microseconds / 1_000_000)
        seconds = min(max(seconds, now), 0xFFFF_FFFF)
        return Self.hexadecimal(seconds, 8) + Self.hexadecimal(process, 10) + Self.hexadecimal(counter, 6)
    }

    private static func hexadecimal(_ value: UInt64, _ digits: Int) -> String {
        let text = String(value, radix: 16)
        return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
    }
}
