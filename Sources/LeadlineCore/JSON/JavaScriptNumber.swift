extension JSONNumber {
    /// The number as JavaScript prints it, which knows only doubles: `1` for `1.0`, `1e+21`, `1e-7`.
    package var javaScriptText: String { double.javaScriptText }
}

extension Double {
    /// The number as JavaScript prints it: `1`, `-2.5`, `1e+21`, `1e-7`, `Infinity`.
    package var javaScriptText: String {
        guard isFinite else { return isNaN ? "NaN" : self < 0 ? "-Infinity" : "Infinity" }
        if self == 0 { return "0" }
        if abs(self) < 1e15, let whole = Int64(exactly: self) { return String(whole) }
        return shortestText
    }

    /// The fewest digits that are read back as the same value, with an exponent from 21 places before the point on and
    /// from 7 behind it.
    private var shortestText: String {
        let parts = "\(magnitude)".split(separator: "e")
        let halves = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        let fraction = halves.count > 1 && halves[1] != "0" ? halves[1] : ""
        let all = halves[0] + fraction
        let leading = all.prefix { $0 == "0" }.count
        var digits = all.dropFirst(leading)
        let point = halves[0].count - leading + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
        while digits.last == "0" { digits.removeLast() }
        let sign = self < 0 ? "-" : ""
        switch point {
        case digits.count...21: return sign + digits + String(repeating: "0", count: point - digits.count)
        case 1...21: return sign + digits.prefix(point) + "." + digits.dropFirst(point)
        case -5...0: return sign + "0." + String(repeating: "0", count: -point) + digits
        default:
            let rest = digits.count > 1 ? "." + digits.dropFirst() : ""
            return "\(sign)\(digits.prefix(1))\(rest)e\(point > 0 ? "+" : "-")\((point - 1).magnitude)"
        }
    }
}
