import LeadlineCore

/// What Payload takes for an email address.
enum EmailAddress {
    /// 3.29 and later: ASCII without quotes and blanks, no dots beside each other or at the ends, a domain of two or
    /// more labels, the last of two or more letters.
    static func isStrict(_ text: String) -> Bool {
        let halves = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard halves.count == 2 else { return false }
        let local = halves[0].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let isLocal = local.allSatisfy { part in !part.isEmpty && part.allSatisfy(isLocalByte) }
        let labels = halves[1].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard isLocal, labels.count > 1, let last = labels.last, last.count > 1, last.allSatisfy(isLetter) else {
            return false
        }
        return labels.allSatisfy { label in
            guard let first = label.first, let last = label.last else { return false }
            let hyphen = UInt8(ascii: "-")
            return first != hyphen && last != hyphen
                && label.allSatisfy { isLetter($0) || isDigit($0) || $0 == hyphen }
        }
    }

    /// Before: somewhere in it something like x@y.z.
    static func isLoose(_ text: String) -> Bool {
        let scalars = Array(text.unicodeScalars)
        for place in scalars.indices.dropFirst() where scalars[place] == "@" && !isBlank(scalars[place - 1]) {
            let domain = scalars[(place + 1)...].prefix { !isBlank($0) }
            if domain.dropFirst().dropLast().contains(".") { return true }
        }
        return false
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { JavaScript.trimmed(String(scalar)).isEmpty }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    private static func isLocalByte(_ byte: UInt8) -> Bool {
        isLetter(byte) || isDigit(byte) || "_!#$%&'*+/=?^`{|}~-".utf8.contains(byte)
    }
}
