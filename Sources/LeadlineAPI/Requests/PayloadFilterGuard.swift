import LeadlineCore
import LeadlineLanguage

/// Refuses what Payload's servers would read otherwise than it is meant. Many of these they skip in silence, so that every
/// document matches: with an update or delete of several that is a disaster.
struct PayloadFilterGuard {
    /// Of the collection's documents; nothing is known of their fields without it.
    let document: Schema?
    let version: Int

    /// Parts of a query string that servers read; later ones vanish.
    static let pairLimit = 1000
    /// Pairs of brackets behind the first name that servers take apart.
    static let bracketLimit = 10

    private static let operators = [
        "equals", "not_equals", "in", "not_in", "all", "exists", "greater_than", "greater_than_equal", "less_than",
        "less_than_equal", "like", "not_like", "contains", "near", "within", "intersects",
    ]
    func check(_ filter: Filter) throws(UnsupportedFilter) {
        switch filter {
        case .and(let parts), .or(let parts):
            if parts.isEmpty { throw UnsupportedFilter(reason: "an empty list of conditions means every document") }
            for part in parts { try check(part) }
        case .test(let test): try check(test)
        }
    }

    /// The pairs as they would travel.
    func check(_ pairs: [QueryPair]) throws(UnsupportedFilter) {
        if pairs.isEmpty { throw UnsupportedFilter(reason: "an empty where means every document") }
        if pairs.count > Self.pairLimit {
            throw UnsupportedFilter(
                reason: "the where has \(pairs.count) parts, servers read only \(Self.pairLimit)",
                help: "ask for fewer at once")
        }
        for pair in pairs {
            let levels = pair.name.utf8.count { $0 == UInt8(ascii: "[") }
            guard levels > Self.bracketLimit else { continue }
            throw UnsupportedFilter(
                reason: "the where is nested \(levels) levels deep, servers read only \(Self.bracketLimit)",
                help: "write it with fewer 'and' and 'or' inside each other")
        }
    }

    private func check(_ test: FilterTest) throws(UnsupportedFilter) {
        guard BracketQuery.isReadable(name: test.field), !["and", "or"].contains(test.field.lowercased()) else {
            throw UnsupportedFilter(reason: "a query string cannot name the field '\(test.field)'")
        }
        guard Self.operators.contains(test.operation) else {
            throw UnsupportedFilter(
                reason: "unknown operator '\(test.operation)' of the field '\(test.field)'",
                help: Suggestion.help(for: test.operation, in: Self.operators))
        }
        if test.operation == "not_like", version < 3 {
            throw UnsupportedFilter(
                reason: "Payload \(version) has no 'not_like' and skips it, which means every document",
                help: "find the documents first, and name them by 'id in'")
        }
        let schema = document?.schema(asked: Self.path(of: test.field))
        try checkShape(test, schema)
        guard BracketQuery.isReadable(test.operand) else {
            throw UnsupportedFilter(
                reason: "servers do not read all of \(test.operand.shown) behind '\(test.operation)'",
                help: "leave out empty lists and objects, and names that are numbers")
        }
        let element = schema?.items?.schema ?? schema
        if element?.relation != nil, test.operand.array?.contains(.null) == true {
            throw UnsupportedFilter(
                reason: "servers skip null in a list", help: "write '\(test.field) = null' as a condition of its own")
        }
        for operand in test.operand.array ?? [test.operand] { try check(operand, of: test, element) }
    }

    private func checkShape(_ test: FilterTest, _ schema: Schema?) throws(UnsupportedFilter) {
        switch (test.operation, test.operand) {
        case (_, .array(let list)) where list.isEmpty:
            throw UnsupportedFilter(reason: "an empty list behind '\(test.operation)' means every document")
        case ("exists", .bool): break
        case ("exists", let other):
            throw UnsupportedFilter(reason: "'exists' takes true or false, found \(other.shown)")
        case ("within", .object), ("intersects", .object), (_, .array): break
        case (_, .object) where schema?.relation == nil:
            throw UnsupportedFilter(reason: "'\(test.operation)' of the field '\(test.field)' takes no object")
        default: break
        }
    }

    private func check(_ operand: JSON, of test: FilterTest, _ schema: Schema?) throws(UnsupportedFilter) {
        if operand == .null, schema?.relation == nil {
            throw UnsupportedFilter(
                reason: "servers cannot tell null from an empty text in the field '\(test.field)'",
                help: "write '\(test.field) not exists'")
        }
        if schema?.format == "date-time" || schema?.format == "date", test.operation != "exists" {
            try checkTime(operand)
        }
        guard schema?.generator == "object-id" else { return }
        if test.operation == "exists" {
            throw UnsupportedFilter(reason: "servers take 'exists' of an id for an id, and find nothing")
        }
        guard test.operation.hasPrefix("not"), operand.string.map(Self.isObjectID) != true else { return }
        throw UnsupportedFilter(
            reason:
                "\(operand.shown) is no id of 24 hexadecimal digits, and '\(test.operation)' with it means every document"
        )
    }

    /// Servers skip a condition with a time that JavaScript does not read, and with one that is no text.
    private func checkTime(_ operand: JSON) throws(UnsupportedFilter) {
        if operand == .null { return }
        if let text = operand.string, (try? Timestamp(parsing: text)) != nil, Self.isScriptTime(text) { return }
        throw UnsupportedFilter(
            reason: "\(operand.shown) is no time for servers, and they skip a condition with it",
            help: "write it as in 2026-03-02T09:00:00Z or 2026-03-02T09:00:00+11:00")
    }

    /// Whether JavaScript reads an ISO time in this form: its offset has hours and minutes with a colon between.
    private static func isScriptTime(_ text: String) -> Bool {
        guard let time = text.firstIndex(of: "T") else { return true }
        guard let sign = text[time...].lastIndex(where: { $0 == "+" || $0 == "-" }) else { return true }
        return text[sign...].utf8.count == 6 && text[sign...].contains(":")
    }

    /// Servers read `__` as a dot and `_id` as `id`.
    private static func path(of field: String) -> [PathKey] {
        let names = field.replacing("__", with: ".").split(separator: ".")
        return names.map { .name($0 == "_id" ? "id" : String($0)) }
    }

    private static func isObjectID(_ text: String) -> Bool {
        text.utf8.count == 24 && text.allSatisfy(\.isHexDigit)
    }
}
