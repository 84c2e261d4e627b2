import LeadlineCore

/// Finds what tells a moment in a text and moves it: ISO 8601 dates, dates of HTTP headers and cookies, ids of MongoDB,
/// and web tokens. Only the date changes; time of day, fraction and offset stay as they are written.
struct DateScanner {
    private let bytes: [UInt8]
    private let lens: TimeLens
    private var offset = 0
    private var result: [UInt8] = []

    init(_ text: String, lens: TimeLens) {
        bytes = Array(text.utf8)
        self.lens = lens
    }

    mutating func moved() -> String {
        while offset < bytes.count {
            let isAtWord = offset == 0 || !Self.isWord(bytes[offset - 1])
            if isAtWord, let (length, replacement) = isoDate() ?? httpDate() ?? webToken() ?? objectID() {
                result += replacement
                offset += length
            } else {
                result.append(bytes[offset])
                offset += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private typealias Found = (length: Int, replacement: [UInt8])

    // MARK: Dates

    /// `2026-03-02` and what stands behind it.
    private func isoDate() -> Found? {
        guard let date = slice(10), !follows(10) || isTime(10), offset == 0 || bytes[offset - 1] != UInt8(ascii: "-")
        else { return nil }
        return moment(date).flatMap { moment in
            lens.moved(TimeLens.day(of: moment)).flatMap(Self.date).map { (10, Array($0.text.utf8.prefix(10))) }
        }
    }

    /// The midnight of a date that is written `2026-03-02`.
    private func moment(_ date: ArraySlice<UInt8>) -> Timestamp? {
        guard date.first.map(Self.isDigit) == true else { return nil }
        return try? Timestamp(parsing: String(decoding: date, as: UTF8.self))
    }

    /// `T09:00` behind a date.
    private func isTime(_ distance: Int) -> Bool {
        let place = offset + distance
        guard place + 1 < bytes.count else { return false }
        return [UInt8(ascii: "T"), UInt8(ascii: "t")].contains(bytes[place]) && Self.isDigit(bytes[place + 1])
    }

    /// `Sun, 01 Mar 2026 22:00:00 GMT`, in cookies also `Sun, 01-Mar-2026`.
    private func httpDate() -> Found? {
        guard let date = slice(16), bytes[offset + 3] == UInt8(ascii: ",") else { return nil }
        var normal = Array(date)
        let separator = normal[7]
        guard separator == 0x20 || separator == UInt8(ascii: "-"), normal[11] == separator else { return nil }
        (normal[7], normal[11]) = (0x20, 0x20)
        let text = String(decoding: normal, as: UTF8.self)
        guard let moment = Timestamp(httpDate: text + " 00:00:00 GMT"), moment.httpDate.hasPrefix(text),
            let day = lens.moved(TimeLens.day(of: moment)).flatMap(Self.date)
        else { return nil }
        var replacement = Array(day.httpDate.utf8.prefix(16))
        (replacement[7], replacement[11]) = (separator, separator)
        return (16, replacement)
    }

    /// The midnight of a day; nil where a date has no four digits for its year.
    private static func date(_ day: Int) -> Timestamp? {
        let moment = Timestamp(microseconds: 0) + .seconds(day * 86_400)
        return (0...9999).contains(moment.civil.year) ? moment : nil
    }

    // MARK: Ids and tokens

    /// 24 lower-case hexadecimal digits, of which the first eight are seconds since 1970.
    private func objectID() -> Found? {
        guard let id = slice(24), !follows(24) else { return nil }
        let isID = id.allSatisfy { Self.isDigit($0) || (0x61...0x66).contains($0) }
        guard isID, let seconds = Int(String(decoding: id.prefix(8), as: UTF8.self), radix: 16),
            let day = lens.moved(seconds / 86_400)
        else { return nil }
        let moved = day * 86_400 + seconds % 86_400
        guard (0...0xFFFF_FFFF).contains(moved) else { return nil }
        let digits = String(moved, radix: 16)
        return (24, Array((String(repeating: "0", count: 8 - digits.utf8.count) + digits).utf8) + id.dropFirst(8))
    }

    /// A JSON web token, whose signature no longer fits and says so.
    private func webToken() -> Found? {
        guard bytes[offset...].starts(with: "eyJ".utf8) else { return nil }
        let token = bytes[offset...].prefix { Self.isWord($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }
        let parts = token.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 3, let payload = Base64.decode(String(decoding: parts[1], as: UTF8.self)),
            let claims = try? JSON(parsing: payload), claims.object != nil
        else { return nil }
        let moved = lens.json(claims)
        guard moved != claims else { return nil }
        let text = [
            String(decoding: parts[0], as: UTF8.self), Base64.encodeForURL(moved.text().utf8), "moved-by-time-lens",
        ]
        return (token.count, Array(text.joined(separator: ".").utf8))
    }

    // MARK: Bytes

    /// So many bytes from here; nil where there are less.
    private func slice(_ length: Int) -> ArraySlice<UInt8>? {
        offset + length <= bytes.count ? bytes[offset..<(offset + length)] : nil
    }

    /// Whether the word goes on behind so many bytes.
    private func follows(_ length: Int) -> Bool {
        let end = offset + length
        return end < bytes.count && (Self.isWord(bytes[end]) || bytes[end] == UInt8(ascii: "-"))
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), 0x80...: true
        default: false
        }
    }
}
