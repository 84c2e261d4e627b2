import LeadlineCore

@testable import LeadlineMock

/// What the texts of a query mean for a type of field, by tables: every text that is drawn stands here.
enum NaiveReading {
    /// What JavaScript's `Number` makes of texts.
    static let numbers: [(text: String, value: Double)] = [
        ("0", 0), ("1", 1), ("5", 5), ("5.0", 5), (" 5 ", 5), ("1e1", 10), ("0x5", 5), ("", 0), ("-1", -1),
        ("1.5", 1.5),
        ("10", 10),
    ]

    /// What JavaScript's `Date` makes of texts, in milliseconds.
    static let moments: [(text: String, value: Int)] =
        [
            ("2024", 1_704_067_200_000), ("2024-01-01", 1_704_067_200_000),
            ("2024-06-01T12:00:00.000Z", 1_717_243_200_000),
            ("2024-06-01T14:00:00+02:00", 1_717_243_200_000), ("1969-12-31T23:59:59.000Z", -1000),
        ] + (0..<4).map { (QueryGenerator.created($0), 1_704_067_200_000 + $0 * 1000) }

    static func number(_ value: JSON?) -> Double? {
        if case .string(let text)? = value { return numbers.first { $0.text == text }?.value }
        return value?.number.flatMap { Double($0.text) }
    }

    /// The number that a part of a comma list begins with.
    static func beginning(_ text: String) -> Double? {
        switch text {
        case "0x5": 0
        case "", "abc": nil
        default: number(.string(text))
        }
    }

    static func moment(_ value: JSON?) -> Int? { moments.first { .string($0.text) == value }?.value }

    /// `true` and `false` in any case, and the words of forms.
    static func truth(_ value: JSON) -> Bool? {
        switch value.string?.lowercased() ?? value.text() {
        case "true": true
        case "false": false
        default:
            switch value {
            case "1", "yes": true
            case "0", "no": false
            default: nil
            }
        }
    }

    /// What stands behind `exists`.
    static func asksForExisting(_ value: JSON, _ kind: PayloadField.Kind) -> Bool {
        let text = value.string ?? value.text()
        switch kind {
        case .number: return !text.isEmpty && text != "false"
        case .checkbox: return text.lowercased() == "true"
        default: return text == "true"
        }
    }

    static func isID(_ text: String) -> Bool { text.utf8.count == 24 && text.allSatisfy(\.isHexDigit) }
}
