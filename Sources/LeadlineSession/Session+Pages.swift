import LeadlineAPI
import LeadlineCore
import LeadlineLanguage

/// What `next` and `prev` need of a find: how it was asked, and which pages lie beside the one that came.
struct Pages {
    let call: Call
    let api: API
    private let next: Int?
    private let previous: Int?
    /// The page that came, from 1.
    private let current: Int

    init(_ call: Call, _ answer: Answer, _ api: API) {
        self.call = call
        self.api = api
        let asked = call.query.first { $0.name == "page" }.flatMap { Int($0.value) } ?? 1
        current = max(asked, 1)
        guard answer.outcome == call.operation.verb.successOutcome, let body = answer.body else {
            (next, previous) = (nil, nil)
            return
        }
        // Where the API says nothing of its pages, one that is empty is behind the last.
        let isEmpty = answer.documents?.array?.isEmpty ?? true
        if let path = api.answer.nextPage {
            next = body.value(named: path)?.number?.integer
        } else {
            next = isEmpty ? nil : current + 1
        }
        if let path = api.answer.previousPage {
            previous = body.value(named: path)?.number?.integer
        } else {
            previous = current > 1 ? current - 1 : nil
        }
    }

    /// The find of the page beside; nil when there is none.
    func call(for direction: Command.PageDirection) -> Call? {
        guard let page = direction == .next ? next : previous else { return nil }
        var call = call
        call.query.removeAll { $0.name == "page" }
        call.query.append(QueryPair("page", String(page)))
        return call
    }

    func reason(without direction: Command.PageDirection) -> String {
        direction == .next ? "page \(current) is the last" : "page \(current) is the first"
    }
}

extension Session {
    /// `next`, `prev`: the last find again, a page on or back. Clauses replace those of the find.
    func turn(
        _ direction: Command.PageDirection, _ clauses: [Clause], _ command: Command
    ) throws(Diagnostic) -> CommandResult {
        guard let pages else {
            throw Diagnostic(
                .error, .unknownOperation,
                "'\(direction.rawValue)' turns the pages of a find, and there is none before it",
                at: command.name.location, help: "send a 'find' first")
        }
        guard let call = pages.call(for: direction) else {
            throw Diagnostic(
                .error, .unknownOperation, "there is no page to turn to: \(pages.reason(without: direction))",
                at: command.name.location)
        }
        return try dispatch(try prepared(call, pages.api, clauses, command))
    }
}
