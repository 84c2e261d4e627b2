import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineSession

/// Takes from a session what its file keeps: no mistakes, nothing that only shows, drafts as the request they became.
struct PassageCollector {
    let drafts: DraftComposer
    private(set) var passages: [Passage] = []
    /// Sentences that did not hold, by the places of their commands.
    private(set) var failedSentences: [(index: Int, text: String)] = []
    /// Whether a command that sends the rows of a file may stand as it is: in a script.
    private let keepsBatches: Bool
    private var api: String?
    private var draft = DraftParts()

    init(
        _ performed: [CarriedOut], api: String?, drafts: DraftComposer, keepsBatches: Bool
    ) throws(Diagnostic) {
        self.api = api
        self.keepsBatches = keepsBatches
        self.drafts = drafts
        for (index, item) in performed.enumerated() { try take(item, index) }
    }

    /// Whether `save` counts it among the last commands.
    static func counts(_ item: CarriedOut) -> Bool {
        guard let result = item.result else { return false }
        if case .exchange(let exchange) = result, exchange.isDeclined { return false }
        return switch item.command.action {
        case .explain, .show, .table, .diff, .history, .save, .open, .help, .tour, .exit, .draft, .target, .clock(nil):
            false
        // A scenario runs in universes of its own; the commands of a script are there themselves.
        case .run(_, _, result: nil): false
        default: true
        }
    }

    private mutating func take(_ item: CarriedOut, _ index: Int) throws(Diagnostic) {
        guard Self.counts(item), let result = item.result else { return }
        if case .unsupported = result { return }
        if case .batch(let batch) = result, batch.wasStopped {
            throw Diagnostic(
                .error, .notReproducible,
                "'\(item.command.name.value)' was stopped behind row \(batch.rows.count) of \(batch.total)",
                at: item.command.location, help: "save what came behind it: give 'last N'")
        }
        switch item.command.action {
        case .use(let name): api = name.value
        case .judge(let kind, let predicate): judge(kind, predicate, result, index)
        case .edit, .fill:
            guard case .redrafted(let commands) = result else { return }
            for command in commands { draft.change(command.action, passage: passages.count) }
        case .new, .set, .add, .unset, .undo, .redo: draft.change(item.command.action, passage: passages.count)
        case .send(let clauses):
            let command = try drafts.request(draft, clauses, item, api: api, answers: passages.map(\.answer))
            // A draft goes to its own API, whichever is chosen by now.
            var own = api
            if case .exchange(let exchange) = result { own = exchange.apiName ?? api }
            passages.append(Passage(index: index, command: command, api: own, result))
        case .bind where item.command.readsAnswer && passages.last?.answer != nil:
            passages[passages.count - 1].captures.append(item.command)
        default:
            var command = item.command
            command.pipe = nil
            if case .batch(let batch) = result, !keepsBatches { return try take(batch, command, index) }
            passages.append(Passage(index: index, command: command, api: api, result))
        }
    }

    /// A scenario sends the rows of a file one by one.
    private mutating func take(_ batch: BatchResult, _ command: Command, _ index: Int) throws(Diagnostic) {
        guard batch.total <= BatchResult.repeatable else {
            throw Diagnostic(
                .error, .notReproducible,
                "'\(CommandPrinter.text(command))' sent \(batch.total) rows, a scenario takes \(BatchResult.repeatable)",
                at: command.location,
                help: "save a script, whose name ends in .leadline, or write 'table: FILE.csv' in a scenario by hand")
        }
        for (command, exchange) in zip(batch.commands, batch.exchanges) {
            passages.append(Passage(index: index, command: command, api: api, .exchange(exchange)))
        }
    }

    private mutating func judge(
        _ kind: Command.JudgeKind, _ predicate: Predicate, _ result: CommandResult, _ index: Int
    ) {
        guard case .judged(let judgement) = result, judgement.findings.isEmpty else {
            failedSentences.append((index, "\(kind.rawValue) \(CommandPrinter.text(predicate))"))
            return
        }
        if passages.isEmpty { passages.append(Passage(index: index, command: nil, api: api)) }
        passages[passages.count - 1].sentences.append(Passage.Sentence(kind: kind, predicate: predicate))
    }
}
