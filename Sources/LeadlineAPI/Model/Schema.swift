package import LeadlineCore

/// The part of JSON Schema 2020-12 that the API descriptions use. Keywords that are not here are refused when a
/// description is read, so that none is silently without effect.
package struct Schema: Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case string, number, integer, boolean, array, object, null
    }

    /// Allowed types; empty means any.
    package var kinds: [Kind] = []
    package var format: String?
    package var title: String?
    package var description: String?
    package var examples: [JSON] = []
    /// The known values. Closed: others are refused by the API. Open: others are known to exist but not documented.
    package var values: [KnownValue] = []
    package var valuesAreClosed = true
    package var constant: JSON?
    /// What the API writes where a client creates a document without it.
    package var defaultValue: JSON?
    package var pattern: Pattern?
    package var patternText: String?
    package var minimum: JSONNumber?
    package var maximum: JSONNumber?
    package var exclusiveMinimum: JSONNumber?
    package var exclusiveMaximum: JSONNumber?
    package var minimumLength: Int?
    package var maximumLength: Int?
    package var minimumItems: Int?
    package var maximumItems: Int?
    package var minimumProperties: Int?
    package var items: Box?
    /// In the order of the description.
    package var properties: [Property] = []
    package var required: [String] = []
    /// nil: further members are unknown fields (a warning); otherwise their schema: free-form.
    package var additionalProperties: Box?
    /// Whether the API refuses members that are not described.
    package var isClosed = false
    /// The alternatives are boxed like properties.
    package var allOfBoxes: [Box] = []
    package var anyOfBoxes: [Box] = []
    package var oneOfBoxes: [Box] = []
    package var condition: Condition?
    package var isReadOnly = false
    package var isDeprecated = false
    /// Personal data of a real person: masked in all that is stored.
    package var isPersonal = false
    /// Of these what could harm somebody: masked on screen, too.
    package var isSensitive = false
    /// How the mock invents a value that the client does not send: one of `generatorNames`.
    package var generator: String?
    /// The collection whose documents' ids are values of this schema; the description need not describe it.
    package var relation: String?
    /// What a value must be, in words that continue its name ("must be an e-mail address"): told instead of a pattern
    /// or of alternatives that do not fit.
    package var note: String?
    /// Under which member's name alternatives that do not fit are reported, beside the place itself: `dealership`.
    package var reportedAs: String?

    package init() {}

    /// `sequence` counts from the mock's first id, `object-id` is 24 hexadecimal digits, `now` the mock's clock,
    /// `listed` one of the known values, `example` the first example; the others are invented from the seed.
    package static let generatorNames = [
        "sequence", "object-id", "now", "listed", "example", "first-name", "last-name", "full-name", "email", "phone",
        "street", "city", "state", "postcode", "date", "text", "number", "boolean",
    ]

    package struct Property: Sendable {
        package var name: String
        /// Boxed, so that going through properties copies no schemas.
        package var box: Box

        package var schema: Schema { box.schema }

        package init(name: String, schema: Schema) {
            self.name = name
            box = Box(schema)
        }
    }

    package struct KnownValue: Sendable {
        package var value: JSON
        package var description: String?

        package init(value: JSON, description: String?) {
            self.value = value
            self.description = description
        }
    }

    package struct Condition: Sendable {
        package var test: Box
        package var then: Box?
        package var otherwise: Box?

        package init(test: Box, then: Box?, otherwise: Box?) {
            self.test = test
            self.then = then
            self.otherwise = otherwise
        }
    }

    /// A schema inside a schema.
    package final class Box: Sendable {
        package let schema: Schema
        package init(_ schema: Schema) { self.schema = schema }

        static let anything = Box(Schema())
    }

    package var allOf: [Schema] {
        get { allOfBoxes.map(\.schema) }
        set { allOfBoxes = newValue.map { Box($0) } }
    }
    package var anyOf: [Schema] {
        get { anyOfBoxes.map(\.schema) }
        set { anyOfBoxes = newValue.map { Box($0) } }
    }
    package var oneOf: [Schema] {
        get { oneOfBoxes.map(\.schema) }
        set { oneOfBoxes = newValue.map { Box($0) } }
    }

    package func property(_ name: String) -> Schema? { propertyBox(name)?.schema }

    func propertyBox(_ name: String) -> Box? {
        for property in properties where property.name == name { return property.box }
        return nil
    }

    /// The schema below a list of member names.
    package func property(at path: [String]) -> Schema? { path.reduce(Optional(self)) { $0?.property($1) } }
    package var isNullable: Bool { kinds.isEmpty || kinds.contains(.null) }
    /// The type that is not null, when there is exactly one.
    package var kind: Kind? {
        if kinds.count == 1 { return kinds[0] == .null ? nil : kinds[0] }
        let others = kinds.filter { $0 != .null }
        return others.count == 1 ? others[0] : nil
    }
    package var isFile: Bool { kind == .string && format == "binary" }
}
