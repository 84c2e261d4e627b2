import LeadlineCore
import LeadlineLanguage

@testable import LeadlineMock

/// Makes a draw smaller as long as a problem remains.
struct QueryShrinker {
    /// Nil where there is none.
    let problem: (QueryDraw) -> String?

    func shrunk(_ draw: QueryDraw) -> QueryDraw {
        var draw = draw
        while let smaller = Self.smaller(draw).first(where: { problem($0) != nil }) { draw = smaller }
        return draw
    }

    /// One document, value, condition or field less.
    private static func smaller(_ draw: QueryDraw) -> [QueryDraw] {
        func changed(_ change: (inout QueryDraw) -> Void) -> QueryDraw {
            var smaller = draw
            change(&smaller)
            return smaller
        }
        let trivial = Filter.test(FilterTest(field: "id", operation: "not_equals", operand: ""))
        var all = draw.documents.indices.map { place in changed { $0.documents.remove(at: place) } }
        all += draw.others.indices.map { place in changed { $0.others.remove(at: place) } }
        for filter in [trivial] + parts(draw.first) where filter != draw.first {
            all.append(changed { $0.first = filter })
        }
        for filter in [trivial] + parts(draw.second) where filter != draw.second {
            if draw.second != trivial { all.append(changed { $0.second = filter }) }
        }
        if draw.first == trivial { all.removeAll { $0.first != trivial } }
        if draw.sort != nil { all.append(changed { $0.sort = nil }) }
        for place in draw.documents.indices {
            for name in removable(draw.documents[place]) { all.append(changed { $0.documents[place][name] = nil }) }
        }
        for place in draw.others.indices {
            for name in removable(draw.others[place]) { all.append(changed { $0.others[place][name] = nil }) }
        }
        let isUsed = { (field: PayloadField) in
            (draw.first.json.text() + draw.second.json.text() + (draw.sort ?? "")).contains(field.name)
        }
        for (place, field) in draw.fields.enumerated() where !isUsed(field) {
            all.append(changed { $0.fields.remove(at: place) })
        }
        return all
    }

    private static func removable(_ document: JSONObject) -> [String] {
        document.members.map(\.name).filter { $0 != "id" && $0 != "createdAt" }
    }

    /// What a condition can be replaced by.
    private static func parts(_ filter: Filter) -> [Filter] {
        switch filter {
        case .and(let parts), .or(let parts):
            var fewer: [Filter] = parts
            for place in parts.indices where parts.count > 1 {
                var rest = parts
                rest.remove(at: place)
                if case .and = filter { fewer.append(.and(rest)) } else { fewer.append(.or(rest)) }
            }
            return fewer
        case .test(let test):
            guard let list = test.operand.array, list.count > 1 else { return [] }
            return list.indices.map { place in
                var (test, rest) = (test, list)
                rest.remove(at: place)
                test.operand = .array(rest)
                return .test(test)
            }
        }
    }
}
