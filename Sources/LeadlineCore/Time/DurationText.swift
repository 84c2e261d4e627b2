/// Durations as the language writes them: `2d 23h 59m 59s`, `1.5h`, `500ms`. A day is 24 hours.
package enum DurationText {
    /// The units from the largest, in attoseconds. `ms` comes before `m`, whose letter it begins with, when reading.
    private static let units: [(name: StaticString, attoseconds: Int128)] = [
        ("d", 86_400 * second), ("h", 3600 * second), ("ms", second / 1000), ("m", 60 * second), ("s", second),
    ]
    private static let second: Int128 = 1_000_000_000_000_000_000
    /// What a moment's 64 bits of microseconds can be moved by.
    private static let limit = Int128(Int64.max) * (second / 1_000_000)

    /// Reads one or more parts in any order, with or without blanks between them.
    package static func parse(_ text: some StringProtocol) throws(TextSyntaxError) -> Duration {
        var reader = TextReader(text)
        var total: Int128 = 0
        var count = 0
        while true {
            while reader.take(" ") || reader.take("\t") {}
            if reader.isAtEnd, count > 0 { break }
            total += try part(&reader)
            count += 1
            guard total <= limit else { throw TextSyntaxError(offset: 0, message: "this duration is too long") }
        }
        return Duration(attoseconds: total)
    }

    private static func part(_ reader: inout TextReader) throws(TextSyntaxError) -> Int128 {
        let start = reader.offset
        let whole = reader.digits()
        guard !whole.isEmpty else { throw reader.expected("a duration like '2d 3h' or '500ms'") }
        var fraction: ArraySlice<UInt8> = []
        if reader.take(".") {
            fraction = reader.digits()
            guard !fraction.isEmpty else { throw reader.expected("a digit behind '.'") }
        }
        guard fraction.count <= 9 else {
            throw TextSyntaxError(
                offset: start, message: "at most 9 digits behind '.' expected, found \(fraction.count)")
        }
        guard let unit = units.first(where: { reader.take($0.name) })?.attoseconds else {
            throw reader.expected("a unit (ms, s, m, h or d)")
        }
        let digits = whole.drop { $0 == 0x30 }
        let scale = fraction.reduce(Int128(1)) { scale, _ in scale * 10 }
        let rest = value(fraction) * unit / scale
        guard digits.count <= 20, case let (product, false) = value(digits).multipliedReportingOverflow(by: unit),
            case let (sum, false) = product.addingReportingOverflow(rest), sum <= limit
        else { throw TextSyntaxError(offset: start, message: "this duration is too long") }
        return sum
    }

    private static func value(_ digits: ArraySlice<UInt8>) -> Int128 {
        digits.reduce(0) { $0 * 10 + Int128($1 - 0x30) }
    }

    /// `2d 23h 59m 59s`, `1s 500ms`, `0.25ms`, `0s`; with a `-` before it where it is negative.
    package static func text(_ duration: Duration) -> String {
        var rest = duration.attoseconds.magnitude
        if rest == 0 { return "0s" }
        var parts: [String] = []
        for (name, unit) in [("d", 86_400), ("h", 3600), ("m", 60), ("s", 1)] as [(String, UInt128)] {
            let size = unit * UInt128(second)
            if rest >= size { parts.append("\(rest / size)\(name)") }
            rest %= size
        }
        if rest > 0 { parts.append(milliseconds(rest)) }
        return (duration < .zero ? "-" : "") + parts.joined(separator: " ")
    }

    /// Less than a second in milliseconds, with the digits behind the point that it needs.
    private static func milliseconds(_ attoseconds: UInt128) -> String {
        let unit = UInt128(second / 1000)
        var digits = String(attoseconds % unit)
        digits = String(repeating: "0", count: 15 - digits.utf8.count) + digits
        while digits.utf8.last == 0x30 { digits.removeLast() }
        return "\(attoseconds / unit)\(digits.isEmpty ? "" : ".")\(digits)ms"
    }

    /// An age as a clock shows it: `3d 00:00:01`, `00:04:59`, with `.500` behind it for parts of a second.
    package static func clock(_ duration: Duration) -> String {
        let milliseconds = Int(clamping: duration.attoseconds.magnitude / UInt128(second / 1000))
        let seconds = milliseconds / 1000
        let days = seconds / 86_400
        let time = [seconds / 3600 % 24, seconds / 60 % 60, seconds % 60].map { padded($0, 2) }.joined(separator: ":")
        let fraction = milliseconds % 1000 == 0 ? "" : ".\(padded(milliseconds % 1000, 3))"
        return (duration < .zero ? "-" : "") + (days > 0 ? "\(days)d " : "") + time + fraction
    }
}
