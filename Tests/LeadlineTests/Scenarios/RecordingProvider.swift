import Foundation
import LeadlineAPI
import LeadlineCore
import LeadlineMock
import LeadlineScenarios
import Synchronization

/// Real threads, as many as are asked for.
struct Threads: Workers {
    func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
        DispatchQueue.concurrentPerform(iterations: count) { body($0) }
    }
}

/// The mock behind a wall that writes down every request. As a live target it takes requests and nothing else.
final class RecordingProvider: TargetProvider {
    /// What comes instead of the mock's answer to the request of this number, from 1; nil: the mock's.
    typealias Reply = @Sendable (_ number: Int, _ request: HTTPRequest) -> Delivery?

    let kind: TargetKind
    private let log = Mutex<[String]>([])
    private let reply: Reply
    let writes: WriteRules
    /// Stands in place of each API's own base.
    let base: BaseURL?

    init(
        _ kind: TargetKind = .mock, writes: WriteRules = .free, base: BaseURL? = nil,
        reply: @escaping Reply = { _, _ in nil }
    ) {
        self.kind = kind
        self.reply = reply
        self.writes = writes
        self.base = base
    }

    var description: String { kind == .mock ? "mock" : "https://leads.example" }
    func keyNames(for api: API) -> [String] { Workbench.mock.keyNames(for: api) }

    func open(_ settings: TargetSettings) -> any Target {
        RecordingTarget(Workbench.mock.open(settings), self) { [self] request in
            let number = log.withLock { log in
                log.append(request.line)
                return log.count
            }
            return reply(number, request)
        }
    }

    /// `POST /api/v1/leads {…}`
    var requests: [String] { log.withLock { $0 } }
}

extension Delivery {
    /// An answer of this status that says nothing.
    static func status(_ status: Int) -> Delivery {
        Delivery(result: .success(HTTPResponse(status: status)), took: .zero, reasons: [])
    }
}

extension HTTPRequest {
    fileprivate var line: String {
        let body = body.isEmpty ? "" : " \(String(decoding: body, as: UTF8.self))"
        return "\(method) \(target)\(body)"
    }
}

private final class RecordingTarget: Target {
    private let inner: any Target
    let kind: TargetKind
    let writes: WriteRules
    private let base: BaseURL?
    private let reply: (HTTPRequest) -> Delivery?

    init(_ inner: any Target, _ provider: RecordingProvider, reply: @escaping (HTTPRequest) -> Delivery?) {
        self.inner = inner
        kind = provider.kind
        writes = provider.writes
        base = provider.base
        self.reply = reply
    }

    var now: Timestamp { inner.now }
    func base(for api: API) -> BaseURL { base ?? inner.base(for: api) }
    func credential(named name: String, for api: API) -> Credential? { inner.credential(named: name, for: api) }
    func keyNames(for api: API) -> [String] { inner.keyNames(for: api) }
    func send(_ request: HTTPRequest) -> Delivery { reply(request) ?? inner.send(request) }

    func perform(_ control: Control) -> ControlAnswer {
        kind == .mock ? inner.perform(control) : .unsupported("only a mock can do this")
    }
}
