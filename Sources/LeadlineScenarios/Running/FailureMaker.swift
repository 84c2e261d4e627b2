import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineSession

/// Makes failures with all that a reader needs to see why.
struct FailureMaker {
    let attempt: Attempt
    let session: Session
    let place: StepPlace

    /// A sentence that does not hold.
    func failure(_ kind: Failure.Kind, _ sentence: Predicate, _ findings: [Finding]) -> Failure {
        var failure = base(kind, at: sentence.location)
        if let reason = unreached(failure) {
            failure.kind = .error
            failure.headline = reason
            return failure
        }
        failure.findings = findings
        failure.headline = headline(findings)
        return failure
    }

    /// Nothing that is said of a server can be judged by a request that did not get there.
    private func unreached(_ failure: Failure) -> String? {
        guard failure.sentInStep, let answer = failure.exchange?.answer, answer.outcome == "unreachable" else {
            return nil
        }
        return "nothing was sent" + (answer.reasons.first.map { ": \($0)" } ?? "")
    }

    /// A request that should have succeeded.
    func failure(_ answer: Answer, _ command: Command) -> Failure {
        let isError = answer.outcome == "unreachable" || place.phase != .steps
        var failure = base(isError ? .error : .request, at: command.location)
        if let reason = unreached(failure) {
            failure.headline = reason
            return failure
        }
        let status = answer.status.map { " (status \($0))" } ?? ""
        failure.headline =
            "'\(command.name.value)' was expected to succeed, its outcome is \(answer.outcome)\(status)"
            + (answer.reasons.first.map { ": \($0)" } ?? "")
        return failure
    }

    /// Requests of a file's rows of which some should have succeeded.
    func failure(_ batch: BatchResult, _ command: Command) -> Failure {
        var failure = base(place.phase == .steps ? .request : .error, at: command.location)
        failure.exchange = batch.firstFailure
        let first = batch.rows.first { !$0.isSuccess }
        let reason = first.map { row in
            ", first row \(row.number): \(row.outcome)" + (row.reason.map { ", \($0)" } ?? "")
        }
        failure.headline =
            "'\(command.name.value)' was expected to succeed for each row, \(batch.failureCount) of "
            + "\(batch.rows.count) did not" + (reason ?? "")
        return failure
    }

    /// A mistake that shows only at run time.
    func failure(_ diagnostic: Diagnostic, in command: Command?) -> Failure {
        let location = diagnostic.location ?? place.step?.location ?? attempt.row.identity.location
        var failure = base(.error, at: location)
        if let command {
            failure.command = command.location
            // The command itself is the mistake: the exchange is of an earlier one.
            failure.sentInStep = false
        }
        // What a sentence names is not there because no answer is.
        if let reason = unreached(failure) {
            failure.headline = reason
            return failure
        }
        failure.headline = diagnostic.message
        failure.diagnostic = diagnostic
        return failure
    }

    /// nil for a step without one, and where it cannot be put together.
    func name(of step: Step) -> String? { step.name.flatMap { try? session.evaluator.text(of: $0) } }

    private func headline(_ findings: [Finding]) -> String {
        guard let first = findings.first else { return "the sentence does not hold" }
        let more = findings.count > 1 ? " (and \(findings.count - 1) more)" : ""
        return "expected \(first.subject) \(first.expected), found \(first.actual)\(more)"
    }

    private func base(_ kind: Failure.Kind, at location: SourceLocation) -> Failure {
        let step = place.step
        let exchange = session.exchange
        return Failure(
            kind: kind, phase: place.phase, step: place.index + 1, stepCount: place.steps.count,
            stepName: step.flatMap(name), headline: "", location: location,
            command: step?.commands.last?.location, findings: [], exchange: exchange,
            sentInStep: session.exchangeCount > place.exchangesBefore, target: session.target.kind,
            clock: session.target.now, subjectAge: exchange.flatMap(attempt.age), diagnostic: nil, polling: nil)
    }
}

extension Attempt {
    /// Notes that a server answered, and when a document was created, as far as answers tell.
    func remember(_ exchange: Exchange) {
        if exchange.answer.status != nil { tally.isAnswered = true }
        guard exchange.operation?.verb == .create, let document = exchange.answer.document,
            let identity = identity(of: document["id"], exchange)
        else { return }
        births[identity] = exchange.sentAt
    }

    /// How old the document of an exchange was when the request was sent.
    func age(of exchange: Exchange) -> SubjectAge? {
        guard let id = exchange.documentID ?? exchange.answer.document?["id"],
            let identity = identity(of: id, exchange), let birth = births[identity]
        else { return nil }
        let api = exchange.apiName.flatMap { name in
            try? runner.resources.catalog.api(named: Located(name, row.identity.location))
        }
        let singular = api?.collection(identity.collection)?.singular ?? identity.collection
        return SubjectAge(subject: "\(singular) \(identity.id)", created: birth, age: exchange.sentAt - birth)
    }

    private func identity(of id: JSON?, _ exchange: Exchange) -> DocumentIdentity? {
        guard let id, let operation = exchange.operation else { return nil }
        return DocumentIdentity(
            api: exchange.apiName, collection: operation.collection, id: id.string ?? id.text())
    }
}

extension Exchange {
    /// The id in the path of a request on one document.
    var documentID: JSON? {
        guard let operation, operation.selection == .id, let last = request.path.split(separator: "/").last else {
            return nil
        }
        return .string(PercentEncoding.decode(last))
    }
}
