import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineScenarios
import LeadlineSession

/// What a row did on one target, step by step; of steps that were repeated only the last time.
struct RowTrace: Sendable {
    struct Step: Sendable {
        var mark: StepMark
        var exchanges: [(location: SourceLocation, exchange: Exchange)] = []
        var sentences: [JudgedSentence] = []
        var failures: [Failure] = []
    }

    private(set) var result: RowResult
    private(set) var steps: [Step] = []
    /// Of the target.
    let kind: TargetKind

    init(_ result: RowResult, _ kind: TargetKind) {
        self.result = result
        self.kind = kind
        for event in result.events { add(event) }
        let last = steps.last?.mark.attempt
        steps.removeAll { $0.mark.attempt != last }
        self.result.events = []
    }

    private mutating func add(_ event: RowEvent) {
        switch event {
        case .step(let mark):
            // `eventually` begins a step again.
            if let last = steps.last?.mark, last.isSame(as: mark) { steps.removeLast() }
            steps.append(Step(mark: mark))
        case .command(let command, .exchange(let exchange)) where !steps.isEmpty:
            steps[steps.count - 1].exchanges.append((command.location, exchange))
        case .sentence(let sentence) where !steps.isEmpty: steps[steps.count - 1].sentences.append(sentence)
        case .failed(let failure) where !steps.isEmpty: steps[steps.count - 1].failures.append(failure)
        case .command, .sentence, .failed: break
        }
    }

    /// Why what this row did says nothing of the target; nil when it does.
    var reason: String? {
        switch result.verdict {
        case .skipped(let reason): return "skipped: \(reason)"
        case .cancelled: return "not run to its end"
        default: break
        }
        guard let exchange = firstUnanswered else { return nil }
        // What is near is told of each request: rows that were not recorded are many.
        if kind == .replay { return "was not recorded with what the row sends" }
        return "unreachable: \(exchange.answer.reasons.first ?? "nothing was sent")"
    }

    private var firstUnanswered: Exchange? {
        steps.lazy.flatMap(\.exchanges).map(\.exchange).first { $0.answer.outcome == "unreachable" }
    }

    /// Why leadline declined to send a request of this row that it sent in the other; nil when it did in both or none.
    func refusal(unlike other: RowTrace) -> String? {
        guard let refusal = firstRefusal, other.firstRefusal == nil else { return nil }
        return "refused: \(refusal)"
    }

    private var firstRefusal: String? {
        steps.lazy.flatMap(\.exchanges).first { $0.exchange.answer.outcome == "refused" }
            .map { $0.exchange.answer.reasons.first ?? "nothing was sent" }
    }

    /// Whether the target was not there.
    var isUnreachable: Bool { kind != .replay && firstUnanswered != nil }
}

extension StepMark {
    fileprivate func isSame(as other: StepMark) -> Bool {
        phase == other.phase && step == other.step && attempt == other.attempt
            && location.range == other.location.range && location.source === other.location.source
    }

    /// Whether it stands at the same place of the same file.
    func isAtSamePlace(as other: StepMark) -> Bool {
        phase == other.phase && step == other.step && location.range == other.location.range
            && location.source.name == other.location.source.name
    }
}

extension RowVerdict {
    /// `passed`, `failed`, …
    var word: String {
        switch self {
        case .passed: "passed"
        case .failed: "failed"
        case .errored: "errored"
        case .skipped: "skipped"
        case .expectedFailure: "expected-failure"
        case .surprisePass: "surprise-pass"
        case .cancelled: "cancelled"
        }
    }
}
