import LeadlineCore

/// `a,-b`: by `a`, those that are the same by `b` the other way round. What is missing comes first, and numbers before
/// texts; documents that are the same in all keep their order.
struct DocumentOrder {
    private struct Key {
        var path: [Substring]
        var isDescending: Bool
    }

    private let keys: [Key]

    init(_ sort: String) {
        keys = sort.split(separator: ",").compactMap { part in
            let name = part.drop { $0 == " " || $0 == "-" }
            let isDescending = part.first { $0 != " " } == "-"
            return name.isEmpty ? nil : Key(path: name.split(separator: "."), isDescending: isDescending)
        }
    }

    func sorted(_ documents: [StoredDocument]) -> [StoredDocument] {
        let ranked = documents.enumerated().map { place, document in
            (place: place, ranks: keys.map { Rank(JSON.object(document.fields).values(at: $0.path[...]).first) })
        }
        let order = ranked.sorted { left, right in
            for (index, key) in keys.enumerated() {
                let (a, b) = key.isDescending ? (right, left) : (left, right)
                if a.ranks[index] < b.ranks[index] { return true }
                if b.ranks[index] < a.ranks[index] { return false }
            }
            return left.place < right.place
        }
        return order.map { documents[$0.place] }
    }
}

/// A value's place among all values.
private enum Rank: Comparable {
    case missing
    case number(JSONNumber)
    case text(String)
    case other(String)
    case bool(Int)

    init(_ value: JSON?) {
        switch value {
        case nil, .null: self = .missing
        case .number(let number): self = .number(number)
        case .string(let text): self = .text(text)
        case .bool(let value): self = .bool(value ? 1 : 0)
        case let other?: self = .other(other.text())
        }
    }
}
