import LeadlineCore

/// The numbers of a date that are no time, and a named month.
struct DateParts {
    /// Up to three, in the order read.
    var numbers: [Int] = []
    var month: Int?
    var isISO = false

    mutating func add(_ number: Int) -> Bool {
        guard numbers.count < 3 else { return false }
        numbers.append(number)
        return true
    }

    /// The numbers in their roles; a year of two digits is one from 1950 to 2049.
    var date: (year: Int, month: Int, day: Int)? {
        guard let first = numbers.first else { return nil }
        let second = numbers.count > 1 ? numbers[1] : 1
        let third = numbers.count > 2 ? numbers[2] : 1
        var (year, month, day) = (third, first, second)
        let beginsWithDay = (1...31).contains(first)
        if let named = self.month {
            (year, month, day) = beginsWithDay ? (second, named, first) : (first, named, second)
        } else if isISO || !beginsWithDay {
            (year, month, day) = (first, second, third)
        }
        if !isISO, (0...49).contains(year) { year += 2000 }
        if !isISO, (50...99).contains(year) { year += 1900 }
        guard abs(year) < 1 << 30, (1...12).contains(month), (1...31).contains(day) else { return nil }
        return (year, month, day)
    }
}

/// The numbers of a time of day.
struct TimeParts {
    /// Hour, minute, second, millisecond, as far as read.
    var numbers: [Int] = []
    /// 0 for a time in the morning, 12 for one behind noon.
    var halfDay: Int?

    mutating func add(_ number: Int) -> Bool {
        guard numbers.count < 4 else { return false }
        numbers.append(number)
        return true
    }

    /// Adds a number behind which no other may come.
    mutating func addLast(_ number: Int) -> Bool {
        guard add(number) else { return false }
        while numbers.count < 4 { numbers.append(0) }
        return true
    }

    /// Whether a number can be the minute, second or millisecond that comes next.
    func isExpecting(_ number: Int) -> Bool {
        switch numbers.count {
        case 1, 2: number < 60
        case 3: number < 1000
        default: false
        }
    }

    /// Of the day; nil for a time that does not exist.
    var milliseconds: Int? {
        let parts = (numbers + [0, 0, 0, 0]).prefix(4)
        var hour = parts[0]
        if let halfDay {
            guard hour <= 12 else { return nil }
            hour = hour % 12 + halfDay
        }
        let isMidnight = hour == 24 && parts.dropFirst().allSatisfy { $0 == 0 }
        guard hour < 24 || isMidnight, parts[1] < 60, parts[2] < 60, parts[3] < 1000 else { return nil }
        return ((hour * 60 + parts[1]) * 60 + parts[2]) * 1000 + parts[3]
    }

    /// The first three digits of a fraction.
    static func milliseconds(_ value: Int, digits: Int) -> Int {
        var value = value
        for _ in 0..<max(3 - digits, 0) { value *= 10 }
        for _ in 0..<max(min(digits, DateTokens.significantDigits) - 3, 0) { value /= 10 }
        return value
    }
}

/// How far a time is from UTC.
struct ZoneParts {
    var sign: Int?
    var hour: Int?
    var minute: Int?

    mutating func set(hours: Int) {
        sign = hours < 0 ? -1 : 1
        (hour, minute) = (abs(hours), 0)
    }

    var isUTC: Bool { hour == 0 && minute == 0 }

    func isExpecting(_ number: Int) -> Bool { hour != nil && minute == nil && number < 60 }

    /// East of Greenwich; without an offset the server's own zone, UTC.
    var milliseconds: Int { ((hour ?? 0) * 60 + (minute ?? 0)) * 60_000 * (sign ?? 1) }
}

extension Timestamp {
    /// Nil beyond the 100 million days around 1970 that JavaScript knows. A day that its month does not have is one of
    /// the next month.
    static func of(_ year: Int, _ month: Int, _ day: Int, milliseconds: Int) -> Timestamp? {
        guard abs(year) <= 275_761 else { return nil }
        let first = Timestamp.of(year: year, month: month, day: 1)
        let moment = first + .milliseconds((day - 1) * 86_400_000 + milliseconds)
        return abs(moment.microseconds / 1000) <= 8_640_000_000_000_000 ? moment : nil
    }
}
