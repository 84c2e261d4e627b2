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
