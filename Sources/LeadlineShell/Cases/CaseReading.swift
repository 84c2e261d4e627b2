package import LeadlineAPI
import LeadlineCore
package import LeadlineRecordings
import LeadlineSession

/// A recording as a case: which of its exchanges are of known APIs, what became of them, and what the descriptions of the
/// APIs say of them.
package struct CaseReading: Sendable {
    package struct Item: Sendable {
        /// Harmless: neither a key nor a cookie is in it.
        package var exchange: Exchange
        /// As it was recorded.
        package var recorded: RecordedExchange
        package var opinions: [Opinion]

        /// Whether somebody should look at it.
        package var isSuspect: Bool { !exchange.answer.isSuccess || opinions.contains { !$0.isAdvice } }
    }

    /// In the order in which they were sent; the first is number 1.
    package private(set) var items: [Item] = []
    /// What went to other hosts, or to no API.
    package private(set) var others: [RecordedExchange] = []
    package let capsule: Capsule?

    /// `apis` in the order in which they are tried where the host tells nothing.
    package init(_ recording: Recording, apis: [API]) {
        capsule = recording.capsule
        let atlas = HostAtlas(recording.exchanges, apis: apis)
        for recorded in recording.exchanges {
            guard let api = atlas.api(of: recorded) else {
                others.append(recorded)
                continue
            }
            var exchange = Exchange(recorded, of: api)
            let opinions = Opinion.opinions(on: exchange, of: api)
            exchange.hideSecrets()
            items.append(Item(exchange: exchange, recorded: recorded, opinions: opinions))
        }
    }

    /// The API that most exchanges are of; nil where there are none.
    package var mainAPI: String? {
        let names = items.compactMap(\.exchange.apiName)
        return Set(names).max { left, right in
            let counts = [left, right].map { name in names.count { $0 == name } }
            return counts[0] == counts[1] ? left > right : counts[0] < counts[1]
        }
    }
}

/// Which API each host of a recording serves. A customer's server may have any name: then its paths tell.
struct HostAtlas {
    private let apis: [API]
    /// By origin, as far as requests that mean an operation tell.
    private var learnt: [String: [String: Int]] = [:]

    init(_ exchanges: [RecordedExchange], apis: [API]) {
        self.apis = apis
        for exchange in exchanges {
            guard let api = routed(exchange) else { continue }
            learnt[exchange.request.origin, default: [:]][api.name, default: 0] += 1
        }
    }

    /// nil: it is of no known API.
    func api(of exchange: RecordedExchange) -> API? {
        let request = exchange.request
        // A browser asks by itself whether it may ask.
        if request.method == "OPTIONS" { return nil }
        if let api = routed(exchange) { return api }
        let served = learnt[request.origin] ?? [:]
        return apis.first { api in
            (api.origin == request.origin || served[api.name] != nil) && api.hasPlace(like: request.path)
        }
    }

    /// The API that has the operation which a request means.
    private func routed(_ exchange: RecordedExchange) -> API? {
        let request = exchange.request
        let fitting = apis.filter { $0.operation(routing: request.method, request.path) != nil }
        return fitting.first { $0.origin == request.origin } ?? (exchange.speaksJSON ? fitting.first : nil)
    }
}

extension API {
    /// Whether a path begins as those of the operations do, with more than a name that any site may have.
    fileprivate func hasPlace(like path: Substring) -> Bool {
        operations.contains { operation in
            let whole = basePath + operation.path
            let fixed = whole.prefix { $0 != "{" }
            let first = fixed.dropFirst().prefix { $0 != "/" }
            return !first.isEmpty && (path == "/\(first)" || path.hasPrefix("/\(first)/"))
        }
    }
}

extension RecordedExchange {
    /// Whether it is data, not a page that a browser shows.
    fileprivate var speaksJSON: Bool {
        guard case .success(let response) = result, let type = response.fields["Content-Type"] else { return true }
        return MediaType(parsing: type)?.isJSON ?? false
    }
}

extension Exchange {
    /// A recorded exchange as one of a session; keys and cookies are as they were recorded.
    package init(_ recorded: RecordedExchange, of api: API?) {
        let request = recorded.request
        let sent = api.map { SentRequest(request, of: $0) }
        let delivery = Delivery(result: recorded.result, took: recorded.took, wire: recorded.wire)
        let answer = Answer(of: delivery, operation: sent?.operation, api: api, method: request.method)
        self.init(request: request, answer: answer, sentAt: recorded.sentAt)
        apiName = api?.name
        operation = sent?.operation
        requestDocument = sent?.document.map(JSON.object)
        filter = sent?.filter
        response = try? recorded.result.get()
        wire = recorded.wire
        keyFormat = api?.credential
        if let key = recorded.key {
            credential = Credential(name: key, header: (keyFormat?.header).flatMap(request.fields.field))
        }
    }

    /// Takes keys and cookies out.
    fileprivate mutating func hideSecrets() {
        if let name = keyFormat?.header, request.fields[name] != nil {
            request.fields[name] = shownFields[name]
            credential?.header = request.fields.field(name)
        }
        for name in ["Cookie", "Set-Cookie", "Proxy-Authorization", "Authorization"] where name != keyFormat?.header {
            if request.fields[name] != nil { request.fields[name] = "<secret>" }
            if response?.fields[name] != nil { response?.fields[name] = "<secret>" }
            if answer.fields?[name] != nil { answer.fields?[name] = "<secret>" }
        }
    }
}

extension HTTPFields {
    /// The first field of a name.
    fileprivate func field(_ name: String) -> Field? { all.first { Self.same($0.name, name) } }
}
