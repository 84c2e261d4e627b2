import LeadlineCore
import LeadlineScenarios
import Synchronization
import Testing

@Suite("Teardown")
struct TeardownTests {
    private static let cleaning = """
        teardown:
          - do: create leads from lead.json name=cleaned
        """

    @Test(arguments: [
        ("after a failure", "steps: [{ do: create leads from lead.json, expect: doc.id is 2 }]", "failed x"),
        ("after an error in setup", "setup: [{ do: create leads name=Ada }]\nsteps: [{ do: clock }]", "errored x"),
        (
            "after a skip", "steps: [{ do: create leads from lead.json, skip-unless: doc.id is 2 }]",
            "skipped [a 'skip-unless' does not hold] x"
        ),
        ("after success", "steps: [{ do: create leads from lead.json }]", "passed x"),
    ])
    func runsAlways(_ title: String, _ steps: String, _ verdict: String) {
        let provider = RecordingProvider()
        var bench = Workbench(scenario("\(steps)\n\(Self.cleaning)"))
        bench.provider = provider
        #expect(bench.run().lines.first == verdict)
        #expect(provider.requests.last?.contains("cleaned") == true)
    }

    @Test func runsAfterAnInterruptThoughTheStepsDoNot() {
        let isInterrupted = Mutex(false)
        let provider = RecordingProvider { _, _ in
            isInterrupted.withLock { $0 = true }
            return nil
        }
        var bench = Workbench(
            files: [
                "a.leadline.yaml": scenario(
                    "interrupted",
                    """
                    steps:
                      - do: create leads from lead.json name=first
                      - do: create leads from lead.json name=second
                    \(Self.cleaning)
                    """),
                "b.leadline.yaml": scenario(
                    "never begun", "steps: [{ do: create leads from lead.json }]\n\(Self.cleaning)"),
            ])
        bench.provider = provider
        bench.options.isCancelled = { isInterrupted.withLock { $0 } }
        let run = bench.run()
        #expect(run.lines == ["cancelled interrupted", "cancelled never begun"])
        #expect(run.summary.wasInterrupted)
        #expect(run.summary.cancelled == 2)
        #expect(provider.requests.count == 2)
        #expect(provider.requests.last?.contains("cleaned") == true)
    }

    @Test func leavesOutWhatNeedsANameThatAFailureLeftUnbound() {
        let provider = RecordingProvider()
        var bench = Workbench(
            scenario(
                """
                steps:
                  - do: create leads name=Ada -> lead
                  - do: create leads from lead.json -> other
                teardown:
                  - do: update leads/{{lead.id}} set message=first
                  - do: update leads/{{other.id}} set message=second
                  - do: create leads from lead.json name=cleaned
                """))
        bench.provider = provider
        #expect(
            bench.run().lines == [
                "failed x",
                "  steps 1: 'create' was expected to succeed, its outcome is invalid (status 422): email can't be blank",
            ])
        #expect(provider.requests.count == 2)
    }

    @Test func goesOnAfterAStepThatFailsAndMakesTheRowAnError() {
        let provider = RecordingProvider()
        var bench = Workbench(
            scenario(
                """
                steps: [{ do: create leads from lead.json -> lead }]
                teardown:
                  - do: update leads/77 set message=x
                  - do: update leads/{{lead.id}} set message=cleaned
                """))
        bench.provider = provider
        #expect(
            bench.run().lines == [
                "errored x",
                "  teardown 1: 'update' was expected to succeed, its outcome is not_found (status 404): Lead NOT found",
            ])
        #expect(provider.requests.count == 3)
    }

    @Test func beginsWithTheAPIOfTheFile() {
        let frame = "leadline: 1\nname: x\nsteps:\n  - do: use dealerstudio; create leads from lead.json\n"
        let teardown = "teardown:\n  - do: use dealerstudio\n  - do: mock reset; mock find leads\n"
        // What a step of the steps chose is forgotten, what the teardown chose itself is not.
        #expect(Workbench(frame + teardown).run().lines == ["passed x"])
        let forgotten = Workbench(frame + "teardown:\n  - do: mock find leads\n")
        #expect(forgotten.run().results.first?.verdict == .errored)
        #expect(forgotten.read().diagnostics.map(\.message) == ["no API is chosen for 'mock'"])
    }
}
