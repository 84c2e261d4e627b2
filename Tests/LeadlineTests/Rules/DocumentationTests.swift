import Foundation
import LeadlineCore
import LeadlineLanguage
import LeadlineScenarios
import TestSupport
import Testing

/// What the documentation shows can be used as it stands.
@Suite struct DocumentationTests {
    private static let catalogue = "Sources/leadline/leadline.docc"

    private static func pages() throws -> [String] {
        let folder = Repository.root.appendingPathComponent(catalogue).path
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".md") }
        return ["README.md"] + names.sorted().map { "\(catalogue)/\($0)" }
    }

    @Test func `every scenario that is shown has no mistake`() throws {
        var count = 0
        for page in try Self.pages() {
            for block in FencedBlock.all(in: try Repository.text(page))
            where block.language == "yaml" && block.lines.first == "leadline: 1" {
                count += 1
                let found = Workbench(block.text).read().diagnostics.filter { $0.severity == .error }
                #expect(found.isEmpty, "\(page):\(block.line)\n\(DiagnosticRenderer().text(found))")
            }
        }
        #expect(count > 0, "no page shows a scenario")
    }

    @Test func `the worked cases of the language are those that are tested`() throws {
        let page = try Repository.text("\(Self.catalogue)/language.md")
        let blocks = FencedBlock.all(in: page).suffix(2)
        #expect(blocks.map(\.text) == [WorkedCases.scenarios + "\n", WorkedCases.session + "\n"])
    }

    @Test func `the worked cases of the language are read without a mistake`() throws {
        let page = try Repository.text("\(Self.catalogue)/language.md")
        let blocks = FencedBlock.all(in: page).suffix(2)
        let scenarios = try #require(blocks.first).text.components(separatedBy: "---").dropFirst()
        #expect(scenarios.count == 8)
        for text in scenarios {
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            let name = lines[0].drop { $0 == " " || $0 == "#" }
            let source = Source(
                name: "case.leadline.yaml",
                text: "leadline: 1\nname: \(name)\n" + lines.dropFirst().joined(separator: "\n"))
            var reader = ScenarioReader(source: source, files: InMemoryFiles([:]))
            #expect(reader.read()?.steps.isEmpty == false)
            #expect(reader.diagnostics.isEmpty, "\(DiagnosticRenderer().text(reader.diagnostics))")
        }
        let session = Source(name: "session", text: try #require(blocks.last).text)
        let (commands, found) = CommandParser.parse(Excerpt(whole: session), context: .prompt)
        #expect(found.isEmpty, "\(DiagnosticRenderer().text(found))")
        #expect(commands.count == 16)
    }
}
