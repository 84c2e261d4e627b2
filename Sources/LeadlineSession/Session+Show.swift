import LeadlineAPI
import LeadlineCore
import LeadlineLanguage

extension Session {
    /// `show`, `show 3 body.docs`, `show curl`.
    func show(_ number: Int?, _ part: ShowPart?, _ command: Command) throws(Diagnostic) -> CommandResult {
        // Without a number a part is looked for in the last answer, which may be a mock command's.
        if number == nil, answer != nil, case .subject(let subject)? = part {
            return .shown(try shown(subject, in: SessionScope(session: self)))
        }
        let exchange = try exchange(number, command)
        switch part {
        case nil: return .shown(.exchange(exchange))
        case .curl?: return .shown(.text(curlText(of: exchange)))
        case .timing?: return .shown(.text("took \(DurationText.text(exchange.answer.took ?? .zero))"))
        case .subject(let subject)?:
            return .shown(try shown(subject, in: SessionScope(session: self, earlier: exchange)))
        }
    }

    private func exchange(_ number: Int?, _ command: Command) throws(Diagnostic) -> Exchange {
        if let number {
            if exchanges.indices.contains(number - 1) { return exchanges[number - 1] }
            throw Diagnostic(
                .error, .wrongValue, "there is no exchange \(number)", at: command.location,
                help: exchanges.isEmpty ? "nothing was sent yet" : "exchanges are counted from 1 to \(exchanges.count)")
        }
        if let exchange { return exchange }
        throw Diagnostic(
            .error, .unknownName, "there is no answer to show", at: command.name.location, help: "send a request first")
    }

    private func shown(_ subject: Subject, in scope: SessionScope) throws(Diagnostic) -> Shown {
        let evaluator = Evaluator(scope)
        let keys = try evaluator.subjectKeys(subject)
        switch try evaluator.look(up: subject) {
        case .found(.json(let json)): return .json(json)
        case .found(.time(let time)): return .text(time.text)
        case .found(.duration(let duration)): return .text(DurationText.text(duration))
        case .found(.word(let value)): return .json(try evaluator.json(of: value, as: .any))
        case .missing, .empty, .unknown:
            throw Diagnostic(
                .error, .unknownName, "the answer has no '\(PathKey.description(keys))'", at: subject.location,
                help: "show status, outcome, headers, body, doc, docs, errors or request, or a path below them")
        }
    }
}
