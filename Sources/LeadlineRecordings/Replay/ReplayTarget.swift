import LeadlineAPI
import LeadlineCore

/// Answers from a recording, for one row or session.
final class ReplayTarget: Target {
    private let tape: Tape
    /// The row's own entries, and which of them have answered; nil: the row was not recorded.
    private var own: (places: [Int], used: Set<Int>)?
    private(set) var now: Timestamp
    private var keys = KeyNames()
    private var bases: [[String]] = []
    private var bindings = Bindings()

    init(_ tape: Tape, _ settings: TargetSettings) {
        self.tape = tape
        let row = tape.row(settings.label)
        own = row.map { ($0.places, []) }
        let recording = tape.recording
        let begun = row.flatMap { recording.clocks[$0.label] ?? $0.places.first.map { recording.exchanges[$0].sentAt } }
        let start = settings.clock ?? begun ?? recording.beginning ?? Timestamp(microseconds: 0)
        now = tape.options.lens?.moment(start) ?? start
    }

    var kind: TargetKind { .replay }
    var writes: WriteRules { .free }

    func base(for api: API) -> BaseURL {
        let base = api.basePath.split(separator: "/").map(String.init)
        if !bases.contains(base) { bases.append(base) }
        return BaseURL(origin: api.origin, path: api.basePath)
    }

    func keyNames(for api: API) -> [String] { tape.keyNames(for: api) }

    func credential(named name: String, for api: API) -> Credential? {
        guard keyNames(for: api).contains(name) else { return nil }
        if let key = api.mock.key(named: name), key.token == nil { return Credential(name: name, header: nil) }
        let value = api.credential.prefix + KeyNames.placeholder(name)
        let credential = Credential(name: name, header: HTTPFields([api.credential.header: value]).all.first)
        keys.learn(credential, api.credential)
        return credential
    }

    func perform(_ control: Control) -> ControlAnswer {
        switch control {
        case .advanceClock(let duration): now = now + duration
        case .setClock(let moment): now = moment
        case .fault, .faultsOff, .reset, .store: return .unsupported("a recording only answers what was asked")
        }
        return .done
    }

    // MARK: Sending

    func send(_ request: HTTPRequest) -> Delivery {
        let (named, _) = keys.named(request)
        let sent = RequestShape(named, key: KeyNames.used(in: named, isComplete: true))
        guard let choice = choice(for: sent) else {
            return Delivery(result: .failure(.unreachable(mismatch(sent).reason)), took: .zero)
        }
        bindings = choice.bindings
        return answer(tape.entries[choice.place])
    }

    private func choice(for sent: RequestShape) -> EntryChooser.Choice? {
        if let own {
            let choice = chooser(sent, own.places).choose(used: own.used)
            if let choice {
                self.own?.used.insert(choice.place)
                tape.mark(choice.place)
            }
            if choice != nil || !tape.options.isLenient { return choice }
        }
        var choice: EntryChooser.Choice?
        tape.share { used in
            choice = chooser(sent, Array(tape.entries.indices)).choose(used: used)
            return choice?.place
        }
        return choice
    }

    private func chooser(_ sent: RequestShape, _ places: [Int]) -> EntryChooser {
        let base = bases.filter { sent.segments.starts(with: $0) }.max { $0.count < $1.count }
        let rules = Comparison.Rules(
            pseudonyms: tape.pseudonyms, lens: tape.options.lens, baseLength: base?.count,
            drift: tape.drift)
        return EntryChooser(
            tape: tape, places: places, sent: sent, rules: rules, bindings: bindings, isLenient: tape.options.isLenient)
    }

    private func mismatch(_ sent: RequestShape) -> Mismatch {
        if let own { return chooser(sent, own.places).mismatch(used: own.used) }
        var mismatch: Mismatch?
        tape.share { used in
            mismatch = chooser(sent, Array(tape.entries.indices)).mismatch(used: used)
            return nil
        }
        return mismatch ?? Mismatch(sent: sent, recording: tape.name, near: [])
    }

    /// The clock never goes back, and is at least where it stood when the entry was answered.
    private func answer(_ entry: Tape.Entry) -> Delivery {
        let exchange = entry.exchange
        // What the embedded mock answers takes none of its clock's time.
        let answeredAt = exchange.wire == nil ? exchange.sentAt : exchange.sentAt + exchange.took
        now = max(now, tape.options.lens?.moment(answeredAt) ?? answeredAt)
        let result = exchange.result.map { RecordedAnswer($0).response(lens: tape.options.lens, bindings) }
        let reasons =
            exchange.lacksBody ? ["entry \(entry.number) of '\(tape.name)' was recorded without its body"] : []
        return Delivery(result: result, took: exchange.took, reasons: reasons, wire: exchange.wire)
    }
}
