package import LeadlineAPI
package import LeadlineCore

/// Opens targets of another provider that are recorded.
package struct RecordingProvider: TargetProvider {
    private let inner: any TargetProvider
    private let recorder: Recorder

    package init(_ inner: any TargetProvider, _ recorder: Recorder) {
        self.inner = inner
        self.recorder = recorder
    }

    package var kind: TargetKind { inner.kind }
    package var description: String { inner.description }
    package func keyNames(for api: API) -> [String] { inner.keyNames(for: api) }
    package func obstacle(for api: API) -> Diagnostic? { inner.obstacle(for: api) }
    package var seed: Int? { inner.seed }
    package func obstacle(forRow label: String) -> String? { inner.obstacle(forRow: label) }

    package func open(_ settings: TargetSettings) -> any Target {
        let target = inner.open(settings)
        // The embedded mock alone is called so: a profile may have any name.
        let name = kind == .mock ? "mock" : "\(kind.rawValue) \(description)"
        recorder.begin(settings, on: name, clock: target.now)
        return RecordingTarget(target, recorder, label: settings.label)
    }
}

/// Passes everything on to another target and records what is sent. Keys are left out: their names stand in their place.
final class RecordingTarget: Target {
    private let inner: any Target
    private let recorder: Recorder
    private let label: String
    private var keys = KeyNames()

    init(_ inner: any Target, _ recorder: Recorder, label: String) {
        self.inner = inner
        self.recorder = recorder
        self.label = label
    }

    var kind: TargetKind { inner.kind }
    var now: Timestamp { inner.now }
    var writes: WriteRules { inner.writes }
    func base(for api: API) -> BaseURL { inner.base(for: api) }
    func keyNames(for api: API) -> [String] { inner.keyNames(for: api) }
    func perform(_ control: Control) -> ControlAnswer { inner.perform(control) }

    func credential(named name: String, for api: API) -> Credential? {
        let credential = inner.credential(named: name, for: api)
        if let credential { keys.learn(credential, api.credential) }
        return credential
    }

    func send(_ request: HTTPRequest) -> Delivery {
        let sentAt = inner.now
        let delivery = inner.send(request)
        let (named, key) = keys.named(request)
        recorder.append(
            RecordedExchange(
                request: named, result: delivery.result, sentAt: sentAt, took: delivery.took, wire: delivery.wire,
                key: key, label: label))
        return delivery
    }
}
