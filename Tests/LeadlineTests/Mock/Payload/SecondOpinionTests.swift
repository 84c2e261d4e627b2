import Foundation
import LeadlineCore
import LeadlineLanguage
import Testing

@testable import LeadlineMock

/// Random collections, documents and questions; `LEADLINE_DRAWS` says how many, `make soak` draws many.
@Suite("A second opinion on what a where finds")
struct SecondOpinionTests {
    private static let lanes = 4
    private static let draws = ProcessInfo.processInfo.environment["LEADLINE_DRAWS"].flatMap { Int($0) } ?? 1000

    @Test(arguments: 0..<lanes) func drawnQueries(lane: Int) {
        for number in 0..<(Self.draws / Self.lanes) {
            let seed = number * Self.lanes + lane
            var generator = QueryGenerator(seed: seed)
            let draw = generator.draw()
            guard SecondOpinion.problem(draw) != nil else { continue }
            let smallest = QueryShrinker(problem: SecondOpinion.problem).shrunk(draw)
            let problem = SecondOpinion.problem(smallest) ?? ""
            Issue.record("seed \(seed): \(problem)\n\(smallest.description)")
            return
        }
    }

    /// The judge speaks of most of what is drawn, and of answers of every kind.
    @Test func mostIsJudged() {
        var count = [0, 0, 0, 0]
        for seed in 0..<500 {
            var generator = QueryGenerator(seed: seed)
            let draw = generator.draw()
            for document in draw.documents.prefix(1) {
                switch NaiveWhere(draw).answer(draw.first, document) {
                case .holds(true): count[0] += 1
                case .holds(false): count[1] += 1
                case .fails, .dropped: count[2] += 1
                case .unsaid: count[3] += 1
                }
            }
        }
        #expect(count[0] > 60 && count[1] > 60 && count[2] > 10 && count[3] < 150, "\(count)")
    }

    @Test func problemsAreCutDown() {
        var generator = QueryGenerator(seed: 3)
        var draw = generator.draw()
        draw.fields.append(PayloadField("title", .text))
        draw.documents.append(["id": "x", "createdAt": "2024-01-01T00:00:00.000Z", "title": "found", "more": 5])
        let culprit = Filter.test(FilterTest(field: "title", operation: "equals", operand: "found"))
        draw.first = .and([.or([draw.first, culprit]), draw.second])
        let smallest = QueryShrinker { draw in
            let isAsked = draw.first.json.text().contains("found")
            return isAsked && draw.documents.contains { $0["title"] == "found" } ? "wrong" : nil
        }.shrunk(draw)
        #expect(smallest.first == culprit)
        #expect(
            smallest.documents == [["id": "x", "createdAt": "2024-01-01T00:00:00.000Z", "title": "found"]])
        #expect(smallest.fields.map(\.name) == ["title"] && smallest.others.isEmpty && smallest.sort == nil)
    }
}
