import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
package import LeadlineScenarios

/// A run as JSON Lines: an object for each event. A value that turns events into text; `Reports.md` tells every field.
package struct JSONLinesReport: Sendable {
    private let redactor: Redactor
    private let signal: @Sendable () -> Int32?

    package init(redactor: Redactor, signal: @escaping @Sendable () -> Int32? = { nil }) {
        self.redactor = redactor
        self.signal = signal
    }

    package mutating func text(for event: RunEvent) -> String {
        switch event {
        case .started(let start):
            return line("run-started") { object in
                object["files"] = .integer(start.files)
                object["rows"] = .integer(start.rows)
                object["jobs"] = .integer(start.jobs)
                object["target"] = text(start.target)
                object["seed"] = start.seed.map(JSON.integer) ?? .null
            }
        // Rows start in the order in which threads take them: only what is the same in each run is told.
        case .rowStarted: return ""
        case .rowFinished(let result): return line("row-finished") { fill(&$0, result) }
        case .finished(let summary): return line("run-finished") { fill(&$0, summary) }
        }
    }

    private func line(_ event: String, _ fill: (inout JSONObject) -> Void) -> String {
        var object = JSONObject()
        object["leadline"] = 1
        object["event"] = .string(event)
        fill(&object)
        return JSON.object(object).text() + "\n"
    }

    // MARK: - Rows

    private func fill(_ object: inout JSONObject, _ result: RowResult) {
        let identity = result.identity
        object["file"] = text(identity.file)
        object["line"] = .integer(identity.location.position.line)
        object["scenario"] = text(identity.scenario)
        object["row"] = identity.row.map(JSON.integer) ?? .null
        object["case"] = text(identity.caseName)
        object["tags"] = .array(identity.tags.map(text))
        let (verdict, reason, issue) = Self.words(result.verdict)
        object["verdict"] = .string(verdict)
        object["reason"] = text(reason)
        object["issue"] = text(issue)
        object["requests"] = .integer(result.requests)
        object["checks"] = .integer(result.checks)
        object["tries"] = .integer(result.tries)
        object["seconds"] = Self.seconds(result.wall)
        object["failures"] = .array(result.failures.map(failure))
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

    private func failure(_ failure: Failure) -> JSON {
        var object = JSONObject()
        object["kind"] = .string(failure.kind.word)
        object["phase"] = .string(failure.phase.rawValue)
        object["step"] = .integer(failure.step)
        object["steps"] = .integer(failure.stepCount)
        object["name"] = text(failure.stepName)
        object["headline"] = text(failure.headline)
        object["location"] = place(failure.location)
        object["command"] = failure.command.map(place) ?? .null
        object["findings"] = .array(failure.findings.map(finding))
        object["exchange"] = failure.exchange.map { exchange($0, isOfStep: failure.sentInStep) } ?? .null
        object["target"] = .string(failure.target.rawValue)
        object["clock"] = .string(failure.clock.text)
        object["subject"] = failure.subjectAge.map(subject) ?? .null
        object["diagnostic"] = failure.diagnostic.map(diagnostic) ?? .null
        object["polling"] = failure.polling.map(polling) ?? .null
        return .object(object)
    }

    private func place(_ location: SourceLocation) -> JSON {
        let (line, column) = location.position
        return ["file": text(location.source.name), "line": .integer(line), "column": .integer(column)]
    }

    private func finding(_ finding: Finding) -> JSON {
        [
            "subject": text(finding.subject), "expected": text(finding.expected), "actual": text(finding.actual),
            "details": .array(finding.details.map(text)),
        ]
    }

    private func exchange(_ exchange: Exchange, isOfStep: Bool) -> JSON {
        [
            "method": text(exchange.request.method), "url": text(exchange.request.url),
            "key": text(exchange.credential?.name), "status": exchange.answer.status.map(JSON.integer) ?? .null,
            "outcome": text(exchange.answer.outcome), "took": exchange.answer.took.map(Self.seconds) ?? .null,
            "sentAt": .string(exchange.sentAt.text), "ofStep": .bool(isOfStep),
            "reasons": .array(exchange.reasons.map(text)),
        ]
    }

    private func subject(_ age: SubjectAge) -> JSON {
        ["name": text(age.subject), "created": .string(age.created.text), "age": Self.seconds(age.age)]
    }

    private func diagnostic(_ diagnostic: Diagnostic) -> JSON {
        [
            "code": .string(diagnostic.code.rawValue), "message": text(diagnostic.message),
            "notes": .array(diagnostic.notes.map(text)), "help": text(diagnostic.help),
        ]
    }

    private func polling(_ polling: Polling) -> JSON {
        [
            "tries": .integer(polling.tries), "within": Self.seconds(polling.within),
            "lastValues": .array(polling.lastValues.map(text)),
        ]
    }

    // MARK: - The end

    private func fill(_ object: inout JSONObject, _ summary: RunSummary) {
        object["passed"] = .integer(summary.passed)
        object["failed"] = .integer(summary.failed)
        object["errored"] = .integer(summary.errored)
        object["skipped"] = .integer(summary.skipped)
        object["expectedFailures"] = .integer(summary.expectedFailures)
        object["surprisePasses"] = .integer(summary.surprisePasses)
        object["cancelled"] = .integer(summary.cancelled)
        object["requests"] = .integer(summary.requests)
        object["checks"] = .integer(summary.checks)
        object["seconds"] = Self.seconds(summary.wall)
        object["interrupted"] = .bool(summary.wasInterrupted)
        let verdict = RunVerdict(summary, signal: signal())
        object["exit"] = .integer(Int(verdict.code.rawValue))
        object["exitReason"] = .string(verdict.reason)
    }

    // MARK: - Values

    /// Secrets go before the text is escaped: a body inside of a text would be escaped twice.
    private func text(_ text: String) -> JSON { .string(redactor(text)) }
    private func text(_ text: String?) -> JSON { text.map { .string(redactor($0)) } ?? .null }

    private static func seconds(_ duration: Duration) -> JSON {
        let microseconds = duration.wholeMicroseconds
        let rest = String(microseconds.magnitude % 1_000_000)
        let digits = String(repeating: "0", count: 6 - rest.utf8.count) + rest
        let sign = microseconds < 0 ? "-" : ""
        return .number(JSONNumber(validated: "\(sign)\(microseconds.magnitude / 1_000_000).\(digits)"))
    }
}
