import LeadlineAPI
import LeadlineCore

/// What members, parameters and headers hold by their names, where no API description tells: letters and digits alone,
/// in small. The names are those of everyday use, not of one API.
enum SensitiveNames {
    /// What a name says; `free` where it says nothing.
    static func meaning(of name: String) -> Meaning {
        let name = name.plainName
        if let meaning = whole[name] { return meaning }
        return endings.first { name.hasSuffix($0.text) }?.meaning ?? .free
    }

    /// The shape of what a description marks as personal.
    static func kind(of name: String, _ schema: Schema) -> PersonalKind {
        if let generator = schema.generator, let kind = generators[generator] { return kind }
        if case .personal(let kind) = meaning(of: name) { return kind }
        if schema.format == "email" { return .email }
        if schema.format == "date" || schema.format == "date-time" { return .date }
        if schema.kind == .number || schema.kind == .integer { return .number }
        return schema.examples.first?.string?.utf8.contains { (0x30...0x39).contains($0) } == true
            ? .identifier : .words
    }

    private static let generators: [String: PersonalKind] = [
        "first-name": .firstName, "last-name": .lastName, "full-name": .fullName, "email": .email, "phone": .phone,
        "street": .words, "postcode": .postcode, "date": .date, "number": .number, "text": .freeText,
    ]

    private static let whole: [String: Meaning] = {
        var names: [String: Meaning] = [:]
        for (meaning, words) in lists { for word in words.split(separator: " ") { names[String(word)] = meaning } }
        return names
    }()

    private static let lists: [(Meaning, String)] = [
        (.secret(.key), "key authorization credential credentials accesskey accesskeyid signature sig"),
        (.secret(.token), "token jwt session sessionid sid phpsessid jsessionid nonce csrf xsrf otp bearer"),
        (.secret(.password), "password passwd passwort kennwort pwd pw pass passphrase pin secret passcode"),
        (.personal(.firstName), "firstname givenname forename fname middlename preferredname nickname"),
        (.personal(.lastName), "lastname surname familyname lname maidenname"),
        (
            .personal(.fullName),
            "fullname customername contactname ownername drivername cardholder customer contactbelongsto"
        ),
        (.personal(.email), "email mail emailaddress"),
        (.personal(.phone), "phone mobile cell telephone tel fax phonenumber mobilenumber cellphone msisdn"),
        (.personal(.words), "street address address1 address2 addressline1 addressline2 addr suburb"),
        (.personal(.postcode), "postcode zip zipcode postalcode"),
        (.personal(.date), "dob birthdate dateofbirth birthday birth"),
        (
            .personal(.identifier),
            "ssn socialsecurity nationalid taxid tfn medicare passport passportnumber iban bsb cvv cvc"
        ),
        (.personal(.number), "income salary wage"),
        (.personal(.networkAddress), "ip ipaddress clientip remoteaddr remoteip"),
        (.personal(.freeText), "message comments comment notes note conversation"),
    ]

    private static let endings: [(text: String, meaning: Meaning)] = [
        ("token", .secret(.token)), ("sessionid", .secret(.token)), ("apikey", .secret(.key)),
        ("secret", .secret(.password)), ("secretkey", .secret(.key)), ("privatekey", .secret(.key)),
        ("password", .secret(.password)), ("passwd", .secret(.password)), ("credential", .secret(.key)),
        ("emailaddress", .personal(.email)), ("email", .personal(.email)),
        ("phone", .personal(.phone)), ("mobile", .personal(.phone)), ("phonenumber", .personal(.phone)),
        ("firstname", .personal(.firstName)), ("middlename", .personal(.firstName)),
        ("lastname", .personal(.lastName)), ("surname", .personal(.lastName)), ("fullname", .personal(.fullName)),
        ("dateofbirth", .personal(.date)), ("birthdate", .personal(.date)), ("licenseexp", .personal(.date)),
        ("licenceexp", .personal(.date)), ("licenseexpiration", .personal(.date)),
        ("licensenumber", .personal(.identifier)), ("licencenumber", .personal(.identifier)),
        ("driverslicense", .personal(.identifier)), ("driverslicence", .personal(.identifier)),
        ("driverlicense", .personal(.identifier)), ("driverlicence", .personal(.identifier)),
        ("socialsecurity", .personal(.identifier)), ("socialsecuritynumber", .personal(.identifier)),
        ("passportnumber", .personal(.identifier)), ("cardnumber", .personal(.identifier)),
        ("accountnumber", .personal(.identifier)), ("ipaddress", .personal(.networkAddress)),
        ("streetaddress", .personal(.words)), ("homeaddress", .personal(.words)),
        ("customeraddress", .personal(.words)), ("addressline1", .personal(.words)),
        ("addressline2", .personal(.words)), ("zipcode", .personal(.postcode)), ("postcode", .personal(.postcode)),
        ("income", .personal(.number)), ("salary", .personal(.number)),
    ]

    /// Headers of proxies that tell who the client is.
    static let clientAddressHeaders: Set<String> = [
        "x-forwarded-for", "forwarded", "x-real-ip", "cf-connecting-ip", "true-client-ip", "x-client-ip",
        "x-cluster-client-ip", "x-original-forwarded-for", "fastly-client-ip",
    ]

    /// Names such as `key` mean many things: only what looks like one is a secret.
    static func isPlausible(_ text: String, _ kind: SecretKind) -> Bool {
        switch kind {
        case .password, .cookie: !text.isEmpty
        case .key, .token: text.utf8.count >= 6 && text.utf8.contains { (0x30...0x39).contains($0) }
        }
    }

    /// What a value must be for a mere name to make it personal: error lists say `"email": ["is invalid"]`.
    static func isPlausible(_ text: String, _ kind: PersonalKind) -> Bool {
        let digits = text.utf8.count { (0x30...0x39).contains($0) }
        switch kind {
        case .email: return text.utf8.contains(UInt8(ascii: "@"))
        case .phone: return (6...20).contains(digits) && text.utf8.count < 40
        case .date, .postcode, .identifier, .number: return digits > 0 && text.utf8.count < 40
        case .firstName, .lastName, .fullName: return text.utf8.count < 80 && text.split(separator: " ").count < 6
        case .words: return text.utf8.count < 160
        case .networkAddress, .freeText: return true
        }
    }
}
