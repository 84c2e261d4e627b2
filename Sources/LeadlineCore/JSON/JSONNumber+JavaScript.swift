extension JSONNumber {
    /// The number as JavaScript prints it, which knows only doubles: `1` for `1.0`, `1e+21`, `1e-7`, `Infinity`.
    package var javaScriptText: String {
        let value = double
        guard value.isFinite else { return value < 0 ? "-Infinity" : "Infinity" }
        if value == 0 { return "0" }
        let (digits, point) = value.magnitude.shortestDigits
        return (value < 0 ? "-" : "") + Self.text(digits, point: point)
    }

    /// `digits` with the decimal point behind the first `point` of them: ECMAScript's Number::toString.
    private static func text(_ digits: String, point: Int) -> String {
        let count = digits.utf8.count
        if point > 21 || point <= -6 {
            let exponent = point - 1
            let fraction = count == 1 ? "" : "." + digits.dropFirst()
            return "\(digits.prefix(1))\(fraction)e\(exponent < 0 ? "-" : "+")\(exponent.magnitude)"
        }
        if point >= count { return digits + String(repeating: "0", count: point - count) }
        if point > 0 { return "\(digits.prefix(point)).\(digits.dropFirst(point))" }
        return "0." + String(repeating: "0", count: -point) + digits
    }
}

extension Double {
    /// The fewest digits that are read back as this positive number, and how many of them stand before the point.
    fileprivate var shortestDigits: (digits: String, point: Int) {
        var digits = ""
        var point: Int?
        var exponent = 0
        for (place, character) in description.enumerated() {
            switch character {
            case ".": point = digits.utf8.count
            case "e":
                exponent = Int(description.dropFirst(place + 1)) ?? 0
                return Self.trimmed(digits, point: (point ?? digits.utf8.count) + exponent)
            default: digits.append(character)
            }
        }
        return Self.trimmed(digits, point: point ?? digits.utf8.count)
    }

    private static func trimmed(_ digits: String, point: Int) -> (digits: String, point: Int) {
        let leading = digits.prefix { $0 == "0" }.count
        var trimmed = digits.dropFirst(leading)
        while trimmed.last == "0" { trimmed.removeLast() }
        return (String(trimmed), point - leading)
    }
}
