import Foundation
import TestSupport
import Testing

/// Drivly's API as a server of Payload 1.x or 2.x has it: the built-in description under another name and version, and
/// the scenarios in `PayloadTwo/`.
@Suite struct PayloadTwoTests {
    static let scenarios = [
        "bulk.leadline.yaml", "error-shapes.leadline.yaml", "every-document-matches.leadline.yaml",
        "other-answers.leadline.yaml", "refused-by-leadline.leadline.yaml",
    ]

    private static func process() throws -> LeadlineProcess {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Sources/CAPIDocuments/documents/drivly.yaml")
        let description = try String(contentsOf: path, encoding: .utf8)
        let second = description.replacing("\n  name: drivly\n", with: "\n  name: drivly-2\n")
            .replacing("\n  payload: 3 ", with: "\n  payload: 2 ")
        try #require(second.contains("payload: 2 ") && second.contains("name: drivly-2"))
        var files = try shared("leadline.yaml", from: "PayloadTwo")
        for name in scenarios { files.merge(try shared(name, from: "PayloadTwo")) { $1 } }
        files["drivly-2.yaml"] = second
        return try LeadlineProcess(files: files)
    }

    @Test(arguments: scenarios) func `the scenario passes`(_ name: String) throws {
        let run = try Self.process().run("run", name)
        #expect(run.status == 0, "\(run.output)\(run.error)")
    }

    @Test func `an operator that Payload 2 lacks is a mistake before anything is sent`() throws {
        let run = try Self.process().run("-c", "use drivly-2; delete leads where notes not like kept")
        #expect(run.status == 2)
        #expect(run.error.contains("Payload 2 has no 'not_like'"), "\(run.error)")
    }
}
