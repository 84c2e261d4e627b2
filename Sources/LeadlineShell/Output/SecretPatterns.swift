import LeadlineCore
import LeadlineLive

/// Secrets to look for in what is shown, and what stands in their places.
struct SecretPatterns: Sendable {
    typealias Replacement = (value: String, replacement: String)

    /// Values that are looked for together.
    private struct Part: Sendable {
        let values: [Replacement]
        let search: ValueSearch
        /// What stands in the place of each value.
        let replacements: [[UInt8]]

        init(_ values: [Replacement]) {
            self.values = values
            search = ValueSearch(values.map { ValueSearch.Value($0.value) })
            replacements = values.map { Array($0.replacement.utf8) }
        }
    }

    /// The first is what was known from the beginning; each of those that were added is less than half of the one before.
    private var parts: [Part] = []

    init(_ secrets: [Replacement] = []) { add(secrets) }

    /// Looks for further values too. However many come one by one, each is taken into a search a few times only: where
    /// all would be searched for anew with each, a long list would take for ever.
    mutating func add(_ secrets: [Replacement]) {
        var values = secrets.filter { $0.value.utf8.count >= KeyText.shortest }
        guard !values.isEmpty else { return }
        while let last = parts.last, last.values.count <= 2 * values.count {
            values = last.values + values
            parts.removeLast()
        }
        parts.append(Part(values))
    }

    static func + (first: SecretPatterns, second: SecretPatterns) -> SecretPatterns {
        var both = first
        both.parts += second.parts
        return both
    }

    var isEmpty: Bool { parts.isEmpty }

    func redacted(_ text: String) -> String {
        guard !isEmpty else { return text }
        var bytes = Array(text.utf8)
        var isChanged = false
        for part in parts {
            guard let shown = part.search.replacing(in: bytes, with: { match, _ in part.replacements[match.value] })
            else { continue }
            bytes = shown
            isChanged = true
        }
        return isChanged ? String(decoding: bytes, as: UTF8.self) : text
    }

    /// The same in all texts and names of a value; a number that holds a secret becomes a text.
    func redacted(_ json: JSON) -> JSON {
        switch json {
        case .null, .bool: return json
        case .number(let number):
            let text = redacted(number.text)
            return text == number.text ? json : .string(text)
        case .string(let text): return .string(redacted(text))
        case .array(let elements): return .array(elements.map { redacted($0) })
        case .object(let object):
            var result = JSONObject()
            for member in object.members { result[redacted(member.name)] = redacted(member.value) }
            return .object(result)
        }
    }
}
