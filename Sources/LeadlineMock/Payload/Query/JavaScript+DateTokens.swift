/// A part of a date's text, as V8 takes it apart.
enum DateToken: Equatable {
    /// Without sign, with how many digits were written.
    case number(Int, digits: Int)
    case sign(Int)
    /// `:`, `.`, `(`, `)` and what means nothing.
    case symbol(Character)
    case word(DateWord)
    case blank
    case end

    /// The value of a number that is written in so many digits.
    func number(digits: Int) -> Int? {
        guard case .number(let value, digits) = self else { return nil }
        return value
    }
}

/// What a word in a date means; of the names of months the first three letters count.
enum DateWord: Equatable {
    case month(Int)
    /// `AM` and `PM`: what is added to the hour.
    case halfDay(Int)
    /// Hours east of Greenwich; `Z` is one that may touch a time.
    case zone(Int, isZ: Bool)
    /// The `T` between date and time.
    case timeMark
    case unknown

    init(_ letters: String) {
        let word = letters.lowercased()
        let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
        if let month = months.firstIndex(of: String(word.prefix(3))) {
            self = .month(month + 1)
            return
        }
        switch word {
        case "am": self = .halfDay(0)
        case "pm": self = .halfDay(12)
        case "z": self = .zone(0, isZ: true)
        case "ut", "utc", "gmt": self = .zone(0, isZ: false)
        case "edt": self = .zone(-4, isZ: false)
        case "est", "cdt": self = .zone(-5, isZ: false)
        case "cst", "mdt": self = .zone(-6, isZ: false)
        case "mst", "pdt": self = .zone(-7, isZ: false)
        case "pst": self = .zone(-8, isZ: false)
        case "t": self = .timeMark
        default: self = .unknown
        }
    }
}

/// Reads the tokens of a date's text one by one.
struct DateTokens {
    /// Of longer numbers the digits behind these are left out.
    static let significantDigits = 9

    private let scalars: [Unicode.Scalar]
    private var place = 0
    private(set) var peek = DateToken.end

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
        peek = read()
    }

    mutating func next() -> DateToken {
        let token = peek
        peek = read()
        return token
    }

    /// Takes a symbol if it stands here; `-` is a sign.
    mutating func skip(_ symbol: Character) -> Bool {
        guard peek == .symbol(symbol) || (symbol == "-" && peek == .sign(-1)) else { return false }
        peek = read()
        return true
    }

    /// Behind the parenthesis that closes one just read.
    mutating func skipParentheses() {
        var depth = 1
        while depth > 0, peek != .end {
            if peek == .symbol("(") { depth += 1 }
            if peek == .symbol(")") { depth -= 1 }
            peek = read()
        }
    }

    private mutating func read() -> DateToken {
        guard place < scalars.count else { return .end }
        let scalar = scalars[place]
        switch scalar {
        case "0"..."9": return number()
        case "A"...: return word()
        default: break
        }
        place += 1
        switch scalar {
        case "+": return .sign(1)
        case "-": return .sign(-1)
        case _ where scalar.properties.isWhitespace: return .blank
        default: return .symbol(Character(scalar))
        }
    }

    private mutating func number() -> DateToken {
        let start = place
        var (value, significant) = (0, 0)
        while place < scalars.count, let digit = Character(scalars[place]).wholeNumberValue, scalars[place].isASCII {
            if significant > 0 || digit > 0 {
                if significant < Self.significantDigits { value = value * 10 + digit }
                significant += 1
            }
            place += 1
        }
        return .number(value, digits: place - start)
    }

    private mutating func word() -> DateToken {
        var letters = String.UnicodeScalarView()
        while place < scalars.count, scalars[place] >= "A" {
            letters.append(scalars[place])
            place += 1
        }
        return .word(DateWord(String(letters)))
    }
}
