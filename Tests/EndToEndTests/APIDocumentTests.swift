import Foundation
import TestSupport
import Testing

/// The descriptions against a validator that others wrote: openapi-spec-validator, in the Python that
/// LEADLINE_TEST_PYTHON names.
@Suite struct APIDocumentTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let python = environment["LEADLINE_TEST_PYTHON"].flatMap { $0.isEmpty ? nil : $0 }
    private static let isRunByCI = environment["CI"].map { !["", "false", "0"].contains($0) } ?? false

    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Sources/CAPIDocuments/documents")

    @Test(
        .enabled(
            if: python != nil || isRunByCI,
            "LEADLINE_TEST_PYTHON names no Python with openapi-spec-validator"))
    func `every embedded description, and the one of the documentation, is valid OpenAPI`() throws {
        let python = try #require(Self.python, "CI must set LEADLINE_TEST_PYTHON")
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).sorted()
        #expect(!names.isEmpty)
        let article = try LeadlineProcess(files: OwnAPITests.files)
        let own = article.folder.appendingPathComponent("library.yaml")
        for file in names.map(Self.folder.appendingPathComponent) + [own] {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = [python, "-m", "openapi_spec_validator", "--schema", "3.1", file.path]
            let output = Pipe()
            process.standardOutput = output
            process.standardError = output
            try process.run()
            let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            #expect(process.terminationStatus == 0, "\(file.lastPathComponent): \(said)")
        }
    }
}
