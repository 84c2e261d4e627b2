import LeadlineCore
import LeadlineLanguage

@testable import LeadlineMock

/// Draws collections and documents: few values, so that questions find some documents and not others.
struct QueryGenerator {
    var random: SeededRandom

    init(seed: Int) { random = SeededRandom(seed: seed) }

    mutating func draw() -> QueryDraw {
        let fields = (0...random.below(4)).map { field("f\($0)", depth: 2) }
        let documents = (0..<random.below(8)).map { number in
            var document = self.document(fields)
            document["id"] = .string(Self.id(number))
            document["createdAt"] = .string(Self.created(random.below(4)))
            return document
        }
        let others = (0..<3).map { number in
            var other = document(QueryDraw.otherFields)
            other["id"] = .string(Self.otherID(number))
            return other
        }
        let places = QueryPlace.all(of: fields)
        return QueryDraw(
            fields: fields, documents: documents, others: others, first: filter(places), second: filter(places),
            sort: sort(places), limit: 1 + random.below(4))
    }

    static func id(_ number: Int) -> String { "65a00000000000000000000\(number)" }
    static func otherID(_ number: Int) -> String { "65b00000000000000000000\(number)" }
    static func created(_ second: Int) -> String { "2024-01-01T00:00:0\(second).000Z" }

    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[random.below(elements.count)] }
    mutating func chance(_ parts: Int) -> Bool { random.below(parts) == 0 }
}

// MARK: Collections

extension QueryGenerator {
    private static let kinds: [PayloadField.Kind] = [
        .text, .text, .text, .textarea, .email, .code, .number, .number, .checkbox, .date, .select, .radio,
        .relationship, .relationship, .upload, .point, .json, .group, .array,
    ]

    private mutating func field(_ name: String, depth: Int) -> PayloadField {
        let kind = pick(Self.kinds)
        switch kind {
        case .group, .array:
            guard depth > 0 else { return PayloadField(name, .text) }
            let inner = (0...random.below(2)).map { field("\(name)\($0)", depth: depth - 1) }
            return PayloadField(name, kind, fields: inner)
        case .text, .number, .select: return PayloadField(name, kind, hasMany: chance(2))
        case .relationship where chance(4): return PayloadField(name, kind, relationTo: ["others", "things"])
        case .relationship: return PayloadField(name, kind, hasMany: chance(2), relationTo: ["others"])
        case .upload: return PayloadField(name, kind, relationTo: ["others"])
        default: return PayloadField(name, kind)
        }
    }
}

// MARK: Documents

extension QueryGenerator {
    static let texts = [
        "", "a", "A", "b", "B", "ab", "a b", "b  a", "ä", "Ä", "null", "true", "1", "10", "a,b", "привет МИР",
        "65A000000000000000000001", "x.y*", "zz", "straße",
    ]
    static let options = ["new", "won", "new deal", ""]
    static let dates = ["2024-01-01T00:00:00.000Z", "2024-06-01T12:00:00.000Z", "1969-12-31T23:59:59.000Z"]
    static let numbers: [JSON] = [0, 1, -1, 5, 10, .number(JSONNumber(validated: "1.5"))]

    private mutating func document(_ fields: [PayloadField]) -> JSONObject {
        var document = JSONObject()
        for field in fields where !chance(5) { document[field.name] = chance(8) ? .null : value(field) }
        return document
    }

    private mutating func value(_ field: PayloadField) -> JSON {
        guard field.hasMany else { return element(field) }
        return .array((0..<random.below(4)).map { _ in element(field) })
    }

    private mutating func element(_ field: PayloadField) -> JSON {
        switch field.kind {
        case .number: return pick(Self.numbers)
        case .checkbox: return .bool(chance(2))
        case .date: return .string(pick(Self.dates))
        case .select, .radio: return .string(pick(Self.options))
        case .relationship where field.isPolymorphic:
            return chance(2)
                ? ["relationTo": "others", "value": .string(Self.otherID(random.below(3)))]
                : ["relationTo": "things", "value": .string(Self.id(random.below(3)))]
        // The last points to nothing.
        case .relationship, .upload: return .string(Self.otherID(random.below(4)))
        case .point: return [.integer(random.below(4)), .integer(random.below(4))]
        case .json: return ["x": json()]
        case .group: return .object(document(field.fields))
        case .array: return .array((0..<random.below(3)).map { _ in .object(document(field.fields)) })
        default: return .string(pick(Self.texts))
        }
    }

    private mutating func json() -> JSON {
        func scalar() -> JSON { pick(["5", 5, true, "a", "a b", .null]) }
        switch random.below(4) {
        case 0: return ["y": scalar()]
        case 1: return [scalar(), scalar()]
        case 2: return [["y": scalar()], ["y": scalar()], scalar()]
        default: return scalar()
        }
    }
}
