import LeadlineCore
import Testing

@testable import LeadlineMock

/// What is said of values that are refused, in the words of each version.
struct FieldValidationTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var field: PayloadField
        var body: JSON
        var v3: [String]
        /// The same as `v3` where nothing is said.
        var v2: [String]

        init(_ field: PayloadField, _ body: JSON, _ v3: String?, v2: String?? = .none) {
            self.field = field
            self.body = body
            self.v3 = v3.map { [$0] } ?? []
            self.v2 = (v2 ?? v3).map { [$0] } ?? []
        }

        var testDescription: String { "\(field.kind) \(body.text().prefix(40))" }
    }

    private static let required = "f: This field is required."
    private static let selection = "f: This field has an invalid selection."
    private static let boolean = "f: This field can only be equal to true or false."
    private static let longer = "f: This value must be longer than the minimum length of 3 characters."
    private static let numbers = "f: This field requires two numbers."

    private static func field(
        _ kind: PayloadField.Kind, isRequired: Bool = false, hasMany: Bool = false, minimum: Int? = nil,
        maximum: Int? = nil, rows: ClosedRange<Int>? = nil, minimumLength: Int? = nil, options: [String]? = ["a", "b"]
    ) -> PayloadField {
        PayloadField(
            "f", kind, isRequired: isRequired, hasMany: hasMany, options: options, relationTo: ["things"],
            fields: [PayloadField("t", .text)], minimum: minimum.map { JSONNumber($0) },
            maximum: maximum.map { JSONNumber($0) }, minimumLength: minimumLength, minimumRows: rows?.lowerBound,
            maximumRows: rows?.upperBound)
    }

    private static let texts = [
        Case(field(.text, isRequired: true), ["f": 123], nil, v2: required),
        Case(field(.text, isRequired: true), ["f": .null], required),
        Case(field(.text, isRequired: true), ["f": 0], required),
        Case(field(.text, minimumLength: 3), ["f": ""], longer, v2: .some(nil)),
        Case(field(.text, minimumLength: 3), ["f": .null], nil),
        Case(field(.text, minimumLength: 3), ["f": 12345], longer),
        Case(field(.text, isRequired: true, minimumLength: 3), ["f": ""], longer),
        Case(field(.textarea, minimumLength: 3), ["f": ""], nil),
        Case(field(.textarea, minimumLength: 3), ["f": 1], nil),
        Case(field(.text, minimumLength: 3), ["f": "éé"], longer),
        // A character outside the basic plane has two units.
        Case(field(.text, minimumLength: 3), ["f": "😀a"], nil),
        Case(
            field(.text), ["f": .string(String(repeating: "a", count: 40_001))],
            "f: This value must be shorter than the max length of 40000 characters."),
        Case(field(.textarea, isRequired: true, minimumLength: 3), ["f": "ab"], longer),
        Case(field(.code, isRequired: true), ["f": ""], nil),
        Case(
            field(.text, hasMany: true, rows: 2...3), ["f": ["a"]], "f: This field requires at least 2 Rows.",
            v2: "f: This field requires at least 2 rows."),
        Case(field(.text, hasMany: true, rows: 2...3), ["f": []], nil),
    ]

    private static let choices = [
        Case(field(.checkbox), ["f": 1], boolean), Case(field(.checkbox), ["f": "yes"], boolean),
        Case(field(.checkbox, isRequired: true), ["f": .null], boolean),
        Case(field(.checkbox, isRequired: true), [:], nil),
        Case(field(.select), ["f": "c"], selection), Case(field(.select), ["f": ""], selection),
        Case(field(.select), ["f": 1], selection), Case(field(.select, options: nil), ["f": "anything"], nil),
        Case(field(.select, hasMany: true), ["f": ["a", "c"]], selection),
        Case(
            field(.select, hasMany: true), ["f": ["a", "b", "a"]],
            "f: This field has the following invalid selections: \"a\", \"a\"", v2: .some(nil)),
        Case(field(.select, isRequired: true, hasMany: true), ["f": []], required),
        Case(field(.radio), ["f": ""], nil), Case(field(.radio, isRequired: true), ["f": ""], required),
        Case(field(.radio), ["f": 1], selection),
    ]

    private static let quantities = [
        Case(field(.number), ["f": [:]], "f: Please enter a valid number."),
        Case(field(.number, isRequired: true), ["f": "abc"], required),
        Case(field(.number, isRequired: true), ["f": ""], required),
        Case(field(.number, isRequired: true), ["f": 0], nil),
        Case(field(.number, isRequired: true), ["f": false], nil),
        Case(
            field(.number, minimum: 18), ["f": "17"], "f: 17 is less than the min allowed Value of 18.",
            v2: "f: 17 is less than the min allowed value of 18."),
        Case(
            field(.number, maximum: 18), ["f": "18.5"], "f: 18.5 is greater than the max allowed Value of 18.",
            v2: "f: 18.5 is greater than the max allowed value of 18."),
        Case(
            field(.number, hasMany: true, minimum: 2), ["f": [5, 1]], "f: 5,1 is less than the min allowed Value of 2.",
            v2: "f: 5,1 is less than the min allowed value of 2."),
        Case(field(.date), ["f": "garbage"], "f: \"garbage\" is not a valid date."),
        Case(field(.date), ["f": 1_700_000_000_000], "f: \"1700000000000\" is not a valid date."),
        Case(field(.date), ["f": [:]], "f: \"[object Object]\" is not a valid date."),
        Case(field(.date, isRequired: true), ["f": ""], required),
        Case(field(.point), ["f": [-181, 0]], "f: Longitude must be between -180 and 180.", v2: .some(nil)),
        Case(field(.point), ["f": ["0", "90.5"]], "f: Latitude must be between -90 and 90.", v2: .some(nil)),
        Case(field(.point), ["f": ["a", 5]], "f: This field has an invalid input."),
        Case(field(.point, isRequired: true), ["f": [1]], numbers),
        Case(field(.point, isRequired: true), ["f": [1, 2, 3]], numbers),
    ]

    private static let rest = [
        Case(field(.json), ["f": "{a}"], "f: This field has an invalid input."),
        Case(field(.json, isRequired: true), ["f": ""], required), Case(field(.json), ["f": .null], nil),
        Case(field(.email), ["f": 5], "f: Please enter a valid email address."),
        Case(field(.email, isRequired: true), ["f": ""], "f: Please enter a valid email address."),
        Case(
            field(.relationship, hasMany: true), ["f": [5, "65a000000000000000000077", .null]],
            "f: This relationship field has the following invalid relationships: 5 0, null 1"),
        Case(
            field(.upload), ["f": 5],
            "f: This relationship field has the following invalid relationships: 5 0",
            v2: "f: This field is not a valid upload ID."),
        Case(field(.relationship, isRequired: true, hasMany: true), ["f": "none"], required),
        Case(
            field(.relationship, hasMany: true, rows: 2...3), ["f": ["65a000000000000000000077"]],
            "f: 1 is less than the min allowed Rows of 2.", v2: "f: 1 is less than the min allowed rows of 2."),
        Case(
            field(.array, rows: 1...2), ["f": [[:], [:], [:]]], "f: This field requires no more than 2 Rows.",
            v2: "f: This field requires no more than 2 rows."),
        Case(
            field(.blocks, isRequired: true), ["f": 0], "f: This field requires at least 1 Row.",
            v2: "f: This field requires at least 1 row."),
        Case(field(.array, rows: 2...3), ["f": .null], nil),
    ]

    @Test(arguments: texts + choices + quantities + rest)
    func problems(_ example: Case) {
        var v3 = WritingBench([example.field])
        var v2 = WritingBench([example.field], .v2)
        let answers = (v3.create(example.body), v2.create(example.body))
        #expect(answers.0.problems == example.v3)
        #expect(answers.1.problems == example.v2)
        #expect(answers.0.status == (example.v3.isEmpty ? 201 : 400))
    }

    @Test func problemsInsideAreNamedByWhereTheyAre() {
        let city = PayloadField("city", .text, isRequired: true)
        let parts = PayloadField("parts", .array, fields: [PayloadField("place", .group, fields: [city])])
        let fields = [PayloadField("shopAddress", .group, fields: [parts])]
        let body: JSON = ["shopAddress": ["parts": [["place": ["city": "a"]], [:]]]]
        var v3 = WritingBench(fields)
        var v2 = WritingBench(fields, .v2)
        let answer = v3.create(body)
        #expect(answer.problems == ["shopAddress.parts.1.place.city: This field is required."])
        #expect(answer.message == "The following field is invalid: Shop Address > Parts 2 > Place > City")
        #expect(v2.create(body).message == "The following field is invalid: shopAddress.parts.1.place.city")
    }

    @Test func timesAreValidatedLikeFields() {
        var bench = WritingBench()
        let answer = bench.create(["createdAt": "x", "updatedAt": "y"])
        #expect(answer.problems == ["updatedAt: \"y\" is not a valid date.", "createdAt: \"x\" is not a valid date."])
        #expect(answer.message == "The following fields are invalid: Updated At, Created At")
    }

    @Test(arguments: [
        ("a.b+c@d-e.f.com", true, true), ("a@b.co", true, true), ("a@b.c", false, true), ("a@b", false, false),
        (".a@b.co", false, true), ("a.@b.co", false, true), ("a@-b.co", false, true), ("a@b..co", false, true),
        ("a@b@c.co", false, true), ("\"a\"@b.co", false, true), ("a@b.co ", false, true), ("ä@b.co", false, true),
        ("a@b.c1", false, true), ("@b.co", false, false), ("a @b.co", false, false), ("a@ b.co", false, false),
        ("a@.b.", false, false),
    ])
    func emailAddresses(_ text: String, _ strict: Bool, _ loose: Bool) {
        #expect(EmailAddress.isStrict(text) == strict)
        #expect(EmailAddress.isLoose(text) == loose)
    }
}
