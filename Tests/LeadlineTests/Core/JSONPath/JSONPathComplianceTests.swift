import Foundation
import LeadlineCore
import Testing

/// The public compliance suite's cases, of which a part lies in `Tests/LeadlineTests/Data`.
@Suite struct JSONPathComplianceTests {
    private static let file = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Data/jsonpath-cts-part.json")

    private func cases() throws -> [JSON] {
        let suite = try JSON(parsing: Array(Data(contentsOf: Self.file)))
        return try #require(suite["tests"]?.array)
    }

    @Test func invalidQueriesAreRefused() throws {
        let cases = try cases().filter { $0["invalid_selector"] == true }
        #expect(cases.count >= 160)
        for each in cases {
            let selector = try #require(each["selector"]?.string)
            #expect(throws: TextSyntaxError.self, "\(each["name"]?.string ?? ""): \(selector)") {
                try JSONPath(parsing: selector)
            }
        }
    }

    @Test func validQueriesFindWhatTheyShould() throws {
        let cases = try cases().filter { $0["invalid_selector"] != true }
        #expect(cases.count >= 261)
        for each in cases { try judge(each) }
    }

    private func judge(_ each: JSON) throws {
        let name = Comment(rawValue: each["name"]?.string ?? "")
        let selector = try #require(each["selector"]?.string, name)
        let document = try #require(each["document"], name)
        let path: JSONPath
        do {
            path = try JSONPath(parsing: selector)
        } catch {
            Issue.record("\(name): \(selector): \(error.message) at \(error.offset)")
            return
        }
        let nodes = try JSON.array(path.nodes(in: document))
        let paths = try JSON.array(path.paths(in: document).map { .string($0) })
        let results = try each["results"]?.array ?? [#require(each["result"], name)]
        #expect(results.contains(nodes), name)
        if let places = each["results_paths"]?.array ?? each["result_paths"].map({ [$0] }) {
            #expect(places.contains(paths), name)
        }
        if path.isSingular { #expect(nodes.array?.count ?? 0 <= 1, name) }
    }
}
