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
        case .timing?: return .shown(.text(exchange.timing))
        case .subject(let subject)?:
            return .shown(try shown(subject, in: SessionScope(session: self, earlier: exchange)))
        }
    }

    /// The exchange of a number; without one the last.
    func exchange(_ number: Int?, _ command: Command) throws(Diagnostic) -> Exchange {
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
                help: nearest(to: keys, in: scope) ?? parts(of: scope))
        }
    }

    /// What the answer has: not each has all that an answer can have, a mock command's none of HTTP.
    private func parts(of scope: SessionScope) -> String? {
        let known = ["status", "outcome", "headers", "body", "doc", "docs", "errors", "request"].filter { name in
            if case .found = scope.look(up: [.name(name)]) { true } else { false }
        }
        guard let last = known.last else { return nil }
        return "show \(known.dropLast().joined(separator: ", ")) or \(last), or a path below them"
    }

    /// The name beside a missing one that was probably meant.
    private func nearest(to keys: [PathKey], in scope: SessionScope) -> String? {
        guard case .name(let wanted)? = keys.last, keys.count > 1,
            case .found(.json(.object(let object))) = scope.look(up: Array(keys.dropLast()))
        else { return nil }
        return Suggestion.closest(to: wanted, in: object.members.map(\.name)).map { closest in
            "did you mean '\(PathKey.description(keys.dropLast() + [.name(closest)]))'?"
        }
    }
}

extension Exchange {
    /// What `show timing` tells, a line each.
    fileprivate var timing: String {
        var lines = ["took \(DurationText.text(answer.took ?? .zero))", "sent at \(sentAt.text)"]
        lines.append("request body \(request.body.count) bytes")
        if let response { lines.append("answer body \(response.body.count) bytes") }
        return (lines + (wire?.lines ?? []) + (wire == nil ? [] : reasons)).joined(separator: "\n")
    }
}

extension WireReport {
    /// The phases of an exchange, a line each; those that there were none of are left out.
    fileprivate var lines: [String] {
        let phases: [(String, Duration?)] = [
            ("name", timings.name), ("connect", timings.connect), ("TLS", timings.tls), ("send", timings.send),
            ("wait", timings.wait), ("receive", timings.receive),
        ]
        var lines = phases.compactMap { name, time in time.map { "\(name) \(DurationText.text($0))" } }
        let connection = reusedConnection ? "a connection that was there" : "a new connection"
        lines.append("\(version) over \(connection)" + (address.map { " to \($0)" } ?? ""))
        return lines + redirects.map { "redirected by \($0)" }
    }
}
