import LeadlineCore

/// A value that stored ones are compared with, of the type that the field has.
enum PayloadOperand: Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case text(String)
    /// With the text that a stored date of this moment has.
    case date(Timestamp, text: String)
    /// Lists, objects and values of fields without a type.
    case json(JSON)

    init(date: Timestamp) { self = .date(date, text: date.text) }

    /// A JSON value without regard to a field.
    init(_ json: JSON) {
        switch json {
        case .null: self = .null
        case .bool(let value): self = .bool(value)
        case .number(let number): self = .number(number.quickDouble)
        case .string(let text): self = .text(text)
        case .array, .object: self = .json(json)
        }
    }

    var isNull: Bool { if case .null = self { true } else { false } }

    func equals(_ value: JSON) -> Bool {
        switch (self, value) {
        case (.null, .null): true
        case (.bool(let left), .bool(let right)): left == right
        case (.number(let left), .number(let right)): left == right.quickDouble
        case (.text(let left), .string(let right)): left.hasSameBytes(as: right)
        case (.date, .string): order(of: value) == 0
        case (.json(let left), .array), (.json(let left), .object): left == value
        default: false
        }
    }

    /// Negative where the value is before this one; nil for values of other types, which have no order.
    func order(of value: JSON) -> Int? {
        switch (self, value) {
        case (.number(let right), .number(let left)): return Self.order(left.quickDouble, right)
        case (.text(let right), .string(let left)): return left.byteOrder(to: right)
        case (.bool(let right), .bool(let left)): return Self.order(left ? 1 : 0, right ? 1 : 0)
        case (.date(let moment, let right), .string(let left)):
            // Dates as they are stored have the order of their texts.
            if left.utf8.count == 24, right.utf8.count == 24, left.utf8.last == UInt8(ascii: "Z") {
                return left.byteOrder(to: right)
            }
            return JavaScript.date(left).flatMap { Self.order($0.microseconds, moment.microseconds) }
        default: return nil
        }
    }

    /// Nil beside what is not a number.
    private static func order<Value: Comparable>(_ left: Value, _ right: Value) -> Int? {
        left < right ? -1 : left == right ? 0 : left > right ? 1 : nil
    }
}

extension JSONNumber {
    /// As `double`, faster for whole numbers.
    var quickDouble: Double { Int(text).map(Double.init) ?? double }
}

extension String {
    /// The order of two texts by their bytes in UTF-8: negative where this one is first.
    func byteOrder(to other: String) -> Int {
        // Of ASCII Swift's own order is that of bytes, and the fastest.
        if utf8Span.isKnownASCII, other.utf8Span.isKnownASCII { return self == other ? 0 : self < other ? -1 : 1 }
        let (left, right) = (utf8.span, other.utf8.span)
        let count = min(left.count, right.count)
        var place = 0
        while place < count, left[place] == right[place] { place += 1 }
        if place < count { return left[place] < right[place] ? -1 : 1 }
        return left.count - right.count
    }
}
