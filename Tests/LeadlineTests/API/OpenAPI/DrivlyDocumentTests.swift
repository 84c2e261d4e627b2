import Foundation
import LeadlineAPI
import LeadlineCore
import Testing

/// Drivly's description against the examples of the provider's pages, which name every field and show its type.
@Suite struct DrivlyDocumentTests {
    private let api: API

    init() throws { api = try #require(try APICatalog.api(named: "drivly")) }

    private func page(_ name: String) throws -> JSONObject {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Data/drivly-\(name).json")
        return try #require(try JSON(parsing: String(contentsOf: file, encoding: .utf8)).object)
    }

    @Test(arguments: [("leads", "lead", 84), ("customers", "customer", 82)])
    func `every field of the page is there, in its order and of its type`(
        collection: String, name: String, count: Int
    ) throws {
        let shown = try page(name)
        let document = try #require(api.collection(collection)).document
        #expect(shown.count == count)
        #expect(document.properties.map(\.name) == ["id"] + shown.members.map(\.name))
        for member in shown.members {
            let schema = try #require(document.property(member.name))
            let element = schema.items?.schema
            switch member.value {
            case "<string>": #expect(schema.kind == .string && schema.values.isEmpty, "\(member.name)")
            case .string(let option): expectOption(option, of: schema, member.name)
            case .number: #expect(schema.kind == .number, "\(member.name)")
            case .bool: #expect(schema.kind == .boolean, "\(member.name)")
            case .array(let elements) where elements.first?.number != nil:
                #expect(schema.kind == .array && element?.relation != nil, "\(member.name)")
            case .array(let elements):
                #expect(schema.kind == .array)
                expectOption(elements.first?.string ?? "", of: try #require(element), member.name)
            default: Issue.record("what is \(member.name)?")
            }
        }
    }

    /// One option is documented, others are known to exist.
    private func expectOption(_ option: String, of schema: Schema, _ name: String) {
        #expect(schema.kind == .string && !schema.valuesAreClosed, "\(name)")
        #expect(schema.values.map(\.value) == [.string(option)], "\(name)")
    }

    @Test func `the operations of the pages are marked, the neighbouring ones are there`() {
        let documented = api.operations.filter(\.isDocumented).map(\.name)
        #expect(documented == ["leads.create", "leads.update-many", "customers.find"])
        for collection in ["leads", "customers"] {
            let names = api.operations.filter { $0.collection == collection }.map(\.name)
            let verbs = ["find", "create", "update-many", "delete-many", "count", "get", "update", "delete"]
            #expect(names == verbs.map { "\(collection).\($0)" })
        }
    }

    @Test func `parameters stand where the pages have them`() throws {
        func parameters(_ name: String) throws -> [String] {
            try #require(api.operations.first { $0.name == name }).parameters.filter { $0.place == .query }.map(\.name)
        }
        #expect(try parameters("leads.create") == ["depth", "locale", "fallback-locale"])
        let all: Set = ["where", "sort", "limit", "page", "depth", "locale", "fallback-locale"]
        #expect(Set(try parameters("leads.update-many")) == all)
        #expect(Set(try parameters("customers.find")) == all)
    }
}
