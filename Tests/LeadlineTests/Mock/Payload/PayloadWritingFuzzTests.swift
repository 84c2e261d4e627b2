import LeadlineCore
import Testing

@testable import LeadlineMock

/// Every kind of field is sent everything: the server always answers, and a document that it took can be read,
/// changed and taken away again.
struct PayloadWritingFuzzTests {
    private static let values: [JSON] = [
        .null, true, false, 0, -1, .number(JSONNumber(validated: "1e400")), .number(JSONNumber(validated: "-1e-400")),
        .number(JSONNumber(validated: "99999999999999999999")), "", " ", "null", "abc", "1e999", "-Infinity", "\u{0}",
        "275760-09-13", "+275760-09-13T00:00:00.001Z", "-271821-04-20", [], [.null], [[]], [[:]], [1, "a", .null], [:],
        ["id": .null], ["id": [:]], ["relationTo": "things", "value": .null], ["relationTo": 5, "value": 5],
        ["coordinates": []], ["coordinates": [1, 2]], ["type": "Point", "coordinates": ["a", "b"]],
        [.number(JSONNumber(validated: "1e400")), .null],
    ]

    private static func fields(isRequired: Bool) -> [PayloadField] {
        PayloadField.Kind.allCases.flatMap { kind in
            [false, true].flatMap { hasMany in
                [["things"], ["things", "elsewhere"]].map { slugs in
                    PayloadField(
                        "f", kind, isRequired: isRequired, isUnique: true, hasMany: hasMany, options: ["abc"],
                        relationTo: slugs,
                        fields: [PayloadField("f", .text), PayloadField("g", .relationship, relationTo: slugs)],
                        minimum: JSONNumber(0), maximum: JSONNumber(5), minimumLength: 1, maximumLength: 5,
                        minimumRows: 1, maximumRows: 2)
                }
            }
        }
    }

    @Test(arguments: PayloadProfile.allCases, [false, true])
    func anythingIsAnswered(_ profile: PayloadProfile, _ isRequired: Bool) {
        for field in Self.fields(isRequired: isRequired) {
            for value in Self.values {
                var bench = WritingBench([field], profile)
                let created = bench.create(["f": value])
                #expect([201, 400, 500].contains(created.status), "\(field.kind) \(value.text())")
                guard let id = created.document["id"]?.string else { continue }
                #expect(bench.send("GET", "things/\(id)").body["id"] == .string(id))
                #expect([200, 400, 500].contains(bench.update(id, ["f": [value, value]]).status))
                #expect(bench.send("DELETE", "things/\(id)").status == 200)
            }
        }
    }
}
