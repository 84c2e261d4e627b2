import LeadlineAPI
import LeadlineCore
import LeadlineLive
import Synchronization

/// Servers that answer as they are told, and a clock that moves only while somebody sleeps.
final class FakeClients: HTTPClients, WallClock {
    /// The answer to the request of this number, from 1.
    typealias Reply = @Sendable (_ number: Int, _ request: HTTPRequest) -> Delivery

    private struct State {
        var requests: [HTTPRequest] = []
        var now = Duration.zero
        var opened = 0
    }

    private let state = Mutex(State())
    private let reply: Reply
    /// Why there can be no client.
    private let failure: EffectFailure?
    /// After so many requests somebody stops it all.
    private let stopsAfter: Int

    init(failure: EffectFailure? = nil, stopsAfter: Int = .max, reply: @escaping Reply = { _, _ in .status(200) }) {
        self.failure = failure
        self.stopsAfter = stopsAfter
        self.reply = reply
    }

    var requests: [HTTPRequest] { state.withLock { $0.requests } }
    var opened: Int { state.withLock { $0.opened } }
    var now: Duration { state.withLock { $0.now } }
    var isCancelled: Bool { requests.count >= stopsAfter }

    func sleep(_ duration: Duration) { state.withLock { $0.now += duration } }

    func open(_ settings: ConnectionSettings) throws(EffectFailure) -> any HTTPClient {
        if let failure { throw failure }
        state.withLock { $0.opened += 1 }
        return Client(clients: self)
    }

    fileprivate func send(_ request: HTTPRequest) -> Delivery {
        let number = state.withLock { state in
            state.requests.append(request)
            return state.requests.count
        }
        return reply(number, request)
    }

    private final class Client: HTTPClient {
        private let clients: FakeClients
        init(clients: FakeClients) { self.clients = clients }
        func send(_ request: HTTPRequest, isCancelled: @escaping () -> Bool) -> Delivery { clients.send(request) }
    }

    /// A profile `staging` of one API, with its keys `full` and `none`.
    func provider(
        of api: API, at base: BaseURL = BaseURL(origin: "https://staging.example", path: "/v2"),
        fields: HTTPFields = HTTPFields(), writes: WriteRules = .free, rate: Double? = nil
    ) -> LiveProvider {
        let service = Profile.Service(base: base, keys: [], fields: fields)
        let profile = Profile(
            name: "staging", services: [api.name: service], connection: ConnectionSettings(), writes: writes, rate: nil)
        return LiveProvider(
            profile: profile, keys: ResolvedKeys(values: [api.name: [("full", "abc"), ("none", nil)]]), clients: self,
            clock: self, timeOfDay: { Timestamp(microseconds: 1_000_000) + self.now }, rate: rate,
            isCancelled: { self.isCancelled })
    }
}

extension Delivery {
    /// An answer of this status with these header fields.
    static func status(_ status: Int, _ fields: KeyValuePairs<String, String>) -> Delivery {
        Delivery(result: .success(HTTPResponse(status: status, fields: HTTPFields(fields))), took: .zero)
    }
}
