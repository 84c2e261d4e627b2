import LeadlineCore

@testable import LeadlineMock

/// The order of two documents as the facts tell it.
struct NaiveOrder {
    private let documents: [JSONObject]
    private let others: [JSONObject]
    private let path: [String]
    private let isDescending: Bool
    private let isDate: Bool

    /// `documents` are those of the draw as they are stored.
    init(_ draw: QueryDraw, _ documents: [JSONObject]) {
        (self.documents, others) = (documents, draw.others)
        let sort = draw.sort ?? "-createdAt"
        isDescending = sort.hasPrefix("-")
        let name = isDescending ? String(sort.dropFirst()) : sort
        path = name.split(separator: ".").map(String.init)
        isDate = draw.sort == nil || draw.sortPlace?.field.kind == .date
    }

    /// Whether a document must stand before another.
    func isFirst(_ left: String, before right: String) -> Bool {
        guard let first = documents.firstIndex(where: { $0["id"]?.string == left }),
            let second = documents.firstIndex(where: { $0["id"]?.string == right })
        else { return false }
        // Of empty lists the facts say nothing.
        guard let one = key(documents[first]), let other = key(documents[second]) else { return false }
        if one != other { return one.isBelow(other) != isDescending }
        if path == ["id"] { return false }
        let created = [first, second].map { documents[$0]["createdAt"]?.string ?? "" }
        return created[0] == created[1] ? first < second : created[0] > created[1]
    }

    private struct Key: Equatable {
        /// Of the type among others: nothing, numbers, texts, booleans, dates.
        var type: Int
        var number = 0.0
        var text: [UInt8] = []

        func isBelow(_ other: Key) -> Bool {
            if type != other.type { return type < other.type }
            if number != other.number { return number < other.number }
            return text.lexicographicallyPrecedes(other.text)
        }
    }

    /// Of a list the smallest element, or the largest in descending order.
    private func key(_ document: JSONObject) -> Key? {
        var values: [JSON] = [.object(document)]
        for name in path {
            values = values.flatMap { value -> [JSON] in
                let value =
                    value.string.flatMap { id in others.first { $0["id"]?.string == id } }.map { .object($0) }
                    ?? value
                return (value[name] ?? .null).array ?? [value[name] ?? .null]
            }
        }
        let keys = values.map(key)
        return keys.reduce(keys.first) { best, key in
            guard let best else { return key }
            return key.isBelow(best) != isDescending && key != best ? key : best
        }
    }

    private func key(_ value: JSON) -> Key {
        switch value {
        case .number: Key(type: 1, number: NaiveReading.number(value) ?? 0)
        case .string where isDate: Key(type: 5, number: Double(NaiveReading.moment(value) ?? 0))
        case .string(let text): Key(type: 2, text: Array(text.utf8))
        case .bool(let value): Key(type: 4, number: value ? 1 : 0)
        default: Key(type: 0)
        }
    }
}
