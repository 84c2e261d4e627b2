import LeadlineAPI
import LeadlineCore
import LeadlineLanguage

/// What the rules of a description may speak of.
struct RuleFacts {
    private let names: Names

    init(target: StoredDocument?, sent: JSONObject, key: MockDescription.Key?, now: Timestamp) {
        var values: [String: Datum] = [
            "now": .time(now), "sent": .json(.object(sent)),
            "stored": .json(target.map { .object($0.fields) } ?? [:]),
            "merged": .json(.object(target?.fields.merged(with: sent) ?? sent)),
        ]
        if let target { values["age"] = .duration(now - target.created) }
        if let key {
            var about = key.attributes
            about["name"] = .string(key.name)
            about["permissions"] = .array(key.permissions.map { .string($0) })
            values["key"] = .json(.object(about))
        }
        names = Names(values)
    }

    /// Whether a rule fires, and why (not).
    func judge(_ rule: MockDescription.Rule) -> (fires: Bool, reason: String) {
        let evaluator = Evaluator(names)
        do throws(Diagnostic) {
            if try evaluator.holds(rule.condition.value) {
                return (true, "rule '\(rule.name)' fired: \(facts(of: rule.condition.value))")
            }
            let failing = try failing(rule.condition.value, evaluator)
            let written = failing.map { "\($0.location.text) is false" } ?? "its condition is false"
            let facts = failing.flatMap { fact(of: $0.subject) }.map { ", \($0)" } ?? ""
            return (false, "rule '\(rule.name)' did not fire: \(written)\(facts)")
        } catch {
            return (false, "rule '\(rule.name)' could not be judged: \(error.message)")
        }
    }

    /// The first test that does not hold.
    private func failing(_ predicate: Predicate, _ evaluator: Evaluator) throws(Diagnostic) -> Test? {
        switch predicate {
        case .test(let test): return try evaluator.holds(predicate) ? nil : test
        case .and(let parts), .or(let parts):
            for part in parts {
                if let test = try failing(part, evaluator) { return test }
            }
            return nil
        }
    }

    /// What all the subjects of a condition are.
    private func facts(of predicate: Predicate) -> String {
        var facts: [String] = []
        collect(predicate, into: &facts)
        return facts.isEmpty ? "its condition holds" : facts.joined(separator: ", ")
    }

    private func collect(_ predicate: Predicate, into facts: inout [String]) {
        switch predicate {
        case .test(let test):
            if let fact = fact(of: test.subject), !facts.contains(fact) { facts.append(fact) }
        case .and(let parts), .or(let parts): for part in parts { collect(part, into: &facts) }
        }
    }

    /// `age is 3d 00:00:01`
    private func fact(of subject: Subject) -> String? {
        guard case .path(let path) = subject else { return nil }
        let keys = path.steps.map { step -> PathKey in
            switch step {
            case .name(let name): .name(name.literal ?? "")
            case .index(let index): .index(index)
            }
        }
        switch names.look(up: keys) {
        case .found(let datum): return "\(path.location.text) is \(datum.factText)"
        default: return "\(path.location.text) is missing"
        }
    }
}

extension Datum {
    fileprivate var factText: String {
        switch self {
        case .json(let json): json.text()
        case .time(let time): time.text
        case .duration(let duration): DurationText.clock(duration)
        case .word: "a word"
        }
    }
}

extension SourceLocation {
    /// The characters that stand here.
    fileprivate var text: String {
        let bytes = source.text.utf8
        return String(decoding: bytes.dropFirst(range.lowerBound).prefix(range.count), as: UTF8.self)
    }
}
