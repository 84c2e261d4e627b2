import LeadlineAPI
import LeadlineCore
import Synchronization

/// The mock with a log of what was sent and what was answered, from all rows of a run.
final class ExchangeLog: TargetProvider {
    private let provider: any TargetProvider
    private let log = Mutex<[(request: HTTPRequest, delivery: Delivery)]>([])

    init(_ provider: any TargetProvider) { self.provider = provider }

    var exchanges: [(request: HTTPRequest, delivery: Delivery)] { log.withLock { $0 } }

    var kind: TargetKind { provider.kind }
    var description: String { provider.description }
    func keyNames(for api: API) -> [String] { provider.keyNames(for: api) }

    func open(_ settings: TargetSettings) -> any Target {
        LoggedTarget(provider.open(settings)) { request, delivery in
            self.log.withLock { $0.append((request, delivery)) }
        }
    }
}

private final class LoggedTarget: Target {
    private let target: any Target
    private let log: (HTTPRequest, Delivery) -> Void

    init(_ target: any Target, log: @escaping (HTTPRequest, Delivery) -> Void) {
        self.target = target
        self.log = log
    }

    var kind: TargetKind { target.kind }
    var now: Timestamp { target.now }
    func origin(for api: API) -> String { target.origin(for: api) }
    func credential(named name: String, for api: API) -> Credential? { target.credential(named: name, for: api) }
    func keyNames(for api: API) -> [String] { target.keyNames(for: api) }
    func perform(_ control: Control) -> ControlAnswer { target.perform(control) }

    func send(_ request: HTTPRequest) -> Delivery {
        let delivery = target.send(request)
        log(request, delivery)
        return delivery
    }
}
