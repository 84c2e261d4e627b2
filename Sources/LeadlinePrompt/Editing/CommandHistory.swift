/// The commands that were typed, of all sessions. 0 is the newest.
package protocol CommandHistory: AnyObject {
    var count: Int { get }
    func entry(_ index: Int) -> HistoryEntry
    /// The nearest entry at `index` or behind it (older) whose text begins with `prefix` and is longer.
    func first(from index: Int, beginningWith prefix: String) -> (index: Int, entry: HistoryEntry)?
    /// All entries that contain the text, whatever its case, newest first, each different text once.
    func matches(_ text: String) -> [Int]
}

package struct HistoryEntry: Sendable, Equatable {
    package var command: String
    /// How it ended: `created`, `error`; nil while it is not known.
    package var outcome: String?

    package init(command: String, outcome: String? = nil) {
        self.command = command
        self.outcome = outcome
    }
}
