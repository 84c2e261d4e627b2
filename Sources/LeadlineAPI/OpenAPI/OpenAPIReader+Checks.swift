import LeadlineCore
import LeadlineLanguage

/// Names that must fit each other: what the description uses, but nowhere declares, would be silently without effect.
extension OpenAPIReader {
    mutating func check(_ api: API, _ own: Fields) {
        checkOperations(api)
        checkSecurity()
        checkCollections(api, own["collections"])
        let named = checkOutcomes(api, own["outcomes"])
        let outcomes = Request.Verb.allCases.map(\.successOutcome) + Outcome.byStatus.map(\.value) + named
        guard let mock = own["mock"] else { return }
        for node in mock["rules"]?.list ?? [] { checkRule(node, api, outcomes) }
        for node in mock["relations"]?.list ?? [] {
            checkNames(node["collection"], api.collections.map(\.name), "collection")
            checkNames(node["list"], api.mock.seed.members.map(\.name), "list in 'seed'")
        }
        checkAnswers(mock["answers"], outcomes)
        checkTokens(mock["keys"])
        let lists = api.collections.map(\.name) + api.mock.relations.map(\.list)
        for entry in mock["seed"]?.mapping ?? [] where !lists.contains(entry.key.value) {
            report(
                "no collection and no relation has the list '\(entry.key.value)'", at: entry.key.location,
                help: didYouMean(entry.key.value, lists))
        }
    }

    private mutating func checkOperations(_ api: API) {
        var seen: Set<String> = []
        for method in methods {
            guard let node = method["x-leadline-operation"], let name = node.scalar?.text else { continue }
            let collection = String(name.prefix { $0 != "." })
            if api.collection(collection) == nil {
                let names = api.collections.map(\.name)
                report("unknown collection '\(collection)'", at: node.location, help: didYouMean(collection, names))
            }
            if !seen.insert(name).inserted { report("the operation '\(name)' stands twice", at: node.location) }
        }
    }

    /// What stands below the paths.
    private var methods: [YAMLNode] {
        (root["paths"]?.mapping ?? []).flatMap { $0.value.mapping ?? [] }.map(\.value)
    }

    private mutating func checkSecurity() {
        let schemes = root["components"]?["securitySchemes"]?.mapping?.map(\.key.value) ?? []
        for requirement in ([root] + methods).flatMap({ $0["security"]?.list ?? [] }) {
            for entry in requirement.mapping ?? [] where !schemes.contains(entry.key.value) {
                report(
                    "unknown security scheme '\(entry.key.value)'", at: entry.key.location,
                    help: didYouMean(entry.key.value, schemes)
                        ?? "schemes are declared under 'components: { securitySchemes: … }'")
            }
        }
    }

    private mutating func checkCollections(_ api: API, _ node: YAMLNode?) {
        let used = api.operations.map(\.collection)
        for entry in node?.mapping ?? [] {
            let name = entry.key.value
            if !used.contains(name) {
                let names = used.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
                report(
                    "no operation is of the collection '\(name)'", at: entry.key.location, help: didYouMean(name, names)
                )
            }
            guard let created = entry.value["created"], let field = created.scalar?.text,
                let document = api.collection(name)?.document, !document.knows([.name(field)])
            else { continue }
            report(
                "'\(name)' has no field '\(field)'", at: created.location,
                help: didYouMean(field, document.properties.map(\.name)))
        }
    }

    // MARK: Outcomes

    /// Gives the names that the description has for outcomes.
    private mutating func checkOutcomes(_ api: API, _ node: YAMLNode?) -> [String] {
        var names: [String] = []
        for node in node?.list ?? [] {
            checkNames(node["operations"], api.operations.map(\.name), "operation")
            guard let place = node["name"], let name = place.scalar?.text else { continue }
            names.append(name)
            if Outcome.successes.contains(name) || (Outcome.failures + Outcome.rest).contains(name) {
                report(
                    "the outcome '\(name)' has a meaning of its own", at: place.location, help: "choose another name")
            } else if !name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) {
                report("an outcome is a word of letters, digits and '_', found '\(name)'", at: place.location)
            }
        }
        for rule in api.outcomes { checkSubjects(of: rule.condition, "an outcome", of: ["status", "headers", "body"]) }
        return names
    }

    private mutating func checkAnswers(_ node: YAMLNode?, _ outcomes: [String]) {
        for entry in node?.mapping ?? [] {
            let name = entry.key.value
            if !outcomes.contains(name) {
                report("unknown outcome '\(name)'", at: entry.key.location, help: didYouMean(name, outcomes))
            }
            guard let place = entry.value["status"], let status = JSON(place).number?.integer else { continue }
            if Outcome.successes.contains(name), !(200..<300).contains(status) {
                report("'\(name)' is a success: a status of 200 to 299 expected, found '\(status)'", at: place.location)
            } else if !(200..<600).contains(status) {
                report("a status of 200 to 599 expected, found '\(status)'", at: place.location)
            }
        }
    }

    private mutating func checkTokens(_ node: YAMLNode?) {
        var owners: [String: String] = [:]
        for entry in node?.mapping ?? [] {
            guard let place = entry.value["token"], let token = place.scalar?.text else { continue }
            if let owner = owners[token] {
                report("the keys '\(owner)' and '\(entry.key.value)' have the same token", at: place.location)
            }
            owners[token] = entry.key.value
        }
    }

    // MARK: Rules

    private mutating func checkRule(_ node: YAMLNode, _ api: API, _ outcomes: [String]) {
        checkNames(node["operations"], api.operations.map(\.name), "operation")
        checkNames(node["outcome"], outcomes, "outcome")
        let named = (node["operations"].map { $0.list ?? [$0] } ?? []).compactMap(\.scalar?.text)
        let operations = api.operations.filter { named.isEmpty ? $0.verb != .find : named.contains($0.name) }
        if let place = node["outcome"], let outcome = place.scalar?.text, outcomes.contains(outcome) {
            if Outcome.successes.contains(outcome) {
                report("a rule refuses a request, and '\(outcome)' is a success", at: place.location)
            } else if api.outcomes.contains(where: { $0.name == outcome }),
                let other = operations.first(where: { !api.possibleOutcomes(of: $0).contains(outcome) })
            {
                report(
                    "'\(other.name)' cannot have the outcome '\(outcome)'", at: place.location,
                    help: "name the operation under 'operations' of the outcome, too")
            }
        }
        let place = node["when"]?.location
        guard let rule = api.mock.rules.first(where: { $0.condition.location == place }) else { return }
        let names = ["age", "now", "stored", "sent", "merged", "key"]
        checkSubjects(of: rule.condition.value, "a rule", of: names)
        for path in rule.condition.value.paths { checkFact(path, of: operations, api) }
    }

    /// What stands behind the first name of a rule's subject.
    private mutating func checkFact(_ path: Path, of operations: [Operation], _ api: API) {
        guard let keys = path.keys, case .name(let second)? = keys.dropFirst().first else { return }
        switch path.first {
        case "key":
            let names = ["name", "permissions"] + api.mock.keys.flatMap { $0.attributes.members.map(\.name) }
            if names.contains(second) { return }
            report("no key has '\(second)'", at: path.location, help: didYouMean(second, names))
        case "stored", "sent", "merged":
            var schemas = operations.compactMap { api.collection($0.collection)?.document }
            if path.first != "stored" { schemas += operations.compactMap(\.body?.schema) }
            let isKnown = keys.count == 2 && second == "id"
            if schemas.isEmpty || isKnown || schemas.contains(where: { $0.knows(keys.dropFirst()) }) { return }
            let name = keys.dropFirst().map(\.text).joined(separator: ".")
            report(
                "unknown field '\(name)' in a rule", at: path.location,
                help: didYouMean(name, schemas.flatMap(\.fieldPaths)))
        default: break
        }
    }

    /// Reports the subjects of a sentence that begin with none of `names`.
    private mutating func checkSubjects(of sentence: Predicate, _ owner: String, of names: [String]) {
        for subject in sentence.subjects {
            guard case .path(let path) = subject else {
                if !names.contains("body") { report("\(owner) cannot speak of a body", at: subject.location) }
                continue
            }
            guard let first = path.first else { continue }
            if !names.contains(first) {
                report("unknown subject '\(first)' in \(owner)", at: path.location, help: didYouMean(first, names))
            } else if ["age", "now", "status"].contains(first) != (path.steps.count == 1),
                ["age", "now", "status", "headers", "key"].contains(first)
            {
                let help = first == "headers" || first == "key" ? "as in '\(first).NAME'" : "'\(first)' stands alone"
                report("'\(first)' cannot be judged like this", at: path.location, help: help)
            }
        }
    }

    /// Reports the texts in a node, or in the list that it is, that are none of `names`.
    private mutating func checkNames(_ node: YAMLNode?, _ names: [String], _ kind: String) {
        guard let node else { return }
        for part in node.list ?? [node] {
            guard let name = part.scalar?.text, !names.contains(name) else { continue }
            report("unknown \(kind) '\(name)'", at: part.location, help: didYouMean(name, names))
        }
    }
}

extension Schema {
    /// Whether something may stand at a place; alternatives may describe members that the schema itself does not.
    fileprivate func knows(_ path: ArraySlice<PathKey>) -> Bool {
        schema(at: path) != nil || (anyOf + oneOf).contains { !$0.properties.isEmpty && $0.schema(at: path) != nil }
    }
}

extension Predicate {
    /// What the sentence speaks of, in placeholders too.
    fileprivate var subjects: [Subject] {
        var subjects: [Subject] = []
        SyntaxVisitor { subject, _ in subjects.append(subject) }.visit(self)
        return subjects
    }

    fileprivate var paths: [Path] { subjects.compactMap { if case .path(let path) = $0 { path } else { nil } } }
}

extension Path {
    /// The steps, where none has a placeholder in it.
    fileprivate var keys: [PathKey]? {
        let keys = steps.compactMap { step -> PathKey? in
            switch step {
            case .name(let name): name.literal.map { .name($0) }
            case .index(let index): .index(index)
            }
        }
        return keys.count == steps.count ? keys : nil
    }
}

extension PathKey {
    fileprivate var text: String {
        switch self {
        case .name(let name): name
        case .index(let index): String(index)
        }
    }
}
