import LeadlineAPI
import LeadlineCore

/// The names of keys by what they send, and how a recording writes them: `Bearer <key full>`.
struct KeyNames {
    private var known: [(field: HTTPFields.Field, name: String, prefix: String)] = []
    /// The headers that hold keys, whoever made them.
    private var headers = ["authorization", "proxy-authorization", "x-api-key"]

    /// What stands in the place of a key.
    static func placeholder(_ name: String) -> String { "<key \(name)>" }

    private static let foreign = "of its own"

    /// The key that a request names. `isComplete`: a request without one had none; else it may have been left out.
    static func used(in request: HTTPRequest, isComplete: Bool) -> RequestShape.UsedKey {
        for field in request.fields.all {
            if let name = name(in: field.value) { return name == foreign ? .unknown : .name(name) }
        }
        return isComplete ? .none : .unknown
    }

    /// `Bearer <key full>`: at most a word stands in front of the placeholder.
    private static func name(in value: String) -> String? {
        let word = value.prefix { $0 != "<" }
        let rest = value[word.endIndex...]
        guard rest.hasPrefix("<key "), rest.hasSuffix(">"),
            word.isEmpty || word.hasSuffix(" ") && word.dropLast().allSatisfy(\.isLetter)
        else { return nil }
        return String(rest.dropFirst(5).dropLast())
    }

    mutating func learn(_ credential: Credential, _ format: CredentialFormat) {
        if !headers.contains(where: { HTTPFields.same($0, format.header) }) { headers.append(format.header) }
        guard let field = credential.header else { return }
        // Behind the others, since a key may have several names: the last that was asked for is the one that is meant.
        known.removeAll { $0.name == credential.name && $0.field == field }
        known.append((field, credential.name, format.prefix))
    }

    /// The request with the names of its keys in their place, and the name of the key that was used.
    func named(_ request: HTTPRequest) -> (HTTPRequest, key: String?) {
        var request = request
        var key: String?
        var fields = HTTPFields()
        for field in request.fields.all {
            guard headers.contains(where: { HTTPFields.same($0, field.name) }) else {
                fields.append(field.name, field.value)
                continue
            }
            // A request that was recorded, and is sent again, has a name in its place already.
            if let name = Self.name(in: field.value) {
                key = name == Self.foreign ? key : name
                fields.append(field.name, field.value)
                continue
            }
            let found = known.last { HTTPFields.same($0.field.name, field.name) && $0.field.value == field.value }
            let prefix = found?.prefix ?? (field.value.hasPrefix("Bearer ") ? "Bearer " : "")
            key = found?.name ?? key
            fields.append(field.name, prefix + Self.placeholder(found?.name ?? Self.foreign))
        }
        request.fields = fields
        return (request, key)
    }
}
