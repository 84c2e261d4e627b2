import LeadlineScenarios
import Testing

@Suite("run FILE")
struct RunFileTests {
    /// Makes a lead, and marks it when all is over.
    private static let shared = scenario(
        "shared",
        """
        params: { name: Ada, message: }
        setup: [{ do: "let origin=shared" }]
        steps:
          - do: create leads from lead.json name={{name}} message={{message}} -> lead
        teardown:
          - do: update leads/{{lead.id}} set lead_state=invalid
        """)

    @Test func givesNamesInAndTakesAllNamesOut() {
        let run = Workbench(
            scenario(
                """
                setup: [{ do: run s.leadline.yaml -> first; run s.leadline.yaml name=Grace message="" -> second }]
                steps:
                  - check:
                      - first.lead.name is Ada and first.lead.message not exists and first.origin is shared
                      - second.lead.name is Grace and second.lead.message is ""
                      - doc.name is Grace and outcome is created
                """), files: ["s.leadline.yaml": Self.shared]
        ).run(["t.leadline.yaml"])
        #expect(run.lines == ["passed x"])
        #expect(run.summary.requests == 4)
    }

    @Test func teardownOfTheFileFollowsThatOfTheCallerLastFirst() {
        let provider = RecordingProvider()
        var bench = Workbench(
            scenario(
                """
                setup: [{ do: run s.leadline.yaml -> first; run s.leadline.yaml -> second }]
                steps: [{ do: "update leads/{{first.lead.id}} set message=step" }]
                teardown: [{ do: "update leads/{{first.lead.id}} set message=own" }]
                """), files: ["s.leadline.yaml": Self.shared])
        bench.provider = provider
        #expect(bench.run(["t.leadline.yaml"]).lines == ["passed x"])
        #expect(
            Array(provider.requests.suffix(4)) == [
                #"PUT /api/v1/leads/1 {"lead":{"message":"step"}}"#, #"PUT /api/v1/leads/1 {"lead":{"message":"own"}}"#,
                #"PUT /api/v1/leads/2 {"lead":{"lead_state":"invalid"}}"#,
                #"PUT /api/v1/leads/1 {"lead":{"lead_state":"invalid"}}"#,
            ])
    }

    @Test func teardownOfTheFileRunsWhenTheFileFailed() {
        let provider = RecordingProvider()
        var bench = Workbench(
            scenario("steps: [{ do: run s.leadline.yaml }, { do: create leads from lead.json name=never }]"),
            files: ["s.leadline.yaml": Self.shared.replacing("steps:", with: "steps:\n  - do: create leads name=Ada")])
        bench.provider = provider
        #expect(
            bench.run(["t.leadline.yaml"]).lines == [
                "failed x",
                "  steps 1: 'create' was expected to succeed, its outcome is invalid (status 422): email can't be blank",
            ])
        #expect(provider.requests.count == 1)
    }

    @Test func namesOfTheFileAreItsOwn() {
        let run = Workbench(
            scenario(
                """
                steps:
                  - do: |
                      let name=Grace
                      run s.leadline.yaml
                      create leads from lead.json name={{name}}
                    check: doc.name is Grace
                """), files: ["s.leadline.yaml": Self.shared]
        ).run(["t.leadline.yaml"])
        #expect(run.lines == ["passed x"])
    }

    @Test func parametersOfTheCommandLineWinOverTheDefaults() {
        var bench = Workbench(
            scenario(
                """
                params: { page: 1 }
                steps: [{ do: "create leads from lead.json page_id={{page}}", check: doc.page_id is 77 }]
                """))
        bench.options.parameters = ["page": .some(word("77"))]
        #expect(bench.run().lines == ["passed x"])
    }

    @Test func aFileRunsInAFolderOfItsOwn() {
        let run = Workbench(
            scenario("steps: [{ do: run parts/s.leadline.yaml -> made, check: made.lead.name is Joan }]"),
            files: [
                "parts/s.leadline.yaml": scenario("y", "steps: [{ do: create leads from data/joan.json -> lead }]"),
                "parts/data/joan.json": Workbench.fixtures["lead.json", default: ""].replacing(
                    "Ada Lovelace", with: "Joan"),
            ]
        ).run(["t.leadline.yaml"])
        #expect(run.lines == ["passed x"])
    }
}
