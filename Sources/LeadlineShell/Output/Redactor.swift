import LeadlineCore

/// Takes secrets out of texts, also where they are escaped or encoded. What stands in their place names the variable, so
/// that a shown command can be run again.
package struct Redactor: Sendable {
    private let search: ValueSearch
    /// What stands in the place of each value.
    private let replacements: [[UInt8]]

    /// Shorter values would be found everywhere.
    private static let shortest = 5
    private static let prefix = "LEADLINE_SECRET_"

    /// The secrets among the variables: `LEADLINE_SECRET_<NAME>`.
    ///
    /// `replacement` makes what stands in the place of a secret from its name.
    package init(variables: [String: String], replacement: ((_ name: Substring) -> String)? = nil) {
        let replacement = replacement ?? { "$\(Self.prefix)\($0)" }
        let secrets = variables.filter { $0.key.hasPrefix(Self.prefix) && $0.value.utf8.count >= Self.shortest }
            .sorted { $0.key < $1.key }
        search = ValueSearch(secrets.map { ValueSearch.Value($0.value) })
        replacements = secrets.map { Array(replacement($0.key.dropFirst(Self.prefix.utf8.count)).utf8) }
    }

    /// The secrets by their names, as `secret.NAME` finds them: every value, however short.
    package static func secrets(_ variables: [String: String]) -> [String: String] {
        variables.reduce(into: [:]) { secrets, variable in
            guard variable.key.hasPrefix(prefix) else { return }
            secrets[String(variable.key.dropFirst(prefix.utf8.count))] = variable.value
        }
    }

    package static let none = Redactor(variables: [:])

    package func callAsFunction(_ text: String) -> String {
        guard !search.isEmpty else { return text }
        let shown = search.replacing(in: Array(text.utf8)) { match, _ in replacements[match.value] }
        return shown.map { String(decoding: $0, as: UTF8.self) } ?? text
    }

    /// The same in all texts and names of a value; a number that holds a secret becomes a text.
    func callAsFunction(_ json: JSON) -> JSON {
        guard !search.isEmpty else { return json }
        switch json {
        case .null, .bool: return json
        case .number(let number):
            let text = self(number.text)
            return text == number.text ? json : .string(text)
        case .string(let text): return .string(self(text))
        case .array(let elements): return .array(elements.map { self($0) })
        case .object(let object):
            var result = JSONObject()
            for member in object.members { result[self(member.name)] = self(member.value) }
            return .object(result)
        }
    }
}
