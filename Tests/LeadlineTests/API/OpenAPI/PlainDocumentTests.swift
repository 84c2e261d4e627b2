import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineMock
import TestSupport
import Testing

/// Documents that say nothing but OpenAPI: what leadline makes of them by itself.
@Suite struct PlainDocumentTests {
    /// A small API as its owner would write it, with keywords that only inform people and other tools.
    private static let plain = """
        openapi: 3.1.0
        info:
          title: Book Club (v2)
          version: "2"
          contact: { name: The club }
          license: { name: MIT }
          termsOfService: https://club.example/terms
        servers: [{ url: https://club.example/v2 }]
        tags: [{ name: books }]
        externalDocs: { url: https://club.example/docs }
        security: [{ key: [] }]
        x-generated-by: another tool
        paths:
          /:
            get: { responses: { "200": { description: Where to begin } } }
          /books:
            get:
              operationId: listBooks
              tags: [books]
              responses:
                "200":
                  description: All books
                  headers: { X-Total: { schema: { type: integer } } }
                  content: { application/json: { schema: { $ref: "#/components/schemas/Page" } } }
            post:
              requestBody: { $ref: "#/components/requestBodies/NewBook" }
              responses: { "201": { $ref: "#/components/responses/Book" } }
          /books/overdue:
            get: { responses: { "200": { description: Some books } } }
          /books/{bookId}:
            parameters: [{ name: bookId, in: path, required: true, example: 1, schema: { type: string } }]
            get: { responses: { "200": { $ref: "#/components/responses/Book" } } }
            put:
              requestBody: { $ref: "#/components/requestBodies/NewBook" }
              responses: { "200": { $ref: "#/components/responses/Book" } }
            patch:
              requestBody: { $ref: "#/components/requestBodies/NewBook" }
              responses: { "200": { $ref: "#/components/responses/Book" } }
            delete: { responses: { "204": { description: Gone } } }
            head: { responses: { "200": { description: There } } }
          /books/{bookId}/loans:
            parameters: [{ name: bookId, in: path, required: true, schema: { type: string } }]
            post: { responses: { "201": { description: Lent } } }
          /health:
            get:
              security: []
              responses:
                "200":
                  description: Up
                  content: { application/json: { schema: { type: object, properties: { up: { type: boolean } } } } }
          /story-entries:
            get: { security: [{}], responses: { "200": { description: All } } }
        components:
          securitySchemes:
            other: { type: http, scheme: basic }
            key: { type: apiKey, in: header, name: X-Club-Key }
          requestBodies:
            NewBook: { content: { application/json: { schema: { $ref: "#/components/schemas/NewBook" } } } }
          responses:
            Book:
              description: The book
              content: { application/json: { schema: { $ref: "#/components/schemas/Book" } } }
          schemas:
            NewBook:
              type: object
              required: [title]
              properties:
                title: { type: string, xml: { attribute: true }, x-order: 1 }
                isbn: { type: string, format: isbn }
                state: { type: string, enum: [new, worn], default: new }
            Book:
              description: A book of the club
              allOf:
                - $ref: "#/components/schemas/NewBook"
                - type: object
                  required: [id, created_at]
                  properties:
                    id: { type: string, format: uuid }
                    created_at: { type: string, format: date-time }
                    updated_at: { type: string, format: date-time }
            Page:
              type: object
              properties:
                items: { type: array, items: { $ref: "#/components/schemas/Book" } }
                total: { type: integer }
        """

    private func read(_ text: String = plain) throws -> API { try API(reading: Source(name: "club.yaml", text: text)) }

    private func read(_ old: String, _ new: String) throws -> API {
        try #require(Self.plain.contains(old))
        return try read(Self.plain.replacing(old, with: new))
    }

    // MARK: What is derived

    @Test func `the name comes from the title`() throws {
        let api = try read()
        #expect(api.name == "book-club-v2" && api.title == "Book Club (v2)")
        #expect(api.origin == "https://club.example" && api.basePath == "/v2")
        #expect(throws: Diagnostics.self) { try read("title: Book Club (v2)", "title: (…)") }
    }

    @Test func `operations come from methods and paths`() throws {
        let operations = try read().operations.map { "\($0.name) \($0.method) \($0.path)" }
        #expect(
            operations == [
                "books.find GET /books", "books.create POST /books", "books.get GET /books/{bookId}",
                "books.update PATCH /books/{bookId}", "books.delete DELETE /books/{bookId}",
                "story-entries.find GET /story-entries",
            ])
    }

    @Test func `what no command can mean is left out, and told`() throws {
        #expect(
            Set(try read().leftOut) == [
                "GET /", "GET /books/overdue", "PUT /books/{bookId}", "HEAD /books/{bookId}",
                "POST /books/{bookId}/loans",
                "GET /health",
            ])
    }

    @Test func `a name makes a command of what was left out`() throws {
        let named = "post: { x-leadline-operation: books.lend, "
        let api = try read("post: { ", named + "x-leadline-verb: update, ")
        let lend = try #require(api.operations.first { $0.name == "books.lend" })
        #expect(lend.verb == .update && lend.selection == .id && lend.path == "/books/{bookId}/loans")
        // It is the one that 'update books/ID' means now.
        #expect(api.leftOut.contains("PATCH /books/{bookId}") && !api.operations.contains { $0.name == "books.update" })
        let error = try #require(throws: Diagnostics.self) { try read("post: { ", named) }
        #expect(error.all.map(\.message) == ["an operation has no 'x-leadline-verb'"])
    }

    @Test func `collections have words for people, and the fields of what is answered`() throws {
        let api = try read()
        let books = try #require(api.collection("books"))
        #expect(books.singular == "book" && books.plural == "books" && books.createdField == "created_at")
        #expect(books.document.properties.map(\.name) == ["title", "isbn", "state", "id", "created_at", "updated_at"])
        #expect(books.document.required == ["title", "id", "created_at"] && books.document.allOf.isEmpty)
        let servers = books.document.properties.filter(\.schema.isReadOnly).map(\.name)
        #expect(servers == ["id", "created_at", "updated_at"])
        let entries = try #require(api.collection("story-entries"))
        #expect(entries.singular == "story entry" && entries.plural == "story entries")
    }

    @Test(arguments: [
        ("branches", "branch"), ("boxes", "box"), ("classes", "class"), ("staff", "staff"), ("glass", "glass"),
    ]) func `a singular is found for regular plurals`(plural: String, singular: String) throws {
        let api = try read("/story-entries:", "/\(plural):")
        #expect(api.collection(plural)?.singular == singular)
    }

    @Test func `lists are found in the only list of an answer`() throws {
        #expect(try read().answer.documents == [["items"]])
        #expect(try read().answer.document == [[]])
    }

    @Test(arguments: [
        ("apiKey, in: header, name: X-Club-Key", "X-Club-Key", ""),
        ("http, scheme: bearer", "Authorization", "Bearer "), ("http, scheme: basic", "Authorization", "Basic "),
        ("oauth2, flows: {}", "Authorization", "Bearer "),
    ]) func `the key's header comes from the scheme that is asked for`(
        scheme: String, header: String, prefix: String
    ) throws {
        let api = try read("apiKey, in: header, name: X-Club-Key", scheme)
        #expect(api.credential.header == header && api.credential.prefix == prefix)
    }

    @Test func `a key in a query is refused at its place`() throws {
        let error = try #require(throws: Diagnostics.self) { try read("in: header", "in: query") }
        #expect(error.all.map(\.message) == ["a key in 'query' is not supported, only one in 'header'"])
    }

    @Test func `one key may do everything, one only read`() throws {
        let api = try read()
        #expect(api.mock.keys.map(\.name) == ["full", "read-only", "unknown", "none"])
        #expect(api.mock.key(named: "full")?.permissions == ["write"])
        #expect(api.mock.key(named: "read-only")?.permissions == [])
        #expect(api.operations.filter { $0.permission == nil }.map(\.verb) == [.find, .get, .find])
        let open = try read("security: [{ key: [] }]\n", "")
        #expect(open.mock.keys.map(\.name) == ["none"] && open.operations.allSatisfy { !$0.needsKey })
    }

    @Test func `a document without servers has a name that no machine has`() throws {
        let api = try read("servers: [{ url: https://club.example/v2 }]\n", "")
        #expect(api.origin == "http://book-club-v2.test" && api.basePath == "")
        let relative = try read("https://club.example/v2", "/v3/")
        #expect(relative.origin == "http://book-club-v2.test" && relative.basePath == "/v3")
    }

    @Test func `damaged documents are refused or read, never fatal`() throws {
        var answers = 0
        for bytes in mutations(of: [Self.plain], count: 300, seed: 11) {
            let source = Source(name: "damaged.yaml", text: String(decoding: bytes, as: UTF8.self))
            guard let api = try? API(reading: source), let create = api.operations.first else { continue }
            let engine = MockTarget(Universe(MockEngine([api])))
            let request = try RequestBuilder(base: engine.base(for: api), userAgent: "", runID: "")
                .request(Call(create, document: [:]), of: api)
            answers += (try? engine.send(request).result.get()) == nil ? 0 : 1
        }
        #expect(answers > 0, "no damaged document could be read")
    }

    // MARK: OpenAPI 3.0

    @Test func `nullable is read in 3_0`() throws {
        let text = Self.plain.replacing("3.1.0", with: "3.0.3")
            .replacing("isbn: { type: string,", with: "isbn: { type: string, nullable: true,")
        let isbn = try #require(try read(text).collection("books")?.document.property("isbn"))
        #expect(isbn.kinds == [.string, .null])
    }

    @Test(arguments: ["exclusiveMinimum: 0, exclusiveMaximum: 5", "minimum: 0, exclusiveMinimum: true, maximum: 4"])
    func `limits that are not allowed themselves`(limits: String) throws {
        let isOld = limits.contains("true")
        let text = Self.plain.replacing("3.1.0", with: isOld ? "3.0.3" : "3.1.0")
            .replacing("isbn: { type: string, format: isbn }", with: "isbn: { type: integer, \(limits) }")
        let isbn = try #require(try read(text).collection("books")?.document.property("isbn"))
        let refused = [-1, 0, 1, 4, 5].filter { !SchemaValidator.violations(of: .integer($0), against: isbn).isEmpty }
        #expect(refused == [-1, 0, 5])
    }

    // MARK: On the mock

    private func client(_ text: String = plain) throws -> MockClient { try MockClient(try read(text)) }

    @Test func `the mock answers by the document alone`() throws {
        let client = try client()
        let created = try client.send(Call(try client.operation("books.create"), document: ["title": "Emma"]))
        #expect(created.outcome == "created" && created.document?["state"] == "new")
        let id = try #require(created.document?["id"]?.string)
        #expect(id.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}/) != nil)
        #expect(created.document?["created_at"]?.string?.hasSuffix("Z") == true)
        let found = try client.send(Call(try client.operation("books.find")))
        let document = try #require(created.document)
        #expect(found.outcome == "found" && found.documents == .array([document]))
        #expect(found.body?["items"] != nil)
        let gone = try client.send(Call(try client.operation("books.delete"), id: id))
        #expect(gone.outcome == "deleted" && gone.status == 204)
        let missing = try client.send(Call(try client.operation("books.get"), id: id))
        #expect(missing.outcome == "not_found" && messages(missing) == ["not_found"])
    }

    @Test(arguments: [
        ("full", "created", "found"), ("read-only", "forbidden", "found"),
        ("unknown", "unauthenticated", "unauthenticated"), ("none", "unauthenticated", "unauthenticated"),
    ]) func `each key has its outcomes`(key: String, creating: String, finding: String) throws {
        let client = try client()
        let create = Call(try client.operation("books.create"), document: ["title": "Emma"])
        #expect(try client.send(create, as: key).outcome == creating)
        #expect(try client.send(Call(try client.operation("books.find")), as: key).outcome == finding)
        #expect(try client.send(Call(try client.operation("story-entries.find")), as: key).outcome == "found")
    }

    @Test func `members beyond a closed schema are refused`() throws {
        let client = try client(
            Self.plain.replacing(
                "      required: [title]", with: "      required: [title]\n      additionalProperties: false"))
        let call = Call(try client.operation("books.create"), document: ["title": "Emma", "colour": "red"])
        let answer = try client.send(call)
        #expect(answer.outcome == "invalid" && messages(answer) == ["colour is not in the API description"])
    }
}
