extension JSON {
    /// Reads one JSON text, strictly by RFC 8259: UTF-8 without a byte order mark, every name once in an object.
    /// Numbers keep their characters. Arrays and objects inside each other count against `depthLimit`.
    package init(parsing bytes: [UInt8], depthLimit: Int = 512) throws(JSONSyntaxError) {
        self = try Self.parse(bytes.span, depthLimit: depthLimit)
    }

    /// Reads the JSON text in a string.
    package init(parsing text: String, depthLimit: Int = 512) throws(JSONSyntaxError) {
        self = try Self.parse(text.utf8.span, depthLimit: depthLimit)
    }

    /// Reads the JSON text of a file, which may begin with a byte order mark: as those of a `Source`, the offsets of
    /// errors count from behind it.
    package init(parsingFile bytes: [UInt8]) throws(JSONSyntaxError) {
        let hasMark = bytes.starts(with: Source.byteOrderMark)
        self = try Self.parse(
            bytes.span.extracting(droppingFirst: hasMark ? Source.byteOrderMark.count : 0), depthLimit: 512)
    }

    private static func parse(_ bytes: Span<UInt8>, depthLimit: Int) throws(JSONSyntaxError) -> JSON {
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF {
            throw JSONSyntaxError(offset: 0, message: "a JSON value expected, found a byte order mark")
        }
        var parser = JSONParser(depthLimit: depthLimit)
        let value = try parser.value(bytes, depth: 0)
        JSONLexer.skipBlanks(bytes, at: &parser.offset)
        guard parser.offset == bytes.count else {
            throw JSONLexer.expected("the end of the text", bytes, parser.offset)
        }
        return value
    }
}

/// The state of a parse. Recursive; the depth limit bounds the stack it needs.
private struct JSONParser {
    let depthLimit: Int
    var offset = 0
    /// Hashes of the names of all open objects, the innermost last, so that most names need no comparison.
    private var hashes: [UInt32] = []

    init(depthLimit: Int) { self.depthLimit = depthLimit }

    mutating func value(_ bytes: Span<UInt8>, depth: Int) throws(JSONSyntaxError) -> JSON {
        JSONLexer.skipBlanks(bytes, at: &offset)
        switch offset < bytes.count ? bytes[offset] : 0 {
        case UInt8(ascii: "\""): return .string(try JSONLexer.string(bytes, at: &offset))
        case UInt8(ascii: "{"): return .object(try object(bytes, depth: try deeper(depth)))
        case UInt8(ascii: "["): return .array(try array(bytes, depth: try deeper(depth)))
        case UInt8(ascii: "-"), 0x30...0x39: return .number(try JSONLexer.number(bytes, at: &offset))
        default: break
        }
        guard let literal = JSONLexer.literal(bytes, at: &offset) else {
            throw JSONLexer.expected("a JSON value", bytes, offset)
        }
        return literal
    }

    private func deeper(_ depth: Int) throws(JSONSyntaxError) -> Int {
        guard depth < depthLimit else {
            throw JSONSyntaxError(offset: offset, message: "nested deeper than \(depthLimit) levels")
        }
        return depth + 1
    }

    private mutating func array(_ bytes: Span<UInt8>, depth: Int) throws(JSONSyntaxError) -> [JSON] {
        offset += 1
        JSONLexer.skipBlanks(bytes, at: &offset)
        if take(UInt8(ascii: "]"), bytes) { return [] }
        var elements: [JSON] = []
        while true {
            elements.append(try value(bytes, depth: depth))
            JSONLexer.skipBlanks(bytes, at: &offset)
            if take(UInt8(ascii: ","), bytes) { continue }
            if take(UInt8(ascii: "]"), bytes) { return elements }
            throw JSONLexer.expected("',' or ']'", bytes, offset)
        }
    }

    private mutating func object(_ bytes: Span<UInt8>, depth: Int) throws(JSONSyntaxError) -> JSONObject {
        offset += 1
        JSONLexer.skipBlanks(bytes, at: &offset)
        if take(UInt8(ascii: "}"), bytes) { return JSONObject() }
        let base = hashes.count
        var names = UniqueNames()
        var members: [JSONObject.Member] = []
        while true {
            let name = try self.name(bytes, isFirst: members.isEmpty, base: base, members, &names)
            JSONLexer.skipBlanks(bytes, at: &offset)
            guard take(UInt8(ascii: ":"), bytes) else { throw JSONLexer.expected("':'", bytes, offset) }
            members.append(JSONObject.Member(name, try value(bytes, depth: depth)))
            JSONLexer.skipBlanks(bytes, at: &offset)
            if take(UInt8(ascii: ","), bytes) { continue }
            guard take(UInt8(ascii: "}"), bytes) else { throw JSONLexer.expected("',' or '}'", bytes, offset) }
            hashes.removeLast(hashes.count - base)
            return JSONObject(uniqueMembers: members)
        }
    }

    /// Reads a name and makes sure that it is new in its object, whose names' hashes begin at `base`.
    private mutating func name(
        _ bytes: Span<UInt8>, isFirst: Bool, base: Int, _ members: [JSONObject.Member], _ names: inout UniqueNames
    ) throws(JSONSyntaxError) -> String {
        JSONLexer.skipBlanks(bytes, at: &offset)
        guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") else {
            throw JSONLexer.expected("a name in double quotes\(isFirst ? " or '}'" : "")", bytes, offset)
        }
        let start = offset
        let name = try JSONLexer.string(bytes, at: &offset)
        let hash = Self.hash(name)
        if names.contains(name, hash: hash, among: members, hashes[base...]) {
            throw JSONSyntaxError(offset: start, message: "the name '\(name)' stands twice in one object")
        }
        hashes.append(hash)
        return name
    }

    private static func hash(_ name: String) -> UInt32 {
        let bytes = name.utf8.span
        var hash: UInt32 = 0
        for index in bytes.indices { hash = hash &* 31 &+ UInt32(bytes[index]) }
        return hash
    }

    private mutating func take(_ byte: UInt8, _ bytes: Span<UInt8>) -> Bool {
        guard offset < bytes.count, bytes[offset] == byte else { return false }
        offset += 1
        return true
    }
}

/// Whether a name is among an object's. Names are the same only if their bytes are: no Unicode equivalence.
private struct UniqueNames {
    /// Filled once an object is so large that looking through the hashes would cost more, or could be made to.
    private var large: Set<JSONMemberName> = []
    private static let limit = 32

    mutating func contains(
        _ name: String, hash: UInt32, among members: [JSONObject.Member], _ hashes: ArraySlice<UInt32>
    ) -> Bool {
        guard members.count >= Self.limit else {
            for (index, other) in hashes.enumerated() where other == hash {
                if members[index].name.utf8.elementsEqual(name.utf8) { return true }
            }
            return false
        }
        if large.isEmpty { for member in members { large.insert(JSONMemberName(member.name)) } }
        return !large.insert(JSONMemberName(name)).inserted
    }
}
