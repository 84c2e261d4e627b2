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

    private(set) var collection: Located<String>?
    private(set) var items: [Item] = []
    private var undone: [[Item]] = []
    private var earlier: [[Item]] = []

    mutating func begin(_ collection: Located<String>, _ parts: [Part], passage: Int) {
        self.collection = collection
        items = parts.map { Item(part: $0, passage: passage) }
        (earlier, undone) = ([], [])
    }

    mutating func change(_ action: Command.Action, passage: Int) {
        switch action {
        case .undo:
            guard let last = earlier.popLast() else { return }
            undone.append(items)
            items = last
            return
        case .redo:
            guard let next = undone.popLast() else { return }
            earlier.append(items)
            items = next
            return
        default: break
        }
        earlier.append(items)
        undone = []
        switch action {
        case .set(let parts): for part in parts { set(part, passage) }
        case .add(let path, let values): add(values, to: path, passage)
        case .unset(let paths): paths.forEach { remove($0) }
        default: break
        }
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
