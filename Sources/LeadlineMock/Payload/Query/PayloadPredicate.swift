import LeadlineCore

/// A `where`, ready to be asked of many documents: fields are found and values typed once. Each condition goes over all
/// documents that are left, so that what it needs is at hand for all of them.
indirect enum PayloadPredicate: Sendable {
    case always
    case never
    case all([PayloadPredicate])
    case any([PayloadPredicate])
    case not(PayloadPredicate)
    case test(PayloadFieldTest)

    /// Of some places of a store, in ascending order, those whose documents match.
    func matching(_ places: [Int], in store: StoredCollection) -> [Int] {
        switch self {
        case .always: return places
        case .never: return []
        case .all(let parts): return parts.reduce(places) { $1.matching($0, in: store) }
        case .any(let parts):
            var found: [Int] = []
            var rest = places
            for part in parts {
                let matching = part.matching(rest, in: store)
                rest = Self.without(matching, rest)
                found += matching
            }
            return found.sorted()
        case .not(let part): return Self.without(part.matching(places, in: store), places)
        case .test(let test): return test.matching(places, in: store)
        }
    }

    /// Places that are not among others; all ascending.
    private static func without(_ others: [Int], _ places: [Int]) -> [Int] {
        var next = 0
        return places.filter { place in
            guard next < others.count, others[next] == place else { return true }
            next += 1
            return false
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
    private let test: Test

    init(path: String, _ test: Test) {
        names = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        self.test = test
    }

    func matching(_ places: [Int], in store: StoredCollection) -> [Int] {
        let values = PayloadValues(names: names, places: places, store: store)
        switch test {
        case .isOneOf(let operands) where operands.count == 1: return Self.matching(values, operands[0])
        case .isOneOf(let operands): return values.places { value in operands.contains { $0.equals(value) } }
        case .isID(let ids): return values.places { $0.idText.map(ids.contains) ?? false }
        case .compares(let comparison, let operand):
            return values.places { value in operand.order(of: value).map(comparison.holds) ?? false }
        case .contains(let needle):
            return values.places { value in
                if case .string(let text) = value { needle.occurs(in: text) } else { false }
            }
        case .isMissing(let orEmpty):
            return values.places(orAbsent: true) { value in
                switch value {
                case .null: true
                case .string(let text): orEmpty && text.isEmpty
                default: false
                }
            }
        case .isWithin(let polygons): return values.places(where: polygons.contain)
        case .isNear(let distance): return values.places(where: distance.isKept)
        }
    }

    /// The most usual question, with nothing to choose for each document.
    private static func matching(_ values: PayloadValues, _ operand: PayloadOperand) -> [Int] {
        switch operand {
        case .text(let wanted):
            values.places { value in
                if case .string(let text) = value { text.hasSameBytes(as: wanted) } else { false }
            }
        case .number(let wanted):
            values.places { value in
                if case .number(let number) = value { number.quickDouble == wanted } else { false }
            }
        default: values.places(where: operand.equals)
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
