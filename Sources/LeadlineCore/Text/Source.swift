/// A text with the name under which the user knows it: a file's path, `<stdin>`, `-c`.
package final class Source: Sendable {
    /// The name shown in messages, as the user wrote it.
    package let name: String
    package let text: String
    /// The byte offset at which each line begins; line 1 begins at 0.
    private let lineStarts: [Int]

    package init(name: String, text: String) {
        var text = text
        text.makeContiguousUTF8()
        self.name = name
        self.text = text
        var starts = [0]
        let bytes = text.utf8.span
        for offset in bytes.indices where bytes[offset] == UInt8(ascii: "\n") { starts.append(offset + 1) }
        lineStarts = starts
    }

    /// U+FEFF in UTF-8.
    package static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// The text of a file's bytes, which must be UTF-8. A byte order mark is left out, and offsets count from behind it.
    package convenience init(name: String, bytes: [UInt8]) throws(Diagnostic) {
        let mark = Self.byteOrderMark
        let content = bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes[...]
        guard let text = String(validating: content, as: UTF8.self) else {
            throw Source(name: name, text: String(decoding: content, as: UTF8.self)).firstRepair(of: Array(content))
        }
        self.init(name: name, text: text)
    }

    /// What to say about bytes of which this source is the repaired text.
    private func firstRepair(of bytes: [UInt8]) -> Diagnostic {
        let offset =
            zip(bytes, text.utf8).enumerated().first { $1.0 != $1.1 }?.offset ?? min(bytes.count, text.utf8.count)
        let end = min(offset + 3, text.utf8.count)
        let byte = offset < bytes.count ? String(bytes[offset], radix: 16, uppercase: true) : "??"
        return Diagnostic(
            .error, .notUTF8, "the byte 0x\(byte) is not UTF-8 here",
            at: SourceLocation(source: self, range: offset..<end),
            help: "save the file as UTF-8")
    }

    package var lineCount: Int { lineStarts.count }

    /// The line (from 1) and the column (from 1, in characters) of a byte offset; offsets behind the end mean the end.
    package func position(of offset: Int) -> (line: Int, column: Int) {
        let offset = min(max(offset, 0), text.utf8.count)
        let line = lineIndex(of: offset)
        // Where all bytes are ASCII, each is a character; a line end may only be the last one.
        let bytes = text.utf8.span
        let isASCII = (lineStarts[line]..<offset).allSatisfy { bytes[$0] < 0x80 && bytes[$0] != UInt8(ascii: "\r") }
        if isASCII { return (line + 1, offset - lineStarts[line] + 1) }
        let utf8 = text.utf8
        let start = utf8.index(utf8.startIndex, offsetBy: lineStarts[line])
        let end = utf8.index(utf8.startIndex, offsetBy: offset)
        return (line + 1, text[start..<end].count + 1)
    }

    /// The text of a line (from 1) without its line end.
    package func line(_ number: Int) -> Substring {
        guard number >= 1, number <= lineStarts.count else { return "" }
        let utf8 = text.utf8
        let start = utf8.index(utf8.startIndex, offsetBy: lineStarts[number - 1])
        var line = text[start...]
        if number < lineStarts.count {
            line = text[start..<utf8.index(utf8.startIndex, offsetBy: lineStarts[number])]
        }
        while let last = line.unicodeScalars.last, last == "\n" || last == "\r" { line.unicodeScalars.removeLast() }
        return line
    }

    private func lineIndex(of offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }
}

/// A stretch of a source, in byte offsets; empty at a place where something is missing.
package struct SourceLocation: Sendable, Equatable {
    package var source: Source
    package var range: Range<Int>

    package init(source: Source, range: Range<Int>) {
        self.source = source
        self.range = range
    }

    /// What is written there.
    package var text: Substring {
        let utf8 = source.text.utf8
        guard range.upperBound <= utf8.count else { return "" }
        let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
        return source.text[start..<utf8.index(start, offsetBy: range.count)]
    }

    /// The line and column of the first character, both from 1.
    package var position: (line: Int, column: Int) { source.position(of: range.lowerBound) }

    /// From the start of this stretch to the end of `other`, which lies in the same source.
    package func through(_ other: SourceLocation) -> SourceLocation {
        let lower = min(range.lowerBound, other.range.lowerBound)
        return SourceLocation(source: source, range: lower..<max(range.upperBound, other.range.upperBound))
    }

    /// `file:line:column`.
    package var description: String {
        let (line, column) = position
        return "\(source.name):\(line):\(column)"
    }

    package static func == (left: SourceLocation, right: SourceLocation) -> Bool {
        left.source === right.source && left.range == right.range
    }
}

/// A value that remembers where it was written.
package struct Located<Value: Sendable>: Sendable {
    package var value: Value
    package var location: SourceLocation

    package init(_ value: Value, _ location: SourceLocation) {
        self.value = value
        self.location = location
    }

    package func map<Other>(_ transform: (Value) -> Other) -> Located<Other> {
        Located<Other>(transform(value), location)
    }
}

extension Located: Equatable where Value: Equatable {}
