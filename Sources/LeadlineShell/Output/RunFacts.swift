import LeadlineCore
import LeadlineScenarios

/// What the summary needs to know of the rows. Grows with what went wrong, not with what went well.
struct RunFacts: Sendable {
    struct Bad: Sendable {
        var identity: RowIdentity
        var verdict: RowVerdict
        var location: SourceLocation
    }

    var start: RunStart?
    /// The first rows that made the run fail.
    private(set) var bad: [Bad] = []
    /// All of them.
    private(set) var badCount = 0
    private(set) var skips: [(reason: String, count: Int)] = []
    private(set) var badFiles: Set<String> = []
    private(set) var flaky = 0

    /// Rows that the summary lists; more than that nobody reads.
    static let listed = 50

    mutating func count(_ result: RowResult) {
        if case .passed = result.verdict, result.tries > 1 { flaky += 1 }
        if case .skipped(let reason) = result.verdict {
            if let place = skips.firstIndex(where: { $0.reason == reason }) {
                skips[place].count += 1
            } else {
                skips.append((reason, 1))
            }
        }
        guard result.isBad else { return }
        badCount += 1
        badFiles.insert(result.identity.file)
        guard bad.count < Self.listed else { return }
        let location = result.failures.first?.location ?? result.identity.location
        bad.append(Bad(identity: result.identity, verdict: result.verdict, location: location))
    }
}
