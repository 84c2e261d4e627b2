/// What a value is, as far as storing it goes.
enum Meaning: Sendable, Equatable {
    case free
    case secret(SecretKind)
    case personal(PersonalKind)
}

/// What stands in the place of a secret is called so: `<cookie 1>`.
enum SecretKind: String, Sendable {
    case key, cookie, token, password
}

/// How a pseudonym is shaped.
enum PersonalKind: String, Sendable {
    case firstName = "first name"
    case lastName = "last name"
    case fullName = "name"
    case email = "e-mail address"
    case phone = "phone number"
    /// Streets, employers: words and numbers, each replaced by one of its kind.
    case words = "address"
    case postcode
    case date
    /// Licence and social-security numbers, cards: letters stay letters, digits stay digits.
    case identifier = "identifying number"
    case number
    case networkAddress = "network address"
    /// Sentences that somebody wrote: they stay, what is known to be personal in them does not.
    case freeText = "text"
}

extension String {
    /// Letters and digits alone, in small: `first_name`, `firstName` and `First-Name` are one.
    var plainName: String {
        String(
            decoding: lowercased().utf8.filter { ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || $0 >= 0x30 && $0 <= 0x39 },
            as: UTF8.self)
    }
}
