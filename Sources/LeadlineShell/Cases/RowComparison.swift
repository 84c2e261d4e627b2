import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineScenarios

/// One row on both targets, step by step.
struct RowComparison {
    private(set) var row: Drift.Row
    private let apis: [API]
    private var memories: (a: RowMemory, b: RowMemory)
    /// Why a sentence that holds on one target alone says nothing of the other.
    private var doubt: String?

    init(_ left: RowTrace, _ right: RowTrace, _ apis: [API]) {
        self.apis = apis
        row = Drift.Row(identity: left.result.identity)
        memories = (RowMemory(left.kind), RowMemory(right.kind))
        let why = (left.reason ?? left.refusal(unlike: right), right.reason ?? right.refusal(unlike: left))
        let reasons = [why.0.map { "A \($0)" }, why.1.map { "B \($0)" }].compactMap(\.self)
        if !reasons.isEmpty {
            row.reason = why.0 == why.1 ? why.0.map { "both \($0)" } : reasons.joined(separator: "; ")
            return
        }
        for (first, second) in zip(left.steps, right.steps) {
            guard first.mark.isAtSamePlace(as: second.mark) else { break }
            compare(first, second)
        }
        guard row.differences.isEmpty else { return }
        row.reason = doubt
        if doubt == nil { compareVerdicts(left, right) }
    }

    private mutating func compareVerdicts(_ left: RowTrace, _ right: RowTrace) {
        let verdicts = (left.result.verdict, right.result.verdict)
        guard verdicts.0 != verdicts.1 else { return }
        let last = min(left.steps.count, right.steps.count)
        let longer = left.steps.count > right.steps.count ? left.steps : right.steps
        let place = longer.dropFirst(last).first?.mark.location ?? row.identity.location
        let sides = zip([verdicts.0, verdicts.1], [left, right]).map { verdict, trace in
            verdict.word + (trace.result.failures.first.map { ": \($0.headline)" } ?? "")
        }
        row.differences.append(
            Drift.Difference(
                operation: Self.whole, location: place, subject: "verdict", left: sides[0], right: sides[1]))
    }

    /// Where no request is meant.
    private static let whole = "the row as a whole"

    // MARK: Steps

    private mutating func compare(_ left: RowTrace.Step, _ right: RowTrace.Step) {
        for (first, second) in zip(left.exchanges, right.exchanges) {
            compare(first.exchange, second.exchange, at: first.location)
        }
        guard row.differences.isEmpty else { return }
        let operation = left.exchanges.last?.exchange.operationName ?? Self.whole
        for (first, second) in zip(left.sentences, right.sentences)
        where first.findings.isEmpty != second.findings.isEmpty {
            if let doubt = doubt(first, second) {
                self.doubt = self.doubt ?? doubt
                continue
            }
            row.differences.append(
                Drift.Difference(
                    operation: operation, location: first.location, subject: String(first.location.text),
                    left: Self.words(first), right: Self.words(second)))
        }
    }

    private mutating func compare(_ left: Exchange, _ right: Exchange, at location: SourceLocation) {
        let api = apis.first { $0.name == left.apiName }
        let sums = (left.answer.sum(api), right.answer.sum(api))
        memories.a.learn(left, api, isOtherSum: sums.0 != sums.1)
        memories.b.learn(right, api, isOtherSum: sums.0 != sums.1)
        let found = ExchangeDrift((left, memories.a.made), (right, memories.b.made), api).differences
        row.requests.append(Drift.Compared(operation: left.operationName, isEqual: found.isEmpty))
        row.differences += found.map {
            Drift.Difference(
                operation: left.operationName, location: location, subject: $0.subject, left: $0.left, right: $0.right)
        }
    }

    // MARK: Sentences

    private func doubt(_ left: JudgedSentence, _ right: JudgedSentence) -> String? {
        if memories.a.sawOthers || memories.b.sawOthers {
            return "\(memories.a.sawOthers ? "A" : "B") also shows what others made, which the row does not expect"
        }
        guard (left.findings + right.findings).allSatisfy(Self.isOfTime) else { return nil }
        return "\(left.findings.isEmpty ? "B" : "A") has another time than the row expects"
    }

    /// Whether only the moment is another: `is "from 2026-01-01T00:00:00Z"`.
    private static func isOfTime(_ finding: Finding) -> Bool {
        if NeutralText.isMoment(finding.actual.filter { $0 != "\"" }) { return true }
        let found = NeutralText.text(finding.actual)
        return found != finding.actual && NeutralText.text(finding.expected).hasSuffix(found)
    }

    private static func words(_ sentence: JudgedSentence) -> String {
        sentence.findings.first.map { "does not hold: \($0.subject) is \($0.actual)" } ?? "holds"
    }
}

extension Exchange {
    /// `dealerstudio.leads.update`; of what is no operation method and path.
    fileprivate var operationName: String {
        let path = NeutralText.text(PercentEncoding.decode(request.path))
        return operation.map { "\(apiName ?? "").\($0.name)" } ?? "\(request.method) \(path)"
    }
}
