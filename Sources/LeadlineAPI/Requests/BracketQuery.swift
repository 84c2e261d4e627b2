package import LeadlineCore

/// Writes nested values as the pairs of a query string, as `qs` does by default: depth first, members in brackets,
/// elements by index. Empty lists and objects leave nothing; null is the empty text.
package enum BracketQuery {
    package static func pairs(of value: JSON, as name: String) -> [QueryPair] {
        var pairs: [QueryPair] = []
        write(value, as: name, to: &pairs)
        return pairs
    }

    /// The names that every JavaScript object has: servers drop what is called so.
    package static let prototypeNames: Set<String> = [
        "__defineGetter__", "__defineSetter__", "__lookupGetter__", "__lookupSetter__", "__proto__", "constructor",
        "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "toString", "valueOf",
    ]

    /// Whether servers read a name in brackets as this name: brackets end it, and a number would be an index.
    static func isReadable(name: String) -> Bool {
        !name.isEmpty && !name.utf8.contains { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "]") }
            && !prototypeNames.contains(name) && name.scriptIndex == nil
    }

    /// Whether servers read a value as it is, types apart: nothing empty is in it, which would vanish.
    static func isReadable(_ value: JSON) -> Bool {
        switch value {
        case .array(let elements): !elements.isEmpty && elements.allSatisfy(isReadable)
        case .object(let object):
            !object.isEmpty && object.members.allSatisfy { isReadable(name: $0.name) && isReadable($0.value) }
        case .null, .bool, .number, .string: true
        }
    }

    private static func write(_ value: JSON, as name: String, to pairs: inout [QueryPair]) {
        switch value {
        case .object(let object):
            for member in object.scriptOrder { write(member.value, as: "\(name)[\(member.name)]", to: &pairs) }
        case .array(let elements):
            for (index, element) in elements.enumerated() { write(element, as: "\(name)[\(index)]", to: &pairs) }
        case .number(let number): pairs.append(QueryPair(name, number.javaScriptText))
        case .null, .bool, .string: pairs.append(QueryPair(name, value.formText ?? ""))
        }
    }
}

extension JSONObject {
    /// The members as JavaScript goes through them: names that are indexes first, by number.
    fileprivate var scriptOrder: [Member] {
        let indexes = members.compactMap { member in member.name.scriptIndex.map { (index: $0, member: member) } }
        if indexes.isEmpty { return members }
        return indexes.sorted { $0.index < $1.index }.map(\.member) + members.filter { $0.name.scriptIndex == nil }
    }
}

extension String {
    /// The number that this is the only way to write of, as far as JavaScript takes it for an index.
    fileprivate var scriptIndex: UInt32? {
        guard let index = UInt32(self), index < .max, String(index) == self else { return nil }
        return index
    }
}
