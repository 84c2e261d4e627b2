import LeadlineCore

/// Keeps secrets out of the file that an editor opens: `{{secret.NAME}}` or `<key NAME>` stands there for a known
/// one.
struct DraftSecrets {
    private let redactor: Redactor
    /// By what stands for them.
    private let values: [String: String]

    init(_ secrets: Secrets) {
        redactor = secrets.placeholders
        values = Dictionary(secrets.all.map { ($0.kept, $0.value) }) { first, _ in first }
    }

    func hidden(_ json: JSON) -> JSON { redactor(json) }

    /// What was saved, with the secrets: what is as it was shown is the original, whatever its form.
    func restored(_ edited: JSON, from original: JSON?) -> JSON {
        if let original, hidden(original) == edited { return original }
        switch edited {
        case .null, .bool, .number: return edited
        case .string(let text): return .string(filled(text))
        case .array(let elements):
            let originals = original?.array ?? []
            return .array(
                elements.enumerated().map { place, element in
                    restored(element, from: originals.indices.contains(place) ? originals[place] : nil)
                })
        case .object(let object):
            var result = JSONObject()
            for member in object.members {
                let name = filled(member.name)
                result[name] = restored(member.value, from: original?[name])
            }
            return .object(result)
        }
    }

    private func filled(_ text: String) -> String {
        values.reduce(text) { text, secret in text.replacing(secret.key, with: secret.value) }
    }
}
