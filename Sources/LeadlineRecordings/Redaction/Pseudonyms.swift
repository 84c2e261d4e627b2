import LeadlineCore

/// Numbers drawn for one value: the same for the same key, value and attempt.
struct PseudonymStream {
    private let hash: SipHash
    private let label: [UInt8]
    private var count: UInt8 = 0

    init(_ key: PseudonymKey, _ label: String) {
        hash = key.hash
        self.label = Array(label.utf8)
    }

    /// From 0 to `bound - 1`.
    mutating func below(_ bound: Int) -> Int {
        count &+= 1
        return Int(hash(label + [0, count]).multipliedFullWidth(by: UInt64(max(bound, 1))).high)
    }

    mutating func digits(_ size: Int) -> String { (0..<size).map { _ in String(below(10)) }.joined() }
}

/// Invented values in the place of real ones: the same for the same, never one for two, shaped as they were.
final class Pseudonyms {
    private let key: PseudonymKey
    private let findings: RedactionFindings
    /// What no pseudonym may hold.
    private let originals: ValueSearch
    /// All that is given, in the form in which it must differ.
    private var used: Set<String> = []
    /// By the places of the findings: the attempt that gave something unused.
    private var attempts: [Int: Int] = [:]

    init(_ findings: RedactionFindings, _ key: PseudonymKey, avoiding originals: ValueSearch) {
        self.findings = findings
        self.key = key
        self.originals = originals
        for place in findings.personal.indices { settle(place) }
    }

    /// Finds an attempt whose value nobody else has.
    private func settle(_ place: Int) {
        let value = findings.personal[place]
        guard value.kind != .fullName, let spelling = value.spellings.first else { return }
        for attempt in 0..<500 {
            let invented = invented(place, spelling, attempt).lowercased()
            guard invented != spelling.lowercased(), !used.contains(invented),
                findings.place(of: invented, value.kind) == nil, originals.values(in: Array(invented.utf8)).isEmpty
            else { continue }
            used.insert(invented)
            attempts[place] = attempt
            return
        }
        // Of one or two characters there are not enough others.
        attempts[place] = 500 + place
    }

    /// What stands in the place of a value. One that no first walk saw has a pseudonym all the same.
    func callAsFunction(_ text: String, _ kind: PersonalKind) -> String {
        switch kind {
        case .freeText: return text
        case .email where text.utf8.contains(UInt8(ascii: "@")) && !EmailText.addresses(in: text).isEmpty:
            return EmailText.replacing(text) { one($0, kind) }
        case .networkAddress:
            return NetworkAddress.all(in: text).reduce(text) { text, address in
                guard let range = text.firstRange(of: address) else { return text }
                return text.replacingCharacters(in: range, with: one(address, kind))
            }
        case .firstName, .lastName, .fullName:
            return NameText.replacing(text) { word, isLast in
                let isFamily = kind == .lastName || (kind == .fullName && isLast && NameText.words(text).count > 1)
                return one(word, isFamily ? .lastName : .firstName)
            }
        default: return one(text, kind)
        }
    }

    private func one(_ text: String, _ kind: PersonalKind) -> String {
        guard let place = findings.place(of: text, kind) else {
            return Invention(key, "\(kind.rawValue)|\(text.lowercased())").value(text, kind, names: nil)
        }
        return invented(place, text, attempts[place] ?? 0)
    }

    private func invented(_ place: Int, _ spelling: String, _ attempt: Int) -> String {
        let value = findings.personal[place]
        let label = "\(value.kind.rawValue)|\(value.normal)" + (attempt > 0 ? "|\(attempt)" : "")
        let names = value.kind == .email ? findings.names[value.group].map { name($0, value.group) } : nil
        return Invention(key, label).value(spelling, value.kind, names: names)
    }

    /// The invented names of whoever an e-mail address belongs to.
    private func name(_ names: (first: String?, last: String?), _ group: Int) -> [String] {
        [names.first.map { one($0, .firstName) }, names.last.map { one($0, .lastName) }].compactMap { $0 }
    }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
        String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
    }
}
