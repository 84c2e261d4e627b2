package import LeadlineAPI
package import LeadlineCore
package import LeadlineLanguage

/// Carries out the commands of the language against one target: names, the draft, the last answer. One for each row of
/// a scenario, each script, each shell. Belongs to one thread.
package final class Session {
    package let resources: Resources
    package private(set) var target: any Target
    /// As people know it: `mock`, a profile's name, a file.
    package var targetName: String
    /// Files are named relative to this folder.
    package var folder: String
    package var api: API?
    /// Told apart by row and try; the same for the same seed.
    package private(set) var runID: String

    /// The cells of a scenario's row; nil outside of one, where `row` is no name.
    package var row: [String: Cell]?
    package private(set) var bindings: [String: Binding] = [:]
    var drafts = DraftHistory()
    /// The last answer, of a request or a `mock` command.
    package internal(set) var answer: Answer?
    /// What the last answer comes of; nil when it may have any outcome.
    var answerOrigin: AnswerOrigin?
    /// The last exchange over the transport.
    package internal(set) var exchange: Exchange?
    /// All exchanges, for `show 3`; kept only where commands can ask for them.
    package private(set) var exchanges: [Exchange] = []
    package var keepsExchanges = false
    /// Asked between the requests of a command that sends several; true stops it.
    package var isCancelled: () -> Bool = { false }
    /// How many documents an update or delete with `where` may touch; nil: any number, uncounted.
    package var maximumAffected: Int?
    /// Asks before something is changed: on a live target as its profile wants, and before each update or delete with
    /// `where`; nil: nobody is there.
    package var confirmsChange: ((WriteQuestion) -> Bool)?
    /// Whether somebody said beforehand that a live target may be written to.
    package var allowsWrites = false
    /// Whether the command that is carried out has been agreed to as a whole.
    var hasConsent = false
    /// What was written through the guards of the target.
    var written: [WrittenDocument: JSON] = [:]
    /// Opens another target; nil where a session stays on its own.
    package var openTarget: ((TargetKind, String) throws(Diagnostic) -> OpenedTarget)?
    /// Whether the target stays once a request was sent: in scripts.
    package var keepsTarget = false
    /// What the documents of the last answer look like.
    package internal(set) var documentSchema: Schema?
    /// Of the last find.
    var pages = Pages.unasked
    package internal(set) var requestCount = 0
    /// Those of which nothing was sent count, too.
    package private(set) var exchangeCount = 0

    package init(
        resources: Resources, target: any Target, folder: String, runID: String, api: API? = nil,
        row: [String: Cell]? = nil
    ) {
        self.resources = resources
        self.target = target
        targetName = target.kind.rawValue
        self.folder = folder
        self.runID = runID
        self.api = api
        self.row = row
    }

    /// What `run.id` is where nothing else says so: 8 characters, told apart by what tells rows of one seed apart.
    package static func runID(seed: Int, label: String) -> String {
        let letters = Array("abcdefghijkmnpqrstuvwxyz23456789".utf8)
        var random = SeededRandom(seed: seed).fork(label).fork("run.id")
        return String(decoding: (0..<8).map { _ in letters[Int(random.next() % UInt64(letters.count))] }, as: UTF8.self)
    }

    /// A name and what is known of its type.
    package struct Binding: Sendable {
        /// nil: an empty parameter.
        package var datum: Datum?
        package var schema: Schema?

        package init(datum: Datum?, schema: Schema? = nil) {
            self.datum = datum
            self.schema = schema
        }
    }

    package struct Cell: Sendable {
        /// nil: the cell is empty.
        package var value: Value?

        package init(value: Value?) { self.value = value }
    }

    /// The document under construction.
    package struct Draft: Sendable {
        package var api: API
        package var operation: LeadlineAPI.Operation
        package var document: ComposedDocument

        /// What the API takes; nil where its description does not say.
        package var schema: Schema? { operation.body?.schema }

        /// Where the document is not what the API description says.
        package var violations: [Violation] {
            guard let schema else { return [] }
            return SchemaValidator.violations(of: .object(document.document), against: schema, .sent)
        }

        package func value(at keys: [PathKey]) -> JSON? { JSON.object(document.document).value(at: keys[...]) }

        /// What the API description says of a place, the most particular last.
        package func rules(at keys: [PathKey]) -> [Schema] {
            schema?.rules(at: keys[...], in: .object(document.document)) ?? []
        }
    }

    package var draft: Draft? { drafts.current }

    package var evaluator: Evaluator { Evaluator(SessionScope(session: self)) }

    /// Makes an exchange the last one, which sentences speak of.
    func remember(_ exchange: Exchange) {
        exchangeCount += 1
        self.exchange = exchange
        answer = exchange.answer
        answerOrigin = exchange.operation.flatMap { operation in
            resources.catalog.known.first { $0.name == exchange.apiName }.map { .operation(operation, $0) }
        }
        if keepsExchanges { exchanges.append(exchange) }
    }

    /// Takes exchanges of elsewhere for this session's own, oldest first: `show 3` and `resend` know them.
    package func begin(with earlier: [Exchange]) {
        keepsExchanges = true
        for exchange in earlier { remember(exchange) }
        documentSchema = exchange.flatMap(documentSchema(of:))
    }

    /// Takes over what a file run by `run` did last: the answer is the row's, whatever file sent it.
    package func adopt(_ other: Session) {
        exchange = other.exchange
        answer = other.answer
        answerOrigin = other.answerOrigin
        documentSchema = other.documentSchema
        written = other.written
        requestCount = other.requestCount
        exchangeCount = other.exchangeCount
    }

    /// Goes on with another target: names, the draft and earlier exchanges stay, and no sentence speaks of an answer that
    /// another target gave.
    func move(to opened: OpenedTarget) {
        target = opened.target
        targetName = opened.name
        runID = opened.runID ?? runID
        answer = nil
        answerOrigin = nil
        exchange = nil
        documentSchema = nil
        pages = .unasked
        written = [:]
    }

    /// Binds a name; the last binding wins.
    package func bind(_ name: String, _ binding: Binding?) { bindings[name] = binding }
}

/// What a command did.
package enum CommandResult: Sendable {
    case done
    /// A request was sent.
    indirect case exchange(Exchange)
    /// A request was sent for each row of a file.
    indirect case batch(BatchResult)
    /// The draft was changed in a dialogue or an editor: commands that change it so.
    case redrafted(by: [Command])
    /// A `mock` command was carried out.
    case stored(Answer)
    case judged(Judgement)
    /// What commands that only look show.
    case shown(Shown)
    /// The target cannot do it: why.
    case unsupported(String)
    case exit
}

package struct Judgement: Sendable {
    package var kind: Command.JudgeKind
    package var location: SourceLocation
    /// Empty when the sentence holds.
    package var findings: [Finding]

    package init(kind: Command.JudgeKind, location: SourceLocation, findings: [Finding]) {
        self.kind = kind
        self.location = location
        self.findings = findings
    }
}

package enum Shown: Sendable {
    case json(JSON)
    case text(String)
    /// The last exchange as a whole.
    case exchange(Exchange)
    case draft(Session.Draft, [Diagnostic])
    case clock(Timestamp)
    /// Documents, what they look like, and the columns that were named.
    case table([JSON], Schema?, columns: [[PathKey]])
    indirect case difference(from: Comparand, to: Comparand)
    /// All exchanges, and the numbers of those that are meant.
    case history([Exchange], numbers: [Int])
}

extension Session {
    /// Carries out one command. Errors are mistakes in the command or its values; nothing was sent then.
    package func perform(_ command: Command) throws(Diagnostic) -> CommandResult {
        switch command.action {
        case .request(let request): return try send(request, command)
        case .raw(let request): return try send(request, command)
        case .curl(let words): return try send(words, command)
        case .send(let clauses): return try sendDraft(clauses, command)
        case .new, .set, .add, .unset, .undo, .redo, .draft: return try edit(command)
        case .bind(let assignments): return try bind(assignments)
        case .use(let name):
            api = try resources.catalog.api(named: name)
            return .done
        case .clock, .fault, .faultOff, .mockReset, .mock: return try control(command)
        case .judge(let kind, let predicate):
            try checkAnswer(of: predicate)
            return .judged(
                Judgement(kind: kind, location: predicate.location, findings: try evaluator.findings(predicate)))
        case .show(let number, let part): return try show(number, part, command)
        case .exit: return .exit
        case .target(let choice): return try select(choice, command)
        case .explain(let inner): return try explain(inner, command)
        case .page(let direction, let clauses): return try turn(direction, clauses, command)
        case .resend(let number, let clauses): return try resend(number, clauses, command)
        case .table(let paths): return .shown(try table(paths, command))
        case .diff(let old, let new):
            return .shown(.difference(from: try comparand(old, command), to: try comparand(new, command)))
        case .history(let predicate): return .shown(.history(exchanges, numbers: try exchangeNumbers(where: predicate)))
        case .save, .open, .help, .tour, .edit, .fill, .run:
            throw Diagnostic(
                .error, .notAllowedHere, "'\(command.name.value)' cannot be carried out here", at: command.name.location
            )
        }
    }

    private func bind(_ assignments: [Assignment]) throws(Diagnostic) -> CommandResult {
        for assignment in assignments {
            let datum: Datum
            switch assignment.value {
            case .word(let word) where word.isBare && word.text.lonePlaceholder == nil && word.text.literal == nil:
                // A word with placeholders in it is put together now: names may change later.
                let text = Template(literal: try evaluator.text(of: word.text), location: word.text.location)
                datum = .word(.word(Word(quoting: .bare, text: text)))
            case .word(let word) where word.isBare && word.text.literal != nil: datum = .word(assignment.value)
            default: datum = try evaluator.datum(of: assignment.value, as: .any)
            }
            bind(assignment.name.value, Binding(datum: datum, schema: schema(of: assignment.value)))
        }
        return .done
    }

    /// What is known of a value that is another name's.
    private func schema(of value: Value) -> Schema? {
        guard case .word(let word) = value, let subject = word.text.lonePlaceholder?.subject,
            case .path(let path) = subject, let keys = try? evaluator.keys(of: path)
        else { return nil }
        return SessionScope(session: self).schema(at: keys)
    }
}
