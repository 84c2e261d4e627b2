import LeadlineCore
import LeadlineLanguage

@testable import LeadlineMock

/// Draws what can be asked: values of the field's type, as such and in the ways that texts spell them, and wrong ones.
extension QueryGenerator {
    mutating func filter(_ places: [QueryPlace], depth: Int = 2) -> Filter {
        guard depth > 0, chance(3) else { return .test(test(places)) }
        let parts = (0...random.below(3)).map { _ in filter(places, depth: depth - 1) }
        return chance(2) ? .and(parts) : .or(parts)
    }

    mutating func sort(_ places: [QueryPlace]) -> String? {
        let sortable = places.filter { place in
            switch place.field.kind {
            case .json, .point: false
            default: !place.isInRows && !place.field.isPolymorphic
            }
        }
        guard !chance(4), let place = sortable.isEmpty ? nil : pick(sortable) else { return nil }
        return (chance(2) ? "-" : "") + (chance(8) ? "id" : place.path)
    }

    private mutating func test(_ places: [QueryPlace]) -> FilterTest {
        if chance(12) { return idTest() }
        let place = pick(places)
        let operation = pick(Self.operators(place))
        return FilterTest(field: place.path, operation: operation, operand: operand(operation, place))
    }

    private static func operators(_ place: QueryPlace) -> [String] {
        let equality = ["equals", "not_equals", "in", "not_in", "exists"]
        let order = ["greater_than", "greater_than_equal", "less_than", "less_than_equal"]
        switch place.field.kind {
        case .number, .date: return equality + order + ["all", "like", "contains"]
        case .checkbox: return equality + ["like", "contains"]
        case .relationship where place.field.isPolymorphic: return ["equals", "not_equals", "in", "not_in"]
        case .relationship, .upload: return equality + ["all", "like", "contains"]
        case .point: return ["within", "intersects", "exists"]
        default: return equality + order + ["all", "like", "not_like", "contains", "like", "contains"]
        }
    }

    private mutating func operand(_ operation: String, _ place: QueryPlace) -> JSON {
        switch operation {
        case "exists": return pick([true, false, "true", "false", "TRUE", "1", ""])
        case "within", "intersects": return rectangle()
        case "in", "not_in", "all":
            let values = (0...random.below(3)).map { _ in value(place) }
            let texts = values.compactMap(\.string)
            return chance(2) && texts.count == values.count ? .string(texts.joined(separator: ",")) : .array(values)
        case "equals", "not_equals":
            if place.field.kind == .relationship, place.field.hasMany, chance(3) {
                return .array((0...random.below(2)).map { _ in .string(Self.otherID(random.below(4))) })
            }
            return value(place)
        default: return value(place)
        }
    }

    private mutating func value(_ place: QueryPlace) -> JSON {
        switch place.field.kind {
        case .number: return chance(2) ? pick(Self.numbers) : .string(pick(NaiveReading.numbers.map(\.text) + ["abc"]))
        case .checkbox:
            return pick([true, false, "true", "false", "TRUE", "False", "1", "0", "yes", "no", "", "maybe"])
        case .date: return .string(pick(NaiveReading.moments.map(\.text) + ["soon", "", "1717243200000"]))
        case .select, .radio: return .string(pick(Self.options + ["deal", "lost"]))
        case .relationship where place.path.hasSuffix(".relationTo"): return pick(["others", "things", "nope"])
        case .relationship, .upload:
            return .string(pick([Self.otherID(0), Self.otherID(1), Self.otherID(3), Self.id(0), "null", "", "bad"]))
        case .json: return pick(["5", "a", "a b", "true", "null", ""])
        default: return .string(pick(Self.texts + ["b a", " ", "МИР", "*", "STRASSE", "65a000000000000000000001"]))
        }
    }

    private mutating func idTest() -> FilterTest {
        let ids = [Self.id(0), Self.id(1), Self.id(2), Self.id(9), "bad"]
        let operation = pick(["equals", "not_equals", "in", "not_in", "exists"])
        let operand: JSON =
            switch operation {
            case "exists": pick(["true", "false"])
            case "in", "not_in": .string([pick(ids), pick(ids)].joined(separator: ","))
            default: .string(pick(ids))
            }
        return FilterTest(field: "id", operation: operation, operand: operand)
    }

    /// Between the places where points are.
    private mutating func rectangle() -> JSON {
        func border(_ number: Int) -> JSON { .number(JSONNumber(validated: "\(number).5")) }
        let (west, south) = (random.below(3), random.below(3))
        let (w, s) = (border(west), border(south))
        let (e, n) = (border(west + 1 + random.below(2)), border(south + 1 + random.below(2)))
        return ["type": "Polygon", "coordinates": [[[w, s], [e, s], [e, n], [w, n], [w, s]]]]
    }
}
