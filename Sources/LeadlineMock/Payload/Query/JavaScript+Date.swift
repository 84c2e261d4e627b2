import LeadlineCore

extension JavaScript {
    /// `new Date(text)` as V8 reads it where the server's time zone is UTC: ISO 8601, and with less care nearly
    /// everything that people write. Nil for an invalid date.
    static func date(_ text: String) -> Timestamp? {
        var parser = DateParser(text)
        return parser.parse()
    }
}

/// V8's parser of dates: first ISO 8601; where that ends without being wrong, the old rules take over.
private struct DateParser {
    private var tokens: DateTokens
    private var day = DateParts()
    private var time = TimeParts()
    private var zone = ZoneParts()
    private var hasReadNumber = false

    init(_ text: String) { tokens = DateTokens(text) }

    mutating func parse() -> Timestamp? {
        guard var token = readISO() else { return nil }
        hasReadNumber = !day.numbers.isEmpty
        if token == .end { token = tokens.next() }
        while token != .end {
            guard readLegacy(token) else { return nil }
            token = tokens.next()
        }
        guard let date = day.date, let offset = time.milliseconds else { return nil }
        let moment = Timestamp.of(date.year, date.month, date.day, milliseconds: offset - zone.milliseconds)
        return moment
    }

    /// Reads what is ISO 8601. Answers the token that is not, `.end` where all was; nil where a time was begun that
    /// is wrong.
    private mutating func readISO() -> DateToken? {
        if case .sign(let sign) = tokens.peek {
            let token = tokens.next()
            guard let year = tokens.peek.number(digits: 6) else { return token }
            _ = tokens.next()
            if sign < 0, year == 0 { return token }
            day.numbers.append(sign * year)
        } else if let year = tokens.peek.number(digits: 4) {
            _ = tokens.next()
            day.numbers.append(year)
        } else {
            return tokens.next()
        }
        for limit in [12, 31] {
            guard tokens.skip("-") else { break }
            guard let part = tokens.peek.number(digits: 2), (1...limit).contains(part) else { return tokens.next() }
            _ = tokens.next()
            day.numbers.append(part)
        }
        if tokens.peek == .word(.timeMark) {
            guard readISOTime() else { return nil }
        } else if tokens.peek != .end {
            return tokens.next()
        }
        day.isISO = true
        return .end
    }

    private mutating func readISOTime() -> Bool {
        _ = tokens.next()
        guard let hour = take(0...24), tokens.skip(":"), let minute = take(0...(hour == 24 ? 0 : 59)) else {
            return false
        }
        time.numbers = [hour, minute]
        if tokens.skip(":") {
            guard let second = take(0...(hour == 24 ? 0 : 59)) else { return false }
            time.numbers.append(second)
            if tokens.skip(".") {
                guard case .number(let value, let digits) = tokens.peek, hour < 24 || value == 0 else { return false }
                _ = tokens.next()
                time.numbers.append(TimeParts.milliseconds(value, digits: digits))
            }
        }
        return readISOZone() && tokens.peek == .end
    }

    private mutating func readISOZone() -> Bool {
        if tokens.peek == .word(.zone(0, isZ: true)) {
            _ = tokens.next()
            zone.set(hours: 0)
            return true
        }
        guard case .sign(let sign) = tokens.peek else { return true }
        _ = tokens.next()
        zone.sign = sign
        if let both = tokens.peek.number(digits: 4) {
            _ = tokens.next()
            (zone.hour, zone.minute) = (both / 100, both % 100)
            return both / 100 < 24 && both % 100 < 60
        }
        guard let hour = take(0...23), tokens.skip(":"), let minute = take(0...59) else { return false }
        (zone.hour, zone.minute) = (hour, minute)
        return true
    }

    /// A number of two digits in a range.
    private mutating func take(_ range: ClosedRange<Int>) -> Int? {
        guard let number = tokens.peek.number(digits: 2), range.contains(number) else { return nil }
        _ = tokens.next()
        return number
    }
}

/// The old rules: any order of words and numbers that has one meaning.
extension DateParser {
    private mutating func readLegacy(_ token: DateToken) -> Bool {
        switch token {
        case .number(let value, _):
            hasReadNumber = true
            return readNumber(value)
        case .word(let word): return readWord(word)
        case .sign(let sign) where zone.isUTC || !time.numbers.isEmpty: return readOffset(sign)
        case .sign, .symbol(")"): return !hasReadNumber
        case .symbol("("):
            tokens.skipParentheses()
            return true
        case .symbol, .blank, .end: return true
        }
    }

    private mutating func readNumber(_ value: Int) -> Bool {
        if tokens.skip(":") {
            if tokens.skip(":") {
                guard time.numbers.isEmpty else { return false }
                time.numbers = [value, 0]
                return true
            }
            defer { _ = tokens.skip(".") }
            return time.add(value)
        }
        if tokens.peek == .symbol("."), time.isExpecting(value) {
            _ = tokens.next()
            guard time.add(value), case .number(let fraction, let digits) = tokens.next() else { return false }
            return time.addLast(TimeParts.milliseconds(fraction, digits: digits))
        }
        _ = tokens.skip(".")
        if zone.isExpecting(value) {
            zone.minute = value
            return true
        }
        guard time.isExpecting(value) else {
            guard day.add(value) else { return false }
            _ = tokens.skip("-")
            return true
        }
        guard time.addLast(value) else { return false }
        switch tokens.peek {
        case .end, .blank, .sign, .word(.zone(0, isZ: true)): return true
        default: return false
        }
    }

    private mutating func readWord(_ word: DateWord) -> Bool {
        switch word {
        case .halfDay(let hours) where !time.numbers.isEmpty: time.halfDay = hours
        case .month(let month):
            day.month = month
            _ = tokens.skip("-")
        case .zone(let hours, _) where hasReadNumber: zone.set(hours: hours)
        default:
            // A word that means nothing may stand before the first number, apart from it.
            if hasReadNumber { return false }
            if case .number = tokens.peek { return false }
        }
        return true
    }

    /// `+2`, `+02`, `+200`, `+0200`, `+02:`, with the minutes to come.
    private mutating func readOffset(_ sign: Int) -> Bool {
        zone.sign = sign
        var (value, digits) = (0, 0)
        if case .number(let found, let count) = tokens.peek {
            _ = tokens.next()
            (value, digits) = (found, count)
        }
        hasReadNumber = true
        if tokens.peek == .symbol(":") {
            (zone.hour, zone.minute) = (value, nil)
            return true
        }
        switch digits {
        case 1, 2: (zone.hour, zone.minute) = (value, 0)
        case 3, 4: (zone.hour, zone.minute) = (value / 100, value % 100)
        default: return false
        }
        return true
    }
}

private struct DateParts {
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

private struct TimeParts {
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

private struct ZoneParts {
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
    fileprivate static func of(_ year: Int, _ month: Int, _ day: Int, milliseconds: Int) -> Timestamp? {
        guard abs(year) <= 275_761 else { return nil }
        let first = Timestamp.of(year: year, month: month, day: 1)
        let moment = first + .milliseconds((day - 1) * 86_400_000 + milliseconds)
        return abs(moment.microseconds / 1000) <= 8_640_000_000_000_000 ? moment : nil
    }
}
