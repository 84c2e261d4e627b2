import LeadlineCore
import LeadlineLanguage

/// A path whose last step is still being typed: `docs[0].ema`, `docs[`, `x["a b`.
struct PathBeginning {
    enum Opening { case first, dot, index, quote, behind }

    /// The whole steps before the last one.
    private(set) var keys: [PathKey] = []
    /// How the last step begins.
    private(set) var opening = Opening.first
    /// Offset of the `.` or `[` of the last step, of its name if it is the first one.
    private(set) var separator: Int
    /// Offset of the last step's name.
    private(set) var start: Int
    /// What is typed of the last step.
    private(set) var partial = ""

    private let bytes: [UInt8]
    private var position: Int

    /// nil: a path that nothing can be said about, or none.
    init?(_ bytes: [UInt8], from offset: Int) {
        self.bytes = bytes
        position = offset
        separator = offset
        start = offset
        if offset < bytes.count, bytes[offset] == UInt8(ascii: "$") {
            keys = [.name("body")]
            position += 1
            (opening, separator, start) = (.behind, position, position)
        } else {
            guard readName() else { return nil }
        }
        while position < bytes.count {
            guard readStep() else { return nil }
        }
    }

    /// Reads a `.` or `[` and what stands behind it; false where it cannot be part of a path.
    private mutating func readStep() -> Bool {
        if opening != .behind { keys.append(.name(partial)) }
        separator = position
        position += 1
        switch bytes[separator] {
        case UInt8(ascii: "."):
            opening = .dot
            return readName()
        case UInt8(ascii: "["): return readBracket()
        default: return false
        }
    }

    private mutating func readName() -> Bool {
        start = position
        while position < bytes.count, bytes[position] != UInt8(ascii: "."), bytes[position] != UInt8(ascii: "[") {
            guard !bytes[position].isBlank, !"{}\"'=]|".utf8.contains(bytes[position]) else { return false }
            position += 1
        }
        partial = text(start..<position)
        return position == bytes.count || !partial.isEmpty
    }

    private mutating func readBracket() -> Bool {
        start = position
        guard position < bytes.count else {
            (opening, partial) = (.index, "")
            return true
        }
        let quote = bytes[position]
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return readIndex() }
        position += 1
        start = position
        while position < bytes.count, bytes[position] != quote { position += 1 }
        partial = text(start..<position)
        guard position < bytes.count else {
            opening = .quote
            return true
        }
        position += 1
        return close(.name(partial))
    }

    private mutating func readIndex() -> Bool {
        while position < bytes.count, bytes[position] != UInt8(ascii: "]") { position += 1 }
        partial = text(start..<position)
        guard position < bytes.count else {
            opening = .index
            return true
        }
        return Int(partial).map { close(.index($0)) } ?? false
    }

    private mutating func close(_ key: PathKey) -> Bool {
        guard position < bytes.count, bytes[position] == UInt8(ascii: "]") else { return false }
        position += 1
        keys.append(key)
        (opening, separator, start, partial) = (.behind, position, position, "")
        return true
    }

    private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// The path of all that is typed, as one whose next step is to come.
    var descended: PathBeginning? {
        guard opening == .first || opening == .dot, !partial.isEmpty else { return nil }
        var path = self
        path.keys.append(.name(partial))
        (path.opening, path.separator, path.start, path.partial) = (.behind, bytes.count, bytes.count, "")
        return path
    }
}
