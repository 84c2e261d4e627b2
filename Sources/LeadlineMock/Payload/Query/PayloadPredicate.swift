import LeadlineCore

/// A `where`, ready to be asked of many documents: fields are found and values typed once.
indirect enum PayloadPredicate: Sendable {
    case always
    case never
    case all([PayloadPredicate])
    case any([PayloadPredicate])
    case not(PayloadPredicate)
    case test(PayloadFieldTest)

    /// The places of members are kept from one document to the next, since most have the same members.
    func matches(_ document: JSONObject, _ places: inout [Int]) -> Bool {
        switch self {
        case .always: return true
        case .never: return false
        case .all(let parts):
            for part in parts where !part.matches(document, &places) { return false }
            return true
        case .any(let parts):
            for part in parts where part.matches(document, &places) { return true }
            return false
        case .not(let part): return !part.matches(document, &places)
        case .test(let test): return test.matches(document, &places)
        }
    }
}

/// What is asked of the values at a path. As in MongoDB one value suffices, of the rows of arrays as of the elements of
/// lists.
struct PayloadFieldTest: Sendable {
    enum Comparison: Sendable {
        case greater, greaterOrEqual, less, lessOrEqual
    }

    enum Test: Sendable {
        case isOneOf([PayloadOperand])
        /// The ids of related documents.
        case isID(Set<String>)
        case compares(Comparison, PayloadOperand)
        case contains(TextNeedle)
        /// Absent or null, or an empty text where that counts as missing.
        case isMissing(orEmpty: Bool)
        case isWithin(PayloadPolygons)
        case isNear(PayloadDistance)
    }

    private let names: [String]
    /// Where the places of the names are kept.
    private let firstPlace: Int
    private let test: Test

    init(path: String, firstPlace: Int, _ test: Test) {
        names = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        self.firstPlace = firstPlace
        self.test = test
    }

    /// How many places are needed for a path.
    static func placeCount(_ path: String) -> Int { path.utf8.count { $0 == UInt8(ascii: ".") } + 1 }

    func matches(_ document: JSONObject, _ places: inout [Int]) -> Bool {
        var isAbsent = true
        let passes = visit(document, 0, &places, &isAbsent)
        if !passes, isAbsent, case .isMissing = test { return true }
        return passes
    }

    /// Whether a value that is reached from here passes; `isAbsent` ends when there is any.
    private func visit(
        _ object: JSONObject, _ step: Int, _ places: inout [Int], _ isAbsent: inout Bool
    ) -> Bool {
        let value = object.value(names[step], near: &places[firstPlace + step])
        guard step + 1 < names.count else {
            if value != nil { isAbsent = false }
            return passes(value)
        }
        switch value {
        case .object(let inner): return visit(inner, step + 1, &places, &isAbsent)
        case .array(let rows): return visit(rows, step + 1, &places, &isAbsent)
        default: return passes(nil)
        }
    }

    private func visit(_ rows: [JSON], _ step: Int, _ places: inout [Int], _ isAbsent: inout Bool) -> Bool {
        for case .object(let row) in rows where visit(row, step, &places, &isAbsent) { return true }
        // In values without fields an element can be named by its number.
        guard let index = Int(names[step]), rows.indices.contains(index) else { return false }
        guard step + 1 < names.count else {
            isAbsent = false
            return passes(rows[index])
        }
        switch rows[index] {
        case .object(let inner): return visit(inner, step + 1, &places, &isAbsent)
        case .array(let inner): return visit(inner, step + 1, &places, &isAbsent)
        default: return false
        }
    }

    private func passes(_ value: JSON?) -> Bool {
        guard let value else { return passes(.null) }
        switch (value, test) {
        case (.array, .isWithin), (.array, .isNear): return passesAlone(value)
        case (.array(let elements), .isOneOf), (.array(let elements), .isMissing):
            return passesAlone(value) || elements.contains(where: passesAlone)
        case (.array(let elements), _): return elements.contains(where: passesAlone)
        default: return passesAlone(value)
        }
    }

    private func passesAlone(_ value: JSON) -> Bool {
        switch test {
        case .isOneOf(let operands):
            for operand in operands where operand.equals(value) { return true }
            return false
        case .isID(let ids): return value.idText.map(ids.contains) ?? false
        case .compares(let comparison, let operand):
            guard let order = operand.order(of: value) else { return false }
            return comparison.holds(order)
        case .contains(let needle):
            guard case .string(let text) = value else { return false }
            return needle.occurs(in: text)
        case .isMissing(let orEmpty):
            switch value {
            case .null: return true
            case .string(let text): return orEmpty && text.isEmpty
            default: return false
            }
        case .isWithin(let polygons): return polygons.contain(value)
        case .isNear(let distance): return distance.isKept(value)
        }
    }
}

extension PayloadFieldTest.Comparison {
    fileprivate func holds(_ order: Int) -> Bool {
        switch self {
        case .greater: order > 0
        case .greaterOrEqual: order >= 0
        case .less: order < 0
        case .lessOrEqual: order <= 0
        }
    }
}
