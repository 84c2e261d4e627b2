import LeadlineAPI
import LeadlineCore
import TestSupport
import Testing

@Suite struct OpenAPIReaderTests {
    /// A small description that is right.
    private static let valid = """
        openapi: 3.1.0
        info: { title: Small, version: "1" }
        servers: [{ url: "https://small.example/base/" }]
        x-leadline:
          name: small
          credential: { header: X-Key }
          collections:
            things: { singular: thing, plural: things, document: { $ref: "#/components/schemas/Thing" } }
          outcomes:
            - { name: frozen, operations: [things.update], when: status = 409 }
          answer:
            document: [body.doc]
            documents: [body.docs]
            errors: [{ list: body.errors, path: field, message: message }]
          mock:
            checks: [key, fields]
            keys: { full: { summary: All, token: t }, none: { summary: No key } }
            rules:
              - { name: old, operations: [things.update], when: age > 1h, outcome: frozen }
            relations:
              - { name: owner, collection: things, list: owners, fields: { owner: id }, missing: unknown }
            answers:
              updated: { status: 200, body: document }
            seed: { owners: [{ id: 1 }] }
        paths:
          /things/{id}:
            parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
            patch:
              summary: Change a thing
              x-leadline-operation: things.update
              x-leadline-verb: update
              x-leadline-selection: id
              requestBody:
                content: { application/json: { schema: { $ref: "#/components/schemas/Thing" } } }
              responses:
                "200": { description: Done }
        components:
          schemas:
            Thing:
              $ref: "#/components/schemas/Base"
              description: Nearer
              required: [name]
            Base:
              type: object
              description: Further
              properties:
                name: { type: string, pattern: "^[a-z]+$" }
                size: { enum: [1, "1", true, "true", null, 1.0e3, word] }
                state: { type: string, x-leadline-open: true, x-leadline-values: { new: Just made } }
                kind: { type: string, enum: [a, b], x-leadline-values: { b: The second } }
        """

    /// The messages of a description in which a text is replaced, each with its place and help.
    private func problems(_ old: String, _ new: String) -> [String] {
        let marked = MarkedText(Self.valid.replacing(old, with: new, maxReplacements: 1))
        do {
            _ = try API(reading: Source(name: "small.yaml", text: marked.text), takenNames: ["taken": "another"])
            return []
        } catch {
            return error.all.map { problem in
                let isMarked = problem.location?.range.lowerBound == marked[1]
                let help = problem.help.map { " (\($0))" } ?? ""
                return
                    "\(problem.message)\(help)\(isMarked ? "" : " at \(problem.location?.description ?? "no place")")"
            }
        }
    }

    @Test func `a description is read`() throws {
        let api = try API(reading: Source(name: "small.yaml", text: Self.valid))
        #expect(api.origin == "https://small.example" && api.basePath == "/base")
        #expect(api.credential.header == "X-Key" && api.credential.prefix == "")
        let operation = try #require(api.operations.first)
        #expect(operation.method == "PATCH" && operation.selection == .id && operation.parameters.map(\.name) == ["id"])
        #expect(api.answer.documents == [["docs"]])
        #expect(api.answer.errors == [.list(at: ["errors"], path: "field", message: .member("message"))])
        #expect(api.mock.key(named: "full")?.isIssued == true && api.mock.key(named: "none")?.isIssued == false)
        #expect(api.mock.relations.first?.fields.first?.target == "id")
    }

    @Test func `keywords beside a reference add to its schema`() throws {
        let api = try API(reading: Source(name: "small.yaml", text: Self.valid))
        let thing = try #require(api.collection("things")).document
        #expect(thing.description == "Nearer" && thing.required == ["name"] && thing.properties.count == 4)
    }

    @Test func `plain words are read by JSON's rules, quoted ones are texts`() throws {
        let api = try API(reading: Source(name: "small.yaml", text: Self.valid))
        let thing = try #require(api.collection("things")).document
        let number = JSON.number(JSONNumber(validated: "1.0e3"))
        let values = thing.property("size")?.values.map(\.value)
        #expect(values == [1, "1", true, "true", .null, number, "word"])
        let state = try #require(thing.property("state"))
        #expect(!state.valuesAreClosed && state.values.first?.description == "Just made")
        let kind = try #require(thing.property("kind"))
        #expect(kind.valuesAreClosed && kind.values.map(\.description) == [nil, "The second"])
    }

    @Test func `JSON is read too`() throws {
        let text = #"""
            {"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "servers": [{"url": "https://t.example"}],
            "x-leadline": {"name": "t", "credential": {"header": "Authorization", "prefix": "Bearer "},
            "collections": {}, "answer": {"document": ["body"]},
            "mock": {"checks": [], "keys": {}, "answers": {}}}, "paths": {}}
            """#
        let api = try API(reading: Source(name: "t.json", text: text))
        #expect(api.name == "t" && api.credential.prefix == "Bearer " && api.answer.document == [[]])
    }

    @Test(arguments: [
        ("openapi: 3.1.0", "openapi: ①3.2.0", "'openapi' must be 3.1 or 3.0, found '3.2.0'"),
        ("openapi: 3.1.0", "swagger: ①'2.0'", "'openapi' must be 3.1 or 3.0, found '2.0'"),
        ("openapi: 3.1.0\n", "①", "an OpenAPI document expected, 'openapi' is missing"),
        ("title: Small", "①titel: Small", "unknown key 'titel' in 'info' (did you mean 'title'?)"),
        ("https://small.example/base/", "small", "a URL such as https://example.com expected, found 'small'"),
        (
            "summary: Change a thing", "①sumary: Change",
            "unknown key 'sumary' in an operation (did you mean 'summary'?)"
        ),
        (
            "x-leadline-verb: update", "x-leadline-verb: ①put",
            "one of create, get, find, update, delete expected, found 'put'"
        ),
        ("selection: id", "selection: ①ids", "one of none, id, filter, {document: NAME} expected, found 'ids'"),
        ("/things/{id}:", "①/things:", "the path of 'things.update' has no '{id}'"),
        ("/things/{id}:", "①things/{id}:", "a path that begins with '/' expected, found 'things/{id}'"),
        ("x-leadline:", "security: ①none\nx-leadline:", "a list expected, found a text"),
        ("things.update\n", "①thing.update\n", "unknown collection 'thing' (did you mean 'things'?)"),
        ("schemas/Thing\" } }", "schemas/Thign\" } }", "leads nowhere: there is no 'Thign' (did you mean 'Thing'?)"),
        ("type: string, pattern", "①typ: string, pattern", "unknown key 'typ' in a schema (did you mean 'type'?)"),
        (
            "type: string, pattern", "type: ①text, pattern",
            "one of string, number, integer, boolean, array, object, null"
        ),
        ("^[a-z]+$", "^[a-z+$①", "not a regular expression: missing terminating ] for character class"),
        ("{ b: The second }", "{ ①c: The third }", "'c' is not in 'enum'"),
        (
            "open: true, ", "open: true, enum: ①[a], ",
            "an open list has its values in 'x-leadline-values', not in 'enum'"
        ),
        ("required: [name]", "①type: object", "'type' stands beside a '$ref' to a schema that has it too"),
        (
            "name: { type: string,", "name: { $ref: ①\"#/components/schemas/Base\" }\n        x: { type: string,",
            "holds itself"
        ),
        ("\"200\"", "①\"20\"", "a status such as 200, 4XX or default expected, found '20'"),
        ("documents: [body.docs]", "documents: [①docs]", "a path such as 'body' or 'body.docs' expected, found 'docs'"),
        (
            "operations: [things.update], when: s", "operations: [①things.updat], when: s",
            "unknown operation 'things.updat'"
        ),
        ("outcome: frozen", "outcome: ①frosen", "unknown outcome 'frosen' (did you mean 'frozen'?)"),
        ("list: owners", "list: ①owner", "unknown list in 'seed' 'owner' (did you mean 'owners'?)"),
        ("updated: { status", "①updatd: { status", "unknown outcome 'updatd' (did you mean 'updated'?)"),
        ("200, body: document", "200, body: ①doc", "one of document, field-lists expected, found 'doc'"),
        ("[key, fields]", "[key, ①field]", "one of key, permission, document, rules, fields expected, found 'field'"),
        ("singular: thing", "①singlar: thing", "unknown key 'singlar' in a collection (did you mean 'singular'?)"),
        ("name: small", "name: ①small things", "a name of letters, digits, '-' and '_' expected, found 'small things'"),
        ("name: small", "name: ①taken", "the name 'taken' is taken by another"),
        ("x-leadline-verb", "①x-ledline-verb", "unknown key 'x-ledline-verb' in an operation"),
        (
            "type: string, pattern", "①uniqueItems: true, pattern",
            "'uniqueItems' is not supported in a schema (leave it out"
        ),
        (
            "type: string, pattern", "type: string, nullable: ①true, pattern",
            "'nullable' is a keyword of OpenAPI 3.0 only"
        ),
        ("type: string, pattern", "x-leadline-generate: ①mail, pattern", "unknown generator 'mail'"),
        ("type: string, pattern", "format: ①e-mail, pattern", "unknown format 'e-mail' (did you mean 'email'?)"),
        ("type: string, pattern", "if: ①{ type: string }, pattern", "'if' needs 'then' or 'else'"),
        (
            "type: string, pattern", "additionalProperties: ①maybe, pattern",
            "'additionalProperties' must be true, false or a schema"
        ),
        ("type: string, pattern", "minLength: ①-1, pattern", "'minLength' must be a whole number, found '-1'"),
        ("type: string, pattern", "enum: ①[], pattern", "an 'enum' without values allows none"),
        ("type: string, pattern", "minimum: ①3, maximum: 2.5, pattern", "'minimum' is above 'maximum'"),
        ("type: string, pattern", "maxLength: 2, minLength: ①3, pattern", "'minLength' is above 'maxLength'"),
        (
            "x-leadline:", "security: [{ ①nope: [] }]\nx-leadline:",
            "unknown security scheme 'nope' (schemes are declared"
        ),
        (
            "summary: Change a thing", "security: [{ ①nope: [] }]",
            "unknown security scheme 'nope' (schemes are declared under 'components"
        ),
        ("/base/\"", "/{v}\"", "variables in a server's URL are not supported (write the URL out)"),
        (
            "collections:\n", "collections:\n    ①thing: { singular: x }\n",
            "no operation is of the collection 'thing' (did you mean 'things'?)"
        ),
        ("plural: things", "plural: things, created: ①sise", "'things' has no field 'sise' (did you mean 'size'?)"),
        ("when: age >", "when: ①agee >", "unknown subject 'agee' in a rule (did you mean 'age'?)"),
        ("when: age > 1h", "when: ①sent.sise is 3", "unknown field 'sise' in a rule (did you mean 'size'?)"),
        (
            "when: age > 1h", "when: age > 1h and ①stored.nn is 3",
            "unknown field 'nn' in a rule (one of name, size, state"
        ),
        ("when: age > 1h", "when: merged.id is 3 or ①key.nmae is x", "no key has 'nmae' (did you mean 'name'?)"),
        ("when: age > 1h", "when: ①now.day is 3", "'now' cannot be judged like this ('now' stands alone)"),
        ("when: age > 1h", "when: ①$..x exists", "a rule cannot speak of a body"),
        ("when: status =", "when: ①stauts =", "unknown subject 'stauts' in an outcome (did you mean 'status'?)"),
        ("when: status = 409", "when: ①headers exists", "'headers' cannot be judged like this (as in 'headers.NAME')"),
        ("name: frozen", "name: ①deleted", "the outcome 'deleted' has a meaning of its own"),
        ("name: frozen", "name: ①client_error", "the outcome 'client_error' has a meaning of its own"),
        ("name: frozen", "name: ①\"is frozen\"", "an outcome is a word of letters, digits and '_', found 'is frozen'"),
        (
            "operations: [things.update], when: s", "operations: [things.get], when: s",
            "'things.update' cannot have the outcome 'frozen'"
        ),
        ("outcome: frozen", "outcome: ①updated", "a rule refuses a request, and 'updated' is a success"),
        (
            "updated: { status: 200", "updated: { status: ①404",
            "'updated' is a success: a status of 200 to 299 expected"
        ),
        ("updated: { status: 200", "frozen: { status: ①42", "a status of 200 to 599 expected, found '42'"),
        (
            "none: { summary: No key }", "none: { summary: No key, token: ①t }",
            "the keys 'full' and 'none' have the same token"
        ),
        (
            "owners: [{ id: 1 }]", "owners: [{ id: 1 }], ①owner: []",
            "no collection and no relation has the list 'owner' (did you mean 'owners'?)"
        ),
        (
            "    rules:", "    first-id: ①9223372036854775807\n    rules:",
            "'first-id' must be at most 4503599627370496, found '9223372036854775807'"
        ),
    ]) func `a mistake is told at its place`(old: String, new: String, message: String) throws {
        let problems = problems(old, new)
        // One mistake may have another behind it: a wrong key is also a missing one.
        let told = try #require(problems.first { $0.contains(message) }, "\(problems)")
        if new.contains("①") { #expect(!told.contains(" at small.yaml"), "\(told)") }
    }

    @Test func `a sentence's mistake stands inside it`() {
        let problems = problems("when: status = 409", "when: status ①beyond 409")
        #expect(problems.count == 1 && problems.first?.contains(" at small.yaml") == false, "\(problems)")
    }

    @Test func `a mistake as a user sees it`() throws {
        let text = Self.valid.replacing("summary: Change", with: "sumary: Change")
        let error = try #require(throws: Diagnostics.self) {
            _ = try API(reading: Source(name: "small.yaml", text: text))
        }
        let problem = try #require(error.all.first { $0.message.hasPrefix("unknown key") })
        expectGolden(DiagnosticRenderer().text(problem), "diagnostics/invalid-description.txt")
    }

    @Test func `all mistakes are told at once`() {
        #expect(problems("summary: Change a thing", "sumary: x\n      descripton: y").count == 2)
    }

    @Test func `damaged descriptions are refused, never fatal`() throws {
        for bytes in mutations(of: [Self.valid], count: 300, seed: 7) {
            let source = Source(name: "damaged.yaml", text: String(decoding: bytes, as: UTF8.self))
            _ = try? API(reading: source)
        }
    }
}
