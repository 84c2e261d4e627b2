import LeadlineCore

/// The words of a name: letters with what joins them, in their order.
enum NameText {
    static func words(_ text: String) -> [String] { text.split { !isPart($0) }.map(String.init) }

    /// The text with each word that is no title replaced.
    static func replacing(_ text: String, _ replacement: (_ word: String, _ isLast: Bool) -> String) -> String {
        var result = ""
        var rest = text[...]
        let last = words(text).last { !isTitle($0) }
        while let start = rest.firstIndex(where: isPart) {
            result += rest[..<start]
            let word = rest[start...].prefix(while: isPart)
            result += isTitle(String(word)) ? String(word) : replacement(String(word), String(word) == last)
            rest = rest[word.endIndex...]
        }
        return result + rest
    }

    static func isTitle(_ word: String) -> Bool {
        ["mr", "mrs", "ms", "miss", "dr", "jr", "sr", "and"].contains(word.lowercased())
    }

    private static func isPart(_ character: Character) -> Bool {
        character.isLetter || character == "'" || character == "’" || character == "-"
    }

    /// A word written as another is: all in capitals, all in small, or as names are.
    static func cased(_ word: String, like original: String) -> String {
        if !original.contains(where: \.isLowercase), original.count > 1 { return word.uppercased() }
        return original.contains(where: \.isUppercase) ? word : word.lowercased()
    }
}

enum EmailText {
    /// The addresses in a text, each from its first to its last character.
    static func addresses(in text: String) -> [String] {
        text.split { $0.isWhitespace || ",;<>()\"".contains($0) }.filter(isAddress).map(String.init)
    }

    static func replacing(_ text: String, _ replacement: (String) -> String) -> String {
        var result = text
        for address in addresses(in: text) {
            guard let range = result.firstRange(of: address) else { continue }
            result.replaceSubrange(range, with: replacement(address))
        }
        return result
    }

    private static func isAddress(_ text: Substring) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".") && parts[1].first != "."
    }
}

/// IPv4 and IPv6 addresses in the values of headers.
enum NetworkAddress {
    static func all(in text: String) -> [String] {
        text.split { !($0.isHexDigit || $0 == ":" || $0 == ".") }.compactMap { word in
            let isOld = word.contains(".") && !word.contains("::")
            let address = isOld ? word.split(separator: ":").first ?? "" : word
            return isReal(String(address)) ? String(address) : nil
        }
    }

    /// Whether it may be somebody's, and is no machine's own.
    private static func isReal(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        if parts.count == 4, parts.allSatisfy({ UInt8($0) != nil }) { return parts[0] != "127" && text != "0.0.0.0" }
        return text.contains(":") && text.split(separator: ":").count >= 2 && text != "::1" && text.utf8.count >= 6
    }
}

/// A phone number: what tells it from others however it is written, and its digits in the text.
struct PhoneNumber {
    /// Which numbers are set aside for fiction.
    enum Plan { case australianMobile, australian, american, britishMobile, british, other }

    let plan: Plan
    /// The digits without the country's and the prefix for calls inside it.
    let significant: String
    /// The same for all spellings.
    let normal: String

    init(_ text: String) {
        let digits = text.filter { $0.isASCII && $0.isNumber }
        let rest: (country: String, digits: Substring)? = Self.countries.lazy.compactMap { code, prefix, length in
            for start in ["00" + code, code, prefix] where digits.hasPrefix(start) {
                let rest = digits.dropFirst(start.count)
                if rest.count == length, let first = rest.first, first >= "2" || code == "44" { return (code, rest) }
            }
            return nil
        }.first
        significant = rest.map { String($0.digits) } ?? digits
        normal = (rest.map(\.country) ?? "") + significant
        switch rest?.country {
        case "61": plan = significant.hasPrefix("4") ? .australianMobile : .australian
        case "1": plan = .american
        case "44": plan = significant.hasPrefix("7") ? .britishMobile : .british
        default: plan = .other
        }
    }

    /// Country code, what stands in front inside of the country, and how many digits follow.
    private static let countries = [("61", "0", 9), ("1", "", 10), ("44", "0", 10)]

    /// The text with other digits, which fill it from its end.
    static func filled(_ text: String, with digits: String) -> String {
        var rest = digits[...]
        return String(
            text.reversed().map { character in
                character.isASCII && character.isNumber ? rest.popLast() ?? character : character
            }.reversed())
    }
}

/// A date as people and programs write it; what follows it stays.
struct DateText {
    private enum Order { case year, day }

    private let order: Order
    private let separator: String
    private let year: Int
    private let isWide: Bool
    private let rest: Substring
    /// `1990-05-01`; for `01/05/1990` the same with the first number last.
    let normal: String

    init?(_ text: String) {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        if digits.count == 8, let year = Int(digits.prefix(4)) {
            self.init(.year, "", year, true, text.dropFirst(8), String(digits))
            return
        }
        guard let sign = text.dropFirst(digits.count).first, "-/.".contains(sign) else { return nil }
        let parts = text.split(separator: sign, maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let first = Int(parts[0]), let second = Int(parts[1]) else { return nil }
        let third = parts[2].prefix { $0.isASCII && $0.isNumber }
        guard let last = Int(third), (1...31).contains(second) else { return nil }
        let rest = parts[2].dropFirst(third.count)
        let isWide = parts[1].count == 2
        if parts[0].count == 4 {
            self.init(.year, String(sign), first, isWide, rest, "\(first)-\(second)-\(last)")
        } else if third.count == 4 {
            self.init(.day, String(sign), last, isWide, rest, "\(last)-\(second)-\(first)")
        } else {
            return nil
        }
    }

    private init(
        _ order: Order, _ separator: String, _ year: Int, _ isWide: Bool, _ rest: Substring, _ normal: String
    ) {
        (self.order, self.separator, self.year, self.isWide) = (order, separator, year, isWide)
        (self.rest, self.normal) = (rest, normal)
    }

    /// Another day within two years, which is one in every order of its numbers.
    func moved(_ draw: inout PseudonymStream) -> String {
        func two(_ number: Int) -> String { isWide && number < 10 ? "0\(number)" : String(number) }
        let year = String(year + draw.below(5) - 2)
        let (month, day) = (two(draw.below(12) + 1), two(draw.below(12) + 1))
        return (order == .year ? [year, month, day] : [day, month, year]).joined(separator: separator) + rest
    }
}
