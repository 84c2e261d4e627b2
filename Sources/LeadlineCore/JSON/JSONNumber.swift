/// A number as it was written: `1.0`, 23 digits and `1e400` keep their characters. Compared by value, exactly.
package struct JSONNumber: Sendable {
    /// A number in JSON's grammar.
    package let text: String

    /// Text that is known to follow JSON's grammar of numbers.
    package init(validated text: String) { self.text = text }

    package init(_ value: Int) { text = String(value) }

    /// Nil when `text` is not a number in JSON's grammar.
    package init?(_ text: String) {
        guard Self.isNumber(text[...].utf8) else { return nil }
        self.text = text
    }

    /// The value if it is whole and fits, however it is written (`3`, `3.0`, `3e2`).
    package var integer: Int? {
        if let value = Int(text) { return value }
        return Decimal(text).integer
    }

    package var double: Double { Double(text) ?? .nan }

    /// Whether the value has no fraction.
    package var isInteger: Bool { Int(text) != nil || Decimal(text).isWhole }
}

extension JSONNumber: Comparable {
    package static func == (left: JSONNumber, right: JSONNumber) -> Bool {
        left.text == right.text || Decimal(left.text) == Decimal(right.text)
    }

    package static func < (left: JSONNumber, right: JSONNumber) -> Bool {
        if let a = Int(left.text), let b = Int(right.text) { return a < b }
        return Decimal(left.text) < Decimal(right.text)
    }
}

extension JSONNumber {
    /// Whether bytes are a number in JSON's grammar: `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`.
    private static func isNumber(_ bytes: Substring.UTF8View) -> Bool {
        var rest = bytes
        func digits() -> Int {
            let count = rest.prefix { $0 >= 0x30 && $0 <= 0x39 }.count
            rest = rest.dropFirst(count)
            return count
        }
        if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        let leadsWithZero = rest.first == UInt8(ascii: "0")
        let whole = digits()
        guard whole == 1 || (whole > 1 && !leadsWithZero) else { return false }
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            guard digits() > 0 else { return false }
        }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest = rest.dropFirst()
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
            guard digits() > 0 else { return false }
        }
        return rest.isEmpty
    }
}

/// The value of a number's text: sign, digits without zeros at either end, and the power of ten behind them.
private struct Decimal: Equatable, Comparable {
    var isNegative: Bool
    /// Significant digits; empty for zero.
    var digits: [UInt8]
    /// The value is 0.DIGITS times ten to this power. Saturates: 1e99999999999999999999 is only very large.
    var exponent: Int

    init(_ text: String) {
        var isNegative = false
        var digits: [UInt8] = []
        var point: Int?
        var exponentText = ""
        var inExponent = false
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "-") where !inExponent: isNegative = true
            case UInt8(ascii: "."): point = digits.count
            case UInt8(ascii: "e"), UInt8(ascii: "E"): inExponent = true
            case _ where inExponent: exponentText.unicodeScalars.append(Unicode.Scalar(byte))
            default: digits.append(byte & 0xF)
            }
        }
        var exponent = point ?? digits.count
        let written = exponentText.isEmpty ? 0 : Int(exponentText)
        exponent += min(max(written ?? (exponentText.hasPrefix("-") ? -Self.huge : Self.huge), -Self.huge), Self.huge)
        let leading = digits.prefix { $0 == 0 }.count
        digits.removeFirst(leading)
        exponent -= leading
        while digits.last == 0 { digits.removeLast() }
        self.isNegative = isNegative && !digits.isEmpty
        self.digits = digits
        self.exponent = digits.isEmpty ? 0 : exponent
    }

    private static let huge = Int.max / 4

    var isWhole: Bool { digits.count <= exponent || digits.isEmpty }

    var integer: Int? {
        guard isWhole, exponent <= 19 else { return nil }
        var value = 0
        for place in 0..<max(exponent, 0) {
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let digit = Int(place < digits.count ? digits[place] : 0)
            let (sum, carried) = product.subtractingReportingOverflow(digit)
            guard !overflow, !carried else { return nil }
            value = sum
        }
        if isNegative { return value }
        return value == .min ? nil : -value
    }

    static func < (left: Decimal, right: Decimal) -> Bool {
        if left.isNegative != right.isNegative { return left.isNegative }
        if left.isNegative { return right.isSmaller(than: left) }
        return left.isSmaller(than: right)
    }

    /// Compares magnitudes.
    private func isSmaller(than other: Decimal) -> Bool {
        if digits.isEmpty || other.digits.isEmpty { return digits.isEmpty && !other.digits.isEmpty }
        if exponent != other.exponent { return exponent < other.exponent }
        return digits.lexicographicallyPrecedes(other.digits)
    }
}
