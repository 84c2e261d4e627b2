import TestSupport
import Testing

@Suite("Mistakes in scenario files")
struct MistakeTests {
    @Test(arguments: [MistakeGroup.frame, .steps, .tables, .names, .operations, .values, .otherFiles])
    func isSaidWithItsPlace(_ group: MistakeGroup) {
        expectGolden(group.text, "scenarios/\(group.name).txt")
    }

    @Test func aFileWithoutMistakesIsSilent() {
        let bench = Workbench(
            """
            leadline: 1
            name: x
            about: text
            tags: smoke
            issue: LEAD-1
            api: dealerstudio
            targets: [mock, live]
            redact: [doc.email]
            mock: { clock: 2026-03-02T09:00:00+11:00, seed: 42 }
            params: { name: Ada, empty: }
            table: |
              | a | b        |
              |---|:--------:|
              | 1 | one\\|two |
              |   | ""       |
            matrix: { c: [x, "y"] }
            serial: leads
            retries: 2
            setup: [{ do: create leads from lead.json -> lead }]
            steps:
              - { name: a step, when: row.c is x, do: mock find leads, eventually: { within: 1m, every: 2s }, expect: docs has 1 item }
              - { skip-unless: target is mock, because: only there, check: [run.id exists, target is mock] }
            teardown: [{ do: mock reset }]
            """)
        #expect(bench.diagnostics() == "")
    }
}
