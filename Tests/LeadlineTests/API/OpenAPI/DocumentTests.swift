import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import Testing

/// What holds for every embedded description, and each against its provider's pages.
@Suite struct DocumentTests {
    @Test(arguments: APICatalog.names) func `every operation is explained, with an example and an error`(name: String)
        throws
    {
        let api = try #require(try APICatalog.api(named: name))
        #expect(!api.title.isEmpty && !api.summary.isEmpty && api.origin.hasPrefix("https://"))
        for operation in api.operations {
            #expect(!operation.summary.isEmpty && !operation.description.isEmpty, "\(operation.name)")
            #expect(operation.body == nil || operation.body?.example != nil, "\(operation.name)")
            #expect(operation.responses.contains { $0.status.hasPrefix("2") && $0.example != nil }, "\(operation.name)")
            #expect(operation.responses.contains { $0.status.hasPrefix("4") }, "\(operation.name)")
            #expect(operation.responses.allSatisfy { !$0.examples.isEmpty }, "\(operation.name)")
        }
    }

    @Test(arguments: APICatalog.names) func `every example fits its schema`(name: String) throws {
        let api = try #require(try APICatalog.api(named: name))
        for operation in api.operations {
            for response in operation.responses {
                guard let schema = response.schema, let example = response.example else { continue }
                let violations = SchemaValidator.violations(of: example, against: schema)
                #expect(violations == [], "\(operation.name) \(response.status)")
            }
        }
        for collection in api.collections { try expectExamplesFit(collection.document, at: collection.name) }
    }

    private func expectExamplesFit(_ schema: Schema, at path: String) throws {
        for example in schema.examples {
            #expect(SchemaValidator.violations(of: example, against: schema) == [], "\(path)")
        }
        for property in schema.properties { try expectExamplesFit(property.schema, at: "\(path).\(property.name)") }
        if let items = schema.items { try expectExamplesFit(items.schema, at: "\(path)[]") }
    }

    @Test(arguments: APICatalog.names) func `the mock can answer all that it decides`(name: String) throws {
        let api = try #require(try APICatalog.api(named: name))
        var outcomes = ["rate_limited", "unavailable"]
        if api.dialect == .plain {
            outcomes += api.outcomes.map(\.name) + api.mock.rules.map(\.outcome)
            outcomes += ["unauthenticated", "not_found", "invalid"] + api.operations.map(\.verb.outcome)
        }
        for outcome in outcomes { #expect(api.mock.answer(outcome) != nil, "\(outcome)") }
        #expect(api.mock.keys.map(\.name) == ["full", "read-only", "other-dealer", "unknown", "none"])
        let tokens = api.mock.keys.compactMap(\.token)
        #expect(Set(tokens).count == 4 && tokens.allSatisfy { $0.hasPrefix("mock-") })
    }

    // MARK: Dealer Studio

    private func dealerStudio() throws -> API { try #require(try APICatalog.api(named: "dealerstudio")) }

    @Test func `every field of the provider's page is there`() throws {
        let lead = try #require(try dealerStudio().collection("leads")).document
        let answered = ["id", "lead_cluster_id"]
        let own = ["fields.document_type"]
        #expect(lead.fieldPaths.filter { !own.contains($0) } == answered + DealerStudioPage.fields.map(\.name))
        for field in DealerStudioPage.fields {
            let path = field.name.split(separator: ".").flatMap { part -> [PathKey] in
                part.hasSuffix("[0]") ? [.name(String(part.dropLast(3))), .index(0)] : [.name(String(part))]
            }
            let schema = try #require(lead.schema(at: path[...]), "\(field.name)")
            #expect(schema.kind?.rawValue == field.type, "\(field.name)")
            let isObject = field.type == "object" || field.type == "array"
            #expect(schema.description != nil, "\(field.name)")
            #expect(isObject || schema.isFile || !schema.examples.isEmpty, "\(field.name)")
            let parent = try #require(lead.schema(at: path.dropLast()))
            let isEither = field.name.hasPrefix("dealership_")
            #expect(parent.required.contains(path.last?.name ?? "") == (field.isRequired && !isEither), "\(field.name)")
        }
        #expect(lead.property("time_on_site_seconds")?.isNullable == true)
        #expect(lead.property("time_to_submit_seconds")?.isNullable == true)
    }

    @Test(arguments: [
        ("category", 25, DealerStudioPage.categories), ("source", 29, DealerStudioPage.sources),
        ("marketing_source", 17, DealerStudioPage.marketingSources),
    ]) func `the closed lists are whole`(field: String, count: Int, values: String) throws {
        let schema = try #require(try dealerStudio().collection("leads")?.document.property(field))
        #expect(schema.valuesAreClosed && schema.values.count == count)
        #expect(schema.values.compactMap(\.value.string).joined(separator: "|") == values)
    }

    @Test(arguments: ["leads.create", "leads.update"])
    func `the provider's example is unchanged and only has three unknown fields`(name: String) throws {
        let operation = try #require(try dealerStudio().operations.first { $0.name == name })
        let body = try #require(operation.body)
        let example = try #require(body.example)
        let published = try JSON(parsing: DealerStudioPage.example)
        #expect(example.text() == published.text())
        let lead = try #require(example["lead"])
        let violations = SchemaValidator.violations(of: lead, against: body.schema, .sent)
        #expect(violations.map(\.path) == ["last_name", "customer_address", "dob"])
        #expect(violations.allSatisfy { $0.keyword == "unknown" && $0.isAdvice })
        #expect(body.envelope == "lead" && body.mediaTypes == ["application/json", "multipart/form-data"])
    }

    @Test func `the operations are those of the pages and one beyond`() throws {
        let api = try dealerStudio()
        let lines = api.operations.map { "\($0.name) \($0.method) \($0.path) \($0.isDocumented)" }
        #expect(
            lines == [
                "leads.create POST /api/v1/leads true", "leads.update PUT /api/v1/leads/{id} true",
                "apikeys.get GET /api/v1/apikeys/apikey_details.json false",
            ])
        #expect(api.operation(.update, on: "leads", selecting: .id)?.permission == "update:lead")
        #expect(api.operation(.get, on: "apikeys", selecting: .document("apikey_details"))?.mockAnswer == .key)
        #expect(api.outcomes.map(\.name) == ["too_old", "forbidden"])
        #expect(api.mock.checks == [.key, .permission, .document, .rules, .fields])
        #expect(api.answer.document == [["lead"], []])
        #expect(api.answer.errors == [.fieldLists(at: []), .message(at: ["message"])])
    }

    @Test func `a key's own document shows its dealerships`() throws {
        let api = try dealerStudio()
        let key = try #require(api.mock.key(named: "full"))
        let schema = try #require(api.collection("apikeys")).document
        let document = JSON.object(api.document(of: key, as: schema))
        #expect(SchemaValidator.violations(of: document, against: schema) == [])
        #expect(document["permissions"] == ["create:lead", "update:lead"])
        let locations = document["dealerships"]?.array?.first?["locations"]
        #expect(locations?.array?.first?["id"] == 12345)
        let operation = try #require(api.operation(.get, on: "apikeys", selecting: .document("apikey_details")))
        #expect(operation.responses.first?.example == document)
    }
}

extension PathKey {
    fileprivate var name: String? { if case .name(let name) = self { name } else { nil } }
}

extension Request.Verb {
    fileprivate var outcome: String {
        switch self {
        case .create: "created"
        case .get, .find: "found"
        case .update: "updated"
        case .delete: "deleted"
        }
    }
}
