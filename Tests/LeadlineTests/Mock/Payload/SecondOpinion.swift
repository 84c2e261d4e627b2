import LeadlineAPI
import LeadlineCore
import LeadlineLanguage

@testable import LeadlineMock

/// What must hold of any answers, whatever was drawn.
struct SecondOpinion {
    private let draw: QueryDraw
    private let naive: NaiveWhere
    private let world: QueryWorld
    private let all: Set<String>
    /// What is found by the conditions of the draw.
    private let (first, second): (QueryWorld.Found, QueryWorld.Found)

    private init(_ draw: QueryDraw) {
        self.draw = draw
        naive = NaiveWhere(draw)
        world = QueryWorld(draw)
        (first, second) = (world.find(draw.first), world.find(draw.second))
        all = Set(draw.documents.compactMap { $0["id"]?.string })
    }

    /// The first thing that does not hold, in words; nil where all does.
    static func problem(_ draw: QueryDraw) -> String? {
        let opinion = SecondOpinion(draw)
        return opinion.judgement(draw.first, opinion.first) ?? opinion.judgement(draw.second, opinion.second)
            ?? opinion.logic()
            ?? opinion.complements() ?? opinion.types() ?? opinion.profiles()
            ?? opinion.pages() ?? opinion.order() ?? opinion.update()
    }

    // MARK: Conditions

    /// The server agrees with the naive reading of the facts.
    private func judgement(_ filter: Filter, _ found: QueryWorld.Found) -> String? {
        let answers = (world.documents + [[:]]).map { naive.answer(filter, $0) }
        if answers.contains(.unsaid) { return nil }
        if answers.contains(.fails) { return found == .failed(500) ? nil : "\(found), not 500: \(filter.json.text())" }
        let ids = zip(world.documents, answers).filter { $1 != .holds(false) }.compactMap { $0.0["id"]?.string }
        return found.set == Set(ids) ? nil : "\(found), not \(ids): \(filter.json.text())"
    }

    /// `and` finds what both find, `or` what one of them finds.
    private func logic() -> String? {
        guard let first = first.set, let second = second.set else { return nil }
        // The server reads ten pairs of brackets.
        let pairs = BracketQuery.pairs(of: Filter.and([draw.first, draw.second]).json, as: "where")
        if pairs.contains(where: { $0.name.count { $0 == "[" } > 10 }) { return nil }
        let both = world.find(.and([draw.first, draw.second])).set
        if both != first.intersection(second) { return "and: \(both ?? []) of \(first) and \(second)" }
        if mayBeDropped(draw.first) || mayBeDropped(draw.second) { return nil }
        let any = world.find(.or([draw.first, draw.second])).set
        return any == first.union(second) ? nil : "or: \(any ?? []) of \(first) and \(second)"
    }

    /// Whether the server may see no condition where one is written.
    private func mayBeDropped(_ filter: Filter) -> Bool {
        switch filter {
        case .and(let parts), .or(let parts): return parts.allSatisfy(mayBeDropped)
        case .test(let test):
            switch naive.answer(filter, [:]) {
            case .dropped: return true
            case .unsaid:
                return ["like", "not_like"].contains(test.operation) || naive.place(test)?.field.kind == .date
            case .holds, .fails: return false
            }
        }
    }

    /// Of an operator and its opposite each document is found by one, and so it is with groups, by De Morgan's laws.
    private func complements() -> String? {
        guard let opposite = opposite(draw.first), let found = first.set else { return nil }
        let rest = world.find(opposite).set
        return rest == all.subtracting(found)
            ? nil : "\(draw.first.json.text()) finds \(found), its opposite \(rest ?? [])"
    }

    private func opposite(_ filter: Filter) -> Filter? {
        switch filter {
        case .and(let parts), .or(let parts):
            let opposites = parts.compactMap(opposite)
            guard opposites.count == parts.count else { return nil }
            if case .and = filter { return .or(opposites) }
            return .and(opposites)
        case .test(var test):
            guard let place = naive.place(test), place.relation == nil, !mayBeDropped(filter) else { return nil }
            // An id that is none finds nothing, and so does its opposite in Payload 3.
            if NaiveWhere.isRelation(place), test.operand == "bad" { return nil }
            let opposites = [
                "equals": "not_equals", "not_equals": "equals", "in": "not_in", "not_in": "in", "exists": "exists",
            ]
            guard let operation = opposites[test.operation] else { return nil }
            test.operation = operation
            if operation == "exists" {
                test.operand = NaiveReading.asksForExisting(test.operand, place.field.kind) ? "false" : "true"
            }
            return .test(test)
        }
    }

    /// Texts are read as what they stand for, where the field has a type.
    private func types() -> String? {
        guard isTyped(draw.first) else { return nil }
        let typed = world.find(draw.first, asTyped: true)
        return first == typed ? nil : "sent: \(first), with types: \(typed): \(draw.first.json.text())"
    }

    private func isTyped(_ filter: Filter) -> Bool {
        switch filter {
        case .and(let parts), .or(let parts): return parts.allSatisfy(isTyped)
        case .test(let test):
            let kind = naive.place(test)?.field.kind
            // Both 1 and 0 as numbers are said of texts only; `like` takes 0 for nothing.
            return kind != .checkbox && kind != nil && test.operation != "like"
        }
    }

    // MARK: Versions

    /// Payload 2 finds the same where the facts tell no difference.
    private func profiles() -> String? {
        guard isSameInBoth(draw.first) else { return nil }
        let (new, old) = (first.set, QueryWorld(draw, .v2).find(draw.first).set)
        return new == old ? nil : "3.x: \(new ?? []), 2.x: \(old ?? []): \(draw.first.json.text())"
    }

    private func isSameInBoth(_ filter: Filter) -> Bool {
        switch filter {
        case .and(let parts), .or(let parts): return parts.allSatisfy(isSameInBoth)
        case .test(let test):
            guard let place = naive.place(test), !place.field.hasMany || test.operation != "contains" else {
                return false
            }
            let values = test.operand.array ?? [test.operand]
            switch test.operation {
            case "not_like": return false
            case "exists" where place.field.hasMany || place.isInRows: return false
            case "exists" where place.field.kind == .checkbox: return false
            case "contains" where test.operand.string.map(NaiveReading.isID) == true: return false
            default: break
            }
            switch place.field.kind {
            case .number: return test.operation != "contains"
            case .date: return test.operation == "exists" || naive.answer(filter, [:]) == .holds(false)
            case .relationship, .upload:
                if !NaiveWhere.isRelation(place) { return true }
                let texts = values.compactMap(\.string).flatMap {
                    $0.split(separator: ",", omittingEmptySubsequences: false)
                }
                return test.operation == "exists" || texts.allSatisfy { NaiveReading.isID(String($0)) }
            default: return true
            }
        }
    }

    // MARK: Pages and order

    /// The pages one after the other are the whole list, and count it.
    private func pages() -> String? {
        guard let whole = world.find(draw.first, sort: draw.sort).ids else { return nil }
        let (condition, limit) = (world.read(draw.first), draw.limit)
        let count = max((whole.count + limit - 1) / limit, 1)
        var joined: [String] = []
        for number in 1...(count + 1) {
            guard case .success(let page) = world.page(condition, sort: draw.sort, limit: limit, number) else {
                return "page \(number) fails"
            }
            joined += page.ids
            let expected: JSON = [
                "totalDocs": .integer(whole.count), "limit": .integer(limit), "page": .integer(number),
                "totalPages": .integer(whole.isEmpty && draw.sortPlace?.relation != nil ? 0 : count),
                "pagingCounter": .integer((number - 1) * limit + 1), "hasPrevPage": .bool(number > 1),
                "hasNextPage": .bool(number < count),
                "prevPage": number > 1 ? .integer(number - 1) : .null,
                "nextPage": number < count ? .integer(number + 1) : .null, "docs": .array(page.ids.map { .string($0) }),
            ]
            if page.totals != expected { return "page \(number): \(page.totals.text()), not \(expected.text())" }
        }
        return joined == whole ? nil : "pages: \(joined), not \(whole)"
    }

    /// Each two documents are in the order that the facts tell of; the newest first where they are the same, then as stored.
    private func order() -> String? {
        guard let ids = world.find(nil, sort: draw.sort).ids else { return "a sorted list fails" }
        if Set(ids) != all || ids.count != all.count { return "sorted: \(ids), not all of \(all)" }
        let order = NaiveOrder(draw, world.documents)
        for (place, left) in ids.enumerated() {
            for right in ids.dropFirst(place + 1) where order.isFirst(right, before: left) {
                return "\(right) stands behind \(left): \(ids)"
            }
        }
        return nil
    }

    // MARK: Changes

    /// What was found and given a value is found by that value, and nothing else is changed.
    private func update() -> String? {
        guard let field = draw.fields.first(where: { $0.kind == .text && !$0.hasMany }), !mayBeDropped(draw.first),
            let found = first.set
        else { return nil }
        var world = world
        let value = Filter.test(FilterTest(field: field.name, operation: "equals", operand: "changed"))
        let answer = world.update(draw.first, [field.name: "changed"])
        let failed = Set((answer.body["errors"]?.array ?? []).compactMap { $0["id"]?.string })
        let changed = world.find(value).set
        if changed != found.subtracting(failed) {
            return "changed: \(changed ?? []), found before: \(found), \(answer)"
        }
        for (old, new) in zip(self.world.documents, world.documents) where old != new {
            if changed?.contains(new["id"]?.string ?? "") != true { return "changed, too: \(new)" }
        }
        return nil
    }
}
