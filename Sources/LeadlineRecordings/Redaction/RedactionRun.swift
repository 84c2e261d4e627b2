import LeadlineAPI
import LeadlineCore

/// The redaction of one recording: what was found in it, what stands in its place, and the search for what is left.
final class RedactionRun {
    /// A value that is looked for everywhere.
    private struct Wanted {
        var text: String
        /// nil: a secret, or a canary.
        var kind: PersonalKind?
        /// What is written in its place; nil: a pseudonym, or for canaries nothing.
        var placeholder: String?
        /// For messages: `the key 'full'`, `an e-mail address`.
        var phrase: String
        /// The same for all spellings of one value.
        var identity = ""
    }

    private let apis: [(api: API, meanings: APIMeanings)]
    private let findings: RedactionFindings
    private let pseudonyms: Pseudonyms
    private let wanted: [Wanted]
    private let canaries: [Wanted]
    private let search: ValueSearch
    private let proof: ValueSearch
    private let masksPeople: Bool
    private var written: Set<String> = []
    private var order: [String] = []
    private var placeholders: Set<String> = []
    /// What was replaced, each once however it is spelled.
    private var masked: Set<String> = []

    /// How many values a proof looks for, each once however it is spelled.
    let searched: Int

    init(_ redactor: RecordingRedactor, _ recording: Recording) {
        apis = redactor.apis.map { ($0, APIMeanings($0)) }
        masksPeople = redactor.masksPeople
        let words = apis.reduce(into: Set<String>()) { $0.formUnion($1.meanings.words) }
        let findings = RedactionFindings(
            redactor.secrets, words: words, pseudonyms: recording.pseudonyms, masksPeople: masksPeople)
        let walk = RecordingWalk(apis, see: { findings.see(name: $0) }) { leaf in
            findings.visit(leaf)
            return nil
        }
        _ = walk.recording(recording)
        findings.number()
        self.findings = findings
        wanted = Self.wanted(findings)
        canaries = redactor.canaries.map { Wanted(text: $0.value, phrase: "the canary '\($0.name)'") }
        searched = Set(wanted.map(\.identity)).count + canaries.count
        search = ValueSearch(Self.values(wanted))
        proof = ValueSearch(Self.values(wanted + canaries))
        pseudonyms = Pseudonyms(findings, redactor.key, avoiding: proof)
    }

    private static func values(_ wanted: [Wanted]) -> [ValueSearch.Value] {
        wanted.map { ValueSearch.Value($0.text, isWord: $0.kind != nil) }
    }

    private static func wanted(_ findings: RedactionFindings) -> [Wanted] {
        let secrets = findings.secrets.filter(findings.isGlobal).map { secret in
            let words = secret.name.split(separator: " ", maxSplits: 1)
            let phrase = words.count == 2 ? "the \(words[0]) '\(words[1])'" : "the secret '\(secret.name)'"
            return Wanted(text: secret.value, placeholder: "<\(secret.name)>", phrase: phrase, identity: secret.value)
        }
        var seen: Set<String> = []
        let personal = findings.personal.flatMap { value in
            value.spellings.flatMap { spelling in
                Self.variants(spelling, value.kind).filter { findings.isGlobal($0, value.kind) }
            }.filter { seen.insert($0.lowercased()).inserted }
                .map { text in
                    Wanted(
                        text: text, kind: value.kind, phrase: "a personal value (\(value.kind.rawValue))",
                        identity: "\(value.kind.rawValue)|\(value.normal)")
                }
        }
        return secrets + personal
    }

    /// How a value may be written elsewhere.
    private static func variants(_ text: String, _ kind: PersonalKind) -> [String] {
        switch kind {
        case .phone:
            let number = PhoneNumber(text)
            return [text, text.filter(\.isNumber), number.normal, "0" + number.significant, number.significant]
        case .identifier: return [text, text.filter { $0.isLetter || $0.isNumber }]
        case .date: return [text, String(text.prefix { $0 != "T" && $0 != " " })]
        default: return [text]
        }
    }

    // MARK: - Replacing

    /// A recording with pseudonyms and names in the place of what was found.
    func redacted(_ recording: Recording) -> RedactedRecording {
        written = []
        order = []
        placeholders = []
        masked = []
        let walk = RecordingWalk(apis) { self.replacement(of: $0) }
        var redacted = walk.recording(recording)
        redacted.pseudonyms = recording.pseudonyms + order
        return RedactedRecording(recording: redacted, counts: counts())
    }

    private func replacement(of leaf: RecordingWalk.Leaf) -> String? {
        switch leaf.meaning {
        case .secret:
            guard let name = findings.name(ofSecret: leaf.text) else { return nil }
            placeholders.insert(name)
            return "<\(name)>"
        case .personal(let kind) where kind != .freeText && masksPeople:
            guard !findings.saysNothing(leaf.text) else { return nil }
            let plain = ValueSearch.plain(leaf.text)
            let text = pseudonym(plain, kind)
            return text == plain ? nil : plain == leaf.text ? text : Self.fitted(text, leaf.text)
        default: return replaced(leaf.text)
        }
    }

    private func pseudonym(_ text: String, _ kind: PersonalKind) -> String {
        let pseudonym = pseudonyms(text, kind)
        if pseudonym != text { masked.insert(RedactionFindings.identity(of: text, kind)) }
        if pseudonym != text, written.insert(pseudonym).inserted { order.append(pseudonym) }
        return pseudonym
    }

    private func replaced(_ text: String) -> String? {
        search.replacing(in: Array(text.utf8), keepingBase64: true) { match, source in
            let wanted = wanted[match.value]
            let original = String(decoding: source, as: UTF8.self)
            let replacement: String
            if let placeholder = wanted.placeholder {
                placeholders.insert(String(placeholder.dropFirst().dropLast()))
                replacement = placeholder
            } else {
                let isPlain = match.level == 0 && !match.isEncoded
                replacement = wanted.kind.map { pseudonym(isPlain ? original : wanted.text, $0) } ?? ""
            }
            return Array((match.isEncoded ? replacement : Self.fitted(replacement, original)).utf8)
        }.map { String(decoding: $0, as: UTF8.self) }
    }

    /// A text with its blanks and signs written as they were in what it replaces.
    private static func fitted(_ text: String, _ original: String) -> String {
        var (text, rest, keeping) = (text, original, original.contains("@") ? "@" : "")
        while rest.utf8.contains(UInt8(ascii: "%")) {
            let inner = PercentEncoding.decode(rest[...])
            guard inner != rest else { break }
            (text, rest, keeping) = (PercentEncoding.encode(text, keeping: keeping), inner, "")
        }
        guard rest == original else { return text }
        guard original.contains("+"), !original.contains(" "), !original.hasPrefix("+") else { return text }
        return text.split(separator: " ", omittingEmptySubsequences: false).joined(separator: "+")
    }

    private func counts() -> RedactionCounts {
        var counts = RedactionCounts()
        counts.count(placeholders)
        counts.personalValues = masked.count
        var earlier = RedactionCounts()
        earlier.count(findings.earlierNames.subtracting(placeholders))
        earlier.personalValues = findings.pseudonyms.count
        counts.earlier = earlier.text
        guard !masked.isEmpty else { return counts }
        func count(_ kind: PersonalKind) -> Int { findings.personal.count { $0.kind == kind } }
        counts.people = max(count(.email), count(.phone), count(.fullName), 1)
        return counts
    }

    // MARK: - Proof

    /// Looks for what is left, value by value.
    func prove(_ recording: Recording) throws(RedactionFailure) {
        try proveMeanings(recording)
        let places = places(in: recording)
        guard places.isEmpty else { throw RedactionFailure(places: places) }
    }

    /// Whether every place that means something secret or personal holds what was put there.
    func proveMeanings(_ recording: Recording) throws(RedactionFailure) {
        var places: [String] = []
        var here: () -> String = { "" }
        let walk = RecordingWalk(apis) { leaf in
            switch leaf.meaning {
            case .secret(let kind) where !SecretPlaceholders.isOne(leaf.text) && !self.isName(leaf.text):
                places.append("a \(kind.rawValue) at \(here())")
            case .personal(let kind) where self.isLeft(leaf.text, kind):
                places.append("a personal value (\(kind.rawValue)) at \(here())")
            default: break
            }
            return nil
        }
        here = { walk.place }
        _ = walk.recording(recording)
        guard places.isEmpty else { throw RedactionFailure(places: places) }
    }

    private func isName(_ text: String) -> Bool {
        text.hasPrefix("<") && text.hasSuffix(">") && placeholders.contains(String(text.dropFirst().dropLast()))
    }

    private func isLeft(_ text: String, _ kind: PersonalKind) -> Bool {
        let text = ValueSearch.plain(text)
        guard masksPeople, kind != .freeText, !findings.saysNothing(text), !written.contains(text) else {
            return false
        }
        // Some texts have nothing that could be replaced.
        return pseudonyms(text, kind) != text
    }

    /// Looks for what is left in the bytes of a file.
    func prove(_ bytes: [UInt8], of recording: Recording) throws(RedactionFailure) {
        let found = proof.values(in: bytes)
        guard !found.isEmpty else { return }
        let places = places(in: recording)
        guard places.isEmpty else { throw RedactionFailure(places: places) }
        throw RedactionFailure(places: phrases(found).map { "\($0) in the file's own text" })
    }

    private func places(in recording: Recording) -> [String] {
        var places: [String] = []
        var here: () -> String = { "" }
        let walk = RecordingWalk(apis) { leaf in
            let found = self.proof.values(in: Array(leaf.text.utf8))
            places += self.phrases(found).map { "\($0) at \(here())" }
            return nil
        }
        here = { walk.place }
        _ = walk.recording(recording)
        return places
    }

    private func phrases(_ found: Set<Int>) -> [String] {
        let all = wanted + canaries
        return found.sorted().map { all[$0].phrase }
    }
}

extension RecordingWalk {
    func recording(_ recording: Recording) -> Recording {
        var masked = recording
        masked.exchanges = recording.exchanges.enumerated().map { exchange($1, number: $0 + 1) }
        masked.capsule = recording.capsule.map { capsule($0) }
        part = "what is said about the whole"
        masked.target = recording.target.map { free($0) }
        masked.clocks = [:]
        for (label, clock) in recording.clocks { masked.clocks[free(label)] = clock }
        return masked
    }
}
