import LeadlineAPI
import LeadlineCore
import LeadlineScenarios
import Testing

/// Live servers that are not there.
@Suite struct UnreachedTests {
    private static let gone: RecordingProvider.Reply = { _, _ in
        Delivery(result: .failure(.unreachable("connection refused")), took: .zero)
    }

    private static let files = [
        "a.leadline.yaml": scenario("a", "matrix: { n: [1, 2, 3] }\nsteps: [{ do: create leads from lead.json }]"),
        "b.leadline.yaml": scenario(
            "b", "matrix: { n: [1, 2] }\nsteps: [{ do: create leads name=Ada, check: outcome is invalid }]"),
        "c.leadline.yaml": "leadline: 1\nname: c\napi: drivly\nsteps: [{ do: find leads, check: outcome is found }]",
    ]

    private func run(
        on kind: TargetKind = .live, _ reply: @escaping RecordingProvider.Reply
    ) -> (run: Workbench.Run, requests: Int) {
        let provider = RecordingProvider(kind, reply: reply)
        var bench = Workbench(files: Self.files)
        bench.provider = provider
        return (bench.run(), provider.requests.count)
    }

    @Test func `where no server of an API is there, its first row says so and the others are not tried`() {
        let (run, requests) = run(Self.gone)
        #expect(run.results.map(\.verdict) == [.errored] + Array(repeating: .cancelled, count: 4) + [.errored])
        #expect(run.results[0].failures.map(\.headline) == ["nothing was sent: connection refused"])
        #expect(requests == 2)
        #expect(run.summary.unreached == ["dealerstudio": 4])
    }

    @Test func `a sentence about an answer that nobody could give is no failure`() {
        let (run, _) = run(on: .mock, Self.gone)
        #expect(run.results.map(\.verdict) == Array(repeating: .errored, count: 6))
        #expect(Set(run.results.flatMap { $0.failures.map(\.headline) }) == ["nothing was sent: connection refused"])
        #expect(run.summary.unreached.isEmpty)
    }

    @Test func `a server that answered once is asked by every row`() {
        let (run, requests) = run { number, request in number == 1 ? nil : Self.gone(number, request) }
        #expect(run.results.map(\.verdict) == [.passed] + Array(repeating: .errored, count: 5))
        #expect(requests == 6)
    }

    @Test func `a sentence may expect it`() {
        var bench = Workbench(scenario("steps: [{ do: create leads name=Ada, check: outcome is unreachable }]"))
        bench.provider = RecordingProvider(.live, reply: Self.gone)
        #expect(bench.run().results.map(\.verdict) == [.passed])
    }
}
