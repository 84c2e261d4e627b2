import LeadlineCore
import LeadlineLanguage

@testable import LeadlineMock

/// What a `where` means for one document, as the facts about Payload 3 say it, in the simplest way: slow, and nothing is
/// shared with the server that it judges.
struct NaiveWhere {
    enum Answer: Equatable {
        case holds(Bool)
        /// There is no condition.
        case dropped
        /// The server breaks down.
        case fails
        /// The facts do not say.
        case unsaid
    }

    private let places: [String: QueryPlace]
    private let others: [JSONObject]

    init(_ draw: QueryDraw) {
        places = Dictionary(
            QueryPlace.all(of: draw.fields).map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        others = draw.others
    }

    func answer(_ filter: Filter, _ document: JSONObject) -> Answer {
        switch filter {
        case .test(let test): return answer(test, document)
        case .and(let parts), .or(let parts):
            let answers = parts.map { answer($0, document) }
            for whole in [Answer.unsaid, .fails] where answers.contains(whole) { return whole }
            let truths = answers.filter { $0 != .dropped }.map { $0 == .holds(true) }
            if truths.isEmpty { return .dropped }
            if case .and = filter { return .holds(truths.allSatisfy { $0 }) }
            return .holds(truths.contains(true))
        }
    }

    func place(_ test: FilterTest) -> QueryPlace? { places[test.field] }

    private func answer(_ test: FilterTest, _ document: JSONObject) -> Answer {
        if test.field == "id" { return idAnswer(test, document) }
        guard let place = places[test.field] else { return .unsaid }
        let opposites = ["not_equals": "equals", "not_in": "in"]
        guard let relation = place.relation else {
            guard let positive = opposites[test.operation] else {
                return answer(test, place, values(document, place.path))
            }
            if isOddRelation(test, place) { return .unsaid }
            let opposite = FilterTest(field: test.field, operation: positive, operand: test.operand)
            let answer = answer(opposite, place, values(document, place.path))
            if case .holds(let holds) = answer { return .holds(!holds) }
            return answer
        }
        if test.operation == "exists" { return .unsaid }
        let ids = values(document, relation).compactMap { $0?.string }
        let name = String(test.field.dropFirst(relation.count + 1))
        let inner = NaiveWhere(others: others)
        let behind = FilterTest(field: name, operation: test.operation, operand: test.operand)
        // Also where no document is related the server reads the value.
        let probe = inner.answer(behind, [:])
        if probe == .unsaid || probe == .fails { return probe }
        return .holds(
            others.contains { other in
                guard let id = other["id"]?.string, ids.contains(id) else { return false }
                return inner.answer(behind, other) != .holds(false)
            })
    }

    private init(others: [JSONObject]) {
        let fields = QueryDraw.otherFields.map { ($0.name, QueryPlace(path: $0.name, field: $0)) }
        (places, self.others) = (Dictionary(fields, uniquingKeysWith: { first, _ in first }), others)
    }

    /// What is not equal to an id that is none.
    private func isOddRelation(_ test: FilterTest, _ place: QueryPlace) -> Bool {
        Self.isRelation(place) && test.operation == "not_equals" && test.operand == "bad"
    }

    static func isRelation(_ place: QueryPlace) -> Bool {
        (place.field.kind == .relationship || place.field.kind == .upload) && !place.path.hasSuffix(".relationTo")
    }
}

// MARK: Values

extension NaiveWhere {
    /// The values at a path, nil where there is none: of arrays every row's, of lists every element.
    private func values(_ document: JSONObject, _ path: String) -> [JSON?] {
        var values: [JSON?] = [.object(document)]
        for name in path.split(separator: ".") {
            values = values.flatMap { value -> [JSON?] in
                if case .array(let rows)? = value {
                    return rows.filter { $0.object != nil }.map { $0[String(name)] }
                }
                return [value?[String(name)]]
            }
        }
        return values.flatMap { value -> [JSON?] in
            if case .array(let elements)? = value { return elements.map { $0 == .null ? nil : $0 } }
            return [value == .null ? nil : value]
        }
    }

    private func idAnswer(_ test: FilterTest, _ document: JSONObject) -> Answer {
        let id = document["id"]?.string ?? ""
        guard let text = test.operand.string else { return .unsaid }
        let texts = text.split(separator: ",").map(String.init)
        switch test.operation {
        case "equals": return .holds(text == id)
        case "not_equals": return .holds(text != id)
        case "in", "not_in":
            if !texts.allSatisfy(NaiveReading.isID) { return .fails }
            return .holds(texts.contains(id) == (test.operation == "in"))
        case "exists": return text == "true" ? .holds(false) : .unsaid
        default: return .unsaid
        }
    }
}

// MARK: Operators

extension NaiveWhere {
    private func answer(_ test: FilterTest, _ place: QueryPlace, _ values: [JSON?]) -> Answer {
        let operand = test.operand
        switch test.operation {
        case "exists": return exists(operand, place, values)
        case "within", "intersects": return place.isInRows ? .unsaid : .holds(isInside(values, operand))
        case "in", "all": return list(test.operation, operand, place, values)
        case "equals":
            if let list = operand.array { return exactList(list, values) }
            if Self.isRelation(place), operand == "null" || operand == "" {
                return place.isInRows || place.field.isPolymorphic ? .unsaid : .holds(values == [nil])
            }
            return reading(operand, place) { wanted in .holds(values.contains { wanted.equals($0) }) }
        case "greater_than": return order(operand, place, values) { $0 > 0 }
        case "greater_than_equal": return order(operand, place, values) { $0 >= 0 }
        case "less_than": return order(operand, place, values) { $0 < 0 }
        case "less_than_equal": return order(operand, place, values) { $0 <= 0 }
        case "like", "not_like", "contains": return words(test, place, values)
        default: return .unsaid
        }
    }

    private func reading(_ operand: JSON, _ place: QueryPlace, _ answer: (NaiveOperand) -> Answer) -> Answer {
        switch NaiveOperand.read(operand, place) {
        case .success(let wanted): answer(wanted)
        case .failure(let reason): reason.answer
        }
    }

    private func exactList(_ list: [JSON], _ values: [JSON?]) -> Answer { .holds(values == list.map { $0 }) }

    private func order(
        _ operand: JSON, _ place: QueryPlace, _ values: [JSON?], _ holds: (Int) -> Bool
    ) -> Answer {
        reading(operand, place) { wanted in .holds(values.contains { wanted.order(of: $0).map(holds) ?? false }) }
    }

    private func list(_ operation: String, _ operand: JSON, _ place: QueryPlace, _ values: [JSON?]) -> Answer {
        var wanted: [NaiveOperand] = []
        let kind = place.field.kind
        let parts = operand.string.map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
        if kind == .date {
            let dates = operand.array ?? (parts ?? []).map { .string($0) }
            if !dates.allSatisfy({ NaiveReading.moment($0) != nil }) { return .unsaid }
            // Several dates with commas between them are read as one, which is none.
            if (parts?.count ?? 0) > 1 { return .dropped }
        }
        if kind == .checkbox, operand.array != nil || (parts?.count ?? 0) > 1 { return .unsaid }
        for element in operand.array ?? (parts ?? []).map({ .string($0) }) {
            if Self.isRelation(place) {
                guard let text = element.string, NaiveReading.isID(text) else {
                    if operation == "all" || parts == ["null"] || element == "null" || element == "" { return .unsaid }
                    continue
                }
            }
            if kind == .number, parts != nil {
                guard let number = NaiveReading.beginning(element.string ?? "") else { return .fails }
                wanted.append(.number(number))
                continue
            }
            switch NaiveOperand.read(element, place) {
            case .success(let one): wanted.append(one)
            case .failure(let reason): return reason.answer
            }
        }
        func isThere(_ one: NaiveOperand) -> Bool { values.contains { one.equals($0) } }
        return .holds(operation == "in" ? wanted.contains(where: isThere) : wanted.allSatisfy(isThere))
    }

    private func exists(_ operand: JSON, _ place: QueryPlace, _ values: [JSON?]) -> Answer {
        let kind = place.field.kind
        if place.isInRows { return .unsaid }
        let emptyIsMissing =
            [.text, .textarea, .email, .code, .select, .radio, .date].contains(kind) && !place.field.hasMany
        let isMissing = values == [nil] || (emptyIsMissing && values == [""])
        return .holds(isMissing != NaiveReading.asksForExisting(operand, kind))
    }

    private func words(_ test: FilterTest, _ place: QueryPlace, _ values: [JSON?]) -> Answer {
        let kind = place.field.kind
        let isText = !Self.isRelation(place) && ![.number, .checkbox, .date].contains(kind)
        guard isText, let text = test.operand.string else {
            if test.operation == "contains", kind == .checkbox || kind == .date { return .fails }
            let isSaid = test.operation == "like" || kind != .number || !place.field.hasMany
            guard isSaid, test.operation != "not_like" else { return .unsaid }
            return reading(test.operand, place) { wanted in
                wanted.isNothing ? .unsaid : .holds(values.contains { wanted.equals($0) })
            }
        }
        let texts = values.compactMap { $0?.string }
        func occurs(_ part: String) -> Bool { texts.contains { Self.contains($0, part) } }
        let words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        switch test.operation {
        case "like": return .holds(words.allSatisfy(occurs))
        case "not_like": return .holds(!words.contains(where: occurs))
        default:
            let isWhole = NaiveReading.isID(text) || (kind == .select && place.field.hasMany)
            return .holds(isWhole ? texts.contains { Self.same($0, text) } : occurs(text))
        }
    }

    static func same(_ left: String, _ right: String) -> Bool { Array(left.utf8) == Array(right.utf8) }

    /// In any case of letters; no letter of the texts drawn has another length in the other case but the German one.
    private static func contains(_ text: String, _ part: String) -> Bool {
        func folded(_ text: String) -> [Unicode.Scalar] {
            text.unicodeScalars.flatMap { $0 == "ß" ? [$0] : Array(String($0).lowercased().unicodeScalars) }
        }
        let (text, part) = (folded(text), folded(part))
        guard part.count <= text.count else { return false }
        return (0...(text.count - part.count)).contains { Array(text[$0..<($0 + part.count)]) == part }
    }

    /// Of rectangles that are drawn no border touches a point.
    private func isInside(_ values: [JSON?], _ polygon: JSON) -> Bool {
        let corners = polygon["coordinates"]?.array?.first?.array ?? []
        // A point is a list of two numbers, which stands in the values one by one.
        let numbers = values.map { NaiveReading.number($0) ?? .nan }
        guard numbers.count == 2, let low = corners.first?.array, let high = corners.dropFirst(2).first?.array else {
            return false
        }
        return (0..<2).allSatisfy { axis in
            guard let least = NaiveReading.number(low[axis]), let most = NaiveReading.number(high[axis]) else {
                return false
            }
            return least < numbers[axis] && numbers[axis] < most
        }
    }
}
