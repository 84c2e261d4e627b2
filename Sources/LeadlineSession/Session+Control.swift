import LeadlineAPI
import LeadlineCore
import LeadlineLanguage

extension Session {
    /// What numbers of commands may be.
    package static let statuses = 100...599
    package static let faultCounts = 0...1_000_000
    package static let storedCounts = 0...100_000
    package static let limits = 0...Int(Int32.max)
    package static let pages = 1...Int(Int32.max)

    /// `clock`, `fault`, `mock …`: what only a mock can do.
    func control(_ command: Command) throws(Diagnostic) -> CommandResult {
        switch command.action {
        case .clock(nil): return .shown(.clock(target.now))
        case .clock(.advance(let duration)?): return try advance(by: try evaluator.duration(of: duration), command)
        case .clock(.set(let value)?): return perform(.setClock(try moment(value)))
        case .fault(let plan): return perform(.fault(try fault(plan, command)))
        case .faultOff: return perform(.faultsOff)
        case .mockReset: return perform(.reset)
        case .mock(let request, let times): return try store(request, times: times, command)
        default: return .done
        }
    }

    private func perform(_ control: Control) -> CommandResult {
        if case .unsupported(let reason) = target.perform(control) { return .unsupported(reason) }
        return .done
    }

    private func advance(by duration: Duration, _ command: Command) throws(Diagnostic) -> CommandResult {
        // A clock counts nanoseconds; what is shorter is no movement, and no mistake.
        guard duration - ((target.now + duration) - target.now) < .nanoseconds(1) else {
            throw Diagnostic(
                .error, .invalidTime, "the clock cannot move that far: it stands at \(target.now.text)",
                at: command.location)
        }
        return perform(.advanceClock(duration))
    }

    private func moment(_ value: Value) throws(Diagnostic) -> Timestamp {
        if let time = try evaluator.instant(of: try evaluator.datum(of: value, as: .text)) { return time }
        throw Diagnostic(
            .error, .invalidTime, "'\(try text(value))' is no time", at: value.location,
            help: "write it as in 2026-03-02T09:00:00+11:00")
    }

    private func fault(_ plan: FaultPlan, _ command: Command) throws(Diagnostic) -> Fault {
        let api = try chosenAPI(for: command)
        let kind: Fault.Kind =
            switch plan.kind {
            case .latency(let duration): .latency(try evaluator.duration(of: duration))
            case .status(let value): .status(try integer(value, "a status", Self.statuses))
            case .lostAnswer: .lostAnswer
            case .reset: .reset
            case .malformed: .malformed
            case .rateLimit: .rateLimit
            }
        let times: Int? =
            switch plan.repetition {
            case .once: 1
            case .times(let value): try integer(value, "times", Self.faultCounts)
            case .always: nil
            }
        return Fault(
            kind: kind, api: api.name, verb: plan.verb.value, collection: plan.collection.value, times: times)
    }

    func integer(_ value: Value, _ what: String, _ range: ClosedRange<Int>) throws(Diagnostic) -> Int {
        let json = try evaluator.json(of: value, as: .integer)
        let number = json.number?.integer ?? json.string.flatMap { Int($0) }
        guard let number, range.contains(number) else {
            throw Diagnostic(
                .error, .wrongValue,
                "\(what) is a number from \(range.lowerBound) to \(range.upperBound), found \(json.shown)",
                at: value.location)
        }
        return number
    }

    // MARK: The mock's store

    private func store(_ request: Request, times: Value?, _ command: Command) throws(Diagnostic) -> CommandResult {
        let api = try chosenAPI(for: command)
        guard let collection = api.collection(request.collection.value) else {
            throw Diagnostic(
                .error, .unknownCollection, "unknown collection '\(request.collection.value)' of '\(api.name)'",
                at: request.collection.location,
                help: Suggestion.help(for: request.collection.value, in: api.collections.map(\.name)))
        }
        let options = try RequestOptions(request.clauses, session: self)
        let action = try storeAction(request, times, collection, options)
        let answered = target.perform(.store(StoreCommand(api: api, collection: collection.name, action: action)))
        if case .unsupported(let reason) = answered { return .unsupported(reason) }
        let answer = Answer(of: answered, verb: request.verb)
        self.answer = answer
        answerOrigin = .store(request.verb, collection)
        documentSchema = collection.document
        if let name = options.binding { bind(name, answerBinding()) }
        return .stored(answer)
    }

    private func storeAction(
        _ request: Request, _ times: Value?, _ collection: Collection, _ options: RequestOptions
    ) throws(Diagnostic) -> StoreCommand.Action {
        switch request.verb {
        case .create:
            let count: Int? = if let times { try integer(times, "times", Self.storedCounts) } else { nil }
            return .create(try composed(request, collection), times: count)
        case .find:
            let filter: Filter? =
                if case .filter(let filter) = request.selector { try resolve(filter, collection) } else { nil }
            return .find(
                filter, sort: options.query.first { $0.name == "sort" }?.value,
                limit: try number(options, "limit", Self.limits, request),
                page: try number(options, "page", Self.pages, request))
        case .get:
            guard case .id(let id)? = try selection(request, collection) else { break }
            return .get(id: id)
        case .update:
            guard let selection = try selection(request, collection) else { break }
            return .update(selection, try composed(request, collection))
        case .delete:
            guard let selection = try selection(request, collection) else { break }
            return .delete(selection)
        }
        throw Diagnostic(
            .error, .syntax, "'mock \(request.verb.rawValue)' needs an id or a where", at: request.collection.location)
    }

    /// The number of a clause; nil when the command does not have it.
    private func number(
        _ options: RequestOptions, _ name: String, _ range: ClosedRange<Int>, _ request: Request
    ) throws(Diagnostic) -> Int? {
        guard let text = options.query.first(where: { $0.name == name })?.value else { return nil }
        if let number = Int(text), range.contains(number) { return number }
        throw Diagnostic(
            .error, .wrongValue, "\(name) is a number from \(range.lowerBound) on, found '\(text)'",
            at: request.collection.location)
    }

    private func selection(_ request: Request, _ collection: Collection) throws(Diagnostic) -> StoreCommand.Selection? {
        switch request.selector {
        case .none: nil
        case .id(let word): .id(try evaluator.text(of: word.text))
        case .filter(let filter): .filter(try resolve(filter, collection))
        }
    }

    private func resolve(_ filter: Where, _ collection: Collection) throws(Diagnostic) -> Filter {
        try evaluator.filter(filter, type: collection.valueType)
    }

    private func composed(_ request: Request, _ collection: Collection) throws(Diagnostic) -> JSONObject {
        var composed = ComposedDocument()
        let envelope = api?.operations.first { $0.collection == collection.name && $0.body != nil }?.body?.envelope
        try Composer(session: self, schema: collection.document, envelope: envelope).apply(request.parts, to: &composed)
        return composed.document
    }
}
