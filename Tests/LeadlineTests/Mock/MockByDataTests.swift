import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineMock
import Testing

/// An API that no Swift knows: what a user's own document gives.
private let workshop = """
    openapi: 3.1.0
    info: { title: Workshop, version: "1" }
    servers: [{ url: "https://workshop.example/v2" }]
    x-leadline:
      name: workshop
      credential: { header: X-Key, prefix: "" }
      collections:
        jobs:
          singular: job
          plural: jobs
          summary: Work to do
          document: { $ref: "#/components/schemas/Job" }
      outcomes: [{ name: locked, summary: Done, operations: [jobs.update, jobs.delete], when: status = 409 }]
      answer:
        document: [body.job]
        documents: [body.jobs]
        errors: [{ message: body.message }]
      mock:
        checks: [key, permission, document, rules, fields]
        keys:
          full: { summary: All, token: k, permissions: [] }
        rules:
          - { name: done is done, operations: [jobs.update, jobs.delete], when: stored.done = true, outcome: locked }
        answers:
          locked: { status: 409, json: { message: done } }
          unauthenticated: { status: 401, json: { message: who }, headers: { WWW-Authenticate: Key } }
    paths:
      /jobs:
        post:
          operationId: createJob
          summary: Create
          x-leadline-operation: jobs.create
          x-leadline-verb: create
          x-leadline-selection: none
          x-leadline-documented: true
          requestBody:
            content: { application/json: { schema: { $ref: "#/components/schemas/Job" } } }
          responses: { "200": { description: ok } }
        get:
          operationId: findJobs
          summary: Find
          x-leadline-operation: jobs.find
          x-leadline-verb: find
          x-leadline-selection: none
          x-leadline-documented: true
          parameters:
            - { name: sort, in: query, schema: { type: string } }
            - { name: limit, in: query, schema: { type: integer } }
            - { name: page, in: query, schema: { type: integer } }
            - { name: depth, in: query, schema: { type: integer } }
            - { name: hours, in: query, schema: { type: integer } }
          responses: { "200": { description: ok, content: { application/json: { schema: { type: object } } } } }
        delete:
          operationId: deleteJobs
          summary: Delete several
          x-leadline-operation: jobs.deleteMany
          x-leadline-verb: delete
          x-leadline-selection: filter
          x-leadline-documented: true
          responses: { "200": { description: ok, content: { application/json: { schema: { type: object } } } } }
      /jobs/latest:
        get:
          operationId: latestJob
          summary: A fixed name
          x-leadline-operation: jobs.latest
          x-leadline-verb: get
          x-leadline-selection: { document: latest }
          x-leadline-documented: true
          responses: { "200": { description: ok, content: { application/json: { schema: { type: object } } } } }
      /jobs/{id}:
        get:
          operationId: getJob
          summary: Get
          x-leadline-operation: jobs.get
          x-leadline-verb: get
          x-leadline-selection: id
          x-leadline-documented: true
          parameters: [{ name: id, in: path, required: true, description: Id, schema: { type: string } }]
          responses: { "200": { description: ok, content: { application/json: { schema: { type: object } } } } }
        patch:
          operationId: updateJob
          summary: Update
          x-leadline-operation: jobs.update
          x-leadline-verb: update
          x-leadline-selection: id
          x-leadline-documented: true
          parameters: [{ name: id, in: path, required: true, description: Id, schema: { type: string } }]
          requestBody:
            content: { application/json: { schema: { $ref: "#/components/schemas/Job" } } }
          responses: { "200": { description: ok, content: { application/json: { schema: { type: object } } } } }
        delete:
          operationId: deleteJob
          summary: Delete
          x-leadline-operation: jobs.delete
          x-leadline-verb: delete
          x-leadline-selection: id
          x-leadline-documented: true
          parameters: [{ name: id, in: path, required: true, description: Id, schema: { type: string } }]
          responses: { "204": { description: gone } }
    components:
      schemas:
        Job:
          type: object
          required: [title]
          if: { properties: { title: { const: "lifted" } } }
          then: { required: [bay] }
          properties:
            id: { type: string, readOnly: true, description: Id, x-leadline-generate: object-id }
            title: { type: string, description: Title, x-leadline-generate: text }
            hours: { type: integer, description: Hours, minimum: 1, maximum: 8, x-leadline-generate: number }
            done: { type: boolean, description: Done }
            page: { type: integer, description: Of the job book }
            bay: { type: [integer, "null"], description: Where }
    """

@Suite("An API by data alone")
struct MockByDataTests {
    let client: MockClient

    init() throws { client = try MockClient(try API(reading: Source(name: "workshop.yaml", text: workshop))) }

    private func call(_ name: String, id: String? = nil, _ document: JSONObject? = nil) throws -> Call {
        Call(try client.operation(name), id: id, document: document)
    }

    @Test func allVerbsWork() throws {
        let created = try client.send(try call("jobs.create", ["title": "Brakes", "id": "mine"]))
        #expect(created.outcome == "created")
        #expect(created.status == 200)
        let id = try #require(created.document?["id"]?.string)
        #expect(id.utf8.count == 24)
        #expect(created.body?["job"]?["title"] == "Brakes")
        let got = try client.send(try call("jobs.get", id: id))
        #expect(got.outcome == "found")
        #expect(got.document == created.document)
        let updated = try client.send(try call("jobs.update", id: id, ["hours": 3]))
        #expect(updated.outcome == "updated")
        #expect(updated.document?["title"] == "Brakes")
        let gone = try client.send(try call("jobs.delete", id: id))
        #expect(gone.outcome == "deleted")
        #expect(gone.status == 204)
        #expect(gone.body == "")
        #expect(try client.send(try call("jobs.get", id: id)).outcome == "not_found")
        #expect(try client.send(try call("jobs.latest")).outcome == "not_found")
    }

    @Test func severalAreFoundByTheirFields() throws {
        for (title, hours) in [("a", 3), ("b", 1), ("c", 3)] as [(JSON, JSON)] {
            _ = try client.send(try call("jobs.create", ["title": title, "hours": hours]))
        }
        var find = try call("jobs.find")
        find.filter = .test(FilterTest(field: "hours", operation: "equals", operand: 3))
        find.query = [QueryPair("sort", "-title"), QueryPair("limit", "1")]
        let first = try client.send(find)
        #expect(first.outcome == "found")
        #expect(first.documents?.array?.map { $0["title"] } == ["c"])
        find.query.append(QueryPair("page", "2"))
        #expect(try client.send(find).documents?.array?.map { $0["title"] } == ["a"])
        for limit in ["many", "-1"] {
            find.query = [QueryPair("limit", limit)]
            let refused = try client.send(find)
            #expect(refused.status == 400)
            #expect(messages(refused) == ["limit must be a whole number that is not negative, found '\(limit)'"])
        }
        #expect(try client.send(try call("jobs.deleteMany")).status == 400)
        var delete = try call("jobs.deleteMany")
        delete.filter = .test(FilterTest(field: "hours", operation: "equals", operand: 3))
        let gone = try client.send(delete)
        #expect(gone.outcome == "deleted")
        #expect(gone.documents?.array?.count == 2)
        #expect(client.find(in: "jobs").count == 1)
    }

    @Test func parametersAreThoseOfTheOperation() throws {
        for (limit, depth) in [(4, 1), (5, 2)] as [(JSON, JSON)] {
            _ = try client.send(try call("jobs.create", ["title": "a", "hours": 2, "page": limit, "depth": depth]))
        }
        var find = try call("jobs.find")
        // Declared, and no field that is described: it filters nothing. Declared, and a field: it filters.
        find.query = [QueryPair("depth", "2"), QueryPair("hours", "2")]
        #expect(try client.send(find).documents?.array?.count == 2)
        // What only another operation declares is a field like any other.
        var delete = try call("jobs.deleteMany")
        delete.filter = .test(FilterTest(field: "page", operation: "equals", operand: 4))
        #expect(try client.send(delete).documents?.array?.map { $0["page"] } == [4])
    }

    @Test func nullIsAValueWhereItIsAllowed() throws {
        #expect(try client.send(try call("jobs.create", ["title": "lifted", "bay": .null])).outcome == "created")
        #expect(try client.send(try call("jobs.create", ["title": "lifted"])).body?["bay"] != nil)
        #expect(try client.send(try call("jobs.create", ["title": .null])).body?["title"] != nil)
    }

    @Test func rulesAndAnswersAreTheDescriptions() throws {
        guard case .documents(let made) = client.store("jobs", .create(["done": true], times: 3)) else { return }
        let id = try #require(made.first?["id"]?.string)
        let locked = try client.send(try call("jobs.update", id: id, ["title": "x"]))
        #expect(locked.status == 409)
        #expect(locked.outcome == "locked")
        let (refused, delivery) = try client.deliver(try call("jobs.delete", id: id))
        #expect(refused.status == 409)
        #expect(delivery.reasons == ["rule 'done is done' fired: stored.done is true"])
        for job in made { #expect((1...8).contains(job["hours"]?.number?.integer ?? 0)) }
        var request = try client.request(try call("jobs.find"))
        request.fields["X-Key"] = "wrong"
        let response = try client.target.send(request).result.get()
        #expect(response.status == 401)
        #expect(response.fields["WWW-Authenticate"] == "Key")
        let invalid = try client.send(try call("jobs.create", ["hours": 9]))
        #expect(invalid.status == 422)
        #expect(invalid.body?["title"] != nil)
        #expect(invalid.body?["hours"] != nil)
    }

    /// One server for several APIs tells them apart by path.
    @Test func twoAPIsShareAnOrigin() throws {
        let studio = try #require(try APICatalog.api(named: "dealerstudio"))
        var universe = Universe(MockEngine([client.api, studio]))
        var request = try client.request(try call("jobs.find"))
        request.origin = "http://127.0.0.1:8080"
        #expect(try universe.send(request).result.get().status == 200)
        request.target = "/api/v1/apikeys/apikey_details.json"
        request.fields["Authorization"] = "Bearer mock-full-key"
        #expect(try universe.send(request).result.get().status == 200)
        request.target = "/jobs"
        #expect(try universe.send(request).result.get().status == 404)
    }
}
