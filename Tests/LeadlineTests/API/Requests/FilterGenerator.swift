import LeadlineAPI
import LeadlineCore
import LeadlineLanguage

/// Draws conditions over a schema: every operator, groups in groups, names and texts that a syntax could trip over.
struct FilterGenerator {
    private var random: SeededRandom
    /// Of groups; with 1 some have one part only, which no sentence can say.
    private let fewestParts: Int

    init(seed: Int, fewestParts: Int = 1) {
        random = SeededRandom(seed: seed)
        self.fewestParts = fewestParts
    }

    static let document = Schema(members: [
        "title": typed(.string), "n": typed(.number), "k": typed(.integer), "hot": typed(.boolean),
        "due": typed(.string, format: "date-time"), "tags": Schema(listOf: typed(.string)),
        "scores": Schema(listOf: typed(.number)), "address": Schema(members: ["city": typed(.string)]),
        "owner": typed(.string, relation: "users"), "owners": Schema(listOf: typed(.string, relation: "users")),
    ])

    static func type(_ path: [PathKey]) -> ValueType { document.schema(at: path[...])?.valueType ?? .any }

    private static func typed(_ kind: Schema.Kind, format: String? = nil, relation: String? = nil) -> Schema {
        var schema = Schema()
        (schema.kinds, schema.format, schema.relation) = ([kind], format, relation)
        return schema
    }

    private static let fields = [
        "title", "n", "k", "hot", "due", "tags", "scores", "address.city", "owner", "owners", "meta.x", "point",
    ]
    private static let oddFields = [
        "not", "is", "where", "limit", "a b", "é", "x-y", "a:b", "😀", "{{x}}", "a\"b", "it's", "a,b", "#h", "a/b",
        "a=b&c%20+d", "$.a", "->", "a__b", "_id", "a.", ".a", "-1", "01", "a.constructor", "x|y", "(a)", "a;b", "a\n",
    ]
    /// What no query string can name, or what servers take for something else.
    static let unspeakable = ["", "a[0]", "x]", "5", "0", "constructor", "__proto__", "and", "OR"]
    private static let texts = [
        "", "a", "O'Brien", "x y", "a,b", "{{x}}", "{{", "}}", "#5", "null", "true", "5", "007", "1.0", "3d", "é😀",
        "\"q\"", "\\", "\\\"", "\n\t", "->", "100%", "a&b=c+d", "[x]", "{\"a\":1}", " lead ", "a;b", "\u{0}", "it's",
        "(a)", "and", "or", "a{", "{", "!=", "=", "%5B", "a|b", "'", "limit", "e\u{301}", "$.a", "// x", "?", "a b'c",
    ]
    private static let times = ["2024-01-01", "2026-03-02T09:00:00+11:00", "2026-03-01T22:00:00.000Z"]
    private static let numbers = [
        "0", "-0", "1", "1.0", "-2.50", "1e21", "1E-7", "12345678901234567890123", "0.1", "1e400", "100000", "-5e-324",
    ]
}

extension FilterGenerator {
    mutating func filter(depth: Int = 3) -> Filter {
        guard depth > 0, random.below(2) == 0 else { return .test(test()) }
        let count = fewestParts + random.below(3)
        let parts = (0..<count).map { _ in filter(depth: depth - 1) }
        return random.below(2) == 0 ? .and(parts) : .or(parts)
    }

    private mutating func test() -> FilterTest {
        let field = random.below(3) == 0 ? pick(Self.oddFields) : pick(Self.fields)
        let operation = pick([
            "equals", "not_equals", "in", "not_in", "all", "exists", "greater_than", "greater_than_equal",
            "less_than", "less_than_equal", "like", "not_like", "contains", "near", "within", "intersects",
        ])
        return FilterTest(field: field, operation: operation, operand: operand(operation, field))
    }

    private mutating func operand(_ operation: String, _ field: String) -> JSON {
        switch operation {
        case "exists": return .bool(random.below(2) == 0)
        case "near":
            let numbers: JSON = .array((0..<(3 + random.below(2))).map { _ in number() })
            return random.below(2) == 0 ? numbers : "10.01, 20.01, null, 1500"
        case "within", "intersects": return polygon()
        case "in", "not_in", "all": return list(field)
        default: return random.below(8) == 0 ? list(field) : value(field)
        }
    }

    /// Of the field's type, sometimes of another.
    private mutating func value(_ field: String) -> JSON {
        if random.below(6) == 0 { return anything() }
        switch field {
        case "n", "k", "scores": return number()
        case "hot": return .bool(random.below(2) == 0)
        case "due": return .string(pick(Self.times))
        case "owner" where random.below(3) == 0: return .null
        case "owner" where random.below(3) == 0: return ["relationTo": "users", "value": .string(pick(Self.texts))]
        case "owner", "owners": return .string("65a00000000000000000000\(random.below(10))")
        default: return .string(pick(Self.texts))
        }
    }

    private mutating func anything() -> JSON {
        switch random.below(4) {
        case 0: .bool(random.below(2) == 0)
        case 1: number()
        default: .string(pick(Self.texts))
        }
    }

    /// Now and then so long that its elements travel in one text.
    private mutating func list(_ field: String) -> JSON {
        let count = random.below(20) == 0 ? 60 : 1 + random.below(3)
        return .array((0..<count).map { _ in value(field) })
    }

    private mutating func number() -> JSON { .number(JSONNumber(validated: pick(Self.numbers))) }

    private mutating func polygon() -> JSON {
        let corner: JSON = [number(), number()]
        return ["type": "Polygon", "coordinates": [[corner, [number(), number()], [number(), number()], corner]]]
    }

    private mutating func pick<Element>(_ elements: [Element]) -> Element { elements[random.below(elements.count)] }
}
