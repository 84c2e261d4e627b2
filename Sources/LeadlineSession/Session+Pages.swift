package import LeadlineAPI
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
        self = .found(FoundPage(call, body, documents: answer.documents?.array?.count ?? 0, api))
    }
}

/// Where a page stands among the others.
package struct PagePlace: Sendable {
    /// From 1.
    package let number: Int
    package let next: Int?
    package let previous: Int?
    /// Of how many pages, and how many documents they hold together; nil where the API does not tell.
    package let count: Int?
    package let total: Int?

    /// `number` as it was asked for; `documents` are those of the page.
    init(_ number: String?, _ body: JSON, documents: Int, _ api: API) {
        let current = max(number.flatMap { Int($0) } ?? 1, 1)
        if let path = api.answer.nextPage {
            next = body.value(named: path)?.number?.integer
        } else {
            // Where the API says nothing of its pages, one that is empty is behind the last.
            next = documents == 0 || current == .max ? nil : current + 1
        }
        if let path = api.answer.previousPage {
            previous = body.value(named: path)?.number?.integer
        } else {
            previous = current > 1 ? current - 1 : nil
        }
        self.number = current
        total = api.answer.total.flatMap { body.value(named: $0)?.number?.integer }.flatMap { $0 < 0 ? nil : $0 }
        // All pages but the last are full.
        count = next == nil ? current : documents > 0 ? total.map { ($0 - 1) / documents + 1 } : nil
    }
}

/// A page that came: how it was asked for, and where it stands.
struct FoundPage {
    let call: Call
    let api: API
    private let place: PagePlace

    init(_ call: Call, _ body: JSON, documents: Int, _ api: API) {
        self.call = call
        self.api = api
        place = PagePlace(call.query.first { $0.name == "page" }?.value, body, documents: documents, api)
    }

    /// The find of the page beside; nil when there is none.
    func call(for direction: Command.PageDirection) -> Call? {
        guard let page = direction == .next ? place.next : place.previous else { return nil }
        var call = call
        call.query.removeAll { $0.name == "page" }
        call.query.append(QueryPair("page", String(page)))
        return call
    }
}

extension Session {
    /// Where the documents of an exchange stand among all that were found; nil when they are no page.
    package func page(of exchange: Exchange) -> PagePlace? {
        guard exchange.operation?.verb == .find, let body = exchange.answer.body,
            let documents = exchange.answer.documents?.array,
            let api = resources.catalog.known.first(where: { $0.name == exchange.apiName })
        else { return nil }
        let number = exchange.request.queryPairs.first { $0.name == "page" }?.value
        return PagePlace(number, body, documents: documents.count, api)
    }

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
