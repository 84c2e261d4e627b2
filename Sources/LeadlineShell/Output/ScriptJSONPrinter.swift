import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineScenarios
import LeadlineSession

/// Prints what the commands of a script do for programs: an object for each command to standard output, one for each
/// thing that went wrong to standard error. `Scripts.md` tells every member.
final class ScriptJSONPrinter {
    private let console: Console
    /// The object of the last command, which waits for what may have gone wrong with it.
    private var record: ScriptRecord?
    private var count = 0
    /// The script's command that is carried out; nil in a scenario that it runs.
    private var line: SourceLocation?

    init(console: Console) { self.console = console }

    func show(_ event: RowEvent) {
        switch event {
        case .step(let step):
            finish()
            line = step.isScriptLine ? step.location : nil
        case .command(let command, let result):
            begin(ScriptRecord(command.location, text: String(command.location.text)))
            record?.take(result)
            if case .shown(.draft(_, let warnings)) = result { console.show(warnings) }
        case .sentence(let sentence):
            begin(ScriptRecord(sentence.location, text: "\(sentence.kind.word) \(sentence.location.text)"))
            record?.take(sentence.findings)
        case .failed(let failure): take(failure)
        }
    }

    /// Prints what waits.
    func finish() {
        guard let record else { return }
        self.record = nil
        console.write(record.json(number: count))
    }

    private func begin(_ new: ScriptRecord) {
        finish()
        count += 1
        record = new
    }

    private func take(_ failure: Failure) {
        let error = JSON(failure)
        console.note(error)
        let place = line ?? failure.command ?? failure.location
        if record?.location != failure.location, record?.location != place {
            // The step's sentences were told one by one; a mistake is of a command that was not carried out.
            guard failure.diagnostic != nil else { return }
            begin(ScriptRecord(place, text: String(place.text)))
        }
        if case .null? = record?.error { record?.error = error }
    }
}

/// What becomes the object of one command.
private struct ScriptRecord {
    let location: SourceLocation
    let text: String
    var error: JSON = .null
    private var request: JSON = .null
    private var answer: Answer?
    private var findings: [Finding]?
    private var shown: JSON = .null

    init(_ location: SourceLocation, text: String) {
        self.location = location
        self.text = text
    }

    mutating func take(_ result: CommandResult) {
        switch result {
        case .exchange(let exchange): take(exchange)
        case .stored(let answer): self.answer = answer
        case .judged(let judgement): findings = judgement.findings
        case .shown(let shown): take(shown)
        case .unsupported(let reason): error = JSON(Diagnostic(.error, .unknownTarget, reason, at: location))
        case .batch(let batch): shown = .array(batch.rows.map(Self.json))
        case .done, .redrafted, .exit: break
        }
    }

    private static func json(_ row: BatchResult.Row) -> JSON {
        [
            "row": .integer(row.number), "outcome": .string(row.outcome), "status": .count(row.status),
            "id": row.id ?? .null, "reason": .text(row.reason),
        ]
    }

    mutating func take(_ findings: [Finding]) { self.findings = findings }

    private mutating func take(_ exchange: Exchange) {
        request = Self.request(exchange)
        answer = exchange.answer
    }

    private mutating func take(_ shown: Shown) {
        switch shown {
        case .json(let json): self.shown = json
        case .text(let text): self.shown = .string(text)
        case .clock(let time): self.shown = .string(time.text)
        case .draft(let draft, _): self.shown = .object(draft.document.document)
        case .exchange(let exchange): take(exchange)
        case .table(let documents, _, let columns):
            self.shown = .array(columns.isEmpty ? documents : documents.map { Self.json($0, columns) })
        case .difference(let old, let new): self.shown = .array(DiffView.entries(from: old, to: new).map { JSON($0) })
        case .history(let exchanges, let numbers):
            self.shown = .array(numbers.map { Self.json(exchanges[$0 - 1], number: $0) })
        }
    }

    /// The named columns of a document; those that it does not have are `null`.
    private static func json(_ document: JSON, _ columns: [[PathKey]]) -> JSON {
        var row = JSONObject()
        for keys in columns { row[PathKey.description(keys)] = document.value(at: keys[...]) ?? .null }
        return .object(row)
    }

    private static func json(_ exchange: Exchange, number: Int) -> JSON {
        [
            "number": .integer(number), "request": request(exchange), "status": .count(exchange.answer.status),
            "outcome": .string(exchange.answer.outcome), "took": seconds(exchange.answer.took),
        ]
    }

    private static func request(_ exchange: Exchange) -> JSON {
        ["method": .string(exchange.request.method), "url": .string(exchange.request.url)]
    }

    private static func seconds(_ duration: Duration?) -> JSON {
        duration.map { .number(JSONNumber(validated: $0.secondsText)) } ?? .null
    }

    func json(number: Int) -> JSON {
        let name = text.prefix { $0 != " " && $0 != "\n" && $0 != "\t" }
        return [
            "number": .integer(number), "command": .string(text), "file": .string(location.source.name),
            "line": .integer(location.position.line),
            "kind": .text(CommandTable.entry(String(name))?.group.rawValue), "request": request,
            "status": .count(answer?.status), "outcome": .text(answer?.outcome),
            "took": Self.seconds(answer?.took),
            "doc": answer?.document ?? .null, "docs": answer?.documents ?? .null, "body": answer?.body ?? .null,
            "errors": answer?.errors ?? .null, "holds": findings.map { .bool($0.isEmpty) } ?? .null,
            "findings": findings.map { .array($0.map(Self.json)) } ?? .null, "shown": shown, "error": error,
        ]
    }

    private static func json(_ finding: Finding) -> JSON {
        [
            "subject": .string(finding.subject), "expected": .string(finding.expected),
            "actual": .string(finding.actual), "details": .array(finding.details.map(JSON.string)),
        ]
    }
}
