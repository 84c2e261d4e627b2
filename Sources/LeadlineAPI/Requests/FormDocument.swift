package import LeadlineCore

/// One field of a form, as it came.
package struct FormPart {
    package enum Content {
        case text(String)
        /// Name, type and size.
        case file(JSON)
    }

    package var name: String
    package var content: Content

    package init(name: String, content: Content) {
        self.name = name
        self.content = content
    }

    /// A part with a file name is a file, of which name, type and size are kept.
    package init(_ part: MultipartPart) {
        name = part.name
        if let file = part.fileName {
            content = .file(
                AttachedFile.summary(
                    name: file, mediaType: part.contentType ?? "application/octet-stream", size: part.bytes.count))
        } else {
            content = .text(String(decoding: part.bytes, as: UTF8.self))
        }
    }
}

/// The fields of a form, or of a query, put together by the brackets in their names, as Rails and `qs` do: `a[b]`, `a[]`,
/// `a[0][b]`.
package struct FormDocument {
    private static let depthLimit = 32
    private var root = Branch()

    /// Why fields cannot be put together, as a sentence.
    package struct Mistake: Error, Sendable {
        package var message: String
    }

    package init(_ parts: [FormPart]) throws(Mistake) {
        for part in parts {
            let keys = Self.keys(of: part.name)
            guard keys.count <= Self.depthLimit else {
                throw Mistake(message: "a field's name is nested deeper than \(Self.depthLimit) levels")
            }
            root.insert(part.content, at: keys[...])
        }
    }

    /// The fields of a query string, or of a form that is written as one.
    package init(query pairs: [QueryPair]) throws(Mistake) {
        try self.init(pairs.map { FormPart(name: $0.name, content: .text($0.value)) })
    }

    /// The values as JSON, each of the type that its place in the schema has; texts without one.
    package func json(schema: Schema? = nil, envelope: String? = nil) -> JSON {
        guard let envelope else { return root.json(schema) }
        var object = JSONObject()
        for (key, node) in zip(root.keys, root.nodes) { object[key] = node.json(key == envelope ? schema : nil) }
        return .object(object)
    }

    /// `a[b][]` is `a`, `b` and an empty key; brackets that do not close are characters.
    private static func keys(of name: String) -> [String] {
        guard let open = name.firstIndex(of: "["), open != name.startIndex else { return [name] }
        var keys = [String(name[..<open])]
        var rest = name[open...]
        while rest.first == "[", let close = rest.firstIndex(of: "]") {
            keys.append(String(rest[rest.index(after: rest.startIndex)..<close]))
            rest = rest[rest.index(after: close)...]
        }
        return keys
    }
}

private indirect enum Node {
    case leaf(FormPart.Content)
    case branch(Branch)

    func json(_ schema: Schema?) -> JSON {
        switch self {
        case .leaf(.file(let summary)): summary
        case .leaf(.text(let text)): Self.value(text, schema)
        case .branch(let branch): branch.json(schema)
        }
    }

    /// A text as the type of its place reads it; as text where that cannot be.
    private static func value(_ text: String, _ schema: Schema?) -> JSON {
        guard let schema, let kind = schema.kind else { return .string(text) }
        if text.isEmpty {
            if kind == .object { return [:] }
            return kind != .string || schema.kinds.contains(.null) ? .null : ""
        }
        switch kind {
        case .integer, .number: return JSONNumber(text).map { .number($0) } ?? .string(text)
        case .boolean where text == "true" || text == "1": return true
        case .boolean where text == "false" || text == "0": return false
        default: return .string(text)
        }
    }
}

/// What stands under one name, in the order in which it came.
private struct Branch {
    var keys: [String] = []
    var nodes: [Node] = []
    private var places: [String: Int] = [:]
    /// Whether each key is an element's: empty brackets or a number.
    private var isList = true

    mutating func insert(_ content: FormPart.Content, at path: ArraySlice<String>) {
        guard let key = path.first else { return }
        let rest = path.dropFirst()
        let place = self.place(of: key, next: rest.first)
        guard !rest.isEmpty else {
            nodes[place] = .leaf(content)
            return
        }
        var branch = if case .branch(let branch) = nodes[place] { branch } else { Branch() }
        nodes[place] = .leaf(.text(""))
        branch.insert(content, at: rest)
        nodes[place] = .branch(branch)
    }

    /// Where a key stands. Empty brackets begin a new element, unless the last one can still take what follows.
    private mutating func place(of key: String, next: String?) -> Int {
        if key.isEmpty {
            if let next, !next.isEmpty, case .branch(let last)? = nodes.last, last.places[next] == nil {
                return nodes.count - 1
            }
            return append(String(nodes.count))
        }
        if let place = places[key] { return place }
        if !key.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) { isList = false }
        return append(key)
    }

    private mutating func append(_ key: String) -> Int {
        places[key] = nodes.count
        keys.append(key)
        nodes.append(.leaf(.text("")))
        return nodes.count - 1
    }

    func json(_ schema: Schema?) -> JSON {
        if isList, !nodes.isEmpty, schema?.kind != .object {
            // One empty element is how a form says an empty list.
            if nodes.count == 1, case .leaf(.text("")) = nodes[0] { return [] }
            return .array(nodes.map { $0.json(schema?.items?.schema) })
        }
        var object = JSONObject()
        for (key, node) in zip(keys, nodes) { object[key] = node.json(schema?.part(key)) }
        return .object(object)
    }
}
