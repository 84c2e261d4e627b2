import LeadlineCore

/// The order of documents: by several keys, documents that are the same in all as they are stored.
struct PayloadSort {
    /// What a document is ranked by.
    struct Key {
        var names: [String]
        var isDescending: Bool
        var isDate: Bool
        /// The names behind a relation, with the documents at its end.
        var related: (names: [String], store: StoredCollection)?
    }

    private let keys: [Key]

    init(_ keys: [Key]) { self.keys = keys }

    var isRelated: Bool { keys.contains { $0.related != nil } }

    /// Sorts places of a store.
    func sort(_ places: inout [Int], of store: StoredCollection) {
        let columns = keys.map { ranks(places, $0, store) }
        var order = Array(places.indices)
        order.sort { left, right in
            for index in columns.indices {
                let order = columns[index][left].order(to: columns[index][right])
                if order != 0 { return (order < 0) != keys[index].isDescending }
            }
            return left < right
        }
        places = order.map { places[$0] }
    }

    private func ranks(_ places: [Int], _ key: Key, _ store: StoredCollection) -> [Rank] {
        var ranks: [Rank] = []
        ranks.reserveCapacity(places.count)
        var kept = 0
        for place in places {
            guard let fields = store[place: place]?.fields else { continue }
            if key.related == nil, key.names.count == 1 {
                let value = fields.value(key.names[0], near: &kept) ?? .null
                if value.array == nil {
                    ranks.append(Rank(value, isDate: key.isDate))
                    continue
                }
            }
            ranks.append(rank(fields, key))
        }
        return ranks
    }

    private func rank(_ document: JSONObject, _ key: Key) -> Rank {
        let values = JSON.object(document).reached(key.names[...])
        guard let related = key.related else { return rank(values, key) }
        return rank(
            values.flatMap { id in
                id.idText.flatMap { related.store[$0] }.map { JSON.object($0.fields).reached(related.names[...]) } ?? []
            }, key)
    }

    /// Of several values the smallest counts, in descending order the largest.
    private func rank(_ values: [JSON], _ key: Key) -> Rank {
        if values.isEmpty { return .missing }
        let ranks = values.map { Rank($0, isDate: key.isDate) }
        return (key.isDescending ? ranks.max() : ranks.min()) ?? .missing
    }
}

extension PayloadSort {
    /// A value among those of all types, in the order of MongoDB.
    enum Rank: Comparable {
        case emptyList
        case missing
        case number(Double)
        case text(String)
        case object(String)
        case bool(Int)
        case date(Int64)

        init(_ value: JSON, isDate: Bool) {
            switch value {
            case .null: self = .missing
            case .bool(let value): self = .bool(value ? 1 : 0)
            case .number(let number): self = .number(number.quickDouble)
            case .string(let text):
                let moment = isDate ? Timestamp(stored: text) ?? JavaScript.date(text) : nil
                self = moment.map { .date($0.microseconds) } ?? .text(text)
            case .array(let elements): self = elements.isEmpty ? .emptyList : .object(value.text())
            case .object: self = .object(value.text())
            }
        }

        private var type: Int {
            switch self {
            case .emptyList: 0
            case .missing: 1
            case .number: 2
            case .text: 3
            case .object: 4
            case .bool: 5
            case .date: 6
            }
        }

        /// Negative where this one is first.
        func order(to other: Rank) -> Int {
            switch (self, other) {
            case (.date(let left), .date(let right)): left < right ? -1 : left == right ? 0 : 1
            case (.number(let left), .number(let right)): left < right ? -1 : left == right ? 0 : 1
            case (.text(let left), .text(let right)), (.object(let left), .object(let right)):
                left.byteOrder(to: right)
            case (.bool(let left), .bool(let right)): left - right
            default: type - other.type
            }
        }

        static func < (left: Rank, right: Rank) -> Bool { left.order(to: right) < 0 }
        static func == (left: Rank, right: Rank) -> Bool { left.order(to: right) == 0 }
    }
}

extension JSON {
    /// The values at a path; of lists on the way every row's, of a list at the end its elements, or itself when empty.
    fileprivate func reached(_ names: ArraySlice<String>) -> [JSON] {
        if case .array(let elements) = self {
            if names.isEmpty { return elements.isEmpty ? [self] : elements }
            return elements.flatMap { $0.reached(names) }
        }
        guard let name = names.first else { return [self] }
        return self[name]?.reached(names.dropFirst()) ?? []
    }
}

extension Timestamp {
    /// Reads the one form that dates are stored in, `2026-03-01T22:00:00.000Z`; nil for all others.
    fileprivate init?(stored text: String) {
        let bytes = text.utf8.span
        guard bytes.count == 24, bytes[10] == UInt8(ascii: "T"), bytes[23] == UInt8(ascii: "Z") else { return nil }
        func number(_ first: Int, _ digits: Int) -> Int {
            (first..<(first + digits)).reduce(0) { $0 * 10 + Int(text.utf8.span[$1] & 0xF) }
        }
        self = .of(
            year: number(0, 4), month: number(5, 2), day: number(8, 2), hour: number(11, 2), minute: number(14, 2),
            second: number(17, 2), microsecond: number(20, 3) * 1000)
    }
}
