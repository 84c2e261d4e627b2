import LeadlineCore
import Testing

@testable import LeadlineMock

/// What a value becomes when it is stored.
struct FieldCoercionTests {
    private static let other = PayloadCollection("others", fields: [])
    private static let numbered = {
        var collection = PayloadCollection("numbered", fields: [])
        collection.idKind = .number
        return collection
    }()

    private static func stored(_ field: PayloadField, _ value: JSON, _ profile: PayloadProfile = .v3) -> JSON? {
        var bench = WritingBench([field], profile, others: [other, numbered])
        let answer = bench.create(.object(["f": value]))
        return answer.status == 201 ? answer.document["f"] : .string(answer.message ?? "")
    }

    private static let failure: JSON = "Something went wrong."
    private static let id = "65a000000000000000000077"

    @Test(arguments: [
        (PayloadField.Kind.text, 12.5 as Double?, "12.5"), (.textarea, 1e21, "1e+21"), (.code, nil, "true"),
    ])
    func scalarsBecomeTexts(_ kind: PayloadField.Kind, _ number: Double?, _ text: String) {
        let value = number.map(JavaScript.json) ?? true
        #expect(Self.stored(PayloadField("f", kind), value) == .string(text))
        #expect(Self.stored(PayloadField("f", kind), value, .v2) == .string(text))
    }

    @Test func objectsAndListsAreNoTexts() {
        #expect(Self.stored(PayloadField("f", .text), [:]) == Self.failure)
        #expect(Self.stored(PayloadField("f", .text), ["a"]) == Self.failure)
        #expect(Self.stored(PayloadField("f", .text, isRequired: true), [:]) == Self.failure)
        #expect(
            Self.stored(PayloadField("f", .text, isRequired: true), [:], .v2) == "The following field is invalid: f")
    }

    @Test(
        arguments: [
            ("12abc", 12), (" 12.5 ", 12.5), ("", nil), ("1e3", 1000), (true, 1), (false, 0),
            (.number(JSONNumber(validated: "1.50")), 1.5),
        ] as [(JSON, Double?)])
    func numbers(_ value: JSON, _ number: Double?) {
        let expected = number.map(JavaScript.json) ?? .null
        #expect(Self.stored(PayloadField("f", .number), value) == expected)
        #expect(Self.stored(PayloadField("f", .number), value, .v2) == expected)
    }

    @Test(
        arguments: [
            ("true", true), ("false", false), ("", false), (0, false), (.null, .null), (true, true),
        ] as [(JSON, JSON)])
    func checkboxes(_ value: JSON, _ expected: JSON) {
        #expect(Self.stored(PayloadField("f", .checkbox), value) == expected)
    }

    @Test(
        arguments: [
            ("2024-02-30", "2024-03-01T00:00:00.000Z"), ("2024-01-01T10:00:00+02:00", "2024-01-01T08:00:00.000Z"),
            ("Mon, 01 Jan 2024 10:00:00 GMT", "2024-01-01T10:00:00.000Z"), ("", .null), (.null, .null),
        ] as [(JSON, JSON)])
    func dates(_ value: JSON, _ expected: JSON) {
        #expect(Self.stored(PayloadField("f", .date), value) == expected)
    }

    @Test func aSingleValueIsAListWhereListsAreHeld() {
        let select = PayloadField("f", .select, hasMany: true, options: ["a"])
        let relation = PayloadField("f", .relationship, hasMany: true, relationTo: ["others"])
        #expect(Self.stored(select, "a") == ["a"])
        #expect(Self.stored(select, .null) == .null)
        #expect(Self.stored(PayloadField("f", .text, hasMany: true), "a") == ["a"])
        #expect(Self.stored(PayloadField("f", .text, hasMany: true), ["a", 1]) == ["a", "1"])
        #expect(Self.stored(PayloadField("f", .number, hasMany: true), ["1", 2]) == [1, 2])
        #expect(Self.stored(relation, .string(Self.id)) == [.string(Self.id)])
    }

    @Test func relations() {
        let one = PayloadField("f", .relationship, relationTo: ["others"])
        for nothing in ["", "none", "null", .null] as [JSON] { #expect(Self.stored(one, nothing) == .null) }
        #expect(Self.stored(one, ["id": .string(Self.id)]) == .string(Self.id))
        #expect(Self.stored(one, .string(Self.id.uppercased())) == .string(Self.id))
        #expect(Self.stored(one, "abc") == Self.failure)
        let number = PayloadField("f", .upload, relationTo: ["numbered"])
        #expect(Self.stored(number, "5") == 5)
        #expect(Self.stored(number, 5) == 5)
    }

    /// mongoose 6 takes any 12 characters for an id.
    @Test func twelveCharactersAreAnIDIn2x() {
        let one = PayloadField("f", .relationship, relationTo: ["others"])
        #expect(Self.stored(one, "abcdefghijkl", .v2) == "6162636465666768696a6b6c")
        #expect(Self.stored(one, "abcdefghijkl") == Self.failure)
    }

    @Test func polymorphicRelations() {
        let poly = PayloadField("f", .relationship, relationTo: ["others", "numbered"])
        let value: JSON = ["relationTo": "others", "value": .string(Self.id)]
        #expect(Self.stored(poly, value) == value)
        #expect(Self.stored(poly, ["relationTo": "others", "value": ["id": .string(Self.id)]]) == value)
        #expect(Self.stored(poly, ["relationTo": "numbered", "value": "7"]) == ["relationTo": "numbered", "value": 7])
        #expect(Self.stored(poly, ["relationTo": "things", "value": .string(Self.id)]) == Self.failure)
    }

    /// The server has no collection of this name, so nothing is known of its ids.
    @Test func idsOfUnknownCollectionsStay() {
        let field = PayloadField("f", .relationship, hasMany: true, relationTo: ["elsewhere"])
        #expect(Self.stored(field, [123, "abc", ["id": 4]]) == [123, "abc", 4])
        #expect(Self.stored(field, [["a": 1]])?.string == "The following field is invalid: F")
    }

    @Test func places() {
        #expect(
            Self.stored(PayloadField("f", .point), ["10.5", -20]) == [.number(JSONNumber(validated: "10.5")), -20])
        #expect(Self.stored(PayloadField("f", .point), [1]) == "The following field is invalid: F")
        #expect(Self.stored(PayloadField("f", .point), []) == Self.failure)
    }

    @Test func jsonIsKept() {
        for value in [["a": [1, .null]], [], 5, "\"text\"", "{\"a\": 1}", true] as [JSON] {
            #expect(Self.stored(PayloadField("f", .json), value) == value)
        }
    }
}
