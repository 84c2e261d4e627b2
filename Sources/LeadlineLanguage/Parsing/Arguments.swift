import LeadlineCore

/// What was read by a command's slots, before the command's entry makes a tree of it.
struct Arguments {
    /// The whole command so far, for messages.
    var name: Located<String>
    /// The keywords of the alternatives taken, in order.
    var keywords: [String] = []
    /// Collection, API, method, words of `help` and `curl`: in order.
    var words: [Located<String>] = []
    var id: Word?
    var values: [Value] = []
    var paths: [Path] = []
    var parts: [Part] = []
    var assignments: [Assignment] = []
    var clauses: [Clause] = []
    var filter: Located<Where>?
    var rawBody: RawRequest.Body?
    /// Whether `times` may stand in the body: behind `mock create`.
    var takesTimes = false
    var times: Value?
    var predicate: Predicate?
    var duration: DurationValue?
    var number: Int?
    var references: [ExchangeReference] = []
    var subject: Subject?
    var verb: Located<Request.Verb>?
    var nested: Command?
    var result: Located<String>?
    /// Words that have stood in the body and may stand only once.
    var seen: [String] = []

    init(name: Located<String>) { self.name = name }
}

// MARK: - What a command's tree needs

extension Arguments {
    /// A command whose slots do not give what its tree needs: a mistake in the table, which the tests of its examples
    /// would find.
    private func need<Part>(_ part: Part?) throws(Diagnostic) -> Part {
        guard let part else {
            throw Diagnostic(.syntax, "'\(name.value)' is not complete", at: name.location)
        }
        return part
    }

    func word(_ index: Int) throws(Diagnostic) -> Located<String> { try need(words.dropFirst(index).first) }
    func value(_ index: Int) throws(Diagnostic) -> Value { try need(values.dropFirst(index).first) }
    func path() throws(Diagnostic) -> Path { try need(paths.first) }
    func sentence() throws(Diagnostic) -> Predicate { try need(predicate) }
    func reference(_ index: Int) throws(Diagnostic) -> ExchangeReference { try need(references.dropFirst(index).first) }

    func request(_ verb: Request.Verb) throws(Diagnostic) -> Request {
        let collection = try word(0)
        let selector: Request.Selector
        switch (id, filter) {
        case (let id?, let filter?):
            throw Diagnostic(
                .conflictingParts, "'\(verb.rawValue)' takes an id or a 'where', not both", at: filter.location,
                notes: ["the id '\(text(id))' stands behind '\(collection.value)/'"],
                help: "leave one of them out")
        case (let id?, nil): selector = .id(id)
        case (nil, let filter?): selector = .filter(filter.value)
        case (nil, nil):
            guard verb != .update, verb != .delete else {
                throw Diagnostic(
                    .syntax, "an id or 'where' expected behind '\(verb.rawValue) \(collection.value)'",
                    at: collection.location,
                    help: "write '\(verb.rawValue) \(collection.value)/ID' or '… \(collection.value) where …'")
            }
            selector = .none
        }
        if verb == .update, parts.isEmpty {
            throw Diagnostic(
                .syntax, "'set' with a field expected in 'update'", at: name.location,
                help: "write 'update … set field=value'")
        }
        return Request(verb: verb, collection: collection, selector: selector, parts: parts, clauses: clauses)
    }

    private func text(_ word: Word) -> String { word.text.literal ?? "{{…}}" }

    func rawRequest() throws(Diagnostic) -> RawRequest {
        RawRequest(method: try word(0), url: try value(0), clauses: clauses, body: rawBody)
    }

    func target() throws(Diagnostic) -> TargetChoice {
        switch try need(keywords.first) {
        case "live": .live(try value(0))
        case "replay": .replay(try value(0))
        default: .mock
        }
    }

    func clock() throws(Diagnostic) -> ClockChange? {
        switch keywords.first {
        case nil: nil
        case "set": .set(try value(0))
        default: .advance(try need(duration))
        }
    }

    func fault() throws(Diagnostic) -> Command.Action {
        let kind: FaultPlan.Kind
        var values = values[...]
        switch try need(keywords.first) {
        case "off": return .faultOff
        case "latency": kind = .latency(try need(duration))
        case "status": kind = .status(try need(values.popFirst()))
        case "lost-answer": kind = .lostAnswer
        case "reset": kind = .reset
        case "malformed": kind = .malformed
        default: kind = .rateLimit
        }
        let repetition: FaultPlan.Repetition =
            switch keywords.last {
            case "times": .times(try need(values.first))
            case "always": .always
            default: .once
            }
        return .fault(
            FaultPlan(kind: kind, verb: try need(verb), collection: try word(0), repetition: repetition))
    }

    func mock() throws(Diagnostic) -> Command.Action {
        if keywords.first == "reset" { return .mockReset }
        guard case .request(let request) = try need(nested).action else { return try need(nil) }
        return .mock(request, times: times)
    }

    func showPart() -> ShowPart? {
        switch keywords.first {
        case "curl": .curl
        case "timing": .timing
        default: subject.map { .subject($0) }
        }
    }
}
