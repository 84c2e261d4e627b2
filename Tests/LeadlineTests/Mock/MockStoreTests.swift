import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineMock
import Testing

@Suite("Commands on the store, and worlds that do not disturb each other")
struct MockStoreTests {
    let client: MockClient

    init() throws { client = try .dealerStudio() }

    @Test func oneDocumentIsStoredExactlyAsGiven() throws {
        guard case .document(let created?) = client.store("leads", .create(["phone": 12, "odd": [1]], times: nil))
        else {
            Issue.record("no document")
            return
        }
        #expect(created == ["id": 1, "lead_cluster_id": 1, "phone": 12, "odd": [1]])
        #expect(client.stored("1") == created)
    }

    @Test func inventedDocumentsAreWhatTheAPITakes() throws {
        guard case .documents(let all) = client.store("leads", .create(["message": "hello"], times: 60)) else {
            Issue.record("no documents")
            return
        }
        #expect(all.count == 60)
        #expect(Set(all.compactMap { $0["email"]?.string }).count > 50)
        let schema = try #require(client.api.collection("leads")?.document)
        for document in all {
            #expect(document["message"] == "hello")
            #expect(SchemaValidator.violations(of: document, against: schema).filter { !$0.isAdvice }.isEmpty)
            let id = try #require(document["id"]?.number?.text)
            #expect(try client.update(id, ["message": "changed"]).outcome == "updated")
        }
    }

    @Test func whatIsGivenIsNotContradicted() throws {
        guard case .documents(let all) = client.store("leads", .create(["dealership_slug": "other-dealer"], times: 1))
        else { return }
        #expect(all.first?["dealership_id"] == nil)
        #expect(try client.update("1", ["message": "x"], as: "other-dealer").outcome == "updated")
    }

    @Test func documentsAreFoundChangedAndDeleted() throws {
        for (name, page) in [("Ada Lovelace", 10), ("Alan Turing", 9), ("Grace Hopper", 100)] as [(JSON, JSON)] {
            _ = client.store("leads", .create(["name": name, "page_id": page], times: nil))
        }
        _ = client.store("leads", .create(["tags": ["vip"], "address_attributes": ["city": "Perth"]], times: nil))
        func ids(_ field: String, _ operation: String, _ operand: JSON) -> [Int] {
            let filter = Filter.test(FilterTest(field: field, operation: operation, operand: operand))
            return client.find(filter).compactMap { $0["id"]?.number?.integer }
        }
        #expect(ids("name", "equals", "Ada Lovelace") == [1])
        #expect(ids("name", "not_equals", "Ada Lovelace") == [2, 3, 4])
        #expect(ids("name", "contains", "LOVE") == [1])
        #expect(ids("name", "like", "turing ALAN") == [2])
        #expect(ids("name", "not_like", "turing ALAN") == [1, 3, 4])
        #expect(ids("name", "in", ["Ada Lovelace", "Alan Turing"]) == [1, 2])
        #expect(ids("name", "not_in", ["Ada Lovelace"]) == [2, 3, 4])
        #expect(ids("name", "exists", false) == [4])
        #expect(ids("page_id", "greater_than", 9) == [1, 3])
        #expect(ids("page_id", "greater_than_equal", "10") == [1, 3])
        #expect(ids("page_id", "less_than", 10) == [2])
        #expect(ids("page_id", "less_than_equal", 10) == [1, 2])
        #expect(ids("address_attributes.city", "equals", "Perth") == [4])
        #expect(ids("tags", "all", ["vip"]) == [4])
        #expect(ids("tags", "near", "1,2") == [])
        #expect(client.find(nil, sort: "-page_id").compactMap { $0["id"]?.number?.integer } == [3, 1, 2, 4])
        #expect(client.find(nil, sort: "page_id,id").compactMap { $0["id"]?.number?.integer } == [4, 2, 1, 3])
        let filter = Filter.test(FilterTest(field: "page_id", operation: "exists", operand: true))
        guard case .documents(let changed) = client.store("leads", .update(.filter(filter), ["golden": true])) else {
            return
        }
        #expect(changed.count == 3)
        guard case .document(let gone?) = client.store("leads", .delete(.id("2"))) else { return }
        #expect(gone["golden"] == true)
        #expect(client.stored("2") == nil)
        guard case .documents(let page) = client.store("leads", .find(nil, sort: "id", limit: 2, page: 2)) else {
            return
        }
        #expect(page.map { $0["id"] } == [4])
        guard case .documents(let all) = client.store("leads", .find(nil, sort: nil, limit: -1, page: -1)) else {
            return
        }
        #expect(all.count == 3)
    }

    @Test func anUnknownCollectionIsRefused() {
        guard case .unsupported(let reason) = client.store("cars", .get(id: "1")) else {
            Issue.record("not refused")
            return
        }
        #expect(reason == "dealerstudio has no collection 'cars'")
    }

    @Test func theSameSeedGivesTheSameBytes() throws {
        func run(seed: Int, label: String) throws -> [UInt8] {
            let client = try MockClient(client.api, seed: seed, label: label)
            _ = client.store("leads", .create([:], times: 20))
            let request = try client.request(Call(try client.operation("leads.create"), document: MockClient.enquiry))
            let answer = try client.target.send(request).result.get()
            return JSON.array(client.find()).text().utf8 + request.body + answer.body
        }
        #expect(try run(seed: 1, label: "a") == run(seed: 1, label: "a"))
        #expect(try run(seed: 1, label: "a") != run(seed: 1, label: "b"))
        #expect(try run(seed: 1, label: "a") != run(seed: 2, label: "a"))
    }

    @Test func aForkGoesItsOwnWay() throws {
        _ = try client.create()
        let prepared = client.target.universe
        var fork = prepared.forked(clock: nil, seed: 1, label: "fork")
        let command = StoreCommand(api: client.api, collection: "leads", action: .delete(.id("1")))
        _ = fork.perform(.store(command))
        _ = fork.perform(.advanceClock(.seconds(5)))
        #expect(client.stored("1") != nil)
        #expect(client.target.now == Universe.start)
        #expect(fork.state[client.api, "leads"]["1"] == nil)
        _ = client.target.perform(.reset)
        #expect(client.find().isEmpty)
        #expect(client.find(in: "dealerships").count == 2)
        #expect(try client.create().document?["id"] == 1)
    }

    @Test func aForkCostsMicroseconds() throws {
        _ = client.store("leads", .create([:], times: 2000))
        let prepared = client.target.universe
        let took = ContinuousClock().measure {
            for row in 0..<1000 { _ = prepared.forked(clock: nil, seed: row, label: "row") }
        }
        #expect(took < .milliseconds(200))
    }
}
