import LeadlineAPI
import LeadlineCore

/// Reads a query string as the server does: `qs` with Payload's options. All values are texts, in lists and objects.
struct PayloadQueryString {
    /// So many parts are read; the others vanish.
    private static let parameterLimit = 1000
    /// So many bracket groups nest; what follows is one name.
    private static let depth = 10

    private let profile: PayloadProfile

    init(_ profile: PayloadProfile) { self.profile = profile }

    func parse(_ text: some StringProtocol) -> JSONObject {
        var result = QueryNode.object(QueryMembers())
        let query = text.first == "?" ? text.dropFirst() : text[...]
        for (name, value) in values(of: query) {
            if let keys = Self.keys(of: name) { result.merge(node(keys, value)) }
        }
        return result.json.object ?? JSONObject()
    }

    /// Decoded names in their order, each once; one that is repeated has a list.
    private func values(of query: some StringProtocol) -> [(name: String, value: QueryNode)] {
        var values: [(name: String, value: QueryNode)] = []
        var places: [String: Int] = [:]
        let parts = query.split(separator: "&", omittingEmptySubsequences: false).prefix(Self.parameterLimit)
        for part in parts {
            let (name, value) = nameAndValue(of: part)
            guard !name.isEmpty else { continue }
            if let place = places[name] {
                values[place].value.combine(value)
            } else {
                places[name] = values.count
                values.append((name, value))
            }
        }
        return values
    }

    private func nameAndValue(of part: some StringProtocol) -> (name: String, value: QueryNode) {
        let bytes = Array(part.utf8)
        guard let mark = Self.equalsSign(in: bytes) else {
            return (Self.decode(bytes), profile == .v2 ? .null : .text(""))
        }
        return (Self.decode(Array(bytes[..<mark])), .text(Self.decode(Array(bytes[(mark + 1)...]))))
    }

    /// The one behind the first `]`, else the first.
    private static func equalsSign(in bytes: [UInt8]) -> Int? {
        let equals = UInt8(ascii: "=")
        let behindBracket = bytes.indices.dropFirst().first { place in
            bytes[place] == equals && bytes[place - 1] == UInt8(ascii: "]")
        }
        return behindBracket ?? bytes.firstIndex(of: equals)
    }

    /// As `decodeURIComponent` with `+` for blanks: text with any damaged escape stays as it is.
    private static func decode(_ bytes: [UInt8]) -> String {
        let text = String(decoding: bytes.map { $0 == UInt8(ascii: "+") ? 0x20 : $0 }, as: UTF8.self)
        guard bytes.contains(UInt8(ascii: "%")) else { return text }
        var left = text.utf8[...]
        while let percent = left.firstIndex(of: UInt8(ascii: "%")) {
            let escape = left[percent...].prefix(3)
            guard escape.count == 3, escape.dropFirst().allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit })
            else { return text }
            left = left[escape.endIndex...]
        }
        return String(validating: PercentEncoding.decodeBytes(text), as: UTF8.self) ?? text
    }

    /// `a[b][c]` is `a`, `[b]`, `[c]`; nil for names that would change JavaScript's own objects.
    private static func keys(of name: String) -> [String]? {
        let bytes = Array(name.utf8)
        var keys: [String] = []
        var groups = bracketGroups(in: bytes)[...]
        let parent = String(decoding: bytes[..<(groups.first?.lowerBound ?? bytes.count)], as: UTF8.self)
        if !parent.isEmpty {
            guard !BracketQuery.prototypeNames.contains(parent) else { return nil }
            keys.append(parent)
        }
        for group in groups.prefix(depth) {
            let key = String(decoding: bytes[group], as: UTF8.self)
            guard !BracketQuery.prototypeNames.contains(String(key.dropFirst().dropLast())) else { return nil }
            keys.append(key)
        }
        groups = groups.dropFirst(depth)
        if let rest = groups.first {
            keys.append("[" + String(decoding: bytes[rest.lowerBound...], as: UTF8.self) + "]")
        }
        return keys
    }

    /// The places of brackets without brackets inside.
    private static func bracketGroups(in bytes: [UInt8]) -> [Range<Int>] {
        var groups: [Range<Int>] = []
        var start: Int?
        for (place, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: "[") { start = place }
            if byte == UInt8(ascii: "]"), let opening = start {
                groups.append(opening..<(place + 1))
                start = nil
            }
        }
        return groups
    }

    /// A value inside its keys.
    private func node(_ keys: [String], _ value: QueryNode) -> QueryNode {
        keys.reversed().reduce(value) { inner, key in
            if key == "[]" { return .list(list(of: inner)) }
            guard key.hasPrefix("["), key.hasSuffix("]") else { return .object(QueryMembers(key, inner)) }
            let name = String(key.dropFirst().dropLast())
            if let index = Self.index(name) { return .list(QueryList(inner, at: index)) }
            return .object(QueryMembers(name, inner))
        }
    }

    /// What empty brackets make of a value: a list is that list, and 3.x takes an empty text for an empty list.
    private func list(of inner: QueryNode) -> QueryList {
        if case .list(let list) = inner { return list }
        if profile == .v3, case .text("") = inner { return QueryList() }
        return QueryList(inner, at: 0)
    }

    /// A decimal index as JavaScript writes it, small enough for a list.
    private static func index(_ name: String) -> Int? {
        guard let index = Int(name), (0...1000).contains(index), String(index) == name else { return nil }
        return index
    }
}
