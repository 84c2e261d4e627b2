import LeadlineCore

/// The values at a path of several documents.
struct PayloadValues {
    let names: [String]
    /// Of the documents in the store.
    let places: [Int]
    let store: StoredCollection

    /// The places of the documents that have a value that passes. Where there is no value null is asked about, and
    /// where arrays have no rows nothing; `orAbsent` takes these documents, too.
    func places(orAbsent: Bool = false, where passes: (JSON) -> Bool) -> [Int] {
        // Most documents have the same members in the same places, which are kept from one to the next.
        guard names.count == 1 else { return nested(orAbsent, passes) }
        let name = names[0]
        var place = 0
        return store.places(places) { fields in
            guard let value = fields.value(name, near: &place) else { return passes(.null) }
            if case .array(let elements) = value { return passes(value) || elements.contains(where: passes) }
            return passes(value)
        }
    }

    private func nested(_ orAbsent: Bool, _ passes: (JSON) -> Bool) -> [Int] {
        var kept = Array(repeating: 0, count: names.count)
        return store.places(places) { fields in
            var isAbsent = true
            return visit(fields, 0, &kept, &isAbsent, passes) || (isAbsent && orAbsent)
        }
    }

    /// Whether a value that is reached from here passes; `isAbsent` ends when there is any.
    private func visit(
        _ object: JSONObject, _ step: Int, _ kept: inout [Int], _ isAbsent: inout Bool, _ passes: (JSON) -> Bool
    ) -> Bool {
        let value = object.value(names[step], near: &kept[step])
        guard step + 1 < names.count else { return visit(value, &isAbsent, passes) }
        switch value {
        case .object(let inner): return visit(inner, step + 1, &kept, &isAbsent, passes)
        case .array(let rows): return visit(rows, step + 1, &kept, &isAbsent, passes)
        default: return passes(.null)
        }
    }

    private func visit(
        _ rows: [JSON], _ step: Int, _ kept: inout [Int], _ isAbsent: inout Bool, _ passes: (JSON) -> Bool
    ) -> Bool {
        for case .object(let row) in rows where visit(row, step, &kept, &isAbsent, passes) { return true }
        // In values without fields an element can be named by its number.
        guard let index = Int(names[step]), rows.indices.contains(index) else { return false }
        guard step + 1 < names.count else { return visit(rows[index], &isAbsent, passes) }
        switch rows[index] {
        case .object(let inner): return visit(inner, step + 1, &kept, &isAbsent, passes)
        case .array(let inner): return visit(inner, step + 1, &kept, &isAbsent, passes)
        default: return false
        }
    }

    /// The value at the end of the path, a list as a whole and each of its elements.
    private func visit(_ value: JSON?, _ isAbsent: inout Bool, _ passes: (JSON) -> Bool) -> Bool {
        guard let value else { return passes(.null) }
        isAbsent = false
        if case .array(let elements) = value { return passes(value) || elements.contains(where: passes) }
        return passes(value)
    }
}
