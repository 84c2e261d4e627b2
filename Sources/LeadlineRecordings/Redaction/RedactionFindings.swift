import LeadlineCore

/// What a first walk finds: every secret and every personal value, each once.
final class RedactionFindings {
    struct Secret {
        /// Of what has a number, only after `number()`.
        var name: String
        var value: String
        /// nil: it was known before.
        var kind: SecretKind?
    }

    struct Personal {
        var kind: PersonalKind
        /// What all its spellings have in common.
        var normal: String
        var spellings: [String]
        /// The first object that it stood in.
        var group: Int
    }

    private(set) var secrets: [Secret]
    private var secretPlaces: [String: Int] = [:]
    /// The names that an earlier redaction gave.
    private(set) var earlierNames: Set<String> = []
    private(set) var personal: [Personal] = []
    private var personalPlaces: [String: Int] = [:]
    /// Words that are the names of things here: no person's name that is one of them is looked for in texts.
    private(set) var words: Set<String>
    /// The names that stand in an object.
    private(set) var names: [Int: (first: String?, last: String?)] = [:]
    /// What an earlier redaction put there.
    let pseudonyms: Set<String>
    private let masksPeople: Bool

    init(
        _ known: [RecordingRedactor.Secret], words: Set<String>, pseudonyms: [String], masksPeople: Bool
    ) {
        self.pseudonyms = Set(pseudonyms)
        secrets = known.filter { !SecretPlaceholders.isOne($0.value) }.map { Secret(name: $0.name, value: $0.value) }
        self.words = words.union(Self.fileWords)
        self.masksPeople = masksPeople
        for (place, secret) in secrets.enumerated() where secretPlaces[secret.value] == nil {
            secretPlaces[secret.value] = place
        }
    }

    /// Names of a HAR file's own, and of HTTP.
    private static let fileWords = Set(
        """
        log version creator browser pages entries request response method url httpversion headers cookies querystring \
        postdata headerssize bodysize status statustext content redirecturl size mimetype text encoding compression \
        timings blocked dns connect send wait receive ssl cache comment name value params filename contenttype \
        starteddatetime time leadline scenario notes clock pseudonyms seed post patch delete options head base64 http https \
        application json plain utf charset true false null none mock live replay exchange exchanges label found embedded took failure unreachable capsule \
        clocks redirects target comment unknown error key cookie token password
        """.split(separator: " ").map(String.init))

    func name(ofSecret value: String) -> String? { secretPlaces[value].map { secrets[$0].name } }

    func visit(_ leaf: RecordingWalk.Leaf) {
        earlierNames.formUnion(SecretPlaceholders.names(in: leaf.text))
        switch leaf.meaning {
        case .secret(let kind): add(secret: leaf.text, kind, key: leaf.key)
        case .personal(let kind):
            if masksPeople, !saysNothing(leaf.text) { add(ValueSearch.plain(leaf.text), kind, leaf.group) }
            if kind == .freeText || !masksPeople { shapes(leaf) }
        case .free: shapes(leaf)
        }
    }

    /// A member's or a header's name: it is not looked for as somebody's name.
    func see(name: String) { words.insert(name.lowercased()) }

    private func shapes(_ leaf: RecordingWalk.Leaf) {
        let text = SecretPlaceholders.blanked(in: leaf.text)
        // An escape in front of an address would be taken as a part of it.
        for find in TextShapes.finds(in: ValueSearch.plain(text), masksPeople: masksPeople) {
            add(find.text, find.meaning, leaf)
        }
        for pair in TextPairs.finds(in: text) where leaf.isDocument || pair.meaning == .secret(.password) {
            add(pair.text, pair.meaning, leaf)
        }
    }

    private func add(_ text: String, _ meaning: Meaning, _ leaf: RecordingWalk.Leaf) {
        switch meaning {
        case .secret(let kind): add(secret: text, kind, key: nil)
        case .personal(let kind): if masksPeople, !saysNothing(text) { add(text, kind, leaf.group) }
        case .free: break
        }
    }

    // MARK: - Secrets

    private func add(secret value: String, _ kind: SecretKind, key: String?) {
        guard secretPlaces[value] == nil, !value.isEmpty, !SecretPlaceholders.isOne(value) else { return }
        let name = key.map { "key \($0)" } ?? ""
        let isNamed = kind == .key && !name.isEmpty && !secrets.contains { $0.name == name }
        secretPlaces[value] = secrets.count
        secrets.append(Secret(name: isNamed ? name : "", value: value, kind: kind))
    }

    /// Gives numbers to the secrets that have no name. Those of an earlier redaction belong to other values.
    func number() {
        var numbers: [SecretKind: Int] = [:]
        for place in secrets.indices where secrets[place].name.isEmpty {
            guard let kind = secrets[place].kind else { continue }
            repeat {
                numbers[kind, default: 0] += 1
                secrets[place].name = "\(kind.rawValue) \(numbers[kind, default: 1])"
            } while earlierNames.contains(secrets[place].name)
        }
    }

    // MARK: - Personal values

    /// Not about anybody, wherever it stands.
    func saysNothing(_ text: String) -> Bool {
        ["", "true", "false", "null", "undefined", "nan", "0"].contains(text.lowercased().trimmedBlanks)
            || SecretPlaceholders.isOne(text) || pseudonyms.contains(text)
            || pseudonyms.contains(ValueSearch.plain(text))
    }

    private func add(_ text: String, _ kind: PersonalKind, _ group: Int) {
        switch kind {
        case .freeText: break
        case .email where text.utf8.contains(UInt8(ascii: "@")):
            for email in EmailText.addresses(in: text) { put(email, kind, group) }
        case .networkAddress: for address in NetworkAddress.all(in: text) { put(address, kind, group) }
        case .firstName, .lastName, .fullName: add(name: text, kind, group)
        default: put(text, kind, group)
        }
    }

    private func add(name text: String, _ kind: PersonalKind, _ group: Int) {
        let words = NameText.words(text).filter { !NameText.isTitle($0) }
        for (index, word) in words.enumerated() {
            let isLast = kind == .lastName || (kind == .fullName && index == words.count - 1 && words.count > 1)
            put(word, isLast ? .lastName : .firstName, group)
            if isLast {
                names[group, default: (nil, nil)].last = names[group]?.last ?? word
            } else if index == 0 {
                names[group, default: (nil, nil)].first = names[group]?.first ?? word
            }
        }
        if words.count > 1 { put(text, .fullName, group) }
    }

    private func put(_ text: String, _ kind: PersonalKind, _ group: Int) {
        let text = text.trimmedBlanks
        guard !text.isEmpty else { return }
        let normal = Self.normal(text, kind)
        // First and last names are one kind of word: a text does not tell which is meant.
        let key = (kind == .lastName ? PersonalKind.firstName : kind).rawValue + "|" + normal
        if let place = personalPlaces[key] {
            if !personal[place].spellings.contains(text) { personal[place].spellings.append(text) }
            return
        }
        personalPlaces[key] = personal.count
        personal.append(Personal(kind: kind, normal: normal, spellings: [text], group: group))
    }

    /// What all spellings of a value have in common.
    static func identity(of text: String, _ kind: PersonalKind) -> String {
        "\(kind.rawValue)|\(normal(text.trimmedBlanks, kind))"
    }

    func place(of text: String, _ kind: PersonalKind) -> Int? {
        let key = (kind == .lastName ? PersonalKind.firstName : kind).rawValue
        return personalPlaces[key + "|" + Self.normal(text.trimmedBlanks, kind)]
    }

    private static func normal(_ text: String, _ kind: PersonalKind) -> String {
        switch kind {
        case .phone: PhoneNumber(text).normal
        case .date: DateText(text)?.normal ?? text.lowercased()
        case .identifier: text.lowercased().filter { $0.isLetter || $0.isNumber }
        default: text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
    }

    // MARK: - What is looked for everywhere

    /// Whether a secret is looked for everywhere, or only where it stood: short words are found in other words.
    func isGlobal(_ secret: Secret) -> Bool {
        let size = secret.value.utf8.count
        guard let kind = secret.kind else { return size >= ValueSearch.shortest }
        let hasDigit = secret.value.utf8.contains { (0x30...0x39).contains($0) }
        let isWord = words.contains(secret.value.lowercased()) || SensitiveNames.meaning(of: secret.value) != .free
        return !isWord && (size >= 8 || (size >= ValueSearch.shortest && (hasDigit || kind == .password)))
    }

    /// Whether a personal value is told from others well enough to be looked for everywhere.
    func isGlobal(_ text: String, _ kind: PersonalKind) -> Bool {
        let size = text.utf8.count
        switch kind {
        case .email, .networkAddress: return size >= 6
        case .phone: return PhoneNumber(text).normal.utf8.count >= 7
        case .date: return size >= 8
        case .firstName, .lastName, .fullName: return size >= 4 && !words.contains(text.lowercased())
        case .words: return size >= 6 && !words.contains(text.lowercased())
        case .identifier: return size >= 6 && text.utf8.contains { (0x30...0x39).contains($0) }
        case .postcode, .number, .freeText: return false
        }
    }
}

extension String {
    var trimmedBlanks: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
