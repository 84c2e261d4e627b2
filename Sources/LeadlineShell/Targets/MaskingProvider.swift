import LeadlineAPI
import LeadlineCore

/// Live servers whose most sensitive answers are learnt before anybody shows them, and masked on screen from then on.
struct MaskingProvider: TargetProvider {
    let inner: any TargetProvider
    let names: SensitiveNames
    let secrets: Secrets

    var kind: TargetKind { inner.kind }
    var description: String { inner.description }
    func keyNames(for api: API) -> [String] { inner.keyNames(for: api) }
    func obstacle(for api: API) -> Diagnostic? { inner.obstacle(for: api) }
    var seed: Int? { inner.seed }
    func open(_ settings: TargetSettings) -> any Target { MaskingTarget(inner.open(settings), self) }
}

private final class MaskingTarget: Target {
    private let inner: any Target
    private let provider: MaskingProvider

    init(_ inner: any Target, _ provider: MaskingProvider) {
        self.inner = inner
        self.provider = provider
    }

    var kind: TargetKind { inner.kind }
    var now: Timestamp { inner.now }
    var writes: WriteRules { inner.writes }
    func base(for api: API) -> BaseURL { inner.base(for: api) }
    func credential(named name: String, for api: API) -> Credential? { inner.credential(named: name, for: api) }
    func keyNames(for api: API) -> [String] { inner.keyNames(for: api) }
    func perform(_ control: Control) -> ControlAnswer { inner.perform(control) }

    func send(_ request: HTTPRequest) -> Delivery {
        learn(request.body)
        let delivery = inner.send(request)
        if case .success(let response) = delivery.result { learn(response.body) }
        return delivery
    }

    private func learn(_ body: [UInt8]) {
        guard let json = try? JSON(parsing: body) else { return }
        provider.secrets.learn(personal: provider.names.values(in: json))
    }
}
