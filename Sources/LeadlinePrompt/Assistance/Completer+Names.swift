import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineSession

extension Completer {
    /// Where a name of the language stands.
    enum NameUse { case subject, placeholder }

    /// The names of `language.md` 4, and the paths into what they stand for.
    func names(_ use: NameUse) -> Offer {
        guard let path = PathBeginning(reading.bytes, from: reading.wordStart) else { return whole([]) }
        let offer = offer(at: path, use)
        guard let descended = path.descended, isWhole(path, offer) else { return offer }
        return self.offer(at: descended, use)
    }

    /// Whether the last step is one of the candidates, and the beginning of no other one.
    private func isWhole(_ path: PathBeginning, _ offer: Offer) -> Bool {
        let fitting = Ranking.beginning(offer.candidates, with: offer.typed)
        return fitting.count == 1 && fitting[0].key == path.partial
            && !children(below: path.keys + [.name(path.partial)]).isEmpty
    }

    private func offer(at path: PathBeginning, _ use: NameUse) -> Offer {
        offer(path.keys.isEmpty ? firstNames : children(below: path.keys), at: path) { child in
            child.shape == .leaf ? (use == .placeholder ? "}}" : " ") : ""
        }
    }

    private var firstNames: [Child] {
        let bound = situation.allBoundNames.map { name -> Child in
            switch session.bindings[name]?.datum {
            case .json(let json)?: Child(key: .name(name), shape: json.shape, detail: Writing.short(json))
            default: Child(key: .name(name), shape: .leaf, detail: "bound name")
            }
        }
        let answer = ReservedNames.answer.map { name in
            Child(key: .name(name), shape: Self.leaves.contains(name) ? .leaf : .object, detail: detail(of: name))
        }
        let run = ReservedNames.run.filter { $0 != "row" || session.row != nil }.map { name in
            Child(key: .name(name), shape: Self.leaves.contains(name) ? .leaf : .object, detail: Self.words[name] ?? "")
        }
        return bound + answer + run
    }

    private static let leaves: Set = ["status", "outcome", "took", "now", "target"]

    private static let words = [
        "status": "the last answer's status", "outcome": "what became of the last request",
        "headers": "the last answer's headers", "body": "the last answer's body",
        "doc": "the document of the last answer", "docs": "the documents of the last answer",
        "errors": "what the last answer complains of", "took": "how long the last answer took",
        "request": "the last request", "row": "the row of the table", "now": "the target's clock",
        "target": "mock, live or replay", "run": "run.id tells runs apart", "secret": "values that stay masked",
        "env": "the environment",
    ]

    /// What the name stands for now, else what it is.
    private func detail(of name: String) -> String {
        guard name != "request", name != "headers", case .found(let datum) = look(up: [.name(name)]) else {
            return Self.words[name] ?? ""
        }
        return switch datum {
        case .json(let json): Writing.short(json)
        case .duration(let duration): DurationText.text(duration)
        case .time, .word: Self.words[name] ?? ""
        }
    }

    func look(up keys: [PathKey]) -> Lookup { session.scope(of: situation.exchange).look(up: keys) }

    /// What may stand below a name.
    func children(below keys: [PathKey]) -> [Child] {
        guard case .name(let first)? = keys.first else { return [] }
        if keys.count == 1 {
            switch first {
            case "row": return named((session.row ?? [:]).keys)
            case "env": return named(session.resources.variables.keys)
            case "secret": return named(session.resources.secrets.keys)
            case "run": return named(["id"])
            case "request": return requestParts
            default: break
            }
        }
        guard case .found(.json(let json)) = look(up: keys) else { return [] }
        return children(of: json)
    }

    private var requestParts: [Child] {
        guard session.exchange != nil else { return [] }
        return ReservedNames.requestParts.map { part in
            let isLeaf = part == "method" || part == "url"
            return Child(key: .name(part), shape: isLeaf ? .leaf : .object, detail: "of the last request")
        }
    }

    private func named(_ names: some Sequence<String>) -> [Child] {
        names.sorted().prefix(1000).map { Child(key: .name($0), shape: .leaf, detail: "") }
    }

    // MARK: Operators

    func comparisons(_ subject: Subject, _ isFilter: Bool) -> [Candidate] {
        let type = type(of: subject, isFilter)
        let refused: OperatorEntry.Judge = isFilter ? .here : .server
        let entries = OperatorTable.all.filter { $0.judge != refused && $0.fits(type) }
        let words = entries.compactMap(\.words.first)
        let spellings = reading.wordStart == reading.bytes.count ? [] : entries.flatMap { $0.words.dropFirst() }
        return (words + spellings).map { word in
            let operand = OperatorTable.entry(word)?.operand ?? ""
            return Candidate(word, detail: operand)
        }
    }

    func type(of subject: Subject, _ isFilter: Bool) -> ValueType {
        guard case .path(let path) = subject, let keys = path.literalKeys else { return .any }
        if isFilter { return situation.collection?.valueType(at: keys) ?? .any }
        if keys == [.name("took")] { return .number }
        if case .found(.json(let json)) = look(up: keys), !situation.answerWillChange { return json.comparedType }
        return session.scope().type(of: keys)
    }
}

extension JSON {
    /// The type by which operators are chosen.
    fileprivate var comparedType: ValueType {
        switch self {
        case .null: .any
        case .bool: .boolean
        case .number: .number
        case .string: .text
        case .array: .list(.any)
        case .object: .object
        }
    }
}
