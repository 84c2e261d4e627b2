import LeadlineCore
import LeadlineLanguage
import LeadlineSession

/// Puts values together whose names have brackets: `lead[tags][]`, `where[or][0][email][equals]`.
struct BracketNames {
    private(set) var document = JSONObject()

    /// nil where names contradict each other.
    init?(_ values: [(name: String, value: JSON)]) {
        var root = JSON.object(JSONObject())
        for (name, value) in values {
            guard var keys = Self.keys(of: name) else { return nil }
            // Empty brackets are the place behind the last element.
            for place in keys.indices where keys[place] == .index(-1) {
                let list = root.value(at: keys[..<place])
                if list != nil, list?.array == nil { return nil }
                keys[place] = .index(list?.array?.count ?? 0)
            }
            let source = Source(name: name, text: name)
            let context = PathContext(whole: keys, location: SourceLocation(source: source, range: 0..<0))
            guard root.value(at: keys[...]) == nil, (try? root.set(value, at: keys[...], context)) != nil else {
                return nil
            }
        }
        document = root.object ?? document
    }

    /// `a[b][0][]` is `a`, `b`, 0 and the next place; nil where brackets do not match.
    private static func keys(of name: String) -> [PathKey]? {
        guard let first = name.firstIndex(of: "[") else { return name.isEmpty ? nil : [.name(name)] }
        guard first > name.startIndex, name.last == "]" else { return nil }
        let groups = name[name.index(after: first)...].dropLast().split(
            separator: "][", omittingEmptySubsequences: false)
        let inner = groups.map { group -> PathKey? in
            if group.contains("[") || group.contains("]") { return nil }
            if group.isEmpty { return .index(-1) }
            if let index = Int(group), String(index) == group { return .index(index) }
            return .name(String(group))
        }
        let keys = inner.compactMap { $0 }
        return keys.count == inner.count ? [.name(String(name[..<first]))] + keys : nil
    }
}
