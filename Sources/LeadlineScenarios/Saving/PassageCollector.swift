import LeadlineCore
import LeadlineLanguage
import LeadlineSession

/// Takes from a session what its file keeps: no mistakes, nothing that only shows, drafts as the request they became.
struct PassageCollector {
    let drafts: DraftComposer
    private(set) var passages: [Passage] = []
    /// Sentences that did not hold.
    private(set) var failedSentences = 0
    private var api: String?
    private var draft = DraftParts()

    init(_ performed: [CarriedOut], api: String?, drafts: DraftComposer) throws(Diagnostic) {
        self.api = api
        self.drafts = drafts
        for (index, item) in performed.enumerated() { try take(item, index) }
    }

    /// Whether `save` counts it among the last commands.
    static func counts(_ item: CarriedOut) -> Bool {
        guard item.result != nil else { return false }
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
        switch item.command.action {
        case .use(let name): api = name.value
        case .judge(let kind, let predicate): judge(kind, predicate, result, index)
        case .edit, .fill:
            guard case .redrafted(let commands) = result else { return }
            for command in commands { draft.change(command.action, passage: passages.count) }
        case .new, .set, .add, .unset, .undo, .redo: draft.change(item.command.action, passage: passages.count)
        case .send(let clauses):
            let command = try drafts.request(draft, clauses, item, api: api, answers: passages.map(\.answer))
            passages.append(Passage(index: index, command: command, api: api, result))
        case .bind where item.command.readsAnswer && passages.last?.answer != nil:
            passages[passages.count - 1].captures.append(item.command)
        default:
            var command = item.command
            command.pipe = nil
            passages.append(Passage(index: index, command: command, api: api, result))
        }
    }

    private mutating func judge(
        _ kind: Command.JudgeKind, _ predicate: Predicate, _ result: CommandResult, _ index: Int
    ) {
        guard case .judged(let judgement) = result, judgement.findings.isEmpty else {
            failedSentences += 1
            return
        }
        if passages.isEmpty { passages.append(Passage(index: index, command: nil, api: api)) }
        passages[passages.count - 1].sentences.append(Passage.Sentence(kind: kind, predicate: predicate))
    }
}
