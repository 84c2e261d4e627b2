import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineSession

/// What is known at a place of a typed text: by the session, and by what stands in the text before.
struct Situation {
    let session: Session
    private(set) var api: API?
    /// Names that the text itself binds.
    private(set) var boundNames: [String] = []
    /// The name that is bound when what stands behind it is known.
    private var pendingName: String?
    /// Whether a command before this one changes the last answer, so that what the session has will be gone.
    private(set) var answerWillChange = false
    /// What the last request before this command is; nil where it is not known.
    private(set) var lastOperation: LeadlineAPI.Operation?
    private var draft: LeadlineAPI.Operation?

    // Of the command at the place.
    private(set) var command = ""
    /// Of the command inside `explain` or `mock`.
    private(set) var inner: String?
    private(set) var collectionName: String?
    private(set) var id: Word?
    private(set) var parts: [Part] = []
    private(set) var paths: [Path] = []
    private(set) var keywords: [String] = []
    private(set) var verb: Request.Verb?
    /// The exchange that `show` speaks of.
    private(set) var exchange: Exchange?

    init(_ session: Session) {
        self.session = session
        api = session.api
        lastOperation = session.exchange?.operation
        draft = session.draft?.operation
    }

    init(_ session: Session, behind pieces: [ReadingTrace.Piece]) {
        self.init(session)
        for piece in pieces { take(piece) }
    }

    mutating func take(_ piece: ReadingTrace.Piece) {
        switch piece {
        case .command(let name, false): begin(name.value)
        case .command(let name, true):
            inner = name.value
            verb = Request.Verb(rawValue: name.value)
        case .keyword(let word):
            keywords.append(word)
            if command == "fault", let verb = Request.Verb(rawValue: word) { self.verb = verb }
        case .collection(let name): collectionName = name.value
        case .id(let word): id = word
        case .word("API", let name): api = (try? session.resources.catalog.api(named: name)) ?? api
        case .part(let part): parts.append(part)
        case .path(let path): paths.append(path)
        case .bound(let name):
            bindPendingName()
            pendingName = name.value
        case .number(let number):
            let isKnown = session.exchanges.indices.contains(number - 1)
            if command == "show", isKnown { exchange = session.exchanges[number - 1] }
        case .word, .value, .clause, .subject, .test, .placeholder: break
        }
    }

    private mutating func bindPendingName() {
        if let name = pendingName { boundNames.append(name) }
        pendingName = nil
    }

    private mutating func begin(_ name: String) {
        bindPendingName()
        if CommandTable.entry(command)?.isRequest ?? false || command == "mock" || command == "run" {
            answerWillChange = true
            lastOperation = operation
        }
        if command == "new" { draft = operation }
        command = name
        verb = name == "new" ? .create : Request.Verb(rawValue: name)
        inner = nil
        exchange = nil
        collectionName = nil
        id = nil
        parts = []
        paths = []
        keywords = []
    }

    // MARK: What the description says

    /// Whether the command acts on the mock's store, where the API's rules do not hold.
    var isStored: Bool { command == "mock" }

    var collection: Collection? { collectionName.flatMap { api?.collection($0) } }

    /// Those that the command can mean, as far as it is written.
    var operations: [LeadlineAPI.Operation] {
        guard let api, let verb, let collectionName else { return [] }
        let all = OperationLookup(api: api).operations(verb, on: collectionName)
        if id != nil { return all.filter { $0.selection != .none && $0.selection != .filter } }
        return keywords.contains("where") ? all.filter { $0.selection == .filter || $0.selection == .none } : all
    }

    /// What the command sends, as far as that is clear.
    var operation: LeadlineAPI.Operation? {
        switch inner ?? command {
        case "set", "add", "unset", "send", "fill", "draft", "edit": draft
        case "next", "prev": session.exchange?.operation
        default: isStored ? nil : operations.first
        }
    }

    /// What the fields of the command's document are described by.
    var fieldSchema: Schema? {
        if isStored { return collection?.document }
        return operation?.body?.schema
    }

    /// Whether fields that only the API sets may be given.
    var takesReadOnly: Bool { isStored }

    /// The names of the query's parameters that the operation knows; nil where that is not known.
    var parameters: [LeadlineAPI.Operation.Parameter]? {
        if isStored { return [] }
        guard let operation = operation else { return nil }
        return operation.parameters.filter { $0.place == .query }
    }

    /// Whether a clause can stand here.
    func knows(_ clause: ClauseName) -> Bool {
        switch clause {
        case .bind: true
        case .key, .header: !isStored
        case .sort, .limit,
            .page where isStored:
            verb == .find
        default: parameters?.contains { $0.name == clause.rawValue } ?? (command != "request")
        }
    }

    /// The names that can stand first in `{{ }}` because somebody bound them.
    var allBoundNames: [String] {
        Array(Set(session.bindings.keys).union(boundNames)).sorted()
    }
}
