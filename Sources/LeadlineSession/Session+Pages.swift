import LeadlineAPI
import LeadlineCore
import LeadlineLanguage

/// What `next` and `prev` know of the last find.
enum Pages {
    case unasked
    /// It brought no page: how it ended.
    case none(outcome: String)
    case found(FoundPage)

    init(_ call: Call, _ answer: Answer, _ api: API) {
        guard answer.outcome == call.operation.verb.successOutcome, let body = answer.body else {
            self = .none(outcome: answer.outcome)
            return
        }
        self = .found(FoundPage(call, body, isEmpty: answer.documents?.array?.isEmpty ?? true, api))
    }
}

/// A page that came: how it was asked for, and which pages lie beside it.
struct FoundPage {
    let call: Call
    let api: API
    private let next: Int?
    private let previous: Int?

    init(_ call: Call, _ body: JSON, isEmpty: Bool, _ api: API) {
        self.call = call
        self.api = api
        let current = max(call.query.first { $0.name == "page" }.flatMap { Int($0.value) } ?? 1, 1)
        if let path = api.answer.nextPage {
            next = body.value(named: path)?.number?.integer
        } else {
            // Where the API says nothing of its pages, one that is empty is behind the last.
            next = isEmpty || current == .max ? nil : current + 1
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
}

extension Session {
    /// `next`, `prev`: the last find again, a page on or back. Clauses replace those of the find.
    func turn(
        _ direction: Command.PageDirection, _ clauses: [Clause], _ command: Command
    ) throws(Diagnostic) -> CommandResult {
        try dispatch(try prepared(page: direction, clauses, command))
    }

    /// The request of the page beside the one that came.
    func prepared(
        page direction: Command.PageDirection, _ clauses: [Clause], _ command: Command
    ) throws(Diagnostic) -> Prepared {
        let problem: String
        switch pages {
        case .unasked: problem = "'\(direction.rawValue)' turns the pages of a find, and there is none before it"
        case .none(let outcome): problem = "there is no page to turn: the last find ended as \(outcome)"
        case .found(let page):
            if let call = page.call(for: direction) { return try prepared(call, page.api, clauses, command) }
            problem = "there is no page \(direction == .next ? "behind" : "before") this one"
        }
        throw Diagnostic(
            .error, .unknownOperation, problem, at: command.name.location,
            help: { if case .unasked = pages { "send a 'find' first" } else { nil } }())
    }
}
