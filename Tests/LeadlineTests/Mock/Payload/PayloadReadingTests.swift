import LeadlineCore
import Testing

@testable import LeadlineMock

/// What is shown of a stored document.
struct PayloadReadingTests {
    private static let id: JSON = "65a000000000000000000001"
    private static let text = PayloadField("text", .text)
    private static let next = PayloadField("next", .relationship, relationTo: ["others"])
    private static let others = PayloadCollection("others", fields: [text, next])

    private static func shown(
        _ fields: [PayloadField], _ document: JSONObject, _ query: String = "", _ profile: PayloadProfile = .v3,
        hidden: Set<String> = []
    ) -> JSON {
        var bench = WritingBench(fields, profile, others: [others], hidden: hidden)
        for (number, next) in [("1", "2"), ("2", "3"), ("3", "1")] {
            bench.seed(
                ["id": .string(other(number)), "text": .string(number), "next": .string(other(next))], in: "others")
        }
        var document = document
        document["id"] = id
        bench.seed(document)
        return bench.send("GET", "things/65a000000000000000000001?\(query)").body
    }

    private static func other(_ number: String) -> String { "65b00000000000000000000\(number)" }

    @Test func emptiesThatTheConfigurationMakes() {
        let choice = PayloadField("choice", .select, hasMany: true)
        let fields = [
            choice, PayloadField("texts", .text, hasMany: true), PayloadField("numbers", .number, hasMany: true),
            PayloadField("rows", .array, fields: [choice]), PayloadField("single", .select),
            PayloadField("outer", .group, fields: [PayloadField("inner", .group, fields: [choice])]),
            PayloadField("relations", .relationship, hasMany: true, relationTo: ["others"]),
        ]
        var expected = JSONObject(["choice": [], "rows": [], "outer": ["inner": ["choice": []]]])
        #expect(Self.members(Self.shown(fields, [:])) == expected)
        expected["texts"] = []
        expected["numbers"] = []
        #expect(Self.members(Self.shown(fields, [:], "", .v2)) == expected)
        let row = Self.shown(fields, ["rows": [["id": "r"]]])["rows"]
        #expect(row == [["id": "r", "choice": []]])
    }

    /// Without what every document has.
    private static func members(_ document: JSON) -> JSONObject {
        var members = document.object ?? JSONObject()
        for name in ["id", "createdAt", "updatedAt"] { members[name] = nil }
        return members
    }

    @Test func whatIsNotToBeSeen() {
        let hidden = PayloadField("hidden", .text, defaultValue: "x", isHidden: true)
        let unreadable = PayloadField("unreadable", .text, isReadable: false)
        let both = [hidden, unreadable, Self.text]
        let fields = both + [PayloadField("group", .group, fields: both), PayloadField("rows", .array, fields: both)]
        let values: JSON = ["hidden": "a", "unreadable": "b", "text": "c"]
        var row = JSONObject(["hidden": "a", "unreadable": "b", "text": "c"])
        row["id"] = "r"
        let stored = JSONObject([
            "hidden": "a", "unreadable": "b", "text": "c", "group": values, "rows": [.object(row)],
        ])
        let expected = JSONObject(["text": "c", "group": ["text": "c"], "rows": [["text": "c", "id": "r"]]])
        #expect(Self.members(Self.shown(fields, stored)) == expected)
    }

    @Test(arguments: [
        ("depth=0", ["1"]), ("depth=1", ["1", "2"]), ("", ["1", "2", "3"]), ("depth=3", ["1", "2", "3", "1"]),
        ("depth=99", ["1", "2", "3", "1", "2", "3", "1", "2", "3", "1", "2"]), ("depth=-1", ["1"]),
    ])
    func relationsBecomeDocuments(_ query: String, _ numbers: [String]) {
        var value = Self.shown([Self.next], ["next": .string(Self.other("1"))], query)["next"]
        for number in numbers.dropLast() {
            #expect(value?["text"] == .string(number))
            value = value?["next"]
        }
        #expect(value == .string(Self.other(numbers.last ?? "")))
    }

    @Test func relationsInGroupsAndRows() {
        let fields = [
            PayloadField("group", .group, fields: [Self.next]), PayloadField("rows", .array, fields: [Self.next]),
        ]
        let stored = JSONObject([
            "group": ["next": .string(Self.other("1"))], "rows": [["next": .string(Self.other("2"))]],
        ])
        let document = Self.shown(fields, stored, "depth=1")
        #expect(document["group"]?["next"]?["text"] == "1")
        #expect(document["rows"]?.array?.first?["next"]?["text"] == "2")
    }

    @Test func idsThatStay() {
        let id = JSON.string(Self.other("1"))
        let dangling = JSON.string(Self.other("9"))
        #expect(Self.shown([Self.next], ["next": dangling])["next"] == dangling)
        #expect(Self.shown([Self.next], ["next": id], hidden: ["others"])["next"] == id)
        let shallow = PayloadField("next", .relationship, relationTo: ["others"], maximumDepth: 0)
        #expect(Self.shown([shallow], ["next": id])["next"] == id)
        let one = PayloadField("next", .relationship, relationTo: ["others"], maximumDepth: 1)
        #expect(Self.shown([one], ["next": id])["next"]?["next"] == .string(Self.other("2")))
        let elsewhere = PayloadField("next", .relationship, hasMany: true, relationTo: ["elsewhere"])
        #expect(Self.shown([elsewhere], ["next": [123, "a"]])["next"] == [123, "a"])
    }

    @Test(arguments: [
        ("select[text]=true", ["id", "text"]),
        ("select[text]=false", ["id", "createdAt", "updatedAt", "group", "rows"]),
        ("select[nothing]=true", ["id"]), ("select[group]=true&select[createdAt]=true", ["id", "createdAt", "group"]),
    ])
    func selectedFields(_ query: String, _ names: [String]) {
        let document = Self.shown(Self.selectable, Self.full, query)
        #expect(Set(document.object?.members.map(\.name) ?? []) == Set(names))
    }

    private static let selectable = [
        text, PayloadField("group", .group, fields: [text, PayloadField("more", .text)]),
        PayloadField("rows", .array, fields: [text, PayloadField("more", .text)]),
    ]
    private static let full = JSONObject([
        "text": "a", "group": ["text": "b", "more": "c"], "rows": [["id": "r", "text": "d", "more": "e"]],
    ])

    @Test func selectedFieldsInside() {
        let included = Self.shown(Self.selectable, Self.full, "select[group][text]=true&select[rows][more]=true")
        #expect(Self.members(included) == JSONObject(["group": ["text": "b"], "rows": [["id": "r", "more": "e"]]]))
        let excluded = Self.shown(Self.selectable, Self.full, "select[group][text]=false&select[rows]=false")
        #expect(Self.members(excluded) == JSONObject(["text": "a", "group": ["more": "c"]]))
    }

    @Test func selectionsAreOf3x() {
        #expect(Self.shown(Self.selectable, Self.full, "select[text]=true", .v2)["group"] != nil)
    }

    /// Ten relations each to ten documents that point to all of them again, ten levels deep, are not written out.
    @Test func answersEnd() {
        let many = PayloadField("many", .relationship, hasMany: true, relationTo: ["things"])
        var bench = WritingBench([many])
        let ids = (0..<10).map { "65a00000000000000000000\($0)" }
        for id in ids { bench.seed(["id": .string(id), "many": .array(ids.map { .string($0) })]) }
        #expect(bench.send("GET", "things/\(ids[0])?depth=10").status == 200)
    }
}
