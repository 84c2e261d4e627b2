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

    /// The label under which a row was recorded, and its entries; a later try of a row is that of an earlier one, which
    /// found the same. nil of a row that was not recorded: it shares all entries with others.
    func row(_ label: String) -> (label: String, places: [Int])? {
        if let own = places[label] { return (label, own) }
        guard let blank = label.lastIndex(of: " "), let number = Int(label[label.index(after: blank)...]) else {
            return nil
        }
        for number in stride(from: number - 1, to: 0, by: -1) {
            let earlier = "\(label[..<blank]) \(number)"
            if let own = places[earlier] { return (earlier, own) }
        }
        return nil
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
