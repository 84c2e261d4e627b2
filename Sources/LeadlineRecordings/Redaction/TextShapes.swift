import LeadlineCore

/// What gives itself away by its shape, wherever it stands.
enum TextShapes {
    struct Find {
        var text: String
        var meaning: Meaning
    }

    static func finds(in text: String, masksPeople: Bool) -> [Find] {
        let bytes = Array(text.utf8)
        guard bytes.count >= 6 else { return [] }
        var finds: [Find] = []
        var start: Int?
        // Words of what can stand in tokens, addresses and numbers.
        for index in 0...bytes.count {
            if index < bytes.count, isWordByte(bytes[index]) {
                if start == nil { start = index }
                continue
            }
            if let begin = start, index - begin >= 6 { finds += word(bytes[begin..<index], masksPeople) }
            start = nil
        }
        finds += pemBlocks(bytes)
        if masksPeople { finds += numbers(bytes) }
        return finds
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "@"), UInt8(ascii: "+"):
            true
        default: false
        }
    }

    private static func word(_ word: ArraySlice<UInt8>, _ masksPeople: Bool) -> [Find] {
        let text = String(decoding: word, as: UTF8.self)
        if word.contains(UInt8(ascii: "@")) {
            guard masksPeople, let email = email(word) else { return [] }
            return [Find(text: email, meaning: .personal(.email))]
        }
        if text.hasPrefix("eyJ"), word.count > 30, word.count(where: { $0 == UInt8(ascii: ".") }) == 2 {
            return [Find(text: text, meaning: .secret(.token))]
        }
        let isKey = keyPrefixes.contains { text.hasPrefix($0.text) && word.count >= $0.length }
        return isKey ? [Find(text: text, meaning: .secret(.key))] : []
    }

    /// How keys of well-known providers begin, and how long they are at least.
    private static let keyPrefixes: [(text: String, length: Int)] = [
        ("AKIA", 20), ("ASIA", 20), ("sk_live_", 16), ("sk_test_", 16), ("rk_live_", 16), ("ghp_", 30), ("gho_", 30),
        ("github_pat_", 30), ("xoxb-", 20), ("xoxp-", 20), ("glpat-", 20), ("AIza", 35), ("SG.", 30), ("sk-", 24),
    ]

    private static func email(_ word: ArraySlice<UInt8>) -> String? {
        let parts = word.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        let dot = UInt8(ascii: ".")
        let domain = parts[1].trimmingSuffix { $0 == dot || $0 == UInt8(ascii: "-") }
        guard !parts[0].isEmpty, domain.contains(dot), domain.first != dot else { return nil }
        return String(decoding: parts[0].drop { $0 == dot } + [UInt8(ascii: "@")] + domain, as: UTF8.self)
    }

    /// The lines of keys, each by itself, since line ends are written in many ways.
    private static func pemBlocks(_ bytes: [UInt8]) -> [Find] {
        let begin = Array("-----BEGIN ".utf8)
        let end = UInt8(ascii: "-")
        var finds: [Find] = []
        var index = 0
        while index + begin.count < bytes.count {
            guard bytes[index] == end, bytes[index...].starts(with: begin) else {
                index += 1
                continue
            }
            index += begin.count
            while index < bytes.count, bytes[index] != end { index += 1 }
            index += 5
            let start = min(index, bytes.count)
            while index < bytes.count, bytes[index] != end { index += 1 }
            let lines = bytes[start..<min(index, bytes.count)].split { !Base64.isCharacter($0) && $0 != 0x3D }
            // An escaped line end leaves its letter in front of the line.
            finds += lines.filter { $0.count >= 16 }.map {
                let line = $0.count % 4 == 1 && $0.first == UInt8(ascii: "n") ? $0.dropFirst() : $0
                return Find(text: String(decoding: line, as: UTF8.self), meaning: .secret(.key))
            }
        }
        return finds
    }

    /// Phone numbers that begin as such, and cards.
    private static func numbers(_ bytes: [UInt8]) -> [Find] {
        var finds: [Find] = []
        var index = 0
        while index < bytes.count {
            let isStart = bytes[index] == UInt8(ascii: "+") || isDigit(bytes[index])
            guard isStart, index == 0 || !isNumberNeighbour(bytes[index - 1]) else {
                index += 1
                continue
            }
            var end = index + 1
            while end < bytes.count, isDigit(bytes[end]) || isSeparator(bytes, end) { end += 1 }
            if end == bytes.count || !isNumberNeighbour(bytes[end]) {
                if let find = number(bytes[index..<end]) { finds.append(find) }
            }
            index = end
        }
        return finds
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Find? {
        let digits = bytes.filter(isDigit)
        let text = String(decoding: bytes, as: UTF8.self)
        if bytes.first == UInt8(ascii: "+"), (8...15).contains(digits.count) {
            return Find(text: text, meaning: .personal(.phone))
        }
        let isPlain = digits.count == bytes.count
        if (13...19).contains(digits.count), Luhn.fits(digits), !isPlain || (14...16).contains(digits.count) {
            return Find(text: text, meaning: .personal(.identifier))
        }
        return nil
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    /// One blank or hyphen between digits.
    private static func isSeparator(_ bytes: [UInt8], _ index: Int) -> Bool {
        (bytes[index] == 0x20 || bytes[index] == UInt8(ascii: "-"))
            && index + 1 < bytes.count && isDigit(bytes[index + 1]) && isDigit(bytes[index - 1])
    }

    private static func isNumberNeighbour(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"): true
        default: false
        }
    }
}

/// The check digit of payment cards.
enum Luhn {
    static func fits(_ digits: [UInt8]) -> Bool { sum(digits) % 10 == 0 && digits.contains { $0 != 0x30 } }

    private static func sum(_ digits: [UInt8]) -> Int {
        digits.reversed().enumerated().reduce(0) { sum, digit in
            let value = Int(digit.element) - 0x30
            let doubled = value * 2
            return sum + (digit.offset % 2 == 0 ? value : doubled > 9 ? doubled - 9 : doubled)
        }
    }

    /// The digits with the last so that they fit.
    static func completed(_ digits: [UInt8]) -> [UInt8] {
        guard !digits.isEmpty else { return digits }
        var digits = digits
        digits[digits.count - 1] = 0x30
        digits[digits.count - 1] = 0x30 + UInt8((10 - sum(digits) % 10) % 10)
        return digits
    }
}

extension ArraySlice<UInt8> {
    fileprivate func trimmingSuffix(while isLeftOut: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        var slice = self
        while let last = slice.last, isLeftOut(last) { slice.removeLast() }
        return slice
    }
}
