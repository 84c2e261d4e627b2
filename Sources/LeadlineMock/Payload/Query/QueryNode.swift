import LeadlineAPI
import LeadlineCore

/// A part of a query string while it is read: lists may still have gaps.
indirect enum QueryNode {
    case text(String)
    /// A name without `=`, where the server tells it from an empty text.
    case null
    /// What a text becomes where an object is: a member of its name.
    case yes
    case list(QueryList)
    case object(QueryMembers)

    /// JavaScript's `concat`: both in one list.
    mutating func combine(_ other: QueryNode) {
        var list = QueryList(concatenating: self)
        list.append(contentsOf: other)
        self = .list(list)
    }

    /// As `qs` merges what two parts make.
    mutating func merge(_ source: QueryNode) {
        switch (self, source) {
        case (_, .null), (_, .text("")): break
        case (.list(var list), .text), (.list(var list), .yes):
            list.append(source)
            self = .list(list)
        case (.object(var members), .text(let name)):
            guard !BracketQuery.prototypeNames.contains(name) else { return }
            members[name] = .yes
            self = .object(members)
        case (.object, .yes): break
        case (.list(var list), .list(let other)):
            list.merge(other)
            self = .list(list)
        case (.list(let list), .object(let other)): mergeMembers(list.members, other)
        case (.object(let members), .list(let other)): mergeMembers(members, other.members)
        case (.object(let members), .object(let other)): mergeMembers(members, other)
        default: combine(source)
        }
    }

    private mutating func mergeMembers(_ members: QueryMembers, _ other: QueryMembers) {
        var members = members
        for other in other.all {
            guard var node = members[other.name] else {
                members[other.name] = other.node
                continue
            }
            node.merge(other.node)
            members[other.name] = node
        }
        self = .object(members)
    }

    /// With the gaps of lists closed.
    var json: JSON {
        switch self {
        case .text(let text): .string(text)
        case .null: .null
        case .yes: true
        case .list(let list): .array(list.items.map(\.node.json))
        case .object(let members): .object(members.json)
        }
    }
}

/// A JavaScript array: items at indices, gaps between.
struct QueryList {
    struct Item {
        var index: Int
        var node: QueryNode
    }

    /// By index.
    private(set) var items: [Item] = []
    private var length = 0

    init() {}

    init(_ node: QueryNode, at index: Int) {
        items = [Item(index: index, node: node)]
        length = index + 1
    }

    init(concatenating node: QueryNode) { append(contentsOf: node) }

    mutating func append(_ node: QueryNode) {
        items.append(Item(index: length, node: node))
        length += 1
    }

    mutating func append(contentsOf node: QueryNode) {
        guard case .list(let list) = node else { return append(node) }
        items += list.items.map { Item(index: $0.index + length, node: $0.node) }
        length += list.length
    }

    /// Objects and lists at the same index merge; other items come behind.
    mutating func merge(_ other: QueryList) {
        for item in other.items {
            let place = items.firstIndex { $0.index >= item.index } ?? items.count
            guard place < items.count, items[place].index == item.index else {
                items.insert(item, at: place)
                length = max(length, item.index + 1)
                continue
            }
            switch (items[place].node, item.node) {
            case (.list, .list), (.list, .object), (.object, .list), (.object, .object):
                items[place].node.merge(item.node)
            default: append(item.node)
            }
        }
    }

    /// The items under their indices.
    var members: QueryMembers {
        var members = QueryMembers()
        for item in items { members[String(item.index)] = item.node }
        return members
    }
}

/// A JavaScript object.
struct QueryMembers {
    struct Member {
        var name: String
        var node: QueryNode
    }

    private(set) var all: [Member] = []
    private var places: [String: Int] = [:]

    init() {}

    init(_ name: String, _ node: QueryNode) { self[name] = node }

    subscript(_ name: String) -> QueryNode? {
        get { places[name].map { all[$0].node } }
        set {
            guard let newValue else { return }
            if let place = places[name] {
                all[place].node = newValue
            } else {
                places[name] = all.count
                all.append(Member(name: name, node: newValue))
            }
        }
    }

    /// Names that are array indices first, as JavaScript orders them.
    var json: JSONObject {
        func index(_ name: String) -> UInt32? { UInt32(name).flatMap { String($0) == name ? $0 : nil } }
        let numbered = all.compactMap { member in index(member.name).map { (index: $0, member: member) } }
        let named = all.filter { index($0.name) == nil }
        let ordered = numbered.sorted { $0.index < $1.index }.map(\.member) + named
        return JSONObject(uniqueMembers: ordered.map { .init($0.name, $0.node.json) })
    }
}
