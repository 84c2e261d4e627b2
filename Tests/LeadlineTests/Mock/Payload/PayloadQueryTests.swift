import LeadlineCore
import Testing

@testable import LeadlineMock

/// Queries beyond what the vectors ask.
struct PayloadQueryTests {
    private static let fields = [
        PayloadField("title", .text), PayloadField("labels", .text, hasMany: true), PayloadField("age", .number),
        PayloadField("due", .date), PayloadField("hot", .checkbox), PayloadField("point", .point),
        PayloadField("meta", .json), PayloadField("secret", .text, isHidden: true),
        PayloadField("closed", .text, isReadable: false), PayloadField("ref", .text, isUnique: true),
        PayloadField("address", .group, fields: [PayloadField("city", .text)]),
        PayloadField("rows", .array, fields: [PayloadField("label", .text)]),
        PayloadField("parent", .relationship, relationTo: ["things"]),
        PayloadField("parents", .relationship, hasMany: true, relationTo: ["things"]),
        PayloadField("poly", .relationship, relationTo: ["things", "numbered"]),
        PayloadField("number", .relationship, relationTo: ["numbered"]), PayloadField("deletedAt", .date),
    ]

    private static func bench(_ documents: [JSONObject], _ profile: PayloadProfile = .v3) -> WritingBench {
        var numbered = PayloadCollection("numbered", fields: [PayloadField("name", .text)])
        numbered.idKind = .number
        var bench = WritingBench(fields, profile, others: [numbered])
        for (place, document) in documents.enumerated() {
            var document = document
            document["id"] = .string(id(place + 1))
            bench.seed(document)
            bench.now = bench.now + .seconds(1)
        }
        return bench
    }

    private static func id(_ number: Int) -> String { "65a00000000000000000000\(number)" }

    /// The numbers of the documents found, in order.
    private static func found(
        _ query: String, _ documents: [JSONObject], _ profile: PayloadProfile = .v3
    ) -> [Int] {
        var bench = bench(documents, profile)
        let answer = bench.send("GET", "things?\(query)")
        return (answer.body["docs"]?.array ?? []).compactMap { $0["id"]?.string?.suffix(1) }.compactMap { Int($0) }
    }

    private static func error(_ query: String, _ profile: PayloadProfile = .v3) -> String? {
        var bench = bench([[:]], profile)
        return bench.send("GET", "things?\(query)").message
    }

    // MARK: Conditions

    @Test func conditionsOfOneObjectAllHold() {
        let documents: [JSONObject] = [["age": 5, "title": "a"], ["age": 15, "title": "a"], ["age": 5]]
        let both = "where[age][greater_than]=1&where[age][less_than]=10"
        #expect(Self.found(both, documents) == [3, 1])
        // Payload 2 keeps only the last.
        #expect(Self.found("where[age][less_than]=10&where[age][greater_than]=1", documents, .v2) == [3, 2, 1])
        #expect(Self.found("\(both)&where[or][0][title][exists]=true", documents) == [1])
        #expect(
            Self.found("where[title][exists]=false&where[or][0][age]=&where[or][1][age][equals]=5", documents) == [3])
    }

    @Test func pathsWithUnderscores() {
        let documents: [JSONObject] = [["address": ["city": "Berlin"]], ["address": ["city": "Bonn"]]]
        #expect(Self.found("where[address__city][equals]=Bonn", documents) == [2])
        #expect(Self.found("where[_id][equals]=\(Self.id(1))", documents) == [1])
    }

    @Test(arguments: [
        ("where[secret][equals]=a", "The following path cannot be queried: secret"),
        ("where[hash][equals]=a", "The following path cannot be queried: hash"),
        ("where[rows][exists]=true", "The following path cannot be queried: rows"),
        ("where[parent.parent.nope][equals]=a", "The following path cannot be queried: nope"),
        ("where[poly.title][equals]=a", "The following path cannot be queried: poly.title.title"),
        // What permissions forbid is found later than what does not exist.
        ("where[closed][equals]=a&where[nope][equals]=a", "The following paths cannot be queried: nope, closed"),
        ("where[title][]=a", "The following path cannot be queried: title.0"),
        ("where[or]=ab", "The following paths cannot be queried: or.0, or.1"),
        ("where=a&where[title][equals]=b", "The following paths cannot be queried: 0.0, 1.title"),
        ("sort=closed", "The following path cannot be queried: closed"),
        ("sort=title,-secret", "The following path cannot be queried: secret"),
        ("where={bad", "Something went wrong."), ("where[age][in]=1,a", "Something went wrong."),
        ("where[id][in]=\(id(1)),bad", "Something went wrong."),
        ("where[due][contains]=2024", "Something went wrong."),
    ])
    func refusals(_ query: String, _ message: String) { #expect(Self.error(query) == message) }

    @Test(arguments: [
        "where[title]=One", "where[title][is]=a", "where[or][x][title][equals]=a", "where={bad", "sort=closed",
    ])
    func whatPayload2Ignores(_ query: String) {
        #expect(Self.error(query, .v2) == nil)
        #expect(Self.found(query, [["title": "a"], [:]], .v2).count == 2)
    }

    // MARK: Values

    @Test func numbersOfTexts() {
        let documents: [JSONObject] = [["age": 5], ["age": 6], ["age": 0], [:]]
        #expect(Self.found("where[age][in]=5,%206", documents) == [2, 1])
        #expect(Self.found("where[age][equals]=%200x5", documents) == [1])
        #expect(Self.found("where[age][equals]=", documents) == [3])
        #expect(Self.found("where[age][like]=5", documents) == [1])
        #expect(Self.found("where[age][contains]=6", documents) == [2])
        #expect(Self.error("where[age][contains]=6", .v2) == "Something went wrong.")
    }

    @Test func datesOfTexts() {
        let documents: [JSONObject] = [["due": "2024-01-01"], ["due": "2024-06-01T12:00:00.000Z"], [:]]
        #expect(Self.found("where[due][equals]=2024-06-01T14:00:00%2B02:00", documents) == [2])
        // Without encoding the plus is a blank, and the date none.
        #expect(Self.found("where[due][equals]=2024-06-01T14:00:00+02:00", documents) == [3, 2, 1])
        #expect(Self.found("where[due][equals]=1717243200000", documents) == [3, 2, 1])
        #expect(Self.found("where[due][less_than]=June 1, 2024", documents) == [1])
    }

    @Test func idsOfTexts() {
        let both: JSON = [.string(Self.id(1)), .string(Self.id(2))]
        let documents: [JSONObject] = [
            [:], ["parent": .string(Self.id(1))], ["parents": both],
        ]
        #expect(Self.found("where[id][in]=bad", documents) == [])
        #expect(Self.found("where[id][not_in]=bad", documents) == [3, 2, 1])
        #expect(Self.found("where[id][exists]=false", documents) == [])
        #expect(Self.found("where[id][equals]=\(Self.id(1).uppercased())", documents) == [1])
        #expect(Self.found("where[parent][not_in]=bad", documents) == [3, 2, 1])
        #expect(Self.found("where[parent][in]=null", documents) == [3, 1])
        #expect(Self.found("where[parent][not_equals]=null", documents) == [2])
        #expect(
            Self.found("where[parents][equals][0]=\(Self.id(2))&where[parents][equals][1]=\(Self.id(1))", documents)
                == [])
        let list = "where[parents][equals][0]=\(Self.id(1))&where[parents][equals][1]=\(Self.id(2))"
        #expect(Self.found(list, documents) == [3])
        #expect(Self.found("where[parent][contains]=\(Self.id(1))", documents) == [2])
    }

    @Test func relationsToNumbers() {
        let documents: [JSONObject] = [
            ["number": 5], ["number": 6, "poly": ["relationTo": "numbered", "value": 6]], [:],
        ]
        #expect(Self.found("where[number][equals]=5", documents) == [1])
        #expect(Self.found("where[number][in]=5,6,x", documents) == [2, 1])
        #expect(Self.found("where[poly.value][equals]=6", documents) == [2])
        #expect(Self.found("where[poly.relationTo][in]=numbered,things", documents) == [2])
        #expect(Self.found("where[poly][exists]=false", documents) == [3, 1])
    }

    @Test func wordsAndParts() {
        let documents: [JSONObject] = [
            ["labels": ["Red car", "blue van"]], ["title": "ПРИВЕТ Größe"], ["title": "a.b*c"],
            ["title": .string(Self.id(1))],
        ]
        #expect(Self.found("where[labels][like]=BLUE red", documents) == [1])
        #expect(Self.found("where[labels][not_like]=red", documents) == [4, 3, 2])
        #expect(Self.found("where[title][like]=größe привет", documents) == [2])
        #expect(Self.found("where[title][contains]=B*c", documents) == [3])
        #expect(Self.found("where[title][contains]=.*", documents) == [])
        // 24 hexadecimal digits are taken for an id, which is equal as a whole or not.
        #expect(Self.found("where[title][contains]=\(Self.id(1))", documents) == [4])
        #expect(Self.found("where[labels][exists]=true", [["labels": []], [:], ["labels": .null]]) == [1])
        #expect(Self.found("where[title][contains]=привет", documents) == [2])
    }

    @Test func lists() {
        let documents: [JSONObject] = [
            ["rows": [["label": "a"], [:]]], ["rows": []], ["meta": ["x": [["y": "1"], ["y": "2"]]]],
        ]
        #expect(Self.found("where[rows.label][exists]=true", documents) == [])
        #expect(Self.found("where[rows.label][in]=a,b", documents) == [1])
        #expect(Self.found("where[meta.x.y][equals]=2", documents) == [3])
        #expect(Self.found("where[meta.x.1.y][equals]=2", documents) == [3])
        #expect(Self.found("where[meta.x.0.y][equals]=2", documents) == [])
        #expect(Self.found("where[meta.x.y][all]=1,2", documents) == [3])
    }

    @Test func places() {
        let documents: [JSONObject] = [
            ["point": [10, 20]], ["point": [10, .number(JSONNumber(validated: "20.02"))]], [:],
        ]
        // The nearest first, whatever `sort` says.
        #expect(Self.found("where[point][near]=10,20.03,10000&sort=id", documents) == [2, 1])
        #expect(Self.found("where[point][near]=10,20,null,1000", documents) == [2])
        #expect(Self.found("where[point][near]=10,20", documents) == [3, 2, 1])
        #expect(Self.error("where[point][near]=x,20,5") == "Something went wrong.")
    }

    // MARK: Order and pages

    @Test func sorting() {
        let documents: [JSONObject] = [
            ["title": "b", "parent": .string(Self.id(2)), "ref": "x"],
            ["title": "a", "parent": .string(Self.id(1)), "ref": "y"],
            ["title": "b"],
        ]
        #expect(Self.found("sort=title", documents) == [2, 3, 1])
        #expect(Self.found("sort=-title,id", documents) == [1, 3, 2])
        #expect(Self.found("sort=parent.title", documents) == [3, 1, 2])
        #expect(Self.found("sort=ref", documents) == [3, 1, 2])
        #expect(Self.found("sort=title", documents, .v2) == [2, 1, 3])
        #expect(Self.found("sort=parent.title", documents, .v2) == [1, 2, 3])
        #expect(Self.error("sort=poly.title") == "Something went wrong.")
    }

    @Test(arguments: [
        ("limit=0", [3, 1, 1, 1]), ("limit=-1", [10, 1, 1, 1]), ("limit=2&page=9", [2, 2, 9, 17]),
        ("limit=1e0", [1, 3, 1, 1]), ("pagination=false", [3, 1, 1, 1]),
        ("pagination=false&limit=2&page=2", [2, 1, 1, 1]),
        ("pagination=0&limit=2", [2, 2, 1, 1]), ("limit=2&page=1.9", [2, 2, 1, 1]),
    ])
    func pages(_ query: String, _ expected: [Int]) {
        var bench = Self.bench([[:], [:], [:]])
        let body = bench.send("GET", "things?\(query)").body
        let names = ["limit", "totalPages", "page", "pagingCounter"]
        #expect(names.map { body[$0]?.number?.integer } == expected)
    }

    @Test func behindTheLastPage() {
        var bench = Self.bench([[:], [:], [:]])
        let body = bench.send("GET", "things?limit=2&page=9").body
        #expect(body["docs"] == [] && body["hasPrevPage"] == true && body["prevPage"] == 8 && body["nextPage"] == .null)
        #expect(bench.send("GET", "things?pagination=false&limit=2").body["totalDocs"] == 2)
    }

    @Test func theTrash() {
        let documents: [JSONObject] = [[:], ["deletedAt": "2026-01-01T00:00:00.000Z"]]
        #expect(Self.found("", documents) == [1])
        #expect(Self.found("trash=true", documents) == [2, 1])
        #expect(Self.found("", documents, .v2) == [2, 1])
        var bench = Self.bench(documents)
        #expect(bench.send("GET", "things/\(Self.id(2))").status == 404)
        #expect(bench.send("GET", "things/\(Self.id(2))?trash=true").status == 200)
    }
}
