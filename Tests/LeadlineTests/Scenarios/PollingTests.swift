import LeadlineScenarios
import Testing

@Suite("eventually")
struct PollingTests {
    @Test func waitsOnTheClockOfTheMock() {
        let run = Workbench(
            scenario(
                """
                setup: [{ do: fault status 503 on get apikeys times 3 }, { do: "let start={{now}}" }]
                steps:
                  - do: get apikeys/apikey_details
                    eventually: { within: 1m, every: 2s }
                    check: outcome is found and now is {{start + 6s}}
                """)
        ).run()
        #expect(run.lines == ["passed x"])
        #expect(run.summary.requests == 4)
    }

    @Test func givesUpAndTellsTheLastValues() throws {
        let run = Workbench(
            scenario(
                """
                setup:
                  - do: create leads from lead.json -> lead
                steps:
                  - do: mock get leads/{{lead.id}}
                    eventually: { within: 10s, every: 3s }
                    check: doc.message is done
                """)
        ).run()
        #expect(run.lines == ["failed x", "  steps 1: expected doc.message is \"done\", found (missing)"])
        let polling = try #require(run.results[0].failures[0].polling)
        #expect(polling.tries == 4)
        #expect(polling.within == .seconds(10))
        #expect(polling.lastValues == ["(missing)"])
    }

    @Test func triesOnceWhenThereIsNoTime() {
        let run = Workbench(
            scenario(
                """
                steps:
                  - do: mock find leads
                    eventually: { within: 0s, every: 1s }
                    check: docs has 1 item
                """)
        ).run()
        #expect(run.lines == ["failed x", "  steps 1: expected docs has 1 item, found 0 items: []"])
    }

    @Test func resolvesPlaceholdersAtEachTry() {
        let run = Workbench(
            scenario(
                """
                table: |
                  | within | every |
                  | 1m     | 7s    |
                setup: [{ do: "let start={{now}}" }]
                steps:
                  - do: mock find leads
                    eventually: { within: "{{row.within}}", every: "{{row.every}}" }
                    check: now >= {{start + 20s}}
                  - check: now is {{start + 21s}}
                """)
        ).run()
        #expect(run.lines == ["passed x row 1 (1m, 7s)"])
    }

    @Test func readsOnAServiceThatFailsInBetween() {
        let run = Workbench(
            scenario(
                """
                setup: [{ do: fault latency 2s on get apikeys times 2 }, { do: "let start={{now}}" }]
                steps:
                  - do: get apikeys/apikey_details
                    eventually: { within: 1m, every: 1s }
                    check: outcome is found and took < 1s and now is {{start + 6s}}
                """)
        ).run()
        #expect(run.lines == ["passed x"])
        #expect(run.summary.requests == 3)
    }
}
