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

    @Test func `a sentence that holds in no other universe is not saved`() throws {
        let error = try refusal(
            """
            use drivly
            create leads firstName=Ada lastName=Lovelace phone=0412345678 email=ada@example.com
            expect doc.id is <id 0>
            """)
        #expect(error.code == .notReproducible)
        expectGolden(DiagnosticRenderer().text(error), "diagnostics/not-reproducible.txt")
    }

    @Test func `a command that ends otherwise in another universe is not saved`() throws {
        let error = try refusal(
            """
            use drivly
            create leads firstName=Ada lastName=Lovelace phone=0412345678 email=ada@example.com
            curl https://commerce.driv.ly/api/leads/<id 0> -H 'Authorization: <api-key>'
            """)
        #expect(error.code == .notReproducible)
        #expect(error.message.hasSuffix("ended as found here, in a fresh universe it ends as not_found"))
    }

    @Test func `a secret that cannot be named keeps the file from being written`() throws {
        let error = try refusal(
            """
            use dealerstudio
            curl https://dashboard.dealerstudio.com.au/api/v1/apikeys/apikey_details.json?note=s3cr3t-value
            """, secrets: ["API_TOKEN": "s3cr3t-value"])
        expectGolden(DiagnosticRenderer().text(error), "diagnostics/holds-secret.txt")
    }

    @Test func `too many rows of a file become no scenario, and it is said what does`() throws {
        let error = try refusal("use dealerstudio\ncreate leads from many.csv")
        #expect(error.message == "'create leads from many.csv' sent 51 rows, a scenario takes 50")
        #expect(error.help?.hasPrefix("save a script, whose name ends in .leadline") == true)
    }

    @Test func `a session in which nothing was done is not saved`() throws {
        let error = try refusal("use dealerstudio\nshow\ncreat leads\nnew leads name=Ada")
        #expect(error.message == "there is nothing to save: no command of this session did anything")
    }
}
