package import LeadlineCore
package import LeadlineLanguage

package enum TargetKind: String, Sendable {
    case mock, live, replay
}

/// Where requests go, for one row of a scenario or one session: HTTP, a clock, and what only a mock can do.
package protocol Target: Transport {
    var kind: TargetKind { get }
    /// The target's clock: virtual on the mock.
    var now: Timestamp { get }
    /// Where requests of this API go.
    func base(for api: API) -> BaseURL
    /// What may be written.
    var writes: WriteRules { get }
    /// What the key of this name sends; nil when the target has no key of this name.
    func credential(named name: String, for api: API) -> Credential?
    /// The names that `as` takes for this API.
    func keyNames(for api: API) -> [String]
    /// What no HTTP request can do.
    func perform(_ control: Control) -> ControlAnswer
}

/// What stands in front of an operation's path.
package struct BaseURL: Sendable, Equatable {
    /// Scheme, host and port, without a final slash.
    package var origin: String
    /// Empty, or with a slash in front and none behind: `/api`.
    package var path: String

    package init(origin: String, path: String) {
        self.origin = origin
        self.path = path
    }
}

extension BaseURL {
    /// Whether a request goes below it.
    package func holds(_ request: HTTPRequest) -> Bool {
        guard request.origin == origin, request.path.hasPrefix(path) else { return false }
        let rest = request.path.utf8.dropFirst(path.utf8.count)
        return rest.isEmpty || rest.first == UInt8(ascii: "/")
    }
}

/// A key by its name. The value is a secret, for the request only; messages and artefacts show the name.
package struct Credential: Sendable {
    package var name: String
    /// nil: no header is sent.
    package var header: HTTPFields.Field?

    package init(name: String, header: HTTPFields.Field?) {
        self.name = name
        self.header = header
    }
}

/// `clock`, `fault`, `mock …`: what only a mock can do.
package enum Control: Sendable {
    case advanceClock(Duration)
    case setClock(Timestamp)
    case fault(Fault)
    case faultsOff
    case reset
    case store(StoreCommand)
}

/// What goes wrong with the next request that fits.
package struct Fault: Sendable {
    package enum Kind: Sendable {
        case latency(Duration)
        case status(Int)
        /// The request is performed, then no answer comes.
        case lostAnswer
        /// The connection ends before the request is performed.
        case reset
        /// The request is performed, the answer's body is cut off.
        case malformed
        /// 429 with Retry-After.
        case rateLimit
    }

    package var kind: Kind
    package var api: String
    package var verb: Request.Verb
    package var collection: String
    /// How many requests are hit; nil: all.
    package var times: Int?

    package init(kind: Kind, api: String, verb: Request.Verb, collection: String, times: Int?) {
        self.kind = kind
        self.api = api
        self.verb = verb
        self.collection = collection
        self.times = times
    }
}

/// A command on the mock's store: no HTTP, key, rule or validation.
package struct StoreCommand: Sendable {
    package enum Action: Sendable {
        /// `times`: that many documents, the fields that are not given invented; nil: one document exactly as given.
        case create(JSONObject, times: Int?)
        case get(id: String)
        case find(Filter?, sort: String?, limit: Int?, page: Int?)
        case update(Selection, JSONObject)
        case delete(Selection)
    }

    package enum Selection: Sendable {
        case id(String)
        case filter(Filter)
    }

    package var api: API
    package var collection: String
    package var action: Action

    package init(api: API, collection: String, action: Action) {
        self.api = api
        self.collection = collection
        self.action = action
    }
}

package enum ControlAnswer: Sendable {
    case done
    /// Of a command on one document; nil: there is none.
    case document(JSON?)
    /// Of a command on several.
    case documents([JSON])
    /// The `where` or `sort` cannot be read: why.
    case refused(String)
    /// This target cannot do it: why, as a sentence.
    case unsupported(String)
}

/// What a row's target starts with.
package struct TargetSettings: Sendable {
    /// nil: the target's own start.
    package var clock: Timestamp?
    package var seed: Int
    /// Tells rows of one seed apart: two rows with different labels invent different values.
    package var label: String

    package init(clock: Timestamp?, seed: Int, label: String) {
        self.clock = clock
        self.seed = seed
        self.label = label
    }
}

/// Opens a target for each row. The seam behind which the mock, live endpoints and recordings stand.
package protocol TargetProvider: Sendable {
    var kind: TargetKind { get }
    /// For the summary: `mock`, a profile's name, a URL, a file.
    var description: String { get }
    func keyNames(for api: API) -> [String]
    /// Why no request of this API can go there; nil where nothing is known to be in the way.
    func obstacle(for api: API) -> Diagnostic?
    /// The seed that goes with this target where the user gives none: on live servers another for each run, so that what
    /// two runs make up does not collide; of a recording that with which it was made. nil: a scenario's own.
    var seed: Int? { get }
    /// Why a row of this label cannot run there, as a clause; nil where it can.
    func obstacle(forRow label: String) -> String?
    func open(_ settings: TargetSettings) -> any Target
}

extension TargetProvider {
    package func obstacle(for api: API) -> Diagnostic? { nil }
    package var seed: Int? { nil }
    package func obstacle(forRow label: String) -> String? { nil }
}
