import LeadlineAPI
import LeadlineCore
import Synchronization

/// A recording that is played, and which of its entries have answered.
final class Tape: Sendable {
    let recording: Recording
    let options: ReplayProvider.Options
    private let used: Mutex<Set<Int>>

    init(_ recording: Recording, _ options: ReplayProvider.Options) {
        self.recording = recording
        self.options = options
        used = Mutex([])
    }

    /// The keys that were used, and those of the API's mock: its own come first unless the recording has others.
    func keyNames(for api: API) -> [String] {
        let described = api.mock.keys.map(\.name)
        var recorded: [String] = []
        for key in recording.exchanges.compactMap(\.key) where !recorded.contains(key) { recorded.append(key) }
        let isForeign = !recorded.isEmpty && recorded.allSatisfy { !described.contains($0) }
        return isForeign ? recorded + described : described + recorded.filter { !described.contains($0) }
    }

    /// Takes the first entry that has not answered yet and that fits.
    func take(_ request: HTTPRequest) -> RecordedExchange? {
        used.withLock { used in
            let place = recording.exchanges.indices.first { place in
                let recorded = recording.exchanges[place].request
                return !used.contains(place) && recorded.method == request.method && recorded.target == request.target
            }
            guard let place else { return nil }
            used.insert(place)
            return recording.exchanges[place]
        }
    }
}
