import LeadlineCore
import LeadlinePrompt

/// Where the commands stand in the bytes of a history file, oldest first. Texts are made of them only when they are asked
/// for: a file of 100,000 commands is read while a key is pressed.
///
/// A line is `{"command":"…","session":"…","number":1,…}` before a command runs, and afterwards
/// `{"outcome":"…","session":"…","number":1,…}`. Whatever else the file holds is passed over.
struct HistoryFileIndex {
    struct Entry {
        /// The command's bytes between the quotes, JSON's escapes among them.
        var text: Range<Int>
        /// Session and number, which tell commands apart.
        var key: Range<Int>
        /// The outcome's bytes between the quotes.
        var outcome: Range<Int>?
        var isASCII: Bool
    }

    private(set) var bytes: [UInt8] = []
    private(set) var entries: [Entry] = []
    /// Where the lines of commands begin: those that repeat the one before them are no entries of their own.
    private(set) var commandLines: [Int] = []

    init(_ bytes: [UInt8] = []) {
        self.bytes = bytes
        entries.reserveCapacity(bytes.count / Self.usualLine)
        commandLines.reserveCapacity(bytes.count / Self.usualLine)
        readLines(from: 0)
    }

    /// Bytes for a command, with what became of it.
    private static let usualLine = 128

    /// Reads more lines; a last one that was not ended is left alone.
    mutating func append(_ lines: [UInt8]) {
        if let last = bytes.last, last != .lineEnd { bytes.append(.lineEnd) }
        let start = bytes.count
        bytes.append(contentsOf: lines)
        readLines(from: start)
    }

    private mutating func readLines(from start: Int) {
        let all = bytes
        var offset = start
        while offset < all.count { readLine(all.span, at: &offset) }
    }

    func entry(_ place: Int) -> HistoryEntry {
        let entry = entries[place]
        return HistoryEntry(command: text(entry.text), outcome: entry.outcome.map(text))
    }

    /// A JSON text that was found sound when it was read.
    private func text(_ range: Range<Int>) -> String {
        var offset = range.lowerBound - 1
        return (try? JSONLexer.string(bytes.span, at: &offset)) ?? String(decoding: bytes[range], as: UTF8.self)
    }

    // MARK: - Lines

    private static let command = Array(#"{"command":""#.utf8)
    private static let outcome = Array(#"{"outcome":""#.utf8)
    private static let session = Array(#","session":""#.utf8)
    private static let number = Array(#"","number":"#.utf8)

    /// Reads the line at `offset` and moves behind it.
    private mutating func readLine(_ bytes: Span<UInt8>, at offset: inout Int) {
        let line = offset
        let isCommand = bytes.holds(Self.command, at: line)
        if isCommand || bytes.holds(Self.outcome, at: line) {
            let start = line + Self.command.count
            let (end, isASCII) = Self.endOfText(bytes, from: start)
            let key = end.flatMap { Self.key(bytes, at: $0 + 1) }
            offset = Self.endOfLine(bytes, from: key?.upperBound ?? start)
            if let end, let key, bytes[offset - 1] == UInt8(ascii: "}"), isASCII || isUTF8(start..<end) {
                if isCommand {
                    commandLines.append(line)
                    take(Entry(text: start..<end, key: key, outcome: nil, isASCII: isASCII), bytes)
                } else {
                    take(outcome: start..<end, of: key, bytes)
                }
            }
        } else {
            offset = Self.endOfLine(bytes, from: line)
        }
        offset += 1
    }

    private mutating func take(_ entry: Entry, _ bytes: Span<UInt8>) {
        if let last = entries.last, bytes.isSame(last.text, entry.text) {
            entries[entries.count - 1] = entry
        } else {
            entries.append(entry)
        }
    }

    /// How many commands of other shells may stand between a command and its outcome.
    private static let reach = 64

    private mutating func take(outcome: Range<Int>, of key: Range<Int>, _ bytes: Span<UInt8>) {
        for place in entries.indices.suffix(Self.reach).reversed() where bytes.isSame(entries[place].key, key) {
            entries[place].outcome = outcome
            return
        }
    }

    private func isUTF8(_ range: Range<Int>) -> Bool { String(validating: bytes[range], as: UTF8.self) != nil }

    /// The place of the quote that closes a JSON text; nil for a text that is none.
    private static func endOfText(_ bytes: Span<UInt8>, from start: Int) -> (end: Int?, isASCII: Bool) {
        var place = start
        var union: UInt8 = 0
        while true {
            // In blocks: loops of this form are done on many bytes at once.
            while place + block <= bytes.count {
                let part = bytes.extracting(place..<place + block)
                var special: UInt8 = 0
                var partUnion: UInt8 = 0
                for index in part.indices {
                    let byte = part[index]
                    special |= byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20 ? 1 : 0
                    partUnion |= byte
                }
                if special != 0 { break }
                union |= partUnion
                place += block
            }
            while place < bytes.count, bytes[place] != UInt8(ascii: "\""), bytes[place] != UInt8(ascii: "\\") {
                if bytes[place] < 0x20 { return (nil, true) }
                union |= bytes[place]
                place += 1
            }
            guard place < bytes.count else { return (nil, true) }
            if bytes[place] == UInt8(ascii: "\"") { return (place, union < 0x80) }
            guard isEscape(bytes, at: place + 1) else { return (nil, true) }
            place += 2
        }
    }

    private static let block = 32

    /// Whether what stands behind a backslash is written here.
    private static func isEscape(_ bytes: Span<UInt8>, at place: Int) -> Bool {
        guard place < bytes.count else { return false }
        switch bytes[place] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "b"), UInt8(ascii: "t"), UInt8(ascii: "n"),
            UInt8(ascii: "f"), UInt8(ascii: "r"):
            return true
        // For control characters only.
        case UInt8(ascii: "u"): return bytes.holds([UInt8(ascii: "0"), UInt8(ascii: "0")], at: place + 1)
        default: return false
        }
    }

    /// `,"session":"…","number":1`
    private static func key(_ bytes: Span<UInt8>, at start: Int) -> Range<Int>? {
        guard bytes.holds(session, at: start) else { return nil }
        var place = start + session.count
        while place < bytes.count, bytes[place] != UInt8(ascii: "\""), bytes[place] != .lineEnd { place += 1 }
        guard bytes.holds(number, at: place) else { return nil }
        place += number.count
        while place < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[place]) { place += 1 }
        return start..<place
    }

    /// The place of the line end, or the end.
    private static func endOfLine(_ bytes: Span<UInt8>, from start: Int) -> Int {
        var place = start
        while place + block <= bytes.count {
            let part = bytes.extracting(place..<place + block)
            var isHere: UInt8 = 0
            for index in part.indices { isHere |= part[index] == .lineEnd ? 1 : 0 }
            if isHere != 0 { break }
            place += block
        }
        while place < bytes.count, bytes[place] != .lineEnd { place += 1 }
        return place
    }
}

extension UInt8 {
    fileprivate static let lineEnd = UInt8(ascii: "\n")
}

extension Span<UInt8> {
    func holds(_ word: [UInt8], at place: Int) -> Bool {
        guard word.count <= count - place else { return false }
        for index in word.indices where self[place + index] != word[index] { return false }
        return true
    }

    func isSame(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
        guard left.count == right.count else { return false }
        for index in 0..<left.count where self[left.lowerBound + index] != self[right.lowerBound + index] {
            return false
        }
        return true
    }
}
