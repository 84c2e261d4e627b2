import LeadlineCore

/// Makes one value up, shaped as another.
struct Invention {
    private var stream: PseudonymStream
    private let key: PseudonymKey

    init(_ key: PseudonymKey, _ label: String) {
        self.key = key
        stream = PseudonymStream(key, label)
    }

    /// `names`: those of the person whose e-mail address it is, where they are known.
    func value(_ text: String, _ kind: PersonalKind, names: [String]?) -> String {
        var invention = self
        return invention.make(text, kind, names ?? [])
    }

    private mutating func make(_ text: String, _ kind: PersonalKind, _ names: [String]) -> String {
        switch kind {
        case .firstName, .fullName: return NameText.cased(InventedNames.first(&stream), like: text)
        case .lastName: return NameText.cased(InventedNames.last(&stream), like: text)
        case .email: return email(text, names)
        case .phone: return phone(text)
        case .words: return words(text)
        case .date: return DateText(text)?.moved(&stream) ?? scrambled(text)
        case .networkAddress: return address(text)
        case .identifier:
            let digits = text.utf8.filter { (0x30...0x39).contains($0) }
            let result = scrambled(text)
            guard (13...19).contains(digits.count), Luhn.fits(digits) else { return result }
            let fitting = Luhn.completed(result.utf8.filter { (0x30...0x39).contains($0) })
            return PhoneNumber.filled(result, with: String(decoding: fitting, as: UTF8.self))
        case .postcode, .number, .freeText: return scrambled(text)
        }
    }

    private mutating func email(_ text: String, _ names: [String]) -> String {
        guard text.utf8.contains(UInt8(ascii: "@")), text.contains("."), !EmailText.addresses(in: text).isEmpty else {
            return scrambled(text)
        }
        var parts = names.map { $0.lowercased() }
        if parts.isEmpty {
            parts = [InventedNames.first(&stream), InventedNames.last(&stream)].map { $0.lowercased() }
        }
        let address = "\(parts.joined(separator: ".")).\(stream.below(9000) + 1000)@example.test"
        return text.contains(where: \.isLowercase) ? address : address.uppercased()
    }

    /// Numbers that are set aside for fiction, where the country has some.
    private mutating func phone(_ text: String) -> String {
        let number = PhoneNumber(text)
        let digits = number.significant
        guard digits.utf8.count >= 4 else { return scrambled(text) }
        let invented =
            switch number.plan {
            case .australianMobile: "491570" + stream.digits(3)
            case .australian: String(digits.prefix(1)) + "5550" + stream.digits(4)
            case .american: Self.areas[stream.below(Self.areas.count)] + "55501" + stream.digits(2)
            case .britishMobile: "7700900" + stream.digits(3)
            case .british: "1632960" + stream.digits(3)
            case .other: String(digits.prefix(2)) + stream.digits(digits.utf8.count - 2)
            }
        return PhoneNumber.filled(text, with: invented)
    }

    private static let areas = [
        "202", "206", "212", "214", "303", "305", "312", "404", "415", "503", "512", "602", "615", "617", "702", "713",
    ]

    /// `12 Fake Street, Richmond VIC`: other numbers and words, but for the kinds of streets and what is short.
    private mutating func words(_ text: String) -> String {
        var result = ""
        var rest = text[...]
        while let first = rest.first {
            let isLetter = first.isLetter
            let part = rest.prefix { isLetter ? $0.isLetter || $0 == "'" : !$0.isLetter }
            rest = rest[part.endIndex...]
            let stays = part.count < 4 || Self.kinds.contains(part.lowercased())
            result +=
                !isLetter
                ? scrambled(String(part))
                : stays ? String(part) : NameText.cased(InventedNames.last(&stream), like: String(part))
        }
        return result == text ? scrambled(text) : result
    }

    private static let kinds: Set<String> = [
        "street", "road", "avenue", "drive", "lane", "court", "place", "close", "crescent", "parade", "highway",
        "boulevard", "terrace", "square", "unit", "apartment", "suite", "level", "floor", "north", "south", "east",
        "west",
    ]

    private mutating func address(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: ".")), !text.utf8.contains(UInt8(ascii: ":")) else {
            let groups = (0..<3).map { _ in String(stream.below(65_535) + 1, radix: 16) }
            return "2001:db8:" + groups.joined(separator: ":") + "::1"
        }
        let nets = ["192.0.2", "198.51.100", "203.0.113"]
        return "\(nets[stream.below(3)]).\(stream.below(254) + 1)"
    }

    /// Letters become letters, digits digits; zeros at the beginning and the end of numbers stay.
    private mutating func scrambled(_ text: String) -> String {
        let characters = Array(text)
        let zeros = characters.reversed().prefix { $0 == "0" }.count
        var isFirst = true
        return String(
            characters.enumerated().map { index, character in
                if character.isASCII, character.isNumber {
                    defer { isFirst = false }
                    if character == "0", isFirst || (index >= characters.count - zeros && zeros < characters.count) {
                        return character
                    }
                    return Character(String(isFirst ? stream.below(9) + 1 : stream.below(10)))
                }
                guard character.isLetter else { return character }
                let letter = Unicode.Scalar(UInt8(ascii: "a") + UInt8(stream.below(26)))
                return character.isUppercase ? Character(String(letter).uppercased()) : Character(letter)
            })
    }
}

/// Names that sound like some and are nobody's.
enum InventedNames {
    static func first(_ stream: inout PseudonymStream) -> String {
        beginnings[stream.below(beginnings.count)] + endings[stream.below(endings.count)]
    }

    static func last(_ stream: inout PseudonymStream) -> String {
        fronts[stream.below(fronts.count)] + backs[stream.below(backs.count)]
    }

    private static let beginnings = [
        "Al", "Am", "Ar", "Bel", "Bren", "Cal", "Cor", "Dal", "Dar", "El", "Em", "Fen", "Gal", "Hal", "Il", "Jan",
        "Jor",
        "Kel", "Kor", "Lar", "Lor", "Mar", "Mel", "Nor", "Ol", "Per", "Ren", "Ros", "Sel", "Tal", "Tor", "Wil",
    ]
    private static let endings = [
        "a", "an", "ana", "as", "ela", "en", "ena", "ia", "ian", "ina", "ino", "is", "o", "on", "ora", "wyn",
    ]
    private static let fronts = [
        "Alder", "Ash", "Beck", "Birch", "Bram", "Brook", "Calder", "Cliff", "Dale", "Elder", "Fair", "Fern", "Glen",
        "Gold", "Hart", "Hazel", "Hollow", "Kings", "Lang", "Linden", "Marsh", "Meadow", "Moss", "North", "Oak", "Penn",
        "Raven", "Rowan", "Stone", "Thorn", "Wester", "Winter",
    ]
    private static let backs = [
        "bank", "bourne", "bridge", "bury", "combe", "croft", "dale", "den", "field", "ford", "gate", "ham", "hurst",
        "land", "ley", "low", "mere", "mont", "more", "port", "shaw", "side", "stead", "stock", "ton", "vale", "wall",
        "ward", "well", "wick", "wood", "worth",
    ]
}
