/// A moment, in microseconds since 1970-01-01T00:00:00Z.
package struct Timestamp: Sendable, Hashable, Comparable {
    package var microseconds: Int64

    package init(microseconds: Int64) { self.microseconds = microseconds }

    package static func < (left: Timestamp, right: Timestamp) -> Bool { left.microseconds < right.microseconds }
}

/// Moments move by durations and differ by them. Beyond what 64 bits hold they stay at the border; what is finer than a
/// microsecond is dropped.
extension Timestamp {
    package static func + (moment: Timestamp, distance: Duration) -> Timestamp {
        let (sum, overflow) = moment.microseconds.addingReportingOverflow(distance.wholeMicroseconds)
        return Timestamp(microseconds: overflow ? (distance < .zero ? .min : .max) : sum)
    }

    package static func - (moment: Timestamp, distance: Duration) -> Timestamp { moment + (.zero - distance) }

    package static func - (left: Timestamp, right: Timestamp) -> Duration {
        .microseconds(left.microseconds) - .microseconds(right.microseconds)
    }
}

extension Duration {
    /// In microseconds, towards zero; at the border of 64 bits where it lies beyond.
    package var wholeMicroseconds: Int64 {
        let (seconds, attoseconds) = components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
        let (sum, carried) = product.addingReportingOverflow(attoseconds / 1_000_000_000_000)
        return overflow || carried ? (seconds < 0 ? .min : .max) : sum
    }
}

/// The civil date and time of a moment, in UTC, by the Gregorian calendar also before its time.
package struct CivilTime: Sendable, Equatable {
    package var year: Int
    /// From 1 to 12.
    package var month: Int
    /// From 1.
    package var day: Int
    package var hour: Int
    package var minute: Int
    package var second: Int
    package var microsecond: Int
    /// 0 is Sunday.
    package var weekday: Int
}

extension Timestamp {
    package var civil: CivilTime {
        let day = Int(microseconds).floored(by: 86_400_000_000)
        let rest = Int(microseconds).remainder(by: 86_400_000_000)
        // Howard Hinnant's civil_from_days: years begin in March, eras have 400 years.
        let shifted = day + 719_468
        let era = shifted.floored(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return CivilTime(
            year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
            day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1, hour: rest / 3_600_000_000,
            minute: rest / 60_000_000 % 60, second: rest / 1_000_000 % 60, microsecond: rest % 1_000_000,
            weekday: (day + 4).remainder(by: 7))
    }

    /// The moment of a civil time whose parts are known to be possible.
    package static func of(
        year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0, microsecond: Int = 0
    ) -> Timestamp {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = shiftedYear.floored(by: 400)
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let days = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
        let seconds = ((days * 24 + hour) * 60 + minute) * 60 + second
        return Timestamp(microseconds: Int64(seconds * 1_000_000 + microsecond))
    }

    static func daysInMonth(_ month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension Int {
    /// The quotient rounded towards minus infinity.
    fileprivate func floored(by divisor: Int) -> Int {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }

    /// What is left by that quotient, never negative.
    fileprivate func remainder(by divisor: Int) -> Int {
        let remainder = self % divisor
        return remainder < 0 ? remainder + divisor : remainder
    }
}
