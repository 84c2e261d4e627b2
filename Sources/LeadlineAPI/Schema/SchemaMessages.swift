import LeadlineCore

extension Schema {
    /// `text`, `integer or null`, `list of objects`.
    package var typeText: String {
        if isFile { return "file" }
        if kind == .array {
            let element = items?.schema.typeText ?? "any"
            return element == "any" ? "list" : element == "object" ? "list of objects" : "list of \(element)"
        }
        let names = kinds.map { kind in
            switch kind {
            case .string: format == "date-time" ? "time" : format == "date" ? "date" : "text"
            case .boolean: "true/false"
            case .number, .integer, .array, .object, .null: kind == .array ? "list" : kind.rawValue
            }
        }
        return names.isEmpty ? "any" : names.joined(separator: " or ")
    }

    /// The index of a property. Members mostly stand in the order of the schema, so it is looked for from where the
    /// last one was found.
    func place(of name: String, from start: Int = 0) -> Int? {
        for index in start..<max(start, properties.count) where properties[index].name.isSame(as: name) { return index }
        for index in 0..<min(start, properties.count) where properties[index].name.isSame(as: name) { return index }
        return nil
    }

    /// Whether a value is one of the known ones.
    func isListed(_ value: JSON) -> Bool {
        guard case .string(let text) = value else { return values.contains { $0.value == value } }
        return values.contains { known in
            if case .string(let other) = known.value { other.isSame(as: text) } else { false }
        }
    }

    /// `an integer`, `a text or null`.
    var expectedKinds: String { kinds.map(\.phrase).joined(separator: " or ") }

    /// What is told about a value that is none of the known ones: a short list whole, a long one by its nearest value.
    func notListed(_ value: JSON) -> (message: String, suggestion: String?) {
        let names = values.map { $0.value.string ?? $0.value.text() }
        let list = valuesAreClosed ? "the list" : "the known values"
        if names.count <= Self.shortList, let last = names.last {
            let choices = names.count == 1 ? last : names.dropLast().joined(separator: ", ") + " or " + last
            let rule = valuesAreClosed ? "must be \(choices)" : "is none of \(list) (\(choices))"
            return ("\(rule), found \(value.described)", nil)
        }
        let nearest = value.string.flatMap { Suggestion.closest(to: $0, in: names) }
        return ("must be in \(list) of \(names.count), found \(value.described)", nearest)
    }

    private static let shortList = 8
}

extension Schema.Kind {
    /// `an integer`, `true or false`.
    var phrase: String {
        switch self {
        case .string: "a text"
        case .number: "a number"
        case .integer: "an integer"
        case .boolean: "true or false"
        case .array: "a list"
        case .object: "an object"
        case .null: "null"
        }
    }
}

extension JSON {
    /// A value in a message: a text in quotes and shortened, a list or an object by its kind.
    var described: String {
        switch self {
        case .null, .bool: return text()
        case .number(let number): return "the number \(Self.shortened(number.text))"
        case .string(let text): return "text \(JSON.string(Self.shortened(text)).text())"
        case .array: return "a list"
        case .object: return "an object"
        }
    }

    private static func shortened(_ text: String) -> String {
        text.count <= 40 ? text : text.prefix(39) + "…"
    }
}

/// The formats that are more than a name for people.
enum SchemaFormat {
    /// The rule that a text breaks; nil when it keeps it or the format has none.
    static func rule(_ format: String, brokenBy text: String) -> String? {
        switch format {
        case "date-time": isTime(text) ? nil : "must be a time such as 2026-03-02T09:00:00Z"
        case "date": isDate(text) ? nil : "must be a date such as 2026-03-02"
        case "email": isEmail(text) ? nil : "must be an e-mail address"
        case "uri": isURI(text) ? nil : "must be a URL such as https://example.com/"
        default: nil
        }
    }

    /// A date with a time and an offset, as RFC 3339 wants it.
    private static func isTime(_ text: String) -> Bool {
        guard text.utf8.count > 10, (try? Timestamp(parsing: text)) != nil else { return false }
        let tail = text.utf8.dropFirst(11)
        return tail.last == UInt8(ascii: "Z") || tail.contains(UInt8(ascii: "+")) || tail.contains(UInt8(ascii: "-"))
    }

    private static func isDate(_ text: String) -> Bool {
        text.utf8.count == 10 && (try? Timestamp(parsing: text)) != nil
    }

    private static func isEmail(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        return parts.count == 2 && !parts[0].isEmpty && !parts[1].isEmpty && !text.contains(" ")
    }

    /// A scheme, a colon and something behind it, without blanks.
    private static func isURI(_ text: String) -> Bool {
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")), !text.contains(" ") else { return false }
        let scheme = text[..<colon].utf8
        let isScheme = scheme.allSatisfy { ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || ($0 >= 0x2B && $0 <= 0x39) }
        return !scheme.isEmpty && isScheme && text.utf8.index(after: colon) < text.utf8.endIndex
    }
}

extension String {
    /// Equality that looks at the lengths first: names of one schema mostly differ in them.
    func isSame(as other: String) -> Bool { utf8.count == other.utf8.count && self == other }
}
