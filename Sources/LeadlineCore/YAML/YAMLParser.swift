/// Reads the one document of a YAML source; nil when it is empty. Strict: no anchors, aliases, tags, merge keys,
/// directives, keys that are not texts, keys that stand twice, control characters, nor depth beyond `depthLimit`.
package func parseYAML(_ source: Source, depthLimit: Int = 64) throws(Diagnostic) -> YAMLNode? {
    let tree = YAMLTree(source: source, depthLimit: depthLimit)
    return try tree.document()
}

/// Builds the tree from libyaml's events.
private struct YAMLTree {
    let source: Source
    let bytes: [UInt8]
    let events: YAMLEvents
    let depthLimit: Int

    init(source: Source, depthLimit: Int) {
        self.source = source
        self.depthLimit = depthLimit
        bytes = Array(source.text.utf8)
        events = YAMLEvents(source.text)
    }

    func document() throws(Diagnostic) -> YAMLNode? {
        try checkCharacters()
        var root: YAMLNode?
        while true {
            let event = try next()
            switch event.kind {
            case .streamEnd: return root.map(isNothing) == true ? nil : root
            case .documentStart(hasDirectives: true):
                let start = event.range.lowerBound
                throw unsupported("directives are not supported", start..<endOfLine(start))
            case .documentStart where root != nil:
                throw unsupported("a file holds one document, found the start of a second", event.range)
            case .documentStart: root = try node(try next(), depth: 0)
            default: break
            }
        }
    }

    private func isNothing(_ node: YAMLNode) -> Bool {
        node.scalar?.style == .plain && node.scalar?.text.isEmpty == true
    }

    private func next() throws(Diagnostic) -> YAMLEvent {
        do {
            return try events.next()
        } catch {
            throw YAMLProblemText(problem: error, source: source, bytes: bytes).diagnostic()
        }
    }

    // MARK: Nodes

    /// The node that begins with an event; `depth` is the number of lists and mappings around it.
    private func node(_ event: YAMLEvent, depth: Int) throws(Diagnostic) -> YAMLNode {
        try checkProperties(event)
        switch event.kind {
        case .scalar(let text, let style):
            let range = trimmed(event.range, style)
            let excerpt = YAMLScalarMap.excerpt(text, style, in: event.range, of: source, bytes)
            return YAMLNode(.scalar(YAMLScalar(style: style, excerpt: excerpt)), location(range))
        case .listStart:
            try checkDepth(event, depth)
            return try list(event, depth: depth)
        case .mappingStart:
            try checkDepth(event, depth)
            return try mapping(event, depth: depth)
        default: throw invalid("a value expected", event.range)
        }
    }

    private func list(_ start: YAMLEvent, depth: Int) throws(Diagnostic) -> YAMLNode {
        var nodes: [YAMLNode] = []
        while true {
            let event = try next()
            if case .listEnd = event.kind {
                return YAMLNode(.list(nodes), whole(start, event, last: nodes.last?.location))
            }
            nodes.append(try node(event, depth: depth + 1))
        }
    }

    private func mapping(_ start: YAMLEvent, depth: Int) throws(Diagnostic) -> YAMLNode {
        var entries: [YAMLEntry] = []
        var places: [String: Int] = [:]
        while true {
            let event = try next()
            if case .mappingEnd = event.kind {
                return YAMLNode(.mapping(entries), whole(start, event, last: entries.last?.value.location))
            }
            let key = try key(event, in: start)
            let first = place(of: key.value, in: entries, &places)
            if let first {
                throw Diagnostic(
                    .error, .duplicateKey, "the key '\(key.value)' stands twice in this mapping", at: key.location,
                    notes: ["it stands first at \(entries[first].key.location.description)"])
            }
            entries.append(YAMLEntry(key: key, value: try node(try next(), depth: depth + 1)))
        }
    }

    private func key(_ event: YAMLEvent, in mapping: YAMLEvent) throws(Diagnostic) -> Located<String> {
        try checkProperties(event)
        guard case .scalar(let text, let style) = event.kind else {
            let start = mapping.range.lowerBound
            if event.range.lowerBound == start + 1, bytes[start...].starts(with: "{{".utf8) {
                throw YAMLProblemText.unquotedPlaceholder(at: start, source, bytes)
            }
            throw unsupported("a key must be a text", event.range)
        }
        if style == .plain, text == "<<" {
            throw unsupported("merge keys are not supported", event.range, help: "a key that is '<<' must be quoted")
        }
        if style == .plain, text.isEmpty { throw invalid("a key expected before ':'", event.range) }
        return Located(text, location(event.range))
    }

    /// The entry that has a key already. Small mappings are looked through, large ones keep a table.
    private func place(of key: String, in entries: [YAMLEntry], _ places: inout [String: Int]) -> Int? {
        if entries.count < 16 { return entries.firstIndex { $0.key.value == key } }
        if places.isEmpty { for (index, entry) in entries.enumerated() { places[entry.key.value] = index } }
        if let place = places[key] { return place }
        places[key] = entries.count
        return nil
    }

    // MARK: Checks

    private func checkProperties(_ event: YAMLEvent) throws(Diagnostic) {
        let start = event.range.lowerBound
        let names: (what: String, mark: String)
        if case .alias = event.kind {
            names = ("aliases", "*")
        } else if event.hasAnchor || event.hasTag {
            names = bytes[start] == UInt8(ascii: "&") ? ("anchors", "&") : ("tags", "!")
        } else {
            return
        }
        throw unsupported(
            "\(names.what) are not supported", start..<endOfWord(start),
            help: "a text that begins with '\(names.mark)' must be quoted")
    }

    private func checkDepth(_ event: YAMLEvent, _ depth: Int) throws(Diagnostic) {
        guard depth >= depthLimit else { return }
        throw Diagnostic(
            .error, .nestedTooDeep, "nested deeper than \(depthLimit) levels",
            at: location(event.range.lowerBound..<event.range.lowerBound))
    }

    /// Refuses characters that YAML does not allow, which libyaml would report without a place.
    private func checkCharacters() throws(Diagnostic) {
        let bytes = bytes.span
        for offset in bytes.indices {
            let byte = bytes[offset]
            // Nearly all bytes are plain ASCII.
            if byte >= 0x20, byte < 0x7F { continue }
            let isControl = byte < 0x20 ? byte != 0x0A && byte != 0x0D && byte != 0x09 : byte == 0x7F
            let isHigh = byte == 0xC2 && bytes[offset + 1] < 0xA0 && bytes[offset + 1] != 0x85
            let isNone = byte == 0xEF && bytes[offset + 1] == 0xBF && bytes[offset + 2] >= 0xBE
            guard isControl || isHigh || isNone else { continue }
            let value =
                isControl ? UInt16(byte) : isHigh ? UInt16(bytes[offset + 1]) : 0xFF40 | UInt16(bytes[offset + 2])
            let digits = String(value, radix: 16, uppercase: true)
            let code = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
            throw invalid(
                "the character U+\(code) is not allowed in YAML", offset..<(offset + (isControl ? 1 : isHigh ? 2 : 3)),
                help: "write it as \"\\u\(code)\" in double quotes")
        }
    }

    // MARK: Places

    private func location(_ range: Range<Int>) -> SourceLocation { SourceLocation(source: source, range: range) }

    /// From the first character of a list or mapping to its bracket, or else to the end of its last part.
    private func whole(_ start: YAMLEvent, _ end: YAMLEvent, last: SourceLocation?) -> SourceLocation {
        let upper = end.range.isEmpty ? last?.range.upperBound ?? start.range.upperBound : end.range.upperBound
        return location(start.range.lowerBound..<max(start.range.lowerBound, upper))
    }

    /// A block scalar's range without the line ends and blanks behind its last character.
    private func trimmed(_ range: Range<Int>, _ style: YAMLScalar.Style) -> Range<Int> {
        guard style == .literal || style == .folded else { return range }
        var upper = range.upperBound
        while upper > range.lowerBound, bytes[upper - 1] <= 0x20 { upper -= 1 }
        return range.lowerBound..<upper
    }

    private func endOfWord(_ start: Int) -> Int {
        bytes[start...].firstIndex {
            $0 <= 0x20 || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "]") || $0 == UInt8(ascii: "}")
        }
            ?? bytes.count
    }

    private func endOfLine(_ start: Int) -> Int {
        bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
    }

    private func unsupported(_ message: String, _ range: Range<Int>, help: String? = nil) -> Diagnostic {
        Diagnostic(.error, .unsupportedYAML, message, at: location(range), help: help)
    }

    private func invalid(_ message: String, _ range: Range<Int>, help: String? = nil) -> Diagnostic {
        Diagnostic(.error, .invalidYAML, message, at: location(range), help: help)
    }
}
