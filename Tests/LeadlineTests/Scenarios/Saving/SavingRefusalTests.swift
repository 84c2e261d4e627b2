import LeadlineCore
import LeadlineScenarios
import TestSupport
import Testing

/// What is not saved, and why.
@Suite struct SavingRefusalTests {
    private func refusal(_ typed: String, secrets: [String: String] = [:]) throws -> Diagnostic {
        let bench = try SavingBench(secrets: secrets)
        bench.type(typed)
        return try #require(throws: Diagnostic.self) { _ = try bench.save() }
    }

    @Test func `a session that hangs on the mock's inventions is not saved`() throws {
        let error = try refusal(
            """
            use dealerstudio
            mock create leads times 1 -> made
            let name="{{made[0].name}}"
            update leads/1001 set message=x
            expect request.url exists and now exists
            create leads from lead.json
            expect doc.id is {{doc.id}} and request.headers.x-request-id is shell234-2
            """)
        #expect(error.code == .notReproducible)
        expectGolden(DiagnosticRenderer().text(error), "diagnostics/not-reproducible.txt")
    }

    @Test func `a secret that cannot be named keeps the file from being written`() throws {
        let error = try refusal(
            """
            use dealerstudio
            curl https://dashboard.dealerstudio.com.au/api/v1/apikeys/apikey_details.json?note=s3cr3t-value
            """, secrets: ["API_TOKEN": "s3cr3t-value"])
        expectGolden(DiagnosticRenderer().text(error), "diagnostics/holds-secret.txt")
    }

    @Test func `a session in which nothing was done is not saved`() throws {
        let error = try refusal("use dealerstudio\nshow\ncreat leads\nnew leads name=Ada")
        #expect(error.message == "there is nothing to save: no command of this session did anything")
    }
}
