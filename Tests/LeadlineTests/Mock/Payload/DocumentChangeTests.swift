import LeadlineCore
import Testing

@testable import LeadlineMock

/// What a write makes of a document as a whole.
struct DocumentChangeTests {
    private static let id = "65a000000000000000000001"
    private static let text = PayloadField("text", .text)

    private static func bench(_ fields: [PayloadField], _ profile: PayloadProfile = .v3) -> WritingBench {
        var bench = WritingBench(fields, profile)
        bench.seed([
            "id": .string(id), "createdAt": "2024-01-01T00:00:00.000Z", "updatedAt": "2024-01-02T00:00:00.000Z",
        ])
        return bench
    }

    @Test func whatHasNoFieldIsDropped() throws {
        var bench = WritingBench([Self.text, PayloadField("made", .text, isVirtual: true)])
        let document = bench.create(["unknown": 1, "text": "a", "made": "b", "id": .string(Self.id)]).document
        #expect(document["unknown"] == nil)
        #expect(document["made"] == nil)
        #expect(document["id"] != .string(Self.id))
        let names = try #require(bench.state["test", "things"].documents.first { _ in true }).fields.members.map(\.name)
        #expect(names == ["id", "text", "createdAt", "updatedAt"])
    }

    @Test func defaultsFillWhatIsNotSetAndNullIsSet() {
        let status = PayloadField("status", .text, defaultValue: "new")
        let fields = [status, PayloadField("group", .group, fields: [status])]
        var bench = WritingBench(fields)
        let document = bench.create(["status": .null]).document
        #expect(document["status"] == .null)
        #expect(document["group"] == ["status": "new"])
    }

    @Test func nullClearsAndGroupsAreMerged() {
        let group = PayloadField("group", .group, fields: [Self.text, PayloadField("more", .text)])
        var bench = Self.bench([Self.text, group])
        _ = bench.update(Self.id, ["text": "a", "group": ["text": "b", "more": "c"]])
        let document = bench.update(Self.id, ["text": .null, "group": ["more": .null]]).document
        #expect(document["text"] == .null)
        #expect(document["group"] == ["text": "b", "more": .null])
    }

    @Test func rowsReplaceRowsButKeepWhatTheirIdsHad() {
        let rows = PayloadField("rows", .array, fields: [Self.text, PayloadField("more", .text)])
        var bench = Self.bench([rows])
        let given: JSON = [["id": "one", "text": "a", "more": "b"], ["text": "c"]]
        let first = bench.update(Self.id, ["rows": given]).document["rows"]
        #expect(first?.array?.first == ["id": "one", "text": "a", "more": "b"])
        #expect(first?.array?.last?["id"]?.string?.count == 24)
        let second = bench.update(Self.id, ["rows": [["id": "one", "text": "z"]]]).document["rows"]
        #expect(second == [["id": "one", "text": "z", "more": "b"]])
    }

    @Test func rowsThatAreNoObjectsFail() {
        var bench = WritingBench([PayloadField("rows", .array, fields: [Self.text])])
        #expect(bench.create(["rows": ["a"]]).status == 500)
        #expect(bench.create(["rows": "a"]).status == 500)
    }

    @Test func blocksKeepTheirType() {
        var bench = WritingBench([PayloadField("parts", .blocks, fields: [Self.text])])
        let rows = bench.create(["parts": [["blockType": "quote", "text": "a", "x": 1]]]).document["parts"]
        #expect(rows?.array?.first?["blockType"] == "quote")
        #expect(rows?.array?.first?["x"] == nil)
    }

    @Test func timesOfNewDocuments() {
        let given: JSON = ["createdAt": "2020-01-01", "updatedAt": "2021-01-01"]
        var v3 = WritingBench()
        var v2 = WritingBench([], .v2)
        #expect(v3.create([:]).document["createdAt"] == "2026-03-01T22:00:00.000Z")
        #expect(v3.create(given).document["createdAt"] == "2020-01-01T00:00:00.000Z")
        #expect(v3.create(given).document["updatedAt"] == "2021-01-01T00:00:00.000Z")
        #expect(v2.create(given).document["updatedAt"] == "2020-01-01T00:00:00.000Z")
    }

    @Test func timesOfChangedDocuments() {
        let given: JSON = ["createdAt": "2020-01-01", "updatedAt": "2021-01-01"]
        var v3 = Self.bench([])
        var v2 = Self.bench([], .v2)
        #expect(v3.update(Self.id, given).document["createdAt"] == "2020-01-01T00:00:00.000Z")
        #expect(v2.update(Self.id, given).document["createdAt"] == "2024-01-01T00:00:00.000Z")
        for answer in [v3.update(Self.id, [:]), v2.update(Self.id, given)] {
            #expect(answer.document["updatedAt"] == "2026-03-01T22:00:00.000Z")
        }
    }

    @Test func uniqueValues() {
        let code = PayloadField("code", .text, isUnique: true)
        var bench = Self.bench([code, PayloadField("group", .group, fields: [code])])
        _ = bench.update(Self.id, ["code": "a", "group": ["code": "b"]])
        #expect(bench.create(["code": "b"]).status == 201)
        #expect(bench.create(["code": .null]).status == 201)
        #expect(bench.create(["group": ["code": "b"]]).problems == ["group.code: Value must be unique"])
        #expect(bench.create(["code": "a"]).body["errors"]?.array?.first?["data"]?["id"] == nil)
        #expect(bench.update(Self.id, ["code": "a"]).status == 200)
        #expect(bench.update(Self.id, ["code": "b"]).message == "The following field is invalid: code")
    }

    @Test func storedValuesAreValidatedAgain() {
        var bench = WritingBench([Self.text, PayloadField("age", .number, minimum: JSONNumber(18))])
        bench.seed(["id": .string(Self.id), "age": 5])
        #expect(bench.update(Self.id, ["text": "a"]).problems == ["age: 5 is less than the min allowed Value of 18."])
    }

    @Test func idsGivenByClients() {
        func bench(_ kind: PayloadCollection.IDKind) -> WritingBench { WritingBench { $0.idKind = kind } }
        var texts = bench(.text)
        #expect(texts.create(["id": "a-1"]).document["id"] == "a-1")
        #expect(texts.create(["id": 5]).document["id"] == "5")
        #expect(texts.create(["id": "5"]).status == 400)
        #expect(texts.create([:]).status == 500)
        var numbers = bench(.number)
        #expect(numbers.create(["id": "12"]).document["id"] == 12)
        #expect(numbers.update("12", ["id": 13]).document["id"] == 12)
        #expect(numbers.create(["id": "x"]).status == 500)
    }

    @Test(arguments: [
        ("draft=true", "Draft saved successfully."), ("autosave=true", "Autosaved successfully."),
        ("draft=true&autosave=true", "Autosaved successfully."), ("draft=1", "Updated successfully."),
    ])
    func messagesOfDrafts(_ query: String, _ message: String) {
        var bench = Self.bench([])
        #expect(bench.send("PATCH", "things/\(Self.id)?\(query)", [:]).message == message)
    }

    @Test func changesOfManyMayBeSwitchedOff() {
        var bench = WritingBench { $0.allowsBulkEdit = false }
        bench.seed(["id": .string(Self.id)])
        let answer = bench.send("PATCH", "things", [:])
        #expect(answer.status == 403)
        #expect(answer.message == "Collection things has disabled bulk edit")
        #expect(bench.send("DELETE", "things?where[id][not_equals]=").message == "Deleted 1 Thing successfully.")
    }

    /// The body is missed for each document, after the documents were found.
    @Test func changesOfManyWithoutABody() {
        var bench = Self.bench([])
        let answer = bench.send("PATCH", "things?where[id][not_equals]=", bytes: [], type: nil)
        #expect(answer.status == 400)
        #expect(answer.message == "Unable to update 1 out of 1 Thing.")
        let error: JSON = ["id": .string(Self.id), "isPublic": false, "message": "Something went wrong."]
        #expect(answer.body["errors"] == [error])
    }
}
