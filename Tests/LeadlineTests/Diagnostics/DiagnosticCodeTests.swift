import Foundation
import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineMock
import LeadlineScenarios
import LeadlineSession
import LeadlineShell
import TestSupport
import Testing

/// What a user sees for each code of the product, from an input that makes the product raise it.
@Suite struct DiagnosticCodeTests {
    /// Codes whose golden file is written by the tests of the part that raises them.
    private static let elsewhere: [DiagnosticCode: String] = [
        .duplicateKey: "CoreDiagnosticGoldenTests", .invalidJSON: "CoreDiagnosticGoldenTests",
        .invalidYAML: "CoreDiagnosticGoldenTests", .nestedTooDeep: "CoreDiagnosticGoldenTests",
        .notUTF8: "CoreDiagnosticGoldenTests", .unsupportedYAML: "CoreDiagnosticGoldenTests",
        .invalidDescription: "OpenAPIReaderTests", .unwritableFile: "ReportRequestTests",
        .unknownTarget: "TargetFactoryTests", .unreadableKey: "KeyResolverTests",
        .notReproducible: "SavingRefusalTests", .holdsSecret: "SavingRefusalTests", .fileExists: "FileCommandTests",
        .cannotServe: "ServingTests",
    ]

    @Test(arguments: DiagnosticCase.all)
    func `the message of a code`(_ input: DiagnosticCase) throws {
        let diagnostics = try Self.diagnostics(of: input)
        #expect(diagnostics.map(\.code) == [input.code])
        expectGolden(DiagnosticRenderer().text(diagnostics), "diagnostics/\(input.code.rawValue).txt")
    }

    @Test func `each code has one place where its message is held`() {
        let held = DiagnosticCase.all.map(\.code) + Self.elsewhere.keys
        #expect(Set(held) == Set(DiagnosticCode.allCases))
        #expect(held.count == Set(held).count)
    }

    @Test func `each golden file is of a code`() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Golden/diagnostics")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(names == DiagnosticCode.allCases.map { "\($0.rawValue).txt" }.sorted())
    }

    // MARK: - The ways into the product

    private static func diagnostics(of input: DiagnosticCase) throws -> [Diagnostic] {
        let product = try Product(files: input.files)
        switch input.way {
        case .lint(let path): return product.reader.read([path]).diagnostics
        case .run: return product.mistakes(running: try product.source("-c"))
        case .words(let words):
            let error = try #require(throws: Diagnostic.self) { _ = try Invocation(ParsedLine(words)) }
            return [error]
        case .selection(let words):
            let line = try ParsedLine(["run", DiagnosticCase.scenarioName] + words)
            guard case .run(let options) = try Invocation(line) else { return [] }
            let rows = RunPlan(product.reader.read([DiagnosticCase.scenarioName]).scenarios, fileCount: 1).rows
            let selection = RowSelection(options, paths: [])
            #expect(selection.indices(in: rows.map(\.identity)).isEmpty)
            return [selection.emptyDiagnostic(rows.map(\.identity))]
        }
    }
}

extension DiagnosticCase: CustomTestStringConvertible {
    var testDescription: String { code.rawValue }
}

/// The product over files in memory and the mock, without its command line.
struct Product {
    let files: [String: String]
    let resources: Resources
    let library: ScenarioLibrary
    let provider: MockProvider

    init(files: [String: String] = [:], variables: [String: String] = [:], secrets: [String: String] = [:]) throws {
        self.files = files
        let inMemory = InMemoryFiles(files)
        let catalog = APILibrary()
        resources = Resources(catalog: catalog, files: inMemory, variables: variables, secrets: secrets)
        library = ScenarioLibrary(files: inMemory)
        provider = MockProvider(try catalog.all())
    }

    var reader: SuiteReader { SuiteReader(resources: resources, library: library, provider: provider) }

    func source(_ name: String) throws -> Source { Source(name: name, text: try #require(files[name])) }

    func session(seed: Int = 42) -> Session {
        let target = provider.open(TargetSettings(clock: nil, seed: seed, label: "row"))
        return Session(resources: resources, target: target, folder: "", runID: "abcd1234")
    }

    /// The first mistake of a script that only carrying it out shows.
    func mistakes(running script: Source) -> [Diagnostic] {
        let (commands, found) = CommandParser.parse(Excerpt(whole: script), context: .script)
        let session = session()
        do throws(Diagnostic) {
            for command in commands { _ = try session.perform(command) }
            return found
        } catch { return found + [error] }
    }
}
