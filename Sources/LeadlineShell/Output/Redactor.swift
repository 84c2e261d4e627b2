import LeadlineCore

/// Takes secrets out of texts, also where they are escaped or encoded. What stands in their place names the variable, so
/// that a shown command can be run again.
package struct Redactor: Sendable {
    private struct Pattern {
        var bytes: [UInt8]
        var replacement: String
    }

    /// Longest first: a secret may be part of another.
    private let patterns: [Pattern]
    /// Whether a pattern begins with this byte.
    private let isFirst: [Bool]

    /// Shorter values would be found everywhere.
    private static let shortest = 5
    private static let prefix = "LEADLINE_SECRET_"

    /// The secrets among the variables: `LEADLINE_SECRET_<NAME>`.
    ///
    /// `replacement` makes what stands in the place of a secret from its name.
    package init(variables: [String: String], replacement: ((_ name: Substring) -> String)? = nil) {
        let replacement = replacement ?? { "$\(Self.prefix)\($0)" }
        var patterns: [Pattern] = []
        for (name, value) in variables where name.hasPrefix(Self.prefix) && value.utf8.count >= Self.shortest {
            let replacement = replacement(name.dropFirst(Self.prefix.utf8.count))
            for form in Self.forms(of: value) { patterns.append(Pattern(bytes: form, replacement: replacement)) }
        }
        patterns.sort {
            $0.bytes.count == $1.bytes.count ? $0.replacement < $1.replacement : $0.bytes.count > $1.bytes.count
        }
        var isFirst = [Bool](repeating: false, count: 256)
        for pattern in patterns { isFirst[Int(pattern.bytes[0])] = true }
        self.patterns = patterns
        self.isFirst = isFirst
    }

    /// The secrets by their names, as `secret.NAME` finds them: every value, however short.
    package static func secrets(_ variables: [String: String]) -> [String: String] {
        variables.reduce(into: [:]) { secrets, variable in
            guard variable.key.hasPrefix(prefix) else { return }
            secrets[String(variable.key.dropFirst(prefix.utf8.count))] = variable.value
        }
    }

    package static let none = Redactor(variables: [:])

    package func callAsFunction(_ text: String) -> String {
        guard !patterns.isEmpty else { return text }
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var index = 0
        var kept = 0
        while index < bytes.count {
            guard isFirst[Int(bytes[index])], let pattern = pattern(at: index, in: bytes) else {
                index += 1
                continue
            }
            result.append(contentsOf: bytes[kept..<index])
            result.append(contentsOf: pattern.replacement.utf8)
            index += pattern.bytes.count
            kept = index
        }
        if kept == 0 { return text }
        result.append(contentsOf: bytes[kept...])
        return String(decoding: result, as: UTF8.self)
    }

    /// The same in all texts and names of a value; a number that holds a secret becomes a text.
    func callAsFunction(_ json: JSON) -> JSON {
        guard !patterns.isEmpty else { return json }
        switch json {
        case .null, .bool: return json
        case .number(let number):
            let text = self(number.text)
            return text == number.text ? json : .string(text)
        case .string(let text): return .string(self(text))
        case .array(let elements): return .array(elements.map { self($0) })
        case .object(let object):
            var result = JSONObject()
            for member in object.members { result[self(member.name)] = self(member.value) }
            return .object(result)
        }
    }

    private func pattern(at index: Int, in bytes: [UInt8]) -> Pattern? {
        patterns.first { $0.bytes.count <= bytes.count - index && bytes[index...].starts(with: $0.bytes) }
    }

    // MARK: - Forms

    /// A secret as it is, in JSON, in URLs and forms, and in base64 wherever it stands in what was encoded.
    static func forms(of secret: String) -> Set<[UInt8]> {
        let bytes = Array(secret.utf8)
        var forms: Set<[UInt8]> = [bytes]
        let json = Array(JSON.string(secret).text().utf8.dropFirst().dropLast())
        forms.insert(json)
        forms.insert(json.flatMap { $0 == UInt8(ascii: "/") ? Array(#"\/"#.utf8) : [$0] })
        for uppercase in [true, false] {
            let percent = percentEncoded(bytes, uppercase: uppercase)
            forms.insert(percent)
            forms.insert(
                Array(String(decoding: percent, as: UTF8.self).split(separator: "%20").joined(separator: "+").utf8))
        }
        for offset in 0..<3 {
            let encoded = base64(bytes, offset: offset)
            forms.insert(encoded)
            forms.insert(
                encoded.map {
                    $0 == UInt8(ascii: "+") ? UInt8(ascii: "-") : $0 == UInt8(ascii: "/") ? UInt8(ascii: "_") : $0
                })
        }
        return forms.filter { $0.count >= shortest }
    }

    private static func percentEncoded(_ bytes: [UInt8], uppercase: Bool) -> [UInt8] {
        let unreserved = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
        return bytes.flatMap { byte -> [UInt8] in
            if unreserved.contains(byte) { return [byte] }
            let digits = String(byte, radix: 16, uppercase: uppercase)
            return Array((digits.utf8.count < 2 ? "%0" : "%").utf8) + Array(digits.utf8)
        }
    }

    /// The characters of base64 that the bytes alone decide when `offset` other bytes (modulo 3) stand before them.
    private static func base64(_ bytes: [UInt8], offset: Int) -> [UInt8] {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        let all = [UInt8](repeating: 0, count: offset) + bytes
        let first = (offset * 8 + 5) / 6
        let end = all.count * 8 / 6
        guard first < end else { return [] }
        return (first..<end).map { place in
            let bit = place * 6
            let high = UInt16(all[bit / 8]) << 8
            let low = bit / 8 + 1 < all.count ? UInt16(all[bit / 8 + 1]) : 0
            return alphabet[Int((high | low) >> UInt16(10 - bit % 8)) & 0x3F]
        }
    }
}
