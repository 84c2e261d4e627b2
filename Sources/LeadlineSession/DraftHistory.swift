/// The versions of the draft, as `undo` and `redo` go through them. A version is never changed: each change makes a new one.
struct DraftHistory: Sendable {
    /// nil: there was no draft yet.
    private var past: [Session.Draft?] = []
    private(set) var current: Session.Draft?
    /// What was taken back, the last first to be repeated.
    private var future: [Session.Draft?] = []

    /// More than anybody takes back; a script of many changes shall not keep them all.
    private static let limit = 1000

    /// Makes a new version; what was taken back can no more be repeated.
    mutating func change(to draft: Session.Draft) {
        past.append(current)
        if past.count > Self.limit { past.removeFirst() }
        future = []
        current = draft
    }

    /// Goes back to the version before; false when there is none.
    mutating func undo() -> Bool {
        guard let version = past.popLast() else { return false }
        future.append(current)
        current = version
        return true
    }

    /// Repeats the change that was taken back last; false when there is none.
    mutating func redo() -> Bool {
        guard let version = future.popLast() else { return false }
        past.append(current)
        current = version
        return true
    }
}
