package import LeadlineCore
package import LeadlineLanguage

/// What the mock knows of an API beyond its operations: keys, rules, texts, seeds. All of it is data of the description.
package struct MockDescription: Sendable {
    /// The checks of a request, in this order; the first that fails answers.
    package enum Check: String, Sendable, CaseIterable {
        /// The key is known. Fails with the outcome `unauthenticated`.
        case key
        /// The key has the operation's permission. Fails with `forbidden`.
        case permission
        /// The document exists and is the key's to see. Fails with `not_found`.
        case document
        /// The rules of the description, each with its own outcome.
        case rules
        /// The body is what the operation takes. Fails with `invalid`.
        case fields
    }

    package struct Key: Sendable {
        package var name: String
        package var summary: String
        /// What is sent: nil for the key `none`, which sends no header.
        package var token: String?
        /// A key nobody issued is sent, but the mock does not know it.
        package var isIssued: Bool
        package var permissions: [String]
        /// What else the key's own document says; `dealerships: [1]`. Rules see it as `key.NAME`.
        package var attributes: JSONObject
    }

    /// `age > 72h` on `leads.update` answers `too_old`.
    package struct Rule: Sendable {
        package var name: String
        package var operations: [String]
        /// On `age` (since creation), `stored.FIELD`, `sent.FIELD`, `merged.FIELD`, `key.NAME`, `now`.
        package var condition: Located<Predicate>
        /// The condition as it is written.
        package var sentence: String
        package var outcome: String
    }

    /// A field that names a document of a seeded list, and by which keys are told apart.
    package struct Relation: Sendable {
        package var collection: String
        /// What an error calls it: `dealership`.
        package var name: String
        /// Field of the document to field of the listed one: `dealership_id` to `id`, `dealership_slug` to `slug`.
        package var fields: [(field: String, target: String)]
        /// The seeded list: `dealerships`.
        package var list: String
        package var missingMessage: String
        /// The key attribute that lists the ids that a key may use; nil: any.
        package var keyAttribute: String?
    }

    /// How the mock answers an outcome.
    package struct Answer: Sendable {
        package enum Body: Sendable {
            case json(JSON)
            case text(String)
            /// `{"phone": ["is invalid"]}`
            case fieldLists
            /// The document, in the operation's envelope if its answers have one.
            case document
        }

        package var outcome: String
        package var status: Int
        package var fields: HTTPFields
        package var body: Body
    }

    package var checks: [Check] = []
    package var keys: [Key] = []
    package var rules: [Rule] = []
    package var relations: [Relation] = []
    package var answers: [Answer] = []
    /// Texts for violations by JSON Schema keyword (`required`, `enum`), `other` for the rest.
    package var messages: [String: String] = [:]
    /// Lists that stand in the store from the start, by name.
    package var seed: JSONObject = JSONObject()
    /// The first number of `sequence` generators.
    package var firstID = 1

    package init() {}

    package func key(named name: String) -> Key? { keys.first { $0.name == name } }
    package func answer(_ outcome: String) -> Answer? { answers.first { $0.outcome == outcome } }
}
