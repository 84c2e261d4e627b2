/// Moments as ISO 8601 writes them.
extension Timestamp {
    /// Reads a date, or a date and a time with `T` between: `2026-03-02`, `2026-03-02T09:00`, `…:00`, with a fraction of
    /// one to nine digits, with `Z` or an offset (`+11:00`, `+1100`, `+11`). Without an offset it is UTC.
    package init(parsing text: some StringProtocol) throws(TextSyntaxError) {
        var reader = ISO8601Reader(text)
        self = try reader.read()
    }

    /// `2026-03-01T22:00:00.000Z`: always UTC, three digits of a second, six where the microseconds need them.
    package var text: String {
        let civil = civil
        let year =
            (0...9999).contains(civil.year)
            ? padded(civil.year, 4) : (civil.year < 0 ? "-" : "+") + padded(abs(civil.year), 6)
        let isWhole = civil.microsecond % 1000 == 0
        let fraction = isWhole ? padded(civil.microsecond / 1000, 3) : padded(civil.microsecond, 6)
        return "\(year)-\(padded(civil.month, 2))-\(padded(civil.day, 2))T\(Self.clock(civil)).\(fraction)Z"
    }

    fileprivate static func clock(_ civil: CivilTime) -> String {
        "\(padded(civil.hour, 2)):\(padded(civil.minute, 2)):\(padded(civil.second, 2))"
    }
}

/// The date form of HTTP headers, RFC 9110 5.6.7.
extension Timestamp {
    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// `Sun, 01 Mar 2026 22:00:00 GMT`; parts of a second are dropped.
    package var httpDate: String {
        let civil = civil
        let date = "\(padded(civil.day, 2)) \(Self.months[civil.month - 1]) \(padded(civil.year, 4))"
        return "\(Self.weekdays[civil.weekday]), \(date) \(Self.clock(civil)) GMT"
    }

    /// Reads `Sun, 01 Mar 2026 22:00:00 GMT`; nil for anything else. The name of the day is not checked against the date.
    package init?(httpDate text: some StringProtocol) {
        var reader = TextReader(text)
        let bytes = reader.bytes
        guard bytes.count == 29, Self.weekdays.contains(String(decoding: bytes[..<3], as: UTF8.self)) else {
            return nil
        }
        reader.offset = 3
        guard reader.take(", "), let day = reader.number(digits: 2), reader.take(" ") else { return nil }
        guard let month = Self.months.firstIndex(of: String(decoding: bytes[8..<11], as: UTF8.self)) else { return nil }
        reader.offset = 11
        guard reader.take(" "), let year = reader.number(digits: 4), reader.take(" ") else { return nil }
        guard let hour = reader.number(digits: 2), hour < 24, reader.take(":"), let minute = reader.number(digits: 2),
            minute < 60, reader.take(":"), let second = reader.number(digits: 2), second < 60, reader.take(" GMT"),
            day >= 1, day <= Self.daysInMonth(month + 1, of: year)
        else { return nil }
        self = Self.of(year: year, month: month + 1, day: day, hour: hour, minute: minute, second: second)
    }
}

private struct ISO8601Reader {
    private var reader: TextReader

    init(_ text: some StringProtocol) { reader = TextReader(text) }

    mutating func read() throws(TextSyntaxError) -> Timestamp {
        let year = try number(4, "a year of four digits")
        try mark("-", "month")
        let month = try number(2, "a month of two digits", 1...12)
        try mark("-", "day")
        let dayStart = reader.offset
        let day = try number(2, "a day of two digits", 1...31)
        let length = Timestamp.daysInMonth(month, of: year)
        guard day <= length else {
            let name = "\(padded(year, 4))-\(padded(month, 2))"
            throw TextSyntaxError(offset: dayStart, message: "\(name) has only \(length) days, found \(day)")
        }
        if reader.isAtEnd { return Timestamp.of(year: year, month: month, day: day) }
        guard reader.take("T") else { throw reader.expected("'T' or the end of the time") }
        var moment = try time(year, month, day)
        moment = moment - (try offset())
        guard reader.isAtEnd else { throw reader.expected("the end of the time") }
        guard (0...9999).contains(moment.civil.year) else {
            throw TextSyntaxError(offset: 0, message: "a year from 0000 to 9999 expected, in UTC it is another")
        }
        return moment
    }

    private mutating func time(_ year: Int, _ month: Int, _ day: Int) throws(TextSyntaxError) -> Timestamp {
        let hour = try number(2, "an hour of two digits", 0...23)
        try mark(":", "minute")
        let minute = try number(2, "a minute of two digits", 0...59)
        var second = 0
        var microsecond = 0
        if reader.take(":") {
            second = try number(2, "a second of two digits", 0...59)
            if reader.take(".") { microsecond = try fraction() }
        }
        return Timestamp.of(
            year: year, month: month, day: day, hour: hour, minute: minute, second: second, microsecond: microsecond)
    }

    private mutating func fraction() throws(TextSyntaxError) -> Int {
        let start = reader.offset
        let digits = reader.digits()
        guard !digits.isEmpty else { throw reader.expected("a digit behind '.'") }
        guard digits.count <= 9 else {
            throw TextSyntaxError(
                offset: start, message: "at most 9 digits of a second expected, found \(digits.count)")
        }
        return (0..<6).reduce(0) { value, place in
            let index = digits.startIndex + place
            return value * 10 + (index < digits.endIndex ? Int(digits[index] - 0x30) : 0)
        }
    }

    /// `Z`, an offset from UTC, or nothing, which is UTC.
    private mutating func offset() throws(TextSyntaxError) -> Duration {
        if reader.isAtEnd || reader.take("Z") { return .zero }
        let isNegative = reader.peek(UInt8(ascii: "-"))
        guard reader.take("+") || reader.take("-") else {
            throw reader.expected("'Z', an offset like '+11:00' or the end of the time")
        }
        let hours = try number(2, "hours of two digits", 0...23)
        let hasMinutes = reader.take(":") || !reader.isAtEnd
        let minutes = hasMinutes ? try number(2, "minutes of two digits", 0...59) : 0
        return .seconds((hours * 60 + minutes) * (isNegative ? -60 : 60))
    }

    private mutating func mark(_ mark: StaticString, _ next: String) throws(TextSyntaxError) {
        guard reader.take(mark) else { throw reader.expected("'\(mark)' and a \(next)") }
    }

    private mutating func number(
        _ digits: Int, _ what: String, _ range: ClosedRange<Int> = 0...9999
    ) throws(TextSyntaxError) -> Int {
        let start = reader.offset
        guard let value = reader.number(digits: digits) else { throw reader.expected(what) }
        guard range.contains(value) else {
            let limits = "\(padded(range.lowerBound, digits)) to \(padded(range.upperBound, digits))"
            throw TextSyntaxError(offset: start, message: "\(what) expected, \(limits), found \(padded(value, digits))")
        }
        return value
    }
}

/// A number that is not negative, with zeros before it.
func padded(_ value: Int, _ width: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
}
