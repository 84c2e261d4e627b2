import LeadlineCore

/// Takes secrets out of texts, also where they are escaped or encoded. What stands in the place of one says which it is.
package struct Redactor: Sendable {
    /// Those that are known now: a redactor that was made before a key was learnt takes it out too.
    private let patterns: @Sendable () -> SecretPatterns

    init(_ patterns: @escaping @Sendable () -> SecretPatterns) { self.patterns = patterns }

    package static let none = Redactor { [none = SecretPatterns([])] in none }

    package func callAsFunction(_ text: String) -> String { patterns().redacted(text) }

    /// The same in all texts and names of a value; a number that holds a secret becomes a text.
    func callAsFunction(_ json: JSON) -> JSON {
        let patterns = patterns()
        return patterns.isEmpty ? json : patterns.redacted(json)
    }
}
