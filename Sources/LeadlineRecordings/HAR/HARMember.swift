import LeadlineCore

/// A value in a HAR file, and its place for messages. What is null counts as left out, as some exporters write it.
struct HARMember {
    private let json: JSON?
    let entry: Int?
    let path: String

    init(_ json: JSON?, entry: Int? = nil, path: String = "") {
        self.json = json
        self.entry = entry
        self.path = path
    }

    subscript(_ name: String) -> HARMember {
        HARMember(json?[name], entry: entry, path: path.isEmpty ? name : "\(path).\(name)")
    }

    /// nil when it is left out.
    private var value: JSON? { if case .null? = json { nil } else { json } }

    var isMissing: Bool { value == nil }

    // MARK: What must be there

    func text() throws(HARError) -> String {
        guard let text = try optionalText() else { throw expected("a text") }
        return text
    }

    /// The value itself is an object.
    func checkObject() throws(HARError) {
        guard value?.object != nil else { throw expected("an object") }
    }

    /// The elements of a list as entries, with names of their own for messages.
    func entries() throws(HARError) -> [HARMember] {
        guard let elements = value?.array else { throw expected("a list") }
        return elements.enumerated().map { HARMember($1, entry: $0 + 1) }
    }

    // MARK: What may be left out

    func optionalText() throws(HARError) -> String? {
        guard let value else { return nil }
        guard let text = value.string else { throw expected("a text") }
        return text
    }

    func optionalInteger() throws(HARError) -> Int? {
        guard let value else { return nil }
        guard let number = value.number?.integer else { throw expected("a whole number") }
        return number
    }

    func flag() throws(HARError) -> Bool {
        guard let value else { return false }
        guard let flag = value.bool else { throw expected("true or false") }
        return flag
    }

    /// A time in milliseconds; nil also for -1, which says that there is none.
    func optionalDuration() throws(HARError) -> Duration? {
        guard let value else { return nil }
        guard let number = value.number else { throw expected("a number of milliseconds") }
        let nanoseconds = (number.double * 1e6).rounded()
        guard nanoseconds >= 0 else { return nil }
        // A year is more than an exchange takes, and its nanoseconds are exact.
        guard nanoseconds <= 4e15 else { throw expected("a time below a month") }
        return .nanoseconds(Int64(nanoseconds))
    }

    func optionalMoment() throws(HARError) -> Timestamp? {
        guard let text = try optionalText() else { return nil }
        let written = text.replacingFirstBlank().cuttingFraction()
        do throws(TextSyntaxError) { return try Timestamp(parsing: written) } catch {
            throw HARError(entry: entry, member: path, reason: "\(error.message), in '\(text)'")
        }
    }

    /// The elements, perhaps none; an absent list has none.
    func elements() throws(HARError) -> [HARMember] {
        guard let value else { return [] }
        guard let elements = value.array else { throw expected("a list") }
        return elements.enumerated().map { HARMember($1, entry: entry, path: "\(path)[\($0)]") }
    }

    func texts() throws(HARError) -> [String] {
        var texts: [String] = []
        for element in try elements() { texts.append(try element.text()) }
        return texts
    }

    /// The members of an object whose values are moments.
    func moments() throws(HARError) -> [String: Timestamp] {
        var moments: [String: Timestamp] = [:]
        for member in value?.object?.members ?? [] { moments[member.name] = try self[member.name].optionalMoment() }
        return moments
    }

    func expected(_ what: String) -> HARError {
        HARError(entry: entry, member: path, reason: "\(what) expected, found \(value?.typePhrase ?? "nothing")")
    }
}

extension String {
    /// `2026-03-02 09:00:00Z` as ISO 8601 has it.
    fileprivate func replacingFirstBlank() -> String {
        guard let blank = utf8.firstIndex(of: 0x20) else { return self }
        return self[..<blank] + "T" + self[utf8.index(after: blank)...]
    }

    /// With at most nine digits of a second's fraction: some write more than any clock can tell.
    fileprivate func cuttingFraction() -> String {
        guard let point = utf8.firstIndex(of: 0x2E) else { return self }
        let digits = utf8[point...].dropFirst().prefix { (0x30...0x39).contains($0) }
        return self[..<point] + "." + self[digits.startIndex..<(digits.prefix(9).endIndex)] + self[digits.endIndex...]
    }
}
