import LeadlineAPI
import LeadlineCore
import LeadlineMock
import LeadlineShell
import TestSupport
import Testing

@Suite struct APIViewsTests {
    private func dealerStudio() throws -> [API] { [try #require(try APICatalog.api(named: "dealerstudio"))] }

    @Test func `the list of all APIs`() throws {
        expectGolden(APIViews.list(try dealerStudio(), width: 100, color: false), "api/list.txt")
    }

    @Test(arguments: [
        ("dealerstudio", "dealerstudio"), ("dealerstudio.leads", "collection"),
        ("dealerstudio.leads.create", "operation-create"), ("dealerstudio.leads.update", "operation-update"),
        ("dealerstudio.apikeys.get", "operation-key"), ("dealerstudio.leads.category", "field-values"),
        ("dealerstudio.leads.email", "field-rules"), ("dealerstudio.leads.lead_state", "field-open"),
        ("dealerstudio.leads.dealership_id", "field-either"),
        ("dealerstudio.leads.charge_breakdown", "field-object"),
        ("dealerstudio.leads.charge_breakdown.total.amount", "field-nested"),
        ("dealerstudio.leads.fields.document_type", "field-conditional"),
    ]) func `what a name leads to`(name: String, golden: String) throws {
        let text = try APIViews.show(name, of: dealerStudio(), width: 100, color: false)
        expectGolden(text, "api/\(golden).txt")
    }

    /// What the page says of each key is what the mock answers.
    @Test(arguments: [("drivly", "leads.count"), ("drivly", "leads.find"), ("dealerstudio", "apikeys.get")])
    func `keys that are refused`(api: String, operation: String) throws {
        let api = try #require(try APICatalog.api(named: api))
        let text = try APIViews.show("\(api.name).\(operation)", of: [api], width: 100, color: false)
        let client = try MockClient(api)
        for key in api.mock.keys {
            let outcome = try client.send(Call(try client.operation(operation)), as: key.name).outcome
            let line = try #require(text.split(separator: "\n").last { $0.hasPrefix("  \(key.name) ") })
            #expect(line.contains(" \(outcome) ") == (outcome != "found"), "\(line): \(outcome)")
        }
    }

    @Test func `an API without words for its parts`() throws {
        let text = """
            openapi: 3.1.0
            info: { title: Vet, version: "1" }
            servers: [{ url: "https://vet.example/v1" }]
            paths:
              /animals:
                get:
                  responses: { "200": { description: All, content: { application/json: { schema: { type: object,
                    properties: { items: { type: array, items: { $ref: "#/components/schemas/Animal" } } } } } } } }
              /animals/{id}:
                parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
                delete: { responses: { "204": { description: Gone } } }
            components: { schemas: { Animal: { type: object, properties: { id: { type: integer }, name: {} } } } }
            """
        let api = try API(reading: Source(name: "vet.yaml", text: text))
        func show(_ name: String) throws -> String { try APIViews.show(name, of: [api], width: 100, color: false) }
        #expect(try show("vet").contains("  animals.delete  DELETE  /v1/animals/{id}\n"))
        #expect(try !show("vet.animals.delete").contains("\n\n\n"))
        #expect(try show("vet.animals.delete").contains("\n  deleted    status 204: Gone\n  not_found  There is no"))
        #expect(try show("vet.animals.name").hasSuffix("Used in\n  vet.animals.find\n"))
    }

    @Test func `a narrow terminal`() throws {
        let text = try APIViews.show("dealerstudio.leads.update", of: dealerStudio(), width: 60, color: false)
        expectGolden(text, "api/narrow.txt")
    }

    @Test func `colour only adds escapes`() throws {
        let plain = try APIViews.show("dealerstudio.leads.create", of: dealerStudio(), width: 80, color: false)
        let colored = try APIViews.show("dealerstudio.leads.create", of: dealerStudio(), width: 80, color: true)
        #expect(colored != plain)
        #expect(colored.replacing(/\u{1B}\[[0-9]*m/, with: "") == plain)
    }

    @Test(arguments: [
        ("leads.category", "dealerstudio.leads.category"), ("leads.update", "dealerstudio.leads.update"),
        ("leads.lead_files_attributes[0].file", "dealerstudio.leads.lead_files_attributes.file"),
    ]) func `a name may be shorter`(name: String, full: String) throws {
        let short = try APIViews.show(name, of: dealerStudio(), width: 80, color: false)
        #expect(try APIViews.show(full, of: dealerStudio(), width: 80, color: false) == short)
    }

    @Test(arguments: [
        ("dealerstdio", "unknown API 'dealerstdio'", "did you mean 'dealerstudio'?"),
        (
            "dealerstudio.lead", "'dealerstudio' has no collection 'lead'", "did you mean 'leads'?"
        ),
        (
            "dealerstudio.leads.upadte", "'dealerstudio.leads' has no operation or field 'upadte'",
            "did you mean 'dealerstudio.leads.update'?"
        ),
        (
            "leads.charge_breakdown.total.amuont",
            "'dealerstudio.leads' has no operation or field 'charge_breakdown.total.amuont'",
            "did you mean 'dealerstudio.leads.charge_breakdown.total.amount'?"
        ),
    ]) func `an unknown name is told with the nearest one`(name: String, message: String, help: String) throws {
        let apis = try dealerStudio()
        let problem = #expect(throws: Diagnostic.self) {
            _ = try APIViews.show(name, of: apis, width: 80, color: false)
        }
        #expect(problem?.message == message && problem?.help == help)
    }
}
