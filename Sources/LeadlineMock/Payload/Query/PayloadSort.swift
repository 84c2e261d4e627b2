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
        let columns = keys.map { key in
            places.map { place in store[place: place].map { rank($0.fields, key) } ?? .missing }
        }
        let directions = keys.map(\.isDescending)
        var order = Array(places.indices)
        order.sort { left, right in
            for (column, isDescending) in zip(columns, directions) {
                let (a, b) = (column[left], column[right])
                if a == b { continue }
                return (a < b) != isDescending
            }
            return left < right
        }
        places = order.map { places[$0] }
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
                let moment = isDate ? JavaScript.date(text) : nil
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

        static func < (left: Rank, right: Rank) -> Bool {
            switch (left, right) {
            case (.number(let left), .number(let right)): left < right
            case (.text(let left), .text(let right)), (.object(let left), .object(let right)):
                left.byteOrder(to: right) < 0
            case (.bool(let left), .bool(let right)): left < right
            case (.date(let left), .date(let right)): left < right
            default: left.type < right.type
            }
        }

        static func == (left: Rank, right: Rank) -> Bool { !(left < right) && !(right < left) }
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
