import LeadlineCore

/// How JavaScript reads numbers and dates from texts, and writes numbers.
enum JavaScript {
    /// Without the blanks and line ends at both ends that JavaScript leaves out.
    static func trimmed(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !isBlank($0) }),
            let last = scalars.lastIndex(where: { !isBlank($0) })
        else { return "" }
        return String(scalars[first...last])
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x20, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF: true
        default: false
        }
    }

    /// `Number(text)`: 0 for a blank text, not a number for what is not one as a whole.
    static func number(_ text: String) -> Double {
        let text = trimmed(text)
        if text.isEmpty { return 0 }
        if let value = radixNumber(text) { return value }
        let length = decimalLength(Array(text.utf8))
        return length == text.utf8.count ? decimal(text) : .nan
    }

    /// `parseFloat(text)`: the number that the text begins with.
    static func parseFloat(_ text: String) -> Double {
        let bytes = Array(trimmed(text).utf8)
        let length = decimalLength(bytes)
        return length == 0 ? .nan : decimal(String(decoding: bytes[..<length], as: UTF8.self))
    }

    /// `parseInt(text, 10)`: the digits that the text begins with.
    static func parseInt(_ text: String) -> Double {
        let bytes = Array(trimmed(text).utf8)
        let sign = bytes.first == UInt8(ascii: "-") || bytes.first == UInt8(ascii: "+") ? 1 : 0
        let digits = bytes.dropFirst(sign).prefix { $0 >= 0x30 && $0 <= 0x39 }
        return digits.isEmpty ? .nan : decimal(String(decoding: bytes[..<digits.endIndex], as: UTF8.self))
    }

    /// `0x1F`, `0o17`, `0b11`, whatever the case of the letters; nil for other texts.
    private static func radixNumber(_ text: String) -> Double? {
        let radix: Int
        switch text.prefix(2).lowercased() {
        case "0x": radix = 16
        case "0o": radix = 8
        case "0b": radix = 2
        default: return nil
        }
        let digits = text.dropFirst(2)
        guard !digits.isEmpty else { return .nan }
        var value = 0.0
        for digit in digits.utf8 {
            guard let digit = hexValue(digit), digit < radix else { return .nan }
            value = value * Double(radix) + Double(digit)
        }
        return value
    }

    private static func hexValue(_ byte: UInt8) -> Int? { Character(Unicode.Scalar(byte)).hexDigitValue }

    /// How many bytes from the start are a decimal number, `5.`, `.5` and `Infinity` among them.
    private static func decimalLength(_ bytes: [UInt8]) -> Int {
        var place = 0
        func digits() -> Int {
            let start = place
            while place < bytes.count, bytes[place] >= 0x30, bytes[place] <= 0x39 { place += 1 }
            return place - start
        }
        func take(_ marks: String) -> Bool {
            guard place < bytes.count, marks.utf8.contains(bytes[place]) else { return false }
            place += 1
            return true
        }
        _ = take("+-")
        if bytes[place...].starts(with: "Infinity".utf8) { return place + 8 }
        let whole = digits()
        let fraction = take(".") ? digits() : 0
        guard whole + fraction > 0 else { return 0 }
        let end = place
        guard take("eE") else { return end }
        _ = take("+-")
        return digits() > 0 ? place : end
    }

    /// The value of a text that is a decimal number.
    private static func decimal(_ text: String) -> Double {
        if text.hasSuffix("Infinity") { return text.hasPrefix("-") ? -.infinity : .infinity }
        let halves = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard halves.count == 2 else { return Double(text) ?? .nan }
        // Swift wants digits on both sides of the point.
        let isBare = halves[0].last.map { !$0.isNumber } ?? true
        let needsDigit = halves[1].first.map { !$0.isNumber } ?? true
        return Double("\(halves[0])\(isBare ? "0" : "").\(needsDigit ? "0" : "")\(halves[1])") ?? .nan
    }
}
