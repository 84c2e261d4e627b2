import LeadlineCore

/// An object on a line of its own, written member by member: no tree is built for what most rows have most of.
///
/// Texts lose their secrets before they are escaped: a body inside of a text would be escaped twice.
struct JSONLine {
    private var bytes: [UInt8] = []
    private let redactor: Redactor

    /// Appends a line with the members that `fill` adds.
    static func append(
        _ event: String, to bytes: inout [UInt8], _ redactor: Redactor, _ fill: (inout JSONLine) -> Void
    ) {
        var line = JSONLine(redactor: redactor)
        // The bytes are moved there and back, not copied.
        swap(&line.bytes, &bytes)
        line.bytes.append(contentsOf: "{\"event\":\"".utf8)
        line.bytes.append(contentsOf: event.utf8)
        line.bytes.append(UInt8(ascii: "\""))
        fill(&line)
        line.bytes.append(contentsOf: "}\n".utf8)
        swap(&line.bytes, &bytes)
    }

    private init(redactor: Redactor) { self.redactor = redactor }

    mutating func text(_ name: String, _ value: String?) {
        guard let value else { return null(name) }
        begin(name)
        JSON.writeQuoted(redactor(value), to: &bytes)
    }

    mutating func texts(_ name: String, _ values: [String]) {
        begin(name)
        bytes.append(UInt8(ascii: "["))
        for (index, value) in values.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            JSON.writeQuoted(redactor(value), to: &bytes)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    mutating func number(_ name: String, _ value: Int?) {
        guard let value else { return null(name) }
        begin(name)
        bytes.append(contentsOf: String(value).utf8)
    }

    mutating func flag(_ name: String, _ value: Bool) {
        begin(name)
        bytes.append(contentsOf: (value ? "true" : "false").utf8)
    }

    /// To the microsecond.
    mutating func seconds(_ name: String, _ value: Duration?) {
        guard let value else { return null(name) }
        begin(name)
        bytes.append(contentsOf: value.secondsText.utf8)
    }

    /// Where a line and column are; the file is told by itself.
    mutating func place(_ location: SourceLocation) {
        let (line, column) = location.position
        number("line", line)
        number("column", column)
    }

    private mutating func null(_ name: String) {
        begin(name)
        bytes.append(contentsOf: "null".utf8)
    }

    private mutating func begin(_ name: String) {
        bytes.append(contentsOf: ",\"".utf8)
        bytes.append(contentsOf: name.utf8)
        bytes.append(contentsOf: "\":".utf8)
    }
}

extension Duration {
    /// As a JSON number of seconds, to the microsecond.
    var secondsText: String {
        let microseconds = wholeMicroseconds
        let (whole, rest) = microseconds.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
        return "\(microseconds < 0 ? "-" : "")\(whole).\(String(rest + 1_000_000).dropFirst())"
    }
}
