import LeadlineAPI
import LeadlineCore
import LeadlineLive
import LeadlineSession
import LeadlineShell
import TestSupport
import Testing

@Suite struct TargetFactoryTests {
    private static let file = """
        profiles:
          staging: { drivly: { url: https://staging.example/, keys: { full: { env: DRIVLY_KEY } } } }
          nightly: { drivly: { url: https://nightly.example/, keys: { full: { env: DRIVLY_KEY } } } }

        """

    private func factory(_ files: [String: String]) throws -> TargetFactory {
        let environment = ScriptedEnvironment(files: files).environment([])
        return TargetFactory(
            environment: environment, project: try Project(nearestIn: environment.files),
            resources: Resources(catalog: APILibrary(), files: environment.files))
    }

    private func mistake(_ name: String, _ files: [String: String] = ["leadline.yaml": file]) throws -> Diagnostic {
        let factory = try factory(files)
        let error = try #require(throws: Diagnostics.self) { _ = try factory.profile(name) }
        #expect(error.all.count == 1)
        return try #require(error.all.first)
    }

    @Test func `profiles are found by their names`() throws {
        #expect(try factory(["leadline.yaml": Self.file]).profile("nightly").name == "nightly")
        #expect(try factory([:]).profile("http://127.0.0.1:8080").name == "http://127.0.0.1:8080")
    }

    @Test func `an unknown profile is told with the known ones`() throws {
        let mistake = try mistake("stagin")
        #expect(mistake.code == .unknownTarget)
        #expect(mistake.help == "did you mean 'staging'?")
        expectGolden(DiagnosticRenderer().text([mistake]), "diagnostics/unknown-target.txt")
    }

    @Test func `without profiles it is told how to write one`() throws {
        let mistake = try mistake("staging", [:])
        #expect(mistake.notes.first == "no profile is written yet")
        #expect(
            mistake.help
                == "write it in leadline.yaml: profiles: { staging: { dealerstudio: { url: https://HOST/, keys: { full: { env: DEALERSTUDIO_KEY } } } } }"
        )
    }

    @Test func `the profile that help shows can be read`() throws {
        for name in ["https://staging.example:8443/x", "http://10.0.0.7"] {
            let mistake = try mistake(name)
            #expect(mistake.code == .unknownTarget)
            let help = try #require(mistake.help)
            let text = try #require(help.split(separator: "leadline.yaml: ").last)
            let project = try factory(["leadline.yaml": String(text)])
            let own = try project.profile("staging")
            #expect(own.services.values.first.map { name.hasPrefix($0.base.origin) } == true)
        }
    }
}
