import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineSession

/// Knows what may stand where a text ends: the parser says of which kind, the session and the API description which.
struct Completer {
    let session: Session
    /// Of the text up to the cursor.
    let reading: LineReading
    let situation: Situation

    init(_ session: Session, _ reading: LineReading) {
        self.session = session
        self.reading = reading
        situation = Situation(session, behind: reading.trace.pieces)
    }

    /// The candidates for what is typed last, not chosen or ordered yet.
    var offer: Offer {
        var best = whole([])
        guard !reading.endsInComment else { return best }
        let expectations = reading.trace.expectations
        // `is not` is less often meant than a value.
        for expectation in expectations.filter(\.isValue) + expectations.filter({ !$0.isValue })
        where isInOneWord(expectation) {
            let offer = offer(expectation)
            if offer.start > best.start {
                best = offer
            } else if offer.start == best.start {
                best.candidates += offer.candidates
            }
        }
        return best
    }

    /// Those that fit what is typed.
    var fitting: (start: Int, candidates: [Candidate]) {
        let offer = offer
        return (offer.start, Ranking.fitting(offer.candidates, offer.typed))
    }

    /// Whether the last word is the beginning of something that may stand here.
    var canGrow: Bool {
        let offer = offer
        return !offer.typed.isEmpty && !Ranking.beginning(offer.candidates, with: offer.typed).isEmpty
    }

    /// Whether what is typed since something could begin is one word.
    private func isInOneWord(_ expectation: ReadingTrace.Expectation) -> Bool {
        let word = reading.bytes[reading.wordStart...]
        switch expectation {
        // An operator has several words, a name in brackets may have blanks.
        case .comparison, .field, .list, .column, .subject, .name: return true
        default: break
        }
        guard let first = word.first, first != UInt8(ascii: "\""), first != UInt8(ascii: "'") else { return true }
        return !word.contains { $0.isBlank || $0 == UInt8(ascii: ";") }
    }

    /// Candidates for a whole word.
    func whole(_ candidates: [Candidate]) -> Offer {
        let text = reading.string(reading.wordStart..<reading.bytes.count)
        let isQuoted = text.hasPrefix("\"") || text.hasPrefix("'")
        return Offer(
            start: reading.wordStart, candidates: candidates, typed: isQuoted ? String(text.dropFirst()) : text)
    }

    private func offer(_ expectation: ReadingTrace.Expectation) -> Offer {
        switch expectation {
        case .command: whole(commands { $0.contexts.contains(.prompt) })
        case .request(let storeOnly): whole(commands { storeOnly ? $0.verb != nil : $0.isRequest })
        case .keyword(let word): whole(keyword(word))
        case .collection: whole(collections)
        case .id(let collection): whole(ids(collection))
        case .word(let name): whole(words(name))
        case .value(let place): values(place)
        case .field: fields(.assigned)
        case .list: fields(.list)
        case .column: columns
        case .subject(isFilter: true): fields(.filter)
        case .subject(isFilter: false): names(.subject)
        case .comparison(let subject, let isFilter): whole(comparisons(subject, isFilter))
        case .name: names(.placeholder)
        case .shift, .newName, .duration: whole([])
        case .headerName: whole(headerNames)
        case .number: whole(exchanges)
        case .reference: whole(exchanges + situation.allBoundNames.map { Candidate($0, detail: "bound name") })
        case .verb: whole(Request.Verb.allCases.map { Candidate($0.rawValue) })
        case .helpWord: whole(helpWords)
        }
    }
}

extension ReadingTrace.Expectation {
    fileprivate var isValue: Bool { if case .value = self { true } else { false } }
}

// MARK: - Words of the language

extension Completer {
    private func commands(_ isMeant: (CommandEntry) -> Bool) -> [Candidate] {
        CommandTable.all.filter(isMeant).map { entry in
            Candidate(entry.name, detail: entry.summary, suffix: entry.slots.isEmpty ? "" : " ")
        }
    }

    private var helpWords: [Candidate] {
        CommandTable.all.map { Candidate($0.name, detail: $0.summary, suffix: "") }
            + HelpTopic.allCases.map { Candidate($0.rawValue, detail: "topic", suffix: "") }
    }

    private func keyword(_ word: String) -> [Candidate] {
        if let clause = ClauseName(rawValue: word) {
            return situation.knows(clause) ? [Candidate(word, detail: clause.summary)] : []
        }
        if word == "where",
            situation.operations.contains(where: { $0.verb != .find && $0.selection == .filter }) == false,
            let verb = situation.verb, verb == .update || verb == .delete, !situation.isStored
        {
            return []
        }
        return [Candidate(word, detail: Self.details["\(situation.command) \(word)"] ?? Self.details[word] ?? "")]
    }

    private static let details = [
        "where": "a condition on the documents", "set": "the fields to change", "from": "all fields of a JSON file",
        "times": "how often", "always": "until 'fault off'", "and": "both must hold", "or": "one must hold",
        "latency": "the answer comes late", "status": "this status, nothing is done",
        "clock set": "to a time", "advance": "by a duration", "mock reset": "begin anew",
        "history where": "a condition on the exchanges",
        "lost-answer": "it is done, no answer comes", "reset": "the connection ends, nothing is done",
        "malformed": "it is done, the answer is cut off", "rate-limit": "429 with Retry-After",
        "mock": "the embedded mock", "live": "a profile's server", "replay": "a recording",
        "curl": "the request as a curl command", "timing": "how long it took", "last": "so many commands",
    ]

    private func words(_ name: String) -> [Candidate] {
        switch name {
        case "API":
            let catalog = session.resources.catalog
            let titles = Dictionary(
                catalog.known.map { ($0.name, "\($0.title): \($0.summary)") }, uniquingKeysWith: { first, _ in first })
            return catalog.names.map { Candidate($0, detail: titles[$0] ?? "") }
        case "METHOD": return ["GET", "POST", "PUT", "PATCH", "DELETE"].map { Candidate($0) }
        default: return []
        }
    }

    private var headerNames: [Candidate] {
        let described = situation.operation?.parameters.filter { $0.place == .header } ?? []
        return described.map { Candidate($0.name, detail: $0.description, suffix: "=") }
            + ["Accept", "Accept-Language", "Content-Type", "If-None-Match", "X-Request-Id"].map {
                Candidate($0, suffix: "=")
            }
    }

    private var exchanges: [Candidate] {
        session.exchanges.enumerated().reversed().prefix(Ranking.limit).map { index, exchange in
            let status = exchange.answer.status.map(String.init) ?? exchange.answer.outcome
            return Candidate(
                String(index + 1), detail: "\(exchange.request.method) \(exchange.request.target) \(status)")
        }
    }
}

// MARK: - Collections and ids

extension Completer {
    private var collections: [Candidate] {
        guard let api = situation.api else { return [] }
        return api.collections.flatMap { collection -> [Candidate] in
            guard let verb = situation.verb else { return [] }
            let own = OperationLookup(api: api).operations(verb, on: collection.name)
            guard situation.isStored || !own.isEmpty else { return [] }
            let takesID = situation.isStored || own.contains { $0.selection != .none && $0.selection != .filter }
            let takesMany = situation.isStored || own.contains { $0.selection == .filter }
            switch verb {
            case .get: return [Candidate("\(collection.name)/", detail: collection.summary, suffix: "")]
            case .update where situation.command != "fault", .delete where situation.command != "fault":
                let one = Candidate("\(collection.name)/", detail: "one \(collection.singular) by its id", suffix: "")
                let many = Candidate(collection.name, detail: "all \(collection.plural) that a 'where' finds")
                return (takesID ? [one] : []) + (takesMany ? [many] : [])
            default: return [Candidate(collection.name, detail: collection.summary)]
            }
        }
    }

    /// The ids of documents that were seen last, newest first.
    private func ids(_ collection: String) -> [Candidate] {
        let fixed = situation.operations.compactMap { operation -> Candidate? in
            guard case .document(let name) = operation.selection else { return nil }
            return Candidate(name, detail: operation.summary)
        }
        let bound = session.bindings.sorted { $0.key < $1.key }.compactMap { name, binding -> Candidate? in
            guard case .json(let json)? = binding.datum, let id = json["id"] else { return nil }
            return Candidate("{{\(name).id}}", detail: Writing.short(id))
        }
        return fixed + seenDocuments(collection).compactMap(identified) + bound
    }

    private func identified(_ document: JSON) -> Candidate? {
        guard let id = document["id"], let text = Writing.word(id, as: .text) else { return nil }
        let members = document.object?.members.prefix(20) ?? []
        let texts = members.filter { $0.name != "id" }.compactMap(\.value.string)
        return Candidate(text, detail: texts.prefix(3).map(Writing.cut).joined(separator: ", "))
    }

    /// Documents of a collection in the last answers.
    func seenDocuments(_ collection: String?) -> [JSON] {
        let exchanges = session.exchanges.isEmpty ? [session.exchange].compactMap(\.self) : session.exchanges
        return exchanges.reversed().prefix(20).filter { exchange in
            collection == nil || exchange.operation?.collection == collection && exchange.apiName == situation.api?.name
        }.flatMap { exchange -> [JSON] in
            if let documents = exchange.answer.documents?.array { return Array(documents.prefix(100)) }
            return [exchange.answer.document].compactMap(\.self)
        }
    }
}
