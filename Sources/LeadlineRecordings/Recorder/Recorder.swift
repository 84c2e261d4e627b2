package import LeadlineAPI
package import LeadlineCore
import Synchronization

/// Collects what rows on several threads send.
package final class Recorder: Sendable {
    private struct State {
        var exchanges: [RecordedExchange] = []
        var clocks: [String: Timestamp] = [:]
        var targets: [String] = []
        var seeds: Set<Int> = []
    }

    private let state = Mutex(State())

    package init() {}

    package func append(_ exchange: RecordedExchange) {
        state.withLock { $0.exchanges.append(exchange) }
    }

    /// A row begins on a target of this name (`mock`, `live staging`), whose clock stands at this moment.
    package func begin(_ row: TargetSettings, on target: String, clock: Timestamp) {
        state.withLock { state in
            // Of rows that are begun again, the first beginning is that of their first exchange.
            if state.clocks[row.label] == nil { state.clocks[row.label] = clock }
            state.seeds.insert(row.seed)
            if !state.targets.contains(target) { state.targets.append(target) }
        }
    }

    package var isEmpty: Bool { state.withLock { $0.exchanges.isEmpty } }

    /// All that was sent by now: row by row, in the order of files and rows, whatever ran at the same time.
    package var recording: Recording {
        let state = state.withLock { $0 }
        let order = state.exchanges.enumerated().map { (place: $0, key: RowLabel($1.label)) }
            .sorted { $0.key == $1.key ? $0.place < $1.place : $0.key < $1.key }
        let exchanges = order.map { state.exchanges[$0.place] }
        let labels = Set(exchanges.map(\.label))
        return Recording(
            exchanges, target: state.targets.isEmpty ? nil : state.targets.sorted().joined(separator: ", "),
            clocks: state.clocks.filter { labels.contains($0.key) },
            // Scenarios may have seeds of their own: those are in their files.
            seed: state.seeds.count == 1 ? state.seeds.first : nil)
    }
}

/// A label by words, those of digits by their value: row 2 stands before row 10.
private struct RowLabel: Comparable {
    private let words: [(text: String, number: Int?)]

    init(_ label: String) { words = label.split(separator: " ").map { (String($0), Int($0)) } }

    static func == (left: RowLabel, right: RowLabel) -> Bool {
        left.words.elementsEqual(right.words) { $0.text == $1.text }
    }

    static func < (left: RowLabel, right: RowLabel) -> Bool {
        for (one, other) in zip(left.words, right.words) where one.text != other.text {
            if let one = one.number, let other = other.number, one != other { return one < other }
            return one.text < other.text
        }
        return left.words.count < right.words.count
    }
}
