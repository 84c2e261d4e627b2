package import LeadlineCore

/// Moves the dates of a recording by whole days, so that the day on which it began becomes today. Times of day stay, so
/// that what was of one day in some time zone is of one day again.
package struct TimeLens: Sendable, Equatable {
    /// The day on which the recording began, counted from 1970-01-01.
    private let anchor: Int
    /// By how many days everything moves.
    package let days: Int

    /// Days around the beginning within which a date is one of the case: two years. A birth date is not.
    private static let reach = 731
    private static let dayLength: Int64 = 86_400_000_000

    package init(from beginning: Timestamp, to now: Timestamp) {
        anchor = Self.day(of: beginning)
        days = Self.day(of: now) - anchor
    }

    static func day(of moment: Timestamp) -> Int {
        let (quotient, remainder) = moment.microseconds.quotientAndRemainder(dividingBy: dayLength)
        return Int(remainder < 0 ? quotient - 1 : quotient)
    }

    /// A moment of the recording as one of now, however far it lies from its beginning.
    package func moment(_ moment: Timestamp) -> Timestamp { moment + .seconds(days * 86_400) }

    /// A JSON value with its dates moved: those in texts, and the seconds of a web token's `iat`, `exp` and `nbf`.
    package func json(_ value: JSON) -> JSON {
        value.mappingLeaves { name, leaf in
            switch leaf {
            case .string(let text): .string(self.text(text))
            case .number(let number) where ["iat", "exp", "nbf"].contains(name): .number(self.seconds(number) ?? number)
            default: leaf
            }
        }
    }

    /// A text with the dates, ids and tokens in it moved.
    package func text(_ text: String) -> String {
        guard days != 0 else { return text }
        var scanner = DateScanner(text, lens: self)
        return scanner.moved()
    }

    /// Where a day of the recording goes; nil for one that does not move.
    func moved(_ day: Int) -> Int? { abs(day - anchor) <= Self.reach ? day + days : nil }

    /// Seconds since 1970, moved; nil where they are none or do not move.
    func seconds(_ number: JSONNumber) -> JSONNumber? {
        guard let seconds = number.integer, (0...99_999_999_999).contains(seconds) else { return nil }
        return moved(seconds / 86_400).map { JSONNumber($0 * 86_400 + seconds % 86_400) }
    }
}

extension JSON {
    /// The value with each text, number, boolean and null replaced; `name` is that of the nearest member around it.
    func mappingLeaves(name: String? = nil, _ change: (_ name: String?, _ leaf: JSON) -> JSON) -> JSON {
        switch self {
        case .array(let elements): .array(elements.map { $0.mappingLeaves(name: name, change) })
        case .object(let object):
            .object(
                JSONObject(
                    uniqueMembers: object.members.map { .init($0.name, $0.value.mappingLeaves(name: $0.name, change)) })
            )
        default: change(name, self)
        }
    }
}
