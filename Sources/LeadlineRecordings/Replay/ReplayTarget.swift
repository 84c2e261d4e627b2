import LeadlineAPI
import LeadlineCore

/// Answers from a recording, for one row or session.
final class ReplayTarget: Target {
    private let tape: Tape
    private(set) var now: Timestamp

    init(_ tape: Tape, _ settings: TargetSettings) {
        self.tape = tape
        let recording = tape.recording
        now =
            settings.clock ?? recording.clocks[settings.label] ?? recording.beginning ?? Timestamp(microseconds: 0)
    }

    var kind: TargetKind { .replay }
    var writes: WriteRules { .free }

    func base(for api: API) -> BaseURL { BaseURL(origin: api.origin, path: api.basePath) }

    func keyNames(for api: API) -> [String] { tape.keyNames(for: api) }

    func credential(named name: String, for api: API) -> Credential? {
        guard keyNames(for: api).contains(name) else { return nil }
        if let key = api.mock.key(named: name), key.token == nil { return Credential(name: name, header: nil) }
        let value = api.credential.prefix + KeyNames.placeholder(name)
        return Credential(name: name, header: HTTPFields([api.credential.header: value]).all.first)
    }

    func perform(_ control: Control) -> ControlAnswer {
        switch control {
        case .advanceClock(let duration): now = now + duration
        case .setClock(let moment): now = moment
        case .fault, .faultsOff, .reset, .store: return .unsupported("a recording only answers what was asked")
        }
        return .done
    }

    func send(_ request: HTTPRequest) -> Delivery {
        guard let entry = tape.take(request) else {
            return Delivery(result: .failure(.unreachable("the recording has no such request left")), took: .zero)
        }
        return Delivery(result: entry.result, took: entry.took, wire: entry.wire)
    }
}
