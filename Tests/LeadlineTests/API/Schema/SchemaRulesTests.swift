import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import Testing

/// What holds at a place of a document, conditions included.
@Suite struct SchemaRulesTests {
    private func schema() throws -> Schema {
        let api = try #require(try APICatalog.api(named: "dealerstudio"))
        return try #require(api.operation(.create, on: "leads", selecting: .none)?.body?.schema)
    }

    /// The closed lists that hold at `fields.document_type` beside a category.
    private func documentTypes(_ category: String) throws -> [[String]] {
        let document: JSON = ["category": .string(category)]
        let keys: [PathKey] = [.name("fields"), .name("document_type")]
        return try schema().rules(at: keys[...], in: document).map { $0.values.compactMap(\.value.string) }
            .filter { !$0.isEmpty }
    }

    @Test func `conditions count where the document fits them`() throws {
        let own = try documentTypes("Survey")
        #expect(own.count == 1)
        #expect(try documentTypes("Document Request") == own + [["car_analysis", "ppsr", "equifax"]])
    }

    @Test func `a field's own schema comes first`() throws {
        let keys: [PathKey] = [.name("email")]
        #expect(try schema().rules(at: keys[...], in: ["email": "x"]).first?.description == "Customer Email")
        let unknown: [PathKey] = [.name("nothing"), .index(0)]
        #expect(try schema().rules(at: unknown[...], in: nil).isEmpty)
    }

    @Test func `alternatives are lists of fields`() throws {
        #expect(try schema().requiredAlternatives == [["dealership_id"], ["dealership_slug"]])
        #expect(try schema().property("email")?.requiredAlternatives == nil)
    }
}
