import LeadlineAPI
import LeadlineCore

/// Stands in for a server while a command is looked for that sends a known request: it keeps what is sent, and answers
/// what is known to have been answered.
final class PortedTarget: Target {
    private let delivery: Delivery
    private(set) var sent: HTTPRequest?
    let now: Timestamp

    /// A mock's requests go to known APIs only.
    let kind: TargetKind

    init(answering delivery: Delivery, at now: Timestamp, isOfKnownAPI: Bool) {
        self.delivery = delivery
        self.now = now
        kind = isOfKnownAPI ? .mock : .live
    }

    /// Nothing leaves the process, so nothing is asked or counted.
    var writes: WriteRules { .free }

    func base(for api: API) -> BaseURL { BaseURL(origin: api.origin, path: api.basePath) }

    func credential(named name: String, for api: API) -> Credential? {
        if name == Self.noKey { return Credential(name: name, header: nil) }
        let value = "\(api.credential.prefix)<key \(name)>"
        return Credential(name: name, header: HTTPFields([api.credential.header: value]).all.first)
    }

    /// The key that sends no header.
    static let noKey = "none"

    func keyNames(for api: API) -> [String] { api.mock.keys.map(\.name) }

    func send(_ request: HTTPRequest) -> Delivery {
        sent = request
        return delivery
    }

    func perform(_ control: Control) -> ControlAnswer { .unsupported("nothing is stored here") }
}
