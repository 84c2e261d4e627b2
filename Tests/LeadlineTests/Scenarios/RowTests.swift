import LeadlineAPI
import LeadlineCore
import LeadlineScenarios
import Synchronization
import Testing

@Suite("Rows of a run")
struct RowTests {
    // MARK: Retries

    @Test func aRetryBeginsWithFreshState() {
        let provider = RecordingProvider { number, _ in number == 2 ? .status(500) : nil }
        var bench = Workbench(
            scenario(
                """
                retries: 2
                setup: [{ do: create leads from lead.json -> lead }]
                steps:
                  - do: update leads/{{lead.id}} set message={{run.id}}
                  - do: mock find leads where id exists
                    check: docs has 1 item and docs[0].id is 1
                """))
        bench.provider = provider
        let run = bench.run()
        #expect(run.lines == ["passed x"])
        #expect(run.results.map(\.tries) == [2])
        #expect(provider.requests.count == 4)
        let ids = Set([1, 3].map { provider.requests[$0].suffix(12) })
        #expect(ids.count == 2)
    }

    @Test func retriesEnd() {
        let provider = RecordingProvider { _, _ in .status(500) }
        var bench = Workbench(scenario("retries: 2\nsteps: [{ do: create leads from lead.json }]"))
        bench.provider = provider
        let run = bench.run()
        #expect(
            run.lines == [
                "failed x", "  steps 1: 'create' was expected to succeed, its outcome is server_error (status 500)",
            ])
        #expect(run.results.map(\.tries) == [3])
        #expect(provider.requests.count == 3)
    }

    @Test func anErrorIsNotTriedAgain() {
        let provider = RecordingProvider()
        var bench = Workbench(
            scenario("retries: 2\nsetup: [{ do: create leads name=Ada }]\nsteps: [{ do: create leads from lead.json }]")
        )
        bench.provider = provider
        #expect(bench.run().results.map(\.tries) == [1])
        #expect(provider.requests.count == 1)
    }

    // MARK: Known issues

    @Test func aKnownIssueMustFailInASentence() {
        let run = Workbench(
            files: [
                "a.leadline.yaml": scenario(
                    "as marked", "known-issue: LEAD-7\nsteps: [{ do: create leads from lead.json, check: doc.id is 2 }]"
                ),
                "b.leadline.yaml": scenario(
                    "passes", "known-issue: LEAD-7\nsteps: [{ do: create leads from lead.json, check: doc.id is 1 }]"),
                "c.leadline.yaml": scenario(
                    "an error",
                    "known-issue: LEAD-7\nsetup: [{ do: create leads name=A }]\nsteps: [{ do: clock advance 1s }]"),
                "d.leadline.yaml": scenario(
                    "by row",
                    """
                    known-issue: the file's
                    table: |
                      | case  | known-issue | id |
                      | none  |             | 1  |
                      | fails | LEAD-8      | 2  |
                    steps: [{ do: create leads from lead.json, check: "doc.id is {{row.id}}" }]
                    """),
            ]
        ).run()
        #expect(
            run.lines == [
                "expected failure [LEAD-7] as marked", "  steps 1: expected doc.id is 2, found 1",
                "surprise pass [LEAD-7] passes", "errored an error",
                "  setup 1: 'create' was expected to succeed, its outcome is invalid (status 422): email can't be blank",
                "surprise pass [the file's] by row row 1 (none)", "expected failure [LEAD-8] by row row 2 (fails)",
                "  steps 1: expected doc.id is 2, found 1",
            ])
        #expect(run.summary.expectedFailures == 2)
        #expect(run.summary.surprisePasses == 2)
    }

    // MARK: Order, names, limits

    private static let many = scenario(
        "many",
        """
        matrix: { number: [1, 2, 3, 4, 5, 6, 7, 8], half: [a, b] }
        steps:
          - do: create leads from lead.json message={{row.number}}{{row.half}}{{run.id}}
            check: doc.message is {{row.number}}{{row.half}}{{run.id}}
        """)

    @Test func theOrderOfResultsIsThatOfTheFiles() {
        func lines(_ jobs: Int) -> [String] {
            var bench = Workbench(files: ["a.leadline.yaml": Self.many, "b.leadline.yaml": Self.many])
            bench.options.jobs = jobs
            return bench.run().lines
        }
        let alone = lines(1)
        #expect(alone.count == 32)
        #expect(
            alone.prefix(3) == [
                "passed many row 1 (number=1, half=a)", "passed many row 2 (number=1, half=b)",
                "passed many row 3 (number=2, half=a)",
            ])
        #expect(lines(4) == alone)
        #expect(lines(64) == alone)
    }

    @Test func theSameSeedSendsTheSameBytesInAnyOrder() {
        func requests(_ jobs: Int, _ seed: Int?) -> [String] {
            let provider = RecordingProvider()
            var bench = Workbench(files: ["a.leadline.yaml": Self.many, "b.leadline.yaml": Self.many])
            bench.provider = provider
            bench.options.jobs = jobs
            bench.options.seed = seed
            _ = bench.run()
            return provider.requests.sorted()
        }
        #expect(requests(1, 7) == requests(4, 7))
        #expect(Set(requests(1, 7)).count == 32)
        #expect(Set(requests(1, 7)).isDisjoint(with: requests(1, 8)))
        #expect(requests(1, nil) == requests(1, 0))
    }

    @Test func rowsOfOneSerialKeyNeverRunAtTheSameTime() {
        let state = Mutex((open: 0, most: 0))
        let provider = RecordingProvider { _, request in
            let isFirst = String(decoding: request.body, as: UTF8.self).contains("first")
            state.withLock { state in
                state.open += isFirst ? 1 : -1
                state.most = max(state.most, state.open)
            }
            return nil
        }
        let text = scenario(
            "x",
            """
            serial: the dealership
            matrix: { number: [1, 2, 3, 4, 5, 6, 7, 8] }
            steps:
              - do: create leads from lead.json message=first
              - do: create leads from lead.json message=second
            """)
        var bench = Workbench(files: ["a.leadline.yaml": text, "b.leadline.yaml": text])
        bench.provider = provider
        bench.options.jobs = 4
        #expect(bench.run().summary.passed == 16)
        #expect(state.withLock { $0.most } == 1)
    }

    @Test func theRunStopsAfterSoManyFailures() {
        var bench = Workbench(
            scenario("matrix: { n: [1, 2, 3, 4] }\nsteps: [{ do: create leads from lead.json, check: doc.id is 2 }]"))
        bench.options.maximumFailures = 2
        let run = bench.run()
        #expect(run.results.map(\.verdict.name) == ["failed", "failed", "cancelled", "cancelled"])
        #expect(run.summary.failed == 2)
        #expect(run.summary.cancelled == 2)
    }

    @Test func aRunIsAStreamOfEvents() {
        let run = Workbench(
            files: [
                "a.leadline.yaml": scenario("a", "steps: [{ do: create leads from lead.json }]"),
                "b.leadline.yaml": scenario("b", "matrix: { n: [1, 2] }\nsteps: [{ do: create leads from lead.json }]"),
            ]
        ).run()
        #expect(
            run.events == [
                "started 3 rows, 1 jobs", "begin a", "end a", "begin b 1", "end b 1", "begin b 2", "end b 2",
                "finished",
            ])
    }

    @Test func rowsShareNothing() {
        let run = Workbench(
            scenario(
                """
                matrix: { n: [1, 2, 3] }
                steps:
                  - do: clock advance 1d; create leads from lead.json
                    check: doc.id is 1 and now is 2026-01-02T00:00:00Z
                """)
        ).run()
        #expect(run.summary.passed == 3)
    }

    @Test func aRowIsNamedByItsCaseOrByAllCells() {
        let run = Workbench(
            files: [
                "a.leadline.yaml": scenario(
                    "a",
                    "table: |\n  | case | n |\n  | one | 1 |\n  |  | 2 |\nsteps: [{ do: create leads from lead.json }]"),
                "b.leadline.yaml": scenario(
                    "b",
                    """
                    table: |
                      | n | word     |
                      | 1 | two words |
                    matrix: { m: [x] }
                    steps: [{ do: create leads from lead.json }]
                    """),
            ]
        ).run()
        #expect(run.lines == ["passed a row 1 (one)", "passed a row 2 (2)", "passed b row 1 (1, two words, m=x)"])
    }

    // MARK: Live targets

    @Test func whatNeedsTheMockIsSkippedBeforeItsFirstRequest() {
        let provider = RecordingProvider(.live)
        var bench = Workbench(
            files: [
                "a.leadline.yaml": scenario(
                    "clock", "steps: [{ do: create leads from lead.json }, { do: clock advance 1s }]"),
                "b.leadline.yaml": scenario(
                    "by condition",
                    """
                    table: |
                      | where |
                      | here  |
                      | there |
                    steps:
                      - do: create leads from lead.json message={{row.where}}
                      - { when: row.where is there, do: mock reset }
                      - { when: row.where is here and target is mock, do: fault off }
                    """),
                "c.leadline.yaml": scenario(
                    "for the mock", "targets: [mock]\nsteps: [{ do: create leads from lead.json }]"),
                "d.leadline.yaml": scenario(
                    "after an answer",
                    """
                    steps:
                      - do: create leads from lead.json
                      - { when: doc.id is 2, do: mock reset }
                    """),
            ])
        bench.provider = provider
        #expect(
            bench.run().lines == [
                "skipped ['clock' needs the mock, the target is live] clock", "passed by condition row 1 (here)",
                "skipped ['mock' needs the mock, the target is live] by condition row 2 (there)",
                "skipped [it is made for mock, not for live] for the mock",
                "skipped ['mock' needs the mock, the target is live] after an answer",
            ])
        #expect(provider.requests.count == 1)
    }

    // MARK: Names

    @Test func `a row that failed tells whether others have its name`() {
        let table = "table: |\n  | case | n |\n  | a | 1 |\n  | a | 2 |\n  | b | 3 |\n"
        let run = Workbench(scenario(table + "steps: [{ check: row.n is 0 }]")).run()
        #expect(run.results.map(\.identity.caseName) == ["a", "a", "b"])
        #expect(run.results.map(\.identity.sharesCaseName) == [true, true, false])
    }

    @Test func `matrix values go round the last axis fastest, under each row of the table`() {
        let lines = "table: |\n  | case |\n  | a |\n  | b |\nmatrix: { x: [1, 2], y: [3, 4] }\n"
        let run = Workbench(scenario(lines + "steps: [{ check: target is mock }]")).run()
        #expect(
            run.results.map(\.identity.caseName) == [
                "a, x=1, y=3", "a, x=1, y=4", "a, x=2, y=3", "a, x=2, y=4", "b, x=1, y=3", "b, x=1, y=4", "b, x=2, y=3",
                "b, x=2, y=4",
            ])
        #expect(run.results.map(\.identity.row) == Array(1...8))
        #expect(run.results.map(\.identity.location.position.line) == [6, 6, 6, 6, 7, 7, 7, 7])
    }
}
