/// Reads the keys of a mapping and remembers which ones it was asked for, so that every other one is reported.
package struct Fields {
    package let entries: [YAMLEntry]
    /// What the mapping is, in messages: "a step".
    package let what: String
    private let known: [String]

    /// Reports unknown keys at once.
    package init(_ node: YAMLNode, _ what: String, known: [String], into diagnostics: inout [Diagnostic]) {
        self.what = what
        self.known = known
        guard case .mapping(let entries) = node.content else {
            entries = []
            diagnostics.append(
                Diagnostic(
                    .error, .wrongShape, "\(what) is a mapping, found \(node.kindName)", at: node.location,
                    help:
                        "write keys and values: \(known.prefix(3).joined(separator: ", "))\(known.count > 3 ? ", …" : "")"
                ))
            return
        }
        self.entries = entries
        for entry in entries where !known.contains(entry.key.value) {
            diagnostics.append(
                Diagnostic(
                    .error, .unknownKey, "unknown key '\(entry.key.value)' in \(what)", at: entry.key.location,
                    help: Suggestion.help(for: entry.key.value, in: known)))
        }
    }

    package func node(_ key: String) -> YAMLNode? { entries.first { $0.key.value == key }?.value }

    /// The text of a key; a list or mapping is reported.
    package func text(_ key: String, into diagnostics: inout [Diagnostic]) -> Located<String>? {
        guard let node = node(key) else { return nil }
        guard case .scalar(let scalar) = node.content else {
            diagnostics.append(
                Diagnostic(
                    .error, .wrongShape, "'\(key)' takes a text, found \(node.kindName)", at: node.location))
            return nil
        }
        return Located(scalar.text, node.location)
    }

    /// The texts of a key that takes one text or a list of them.
    package func texts(_ key: String, into diagnostics: inout [Diagnostic]) -> [Located<String>] {
        guard let node = node(key) else { return [] }
        let nodes: [YAMLNode] = if case .list(let list) = node.content { list } else { [node] }
        return nodes.compactMap { node in
            if case .scalar(let scalar) = node.content { return Located(scalar.text, node.location) }
            diagnostics.append(
                Diagnostic(
                    .error, .wrongShape, "'\(key)' takes texts, found \(node.kindName)", at: node.location))
            return nil
        }
    }
}
