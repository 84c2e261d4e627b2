import LeadlineAPI
import LeadlineCore

/// Makes up what nobody gave: values that a schema allows, drawn from a seeded generator.
struct Inventor {
    let facts: CollectionFacts
    private(set) var random: SeededRandom
    let now: Timestamp
    private let person: Person

    init(facts: CollectionFacts, random: SeededRandom, now: Timestamp) {
        self.facts = facts
        self.now = now
        var random = random
        person = Person(&random)
        self.random = random
    }

    /// A document with the given fields and, invented, the required ones and those for which the description names a
    /// generator. It is what the API would take, as far as the given fields allow it.
    mutating func document(with given: JSONObject) -> JSONObject {
        // Fields that say one thing in several ways: inventing one beside a given one would contradict it.
        let settled = facts.relations.filter { relation in relation.fields.contains { given[$0.field] != nil } }
        var document = object(facts.schema, given: given, without: Set(settled.flatMap { $0.fields.map(\.field) }))
        for relation in facts.relations { relate(&document, relation) }
        for _ in 0..<4 {
            guard addMissing(to: &document) else { break }
        }
        return document
    }

    /// Names the first of a relation's list, unless one is named.
    private func relate(_ document: inout JSONObject, _ relation: MockDescription.Relation) {
        guard !relation.fields.contains(where: { document[$0.field] != nil }), let first = relation.fields.first,
            let listed = facts.mock.seed[relation.list]?.array?.first
        else { return }
        document[first.field] = listed[first.target]
    }

    /// Invents what is required because of other fields; false when nothing was.
    private mutating func addMissing(to document: inout JSONObject) -> Bool {
        var isChanged = false
        for violation in SchemaValidator.violations(of: .object(document), against: facts.schema)
        where violation.keyword == "required" {
            let path = violation.path.split(separator: ".")
            guard !violation.path.contains("["), let part = facts.schema.part(at: path[...]), !part.isReadOnly,
                let value = value(part)
            else { continue }
            document.set(value, at: path[...])
            isChanged = true
        }
        return isChanged
    }

    private mutating func object(_ schema: Schema, given: JSONObject, without settled: Set<String>) -> JSONObject {
        let required = schema.requiredParts
        var document = JSONObject()
        for property in schema.parts {
            let part = property.schema
            if let value = given[property.name] {
                document[property.name] = value
            } else if !part.isReadOnly, !settled.contains(property.name),
                required.contains(property.name) || part.isInvented
            {
                document[property.name] = value(part)
            }
        }
        document.merge(given)
        return document
    }

    /// A value for a place; nil where none can be made up: for files, and lists and objects of unknown content.
    mutating func value(_ schema: Schema) -> JSON? {
        if let generator = schema.generator, let value = generated(generator, schema) { return value }
        if let constant = schema.constant ?? schema.defaultValue { return constant }
        if !schema.values.isEmpty { return schema.values[random.below(schema.values.count)].value }
        if !schema.examples.isEmpty { return schema.examples[random.below(schema.examples.count)] }
        switch schema.kind {
        case .string: return schema.isFile ? nil : text(schema)
        case .integer, .number: return .integer(number(schema))
        case .boolean: return .bool(random.below(2) == 1)
        case .object: return .object(object(schema, given: JSONObject(), without: []))
        case .array: return list(schema)
        case .null: return .null
        case nil: return schema.parts.isEmpty ? "text" : .object(object(schema, given: JSONObject(), without: []))
        }
    }

    private mutating func generated(_ generator: String, _ schema: Schema) -> JSON? {
        switch generator {
        case "object-id": return .string(Self.objectID(&random))
        case "now": return .string(now.text)
        case "listed": return schema.values.isEmpty ? nil : schema.values[random.below(schema.values.count)].value
        case "example": return schema.examples.first
        case "first-name": return .string(person.firstName)
        case "last-name": return .string(person.lastName)
        case "full-name": return .string(person.fullName)
        case "email": return .string(person.email)
        case "phone": return .string(person.phone)
        case "street": return .string(person.street)
        case "city": return .string(person.place.city)
        case "state": return .string(person.place.state)
        case "postcode": return Self.typed(person.place.postcode, schema)
        case "date": return .string(date())
        case "text": return text(schema)
        case "number", "sequence": return .integer(number(schema))
        case "boolean": return .bool(random.below(2) == 1)
        default: return nil
        }
    }

    private mutating func text(_ schema: Schema) -> JSON {
        switch schema.format {
        case "date-time": return .string(now.text)
        case "date": return .string(date())
        case "email": return .string(person.email)
        case "uuid": return .string(Self.uuid(&random))
        case "uri": return .string("https://example.com/\(person.number)")
        default: return .string(Self.words[random.below(Self.words.count)])
        }
    }

    /// A day of the year before.
    private mutating func date() -> String {
        (now - Duration.seconds(86_400 * (random.below(365) + 1))).dayText
    }

    private mutating func number(_ schema: Schema) -> Int {
        let low = schema.minimum?.integer ?? schema.exclusiveMinimum?.integer.map { $0 &+ 1 } ?? 1
        let limit = schema.maximum?.integer ?? schema.exclusiveMaximum?.integer.map { $0 &- 1 }
        let high = limit ?? (low > Int.max - 1000 ? Int.max : low + 999)
        let (span, overflow) = high.subtractingReportingOverflow(low)
        return overflow || span < 0 || span == .max ? low : low + random.below(span + 1)
    }

    private mutating func list(_ schema: Schema) -> JSON {
        guard let items = schema.items?.schema else { return [] }
        let count = max(schema.minimumItems ?? 0, items.isInvented ? 1 : 0)
        return .array((0..<min(count, 16)).compactMap { _ in value(items) })
    }

    /// 24 hexadecimal digits.
    static func objectID(_ random: inout SeededRandom) -> String {
        let digits = String(random.next(), radix: 16)
        let rest = String(random.next() >> 32, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
            + String(repeating: "0", count: 8 - rest.utf8.count) + rest
    }

    /// A random UUID: 32 hexadecimal digits, of which two say that it is one.
    static func uuid(_ random: inout SeededRandom) -> String {
        var digits = Array(objectID(&random) + objectID(&random).prefix(8))
        digits[12] = "4"
        digits[16] = "8"
        for place in [20, 16, 12, 8] { digits.insert("-", at: place) }
        return String(digits)
    }

    private static func typed(_ text: String, _ schema: Schema) -> JSON {
        switch schema.kind {
        case .integer, .number: Int(text).map { .integer($0) } ?? .string(text)
        default: .string(text)
        }
    }

    private static let words = [
        "Please call after six", "Is this one still available", "Asking about the price", "Prefers a short message",
        "Needs it before the holidays", "Comparing a few offers", "Back again after a year", "Recommended by a friend",
    ]
}

extension Schema {
    /// Whether the description wants this place made up, or one inside it.
    fileprivate var isInvented: Bool {
        generator != nil || (!isReadOnly && parts.contains { $0.schema.isInvented }) || items?.schema.isInvented == true
    }
}

extension JSONObject {
    /// Puts a value at a path of member names, with the objects on the way.
    fileprivate mutating func set(_ value: JSON, at path: ArraySlice<Substring>) {
        guard let first = path.first else { return }
        let rest = path.dropFirst()
        if rest.isEmpty {
            self[String(first)] = value
        } else {
            var inner = self[String(first)]?.object ?? JSONObject()
            inner.set(value, at: rest)
            self[String(first)] = .object(inner)
        }
    }
}

extension Timestamp {
    /// `2026-03-02`
    var dayText: String { String(text.prefix { $0 != "T" }) }
}
