import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineSession

/// Names for files and steps, from what was done.
struct Titles {
    let catalog: APILibrary

    /// `Update a lead: too_old`
    func title(of passages: [Passage]) -> String {
        let main =
            passages.last { !$0.isSuccess } ?? passages.last { $0.isWrite } ?? passages.last { $0.answer != nil }
            ?? passages.last
        guard let main else { return "A session" }
        let name = name(of: main)
        return name.prefix(1).uppercased() + name.dropFirst()
    }

    /// `update a lead: too_old`
    func name(of passage: Passage) -> String {
        let phrase = phrase(passage)
        guard let answer = passage.answer, !passage.isSuccess else { return phrase }
        return "\(phrase): \(answer.outcome)"
    }

    private func phrase(_ passage: Passage) -> String {
        switch passage.command?.action {
        case .request(let request)?: phrase(request, passage)
        case .mock(let request, let times)?:
            times == nil ? "\(phrase(request, passage)) in the store" : "invent \(nouns(passage).plural)"
        case .page(.next, _)?: "the next page"
        case .page(.prev, _)?: "the page before"
        case .raw(let request)?: sent(passage) ?? "\(request.method.value) as written"
        case .curl?: sent(passage) ?? "the curl command"
        case .run(let file, _, _)?: "run \(Paths.name(of: CommandPrinter.text(file)))"
        case .clock?: "move the clock"
        case .fault?, .faultOff?: "set a fault"
        case .bind?: "bind names"
        case .mockReset?: "reset the mock"
        default: "look at what is there"
        }
    }

    private func phrase(_ request: Request, _ passage: Passage) -> String {
        let (singular, plural) = nouns(passage)
        let isOne =
            switch request.selector {
            case .id: true
            case .none: request.verb == .create
            case .filter: false
            }
        guard isOne else { return "\(request.verb.rawValue) \(plural)" }
        let article = singular.first.map { "aeiou".contains($0.lowercased()) } ?? false ? "an" : "a"
        return "\(request.verb.rawValue) \(article) \(singular)"
    }

    private func nouns(_ passage: Passage) -> (singular: String, plural: String) {
        guard let name = passage.collection else { return ("document", "documents") }
        guard let collection = passage.api(in: catalog)?.collection(name) else { return (name, name) }
        return (collection.singular, collection.plural)
    }

    /// `POST /api/v1/leads`
    private func sent(_ passage: Passage) -> String? {
        guard let exchange = passage.exchange else { return nil }
        return "\(exchange.request.method) \(exchange.operation?.path ?? String(exchange.request.path))"
    }
}

extension Passage {
    fileprivate var isWrite: Bool {
        switch command?.action {
        case .request(let request)?: request.verb != .get && request.verb != .find
        case .raw?, .curl?: exchange?.request.method != "GET"
        default: false
        }
    }
}
