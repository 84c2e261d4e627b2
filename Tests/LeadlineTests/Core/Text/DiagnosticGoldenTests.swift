import LeadlineCore
import TestSupport
import Testing

/// What a user sees for each mistake that the core itself finds in a file.
@Suite struct CoreDiagnosticGoldenTests {
    private func expect(_ code: DiagnosticCode, _ body: () throws -> Void) {
        let error = #expect(throws: Diagnostic.self, performing: body)
        #expect(error?.code == code)
        guard let error else { return }
        expectGolden(DiagnosticRenderer().text(error), "diagnostics/\(code.rawValue).txt")
    }

    private func read(_ text: String) throws { _ = try parseYAML(Source(name: "three-day.leadline.yaml", text: text)) }

    @Test func invalidYAML() {
        expect(.invalidYAML) { try read("name: A lead\nsteps:\n  - do: set message=\"note: call\"\n") }
    }

    @Test func unsupportedYAML() {
        expect(.unsupportedYAML) { try read("name: A lead\nsteps:\n  - &first do: send\n") }
    }

    @Test func duplicateKey() {
        expect(.duplicateKey) { try read("name: A lead\napi: drivly\nname: Another\n") }
    }

    @Test func nestedTooDeep() {
        expect(.nestedTooDeep) { try read("name: " + String(repeating: "[", count: 70)) }
    }

    @Test func notUTF8() {
        expect(.notUTF8) { _ = try Source(name: "old.leadline.yaml", bytes: Array("name: caf".utf8) + [0xE9, 0x0A]) }
    }

    @Test func invalidJSON() {
        let source = Source(name: "enquiry.json", text: "{\n  \"name\": \"Ada\",\n}\n")
        expect(.invalidJSON) {
            do {
                _ = try JSON(parsing: source.text)
            } catch let error as JSONSyntaxError {
                throw error.diagnostic(in: Excerpt(whole: source))
            }
        }
    }
}
