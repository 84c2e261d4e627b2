import LeadlineCore
import LeadlineLive

/// Secrets to look for in what is shown, and what stands in their places.
struct SecretPatterns: Sendable {
    private let search: ValueSearch
    /// What stands in the place of each value.
    private let replacements: [[UInt8]]

    init(_ secrets: [(value: String, replacement: String)]) {
        let secrets = secrets.filter { $0.value.utf8.count >= KeyText.shortest }
        search = ValueSearch(secrets.map { ValueSearch.Value($0.value) })
        replacements = secrets.map { Array($0.replacement.utf8) }
    }

    var isEmpty: Bool { search.isEmpty }

    func redacted(_ text: String) -> String {
        guard !search.isEmpty else { return text }
        let shown = search.replacing(in: Array(text.utf8)) { match, _ in replacements[match.value] }
        return shown.map { String(decoding: $0, as: UTF8.self) } ?? text
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
