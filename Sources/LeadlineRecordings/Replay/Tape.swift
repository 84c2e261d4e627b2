import LeadlineAPI
import LeadlineCore
import Synchronization

/// A recording that is played, and which of its entries have answered.
final class Tape: Sendable {
    /// An entry, read for comparing.
    struct Entry: Sendable {
        var exchange: RecordedExchange
        var shape: RequestShape
        /// From 1, as messages name it.
        var number: Int
    }

    let recording: Recording
    let name: String
    let options: ReplayProvider.Options
    let entries: [Entry]
    let pseudonyms: PseudonymBindings
    /// How far moments in requests may be from the recorded ones: as long as the recording lasted, at most five minutes;
    /// a second where it is of one moment.
    let drift: Duration
    /// The places of each row's entries.
    private let places: [String: [Int]]
    private let state = Mutex(State())

    private struct State {
        /// By rows that have no entries of their own.
        var shared: Set<Int> = []
        var all: Set<Int> = []
    }

    init(_ recording: Recording, name: String, _ options: ReplayProvider.Options) {
        self.recording = recording
        self.name = name
        self.options = options
        let moments = recording.exchanges.map(\.sentAt)
        let length = moments.min().flatMap { first in moments.max().map { $0 - first } } ?? .zero
        drift = min(.seconds(300), length + .seconds(1))
        let names = recording.pseudonyms
        pseudonyms = PseudonymBindings(names + (options.lens.map { lens in names.map(lens.text) } ?? []))
        entries = recording.exchanges.enumerated().map { index, exchange in
            // Whose label is known was recorded by leadline, which names every key.
            let request = RequestShape(
                exchange.request, key: KeyNames.used(in: exchange.request, isComplete: !exchange.label.isEmpty))
            return Entry(exchange: exchange, shape: request, number: index + 1)
        }
        let labelled = entries.indices.filter { !recording.exchanges[$0].label.isEmpty }
        places = Dictionary(grouping: labelled) { recording.exchanges[$0].label }
    }

    /// The keys that were used, and those of the API's mock: its own come first unless the recording has others.
    func keyNames(for api: API) -> [String] {
        let described = api.mock.keys.map(\.name)
        var recorded: [String] = []
        for key in recording.exchanges.compactMap(\.key) where !recorded.contains(key) { recorded.append(key) }
        let isForeign = !recorded.isEmpty && recorded.allSatisfy { !described.contains($0) }
        return isForeign
            ? recorded + described.filter { !recorded.contains($0) }
            : described + recorded.filter { !described.contains($0) }
    }

    /// Why a row of this label cannot be answered: the recording tells which row sent what, and this one sent nothing.
    /// A case has one row, by whatever name; so has a file that was renamed since it alone was recorded.
    func lacks(_ label: String) -> Bool {
        guard recording.capsule == nil, row(label) == nil, let wanted = RecordedRow(label) else { return false }
        let files = Set(places.keys.compactMap { RecordedRow($0)?.fileName })
        return files.count > 1 || files.contains(wanted.fileName)
    }

    /// The label under which a row was recorded, and its entries; a later try of a row is that of an earlier one, which
    /// found the same. A file in another folder is known by its name, where only one recorded file has it.
    /// nil of a row that was not recorded: it shares all entries with others.
    func row(_ label: String) -> (label: String, places: [Int])? {
        if let own = places[label] { return (label, own) }
        guard let wanted = RecordedRow(label) else { return nil }
        let tries = places.keys.compactMap { RecordedRow($0) }.filter { $0.isTry(of: wanted) }
        let here = tries.filter { $0.path == wanted.path }
        let found = here.isEmpty ? tries : here
        guard Set(found.map(\.path)).count == 1, let latest = found.max(by: { $0.attempt < $1.attempt }),
            let own = places[latest.label]
        else { return nil }
        return (latest.label, own)
    }

    /// Calls `choose` with the entries that have answered rows that share all of them, and marks the one that it chooses.
    func share(_ choose: (Set<Int>) -> Int?) {
        state.withLock { state in
            guard let place = choose(state.shared) else { return }
            state.shared.insert(place)
            state.all.insert(place)
        }
    }

    /// An entry of a row's own has answered.
    func mark(_ place: Int) { state.withLock { _ = $0.all.insert(place) } }

    /// The entries that have answered nobody.
    var unused: [Entry] {
        let used = state.withLock { $0.all }
        return entries.indices.filter { !used.contains($0) }.map { entries[$0] }
    }
}
