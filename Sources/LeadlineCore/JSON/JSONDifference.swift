/// What differs between two JSON values, place by place: lists by index, objects by name, numbers by value.
package struct JSONDifference: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        case changed(old: JSON, new: JSON)
        case added(JSON)
        case removed(JSON)
    }

    package struct Entry: Sendable, Equatable {
        /// As a path is written in the language: `docs[0].email`, `x["a.b"]`; the prefix alone for the whole value.
        package var path: String
        package var kind: Kind

        package init(path: String, kind: Kind) {
            self.path = path
            self.kind = kind
        }
    }

    /// In the order of the old value; what was added to an object or list comes behind its other members.
    package private(set) var entries: [Entry] = []
    /// How many leaves are the same on both sides; an empty list or object counts as one.
    package private(set) var equalLeaves = 0

    package var isEmpty: Bool { entries.isEmpty }

    /// Compares two values; `path` is the name of the whole, as in `body`, or empty.
    package init(from old: JSON, to new: JSON, path: String = "") { compare(old, new, path) }

    private mutating func compare(_ old: JSON, _ new: JSON, _ path: String) {
        switch (old, new) {
        case (.array(let old), .array(let new)) where !old.isEmpty && !new.isEmpty: compare(old, new, path)
        case (.object(let old), .object(let new)) where !old.isEmpty && !new.isEmpty: compare(old, new, path)
        default:
            if old == new {
                equalLeaves += 1
            } else {
                entries.append(Entry(path: path, kind: .changed(old: old, new: new)))
            }
        }
    }

    private mutating func compare(_ old: [JSON], _ new: [JSON], _ path: String) {
        for index in 0..<max(old.count, new.count) {
            let path = "\(path)[\(index)]"
            if index >= old.count {
                entries.append(Entry(path: path, kind: .added(new[index])))
            } else if index >= new.count {
                entries.append(Entry(path: path, kind: .removed(old[index])))
            } else {
                compare(old[index], new[index], path)
            }
        }
    }

    private mutating func compare(_ old: JSONObject, _ new: JSONObject, _ path: String) {
        var later = JSONMemberFinder(new)
        for member in old.members {
            let path = Self.path(path, member.name)
            if let value = later[member.name] {
                compare(member.value, value, path)
            } else {
                entries.append(Entry(path: path, kind: .removed(member.value)))
            }
        }
        var earlier = JSONMemberFinder(old)
        for member in new.members where earlier.place(of: member.name) == nil {
            entries.append(Entry(path: Self.path(path, member.name), kind: .added(member.value)))
        }
    }

    /// The path of a member: `parent.name`, or `parent["name"]` where the name has characters that a path cannot hold.
    package static func path(_ parent: String, _ name: String) -> String {
        let special = ".[](){}=!<>;,\"'/|".utf8
        let isPlain = !name.isEmpty && name.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F && !special.contains($0) }
        if isPlain { return parent.isEmpty ? name : "\(parent).\(name)" }
        return "\(parent)[\(JSON.string(name).text())]"
    }
}
