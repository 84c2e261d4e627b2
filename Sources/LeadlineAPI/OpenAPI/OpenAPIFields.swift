import LeadlineCore

/// The entries of a mapping whose keys are known.
struct Fields {
    let entries: [YAMLEntry]
    /// What the mapping is, in messages: `an operation`.
    let name: String
    let location: SourceLocation

    subscript(_ key: String) -> YAMLNode? { entries.first { $0.key.value == key }?.value }
}

extension OpenAPIReader {
    /// The entries of a mapping; a key that is not among `keys` is a problem, but for extensions of others. No node
    /// gives no entries.
    mutating func fields(of node: YAMLNode?, in name: String, keys: [String]) -> Fields {
        let fields = Fields(
            entries: node.map { entries($0) } ?? [], name: name, location: node?.location ?? root.location)
        for entry in fields.entries where !keys.contains(entry.key.value) && !isForeign(entry.key.value, keys) {
            let key = entry.key.value
            if Self.unsupported.contains(key) {
                report(
                    "'\(key)' is not supported in \(name)", at: entry.key.location,
                    help: "leave it out: leadline would not judge by it")
            } else {
                report("unknown key '\(key)' in \(name)", at: entry.key.location, help: didYouMean(key, keys))
            }
        }
        return fields
    }

    /// Keywords of OpenAPI and JSON Schema that change what is meant, and that nothing here reads.
    private static let unsupported: Set = [
        "not", "uniqueItems", "multipleOf", "maxProperties",
        "patternProperties", "propertyNames", "contains", "minContains", "maxContains", "prefixItems",
        "dependentRequired", "dependentSchemas", "unevaluatedProperties", "unevaluatedItems", "writeOnly", "$defs",
        "$id", "$anchor", "$dynamicRef", "variables", "encoding", "content", "pathItems", "servers",
    ]

    /// Whether a key is another tool's: `x-internal`, not `x-ledline-verb`.
    private func isForeign(_ key: String, _ keys: [String]) -> Bool {
        key.hasPrefix("x-") && !key.hasPrefix("x-leadline") && Suggestion.closest(to: key, in: keys) == nil
    }

    mutating func entries(_ node: YAMLNode) -> [YAMLEntry] {
        guard let entries = node.mapping else {
            report("a mapping expected, found \(node.kindName)", at: node.location)
            return []
        }
        return entries
    }

    mutating func list(_ node: YAMLNode) -> [YAMLNode] {
        guard let list = node.list else {
            report("a list expected, found \(node.kindName)", at: node.location)
            return []
        }
        return list
    }

    mutating func required(_ key: String, of fields: Fields) -> YAMLNode? {
        if let node = fields[key] { return node }
        // An empty mapping has been reported, or is a missing one that has.
        if !fields.entries.isEmpty { report("\(fields.name) has no '\(key)'", at: fields.location.start) }
        return nil
    }

    // MARK: Scalars

    mutating func text(_ node: YAMLNode) -> String {
        guard let scalar = node.scalar else {
            report("a text expected, found \(node.kindName)", at: node.location)
            return ""
        }
        var text = scalar.text[...]
        while text.last?.isNewline == true { text.removeLast() }
        return String(text)
    }

    mutating func text(_ key: String, of fields: Fields) -> String? { fields[key].map { text($0) } }

    mutating func requiredText(_ key: String, of fields: Fields) -> String {
        required(key, of: fields).map { text($0) } ?? ""
    }

    mutating func texts(_ key: String, of fields: Fields) -> [String] {
        (fields[key].map { list($0) } ?? []).map { text($0) }
    }

    /// `true` or `false`; false where the key is missing.
    mutating func flag(_ key: String, of fields: Fields) -> Bool {
        guard let node = fields[key] else { return false }
        guard let value = JSON(node).bool else {
            report("'\(key)' must be true or false, found \(found(node))", at: node.location)
            return false
        }
        return value
    }

    mutating func integer(_ key: String, of fields: Fields) -> Int? {
        guard let node = fields[key] else { return nil }
        guard let value = JSON(node).number?.integer, value >= 0 else {
            report("'\(key)' must be a whole number, found \(found(node))", at: node.location)
            return nil
        }
        return value
    }

    mutating func number(_ key: String, of fields: Fields) -> JSONNumber? {
        guard let node = fields[key] else { return nil }
        guard let value = JSON(node).number else {
            report("'\(key)' must be a number, found \(found(node))", at: node.location)
            return nil
        }
        return value
    }

    /// The case that a text names; nil, and a problem, when there is none.
    mutating func choice<Choice: RawRepresentable & CaseIterable>(_ node: YAMLNode) -> Choice?
    where Choice.RawValue == String {
        let text = text(node)
        if let choice = Choice(rawValue: text) { return choice }
        let names = Choice.allCases.map(\.rawValue)
        report("one of \(names.joined(separator: ", ")) expected, found '\(text)'", at: node.location)
        return nil
    }

    func found(_ node: YAMLNode) -> String { node.scalar.map { "'\($0.text)'" } ?? node.kindName }

    func didYouMean(_ name: String, _ names: [String]) -> String? { Suggestion.help(for: name, in: names) }

    // MARK: References

    /// The node itself, or where its `$ref` leads; nil, and a problem, when it leads nowhere.
    mutating func resolved(_ node: YAMLNode) -> YAMLNode? {
        var node = node
        for _ in 0..<16 {
            guard let reference = node.mapping?.first(where: { $0.key.value == "$ref" })?.value else { return node }
            if let other = node.mapping?.first(where: { $0.key.value != "$ref" }) {
                report("'$ref' stands alone here, found '\(other.key.value)' beside it", at: other.key.location)
            }
            guard let target = target(text(reference), at: reference.location) else { return nil }
            node = target
        }
        report("this '$ref' leads back to itself", at: node.location)
        return nil
    }

    /// Where a JSON pointer into this document leads.
    mutating func target(_ pointer: String, at location: SourceLocation) -> YAMLNode? {
        guard pointer.hasPrefix("#/") else {
            report("a '$ref' into this document expected ('#/…'), found '\(pointer)'", at: location)
            return nil
        }
        var node = root
        for part in pointer.dropFirst(2).split(separator: "/", omittingEmptySubsequences: false) {
            let entries = node.mapping ?? []
            let name = Self.unescaped(part)
            guard let next = entries.first(where: { $0.key.value == name })?.value else {
                report(
                    "'\(pointer)' leads nowhere: there is no '\(name)'", at: location,
                    help: didYouMean(name, entries.map(\.key.value)))
                return nil
            }
            node = next
        }
        return node
    }

    private static func unescaped(_ part: Substring) -> String {
        guard part.utf8.contains(UInt8(ascii: "~")) else { return String(part) }
        var text = ""
        var pieces = part.split(separator: "~", omittingEmptySubsequences: false)[...]
        text += pieces.popFirst() ?? ""
        for piece in pieces {
            switch piece.first {
            case "0": text += "~" + piece.dropFirst()
            case "1": text += "/" + piece.dropFirst()
            default: text += "~" + piece
            }
        }
        return text
    }
}

extension SourceLocation {
    /// The place where this stretch begins.
    var start: SourceLocation { SourceLocation(source: source, range: range.lowerBound..<range.lowerBound) }
}

extension JSON {
    /// The value of a YAML node by JSON's rules: a plain scalar is a number, `true`, `false` or `null` if it is exactly
    /// JSON's, and a text otherwise; a quoted one is always a text.
    init(_ node: YAMLNode) {
        switch node.content {
        case .scalar(let scalar) where scalar.style == .plain: self.init(plain: scalar.text)
        case .scalar(let scalar): self = .string(scalar.text)
        case .list(let nodes): self = .array(nodes.map { JSON($0) })
        case .mapping(let entries):
            self = .object(
                JSONObject(uniqueMembers: entries.map { JSONObject.Member($0.key.value, JSON($0.value)) }))
        }
    }

    private init(plain text: String) {
        switch text {
        case "", "null": self = .null
        case "true": self = .bool(true)
        case "false": self = .bool(false)
        default:
            let mayBeNumber = text.utf8.first.map { $0 == UInt8(ascii: "-") || ($0 >= 0x30 && $0 <= 0x39) } ?? false
            self = (mayBeNumber ? JSONNumber(text) : nil).map { .number($0) } ?? .string(text)
        }
    }
}
