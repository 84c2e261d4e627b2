import LeadlineAPI
package import LeadlineCore
import LeadlineLanguage
package import LeadlineScenarios
import LeadlineSession

/// A run as JSON Lines: an object for each thing that happened, in the order of the plan. `Reports.md` tells every
/// member.
package struct JSONLinesReport: RunReport {
    private let redactor: Redactor
    private let started: Timestamp
    private let signal: @Sendable () -> Int32?
    private var file: String?

    /// The number of the format: it grows when a member goes or changes its meaning, not when one is added.
    static let version = 1

    /// `started` is the time of day at which the run began.
    package init(redactor: Redactor, started: Timestamp, signal: @escaping @Sendable () -> Int32? = { nil }) {
        self.redactor = redactor
        self.started = started
        self.signal = signal
    }

    package mutating func consume(_ event: RunEvent, shown: String, into bytes: inout [UInt8]) {
        switch event {
        case .started(let start): line("start", &bytes) { fill(&$0, start) }
        // Rows start in the order in which threads take them; here each begins before what it did.
        case .rowStarted: break
        case .rowFinished(let result):
            begin(result.identity, &bytes)
            for event in result.events { add(event, keepsBodies: result.isBad, &bytes) }
            for failure in result.failures { line("failure", &bytes) { fill(&$0, failure) } }
            line("row-end", &bytes) { fill(&$0, result, shown) }
        case .coverage(let sections): for section in sections { add(section, &bytes) }
        case .finished(let summary): line("end", &bytes) { fill(&$0, summary) }
        }
    }

    private func line(_ event: String, _ bytes: inout [UInt8], _ fill: (inout JSONLine) -> Void) {
        JSONLine.append(event, to: &bytes, redactor, fill)
    }

    private func fill(_ line: inout JSONLine, _ start: RunStart) {
        line.text("format", "leadline-run")
        line.number("version", Self.version)
        line.text("leadline", Version.current)
        line.text("started", started.text)
        line.text("target", start.target)
        line.number("seed", start.seed)
        line.number("files", start.files)
        line.number("rows", start.rows)
        line.number("jobs", start.jobs)
    }

    // MARK: - Rows

    private mutating func begin(_ identity: RowIdentity, _ bytes: inout [UInt8]) {
        if file != identity.file {
            file = identity.file
            line("file", &bytes) {
                $0.text("file", identity.file)
                $0.text("scenario", identity.scenario)
                $0.texts("tags", identity.tags)
            }
        }
        line("row", &bytes) { fill(&$0, identity) }
    }

    private func fill(_ line: inout JSONLine, _ identity: RowIdentity) {
        line.text("file", identity.file)
        line.number("line", identity.location.position.line)
        line.number("row", identity.row)
        line.text("case", identity.caseName)
    }

    private func add(_ event: RowEvent, keepsBodies: Bool, _ bytes: inout [UInt8]) {
        switch event {
        case .step(let mark):
            line("step", &bytes) {
                $0.number("try", mark.attempt)
                $0.text("phase", mark.phase.rawValue)
                $0.number("step", mark.step)
                $0.number("steps", mark.stepCount)
                $0.text("name", mark.name)
                $0.text("file", mark.location.source.name)
                $0.place(mark.location)
            }
        case .command(_, .exchange(let exchange)):
            line("exchange", &bytes) { fill(&$0, exchange, keepsBodies) }
        case .command, .failed: break
        case .sentence(let sentence):
            line("sentence", &bytes) {
                $0.text("kind", sentence.kind.word)
                $0.text("text", String(sentence.location.text))
                $0.place(sentence.location)
                $0.flag("holds", sentence.findings.isEmpty)
            }
            for finding in sentence.findings { add(finding, &bytes) }
        }
    }

    private func add(_ finding: Finding, _ bytes: inout [UInt8]) {
        line("finding", &bytes) {
            $0.text("subject", finding.subject)
            $0.text("expected", finding.expected)
            $0.text("actual", finding.actual)
            $0.texts("details", finding.details)
        }
    }

    private func fill(_ line: inout JSONLine, _ exchange: Exchange, _ keepsBodies: Bool) {
        line.text("api", exchange.apiName)
        line.text("operation", exchange.operation?.name)
        line.text("method", exchange.request.method)
        line.text("url", exchange.request.url)
        line.text("key", exchange.credential?.name)
        line.number("status", exchange.answer.status)
        line.text("outcome", exchange.answer.outcome)
        line.seconds("took", exchange.answer.took)
        line.text("sentAt", exchange.sentAt.text)
        line.texts("reasons", exchange.reasons)
        line.text("sent", keepsBodies ? body(exchange.request.body) : nil)
        line.text("answer", keepsBodies ? exchange.response.flatMap { body($0.body) } : nil)
    }

    /// In bytes: more of a body than this is left out.
    private static let bodyLimit = 64 << 10

    private func body(_ bytes: [UInt8]) -> String? {
        if bytes.isEmpty { return nil }
        // Secrets go first: what is cut shows no part of one.
        let text = redactor(String(decoding: bytes, as: UTF8.self))
        guard let end = text.utf8.index(text.startIndex, offsetBy: Self.bodyLimit, limitedBy: text.endIndex),
            end < text.endIndex
        else { return text }
        // An index inside of a character's bytes means its first.
        return String(text[..<end]) + "…"
    }

    private func fill(_ line: inout JSONLine, _ failure: Failure) {
        line.text("kind", failure.kind.word)
        line.text("phase", failure.phase.rawValue)
        line.number("step", failure.step)
        line.number("steps", failure.stepCount)
        line.text("name", failure.stepName)
        line.text("headline", failure.headline)
        line.text("file", failure.location.source.name)
        line.place(failure.location)
        line.text("target", failure.target.rawValue)
        line.text("clock", failure.clock.text)
        line.text("subject", failure.subjectAge?.subject)
        line.text("created", failure.subjectAge?.created.text)
        line.seconds("age", failure.subjectAge?.age)
        line.number("tries", failure.polling?.tries)
        line.seconds("within", failure.polling?.within)
        line.texts("values", failure.polling?.lastValues ?? [])
        line.text("code", failure.diagnostic?.code.rawValue)
        line.texts("notes", failure.diagnostic?.notes ?? [])
        line.text("help", failure.diagnostic?.help)
    }

    private func fill(_ line: inout JSONLine, _ result: RowResult, _ shown: String) {
        fill(&line, result.identity)
        line.text("scenario", result.identity.scenario)
        let (verdict, reason, issue) = Self.words(result.verdict)
        line.text("verdict", verdict)
        line.text("reason", reason)
        line.text("issue", issue)
        line.text("kind", result.cause?.kind)
        line.text("message", result.cause?.message)
        line.number("requests", result.requests)
        line.number("checks", result.checks)
        line.number("tries", result.tries)
        line.seconds("seconds", result.wall)
        line.text("text", shown.isEmpty ? nil : shown)
    }

    private static func words(_ verdict: RowVerdict) -> (verdict: String, reason: String?, issue: String?) {
        switch verdict {
        case .passed: ("passed", nil, nil)
        case .failed: ("failed", nil, nil)
        case .errored: ("errored", nil, nil)
        case .skipped(let reason): ("skipped", reason, nil)
        case .expectedFailure(let issue): ("expected-failure", nil, issue)
        case .surprisePass(let issue): ("surprise-pass", nil, issue)
        case .cancelled: ("cancelled", nil, nil)
        }
    }

    // MARK: - The end

    private func add(_ section: Coverage.Section, _ bytes: inout [UInt8]) {
        line("coverage", &bytes) {
            $0.text("api", section.api)
            $0.text("kind", section.kind.rawValue)
            $0.number("touched", section.touched)
            $0.number("total", section.total)
            $0.texts(
                "untouched", section.untouched.map { [$0.place, $0.name].compactMap(\.self).joined(separator: " ") })
        }
    }

    private func fill(_ line: inout JSONLine, _ summary: RunSummary) {
        line.number("passed", summary.passed)
        line.number("failed", summary.failed)
        line.number("errored", summary.errored)
        line.number("skipped", summary.skipped)
        line.number("expectedFailures", summary.expectedFailures)
        line.number("surprisePasses", summary.surprisePasses)
        line.number("cancelled", summary.cancelled)
        line.number("requests", summary.requests)
        line.number("checks", summary.checks)
        line.seconds("seconds", summary.wall)
        line.flag("interrupted", summary.wasInterrupted)
        let verdict = RunVerdict(summary, signal: signal())
        line.number("exit", Int(verdict.code.rawValue))
        line.text("reason", verdict.reason)
    }
}
