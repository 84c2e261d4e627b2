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
    let kind: TargetKind
    private let log = Mutex<[String]>([])
    private let onSend: @Sendable (HTTPRequest) -> Void

    init(_ kind: TargetKind = .mock, onSend: @escaping @Sendable (HTTPRequest) -> Void = { _ in }) {
        self.kind = kind
        self.onSend = onSend
    }

    var description: String { kind == .mock ? "mock" : "https://leads.example" }
    func keyNames(for api: API) -> [String] { Workbench.mock.keyNames(for: api) }

    func open(_ settings: TargetSettings) -> any Target {
        RecordingTarget(Workbench.mock.open(settings), kind) { [self] request in
            log.withLock { $0.append(request.line) }
            onSend(request)
        }
    }

    /// `POST /api/v1/leads {…}`
    var requests: [String] { log.withLock { $0 } }
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
    private let onSend: (HTTPRequest) -> Void

    init(_ inner: any Target, _ kind: TargetKind, onSend: @escaping (HTTPRequest) -> Void) {
        self.inner = inner
        self.kind = kind
        self.onSend = onSend
    }

    var now: Timestamp { inner.now }
    func origin(for api: API) -> String { inner.origin(for: api) }
    func credential(named name: String, for api: API) -> Credential? { inner.credential(named: name, for: api) }
    func keyNames(for api: API) -> [String] { inner.keyNames(for: api) }

    func send(_ request: HTTPRequest) -> Delivery {
        onSend(request)
        return inner.send(request)
    }

    func perform(_ control: Control) -> ControlAnswer {
        kind == .mock ? inner.perform(control) : .unsupported("only a mock can do this")
    }
}
