import LeadlineCore
import LeadlineLanguage
import LeadlineSession

/// The parts that a draft was made of, as they were written.
struct DraftParts {
    /// A part and how many passages stood before it.
    struct Item {
        var part: Part
        var passage: Int
    }

    private struct Version {
        var collection: Located<String>?
        var items: [Item] = []
    }

    private var version = Version()
    private var undone: [Version] = []
    private var earlier: [Version] = []

    var collection: Located<String>? { version.collection }

    private(set) var items: [Item] {
        get { version.items }
        set { version.items = newValue }
    }

    /// Takes a command of the draft: `new` too is a version that `undo` goes back behind.
    mutating func change(_ action: Command.Action, passage: Int) {
        switch action {
        case .undo: Self.move(from: &earlier, to: &undone, &version)
        case .redo: Self.move(from: &undone, to: &earlier, &version)
        case .new(let collection, let parts):
            begin()
            version = Version(collection: collection, items: parts.map { Item(part: $0, passage: passage) })
        case .set(let parts):
            begin()
            for part in parts { set(part, passage) }
        case .add(let path, let values):
            begin()
            add(values, to: path, passage)
        case .unset(let paths):
            begin()
            paths.forEach { remove($0) }
        default: break
        }
    }

    private mutating func begin() {
        earlier.append(version)
        undone = []
    }

    private static func move(from source: inout [Version], to target: inout [Version], _ version: inout Version) {
        guard let next = source.popLast() else { return }
        target.append(version)
        version = next
    }

    private mutating func set(_ part: Part, _ passage: Int) {
        if case .assign(let path, _) = part { remove(path) }
        items.append(Item(part: part, passage: passage))
    }

    private mutating func add(_ values: [Value], to path: Path, _ passage: Int) {
        let name = CommandPrinter.text(path)
        for place in items.indices.reversed() {
            guard case .assign(let own, .list(let elements, let location)) = items[place].part,
                CommandPrinter.text(own) == name
            else { continue }
            items[place] = Item(part: .assign(own, .list(elements + values, location)), passage: passage)
            return
        }
        items.append(Item(part: .assign(path, .list(values, path.location)), passage: passage))
    }

    /// Takes out what is set at a path or below it.
    private mutating func remove(_ path: Path) {
        let name = CommandPrinter.text(path)
        items.removeAll { item in
            guard case .assign(let own, _) = item.part else { return false }
            let text = CommandPrinter.text(own)
            return text == name || text.hasPrefix(name + ".") || text.hasPrefix(name + "[")
        }
    }
}
