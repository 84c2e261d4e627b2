import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineSession

extension Completer {
    func values(_ place: ReadingTrace.ValuePlace) -> Offer {
        switch place {
        case .named(let name): namedValues(name)
        case .field(let path): fieldValues(path)
        case .clause(let clause): whole(values(of: clause))
        case .header, .bound: whole(placeholders)
        case .from: files(.json).merging(placeholders)
        case .comparison(let subject, let word, let isFilter): whole(operands(subject, word, isFilter))
        }
    }

    private func namedValues(_ name: String) -> Offer {
        switch (name, situation.command) {
        case ("FILE", "run"), ("FILE", "save"): return files(.scenario)
        case ("FILE", _): return files(.any)
        case ("CODE", _):
            return whole(
                ["503", "500", "429", "404", "422", "401", "403"].map { status in
                    Candidate(status, detail: Int(status).map(Outcome.name(ofStatus:)) ?? "")
                })
        case ("TIME", _): return whole([Candidate("{{now}}", detail: session.target.now.text)])
        case ("URL", _): return whole(paths)
        case ("VALUE", "add"):
            guard let keys = situation.paths.last?.literalKeys,
                let items = situation.fieldSchema?.schema(at: keys[...])?.items?.schema
            else { return whole(placeholders) }
            return whole(described(items, as: items.valueType) + placeholders)
        case ("VALUE", _), ("TEXT", _): return whole(placeholders)
        default: return whole([])
        }
    }

    private var paths: [Candidate] {
        guard let api = situation.api else { return [] }
        return api.operations.map { Candidate(api.basePath + $0.path, detail: "\($0.method) \($0.summary)") }
            .filter { !$0.text.contains("{") }
    }

    // MARK: Fields

    private func fieldValues(_ path: Path) -> Offer {
        guard let keys = path.literalKeys else { return whole(placeholders) }
        let schema = situation.fieldSchema?.schema(at: keys[...])
        if schema?.isFile ?? false { return files(.any) }
        let type = schema?.valueType ?? .any
        let known = schema.map { described($0.items?.schema ?? $0, as: type) } ?? []
        return whole(known + seen(at: keys, as: type) + placeholders)
    }

    /// The values that the description speaks of.
    private func described(_ schema: Schema, as type: ValueType) -> [Candidate] {
        var candidates = schema.values.compactMap { candidate($0.value, type, $0.description ?? "") }
        if schema.kind == .boolean { candidates += [Candidate("true"), Candidate("false")] }
        candidates += [schema.defaultValue].compactMap(\.self).compactMap { candidate($0, type, "the default") }
        if schema.values.isEmpty { candidates += schema.examples.compactMap { candidate($0, type, "example") } }
        if schema.kinds.contains(.null) { candidates.append(Candidate("null", detail: "nothing")) }
        return ended(candidates)
    }

    /// What the same field had in the last answers and requests.
    private func seen(at keys: [PathKey], as type: ValueType) -> [Candidate] {
        let sent = session.exchanges.suffix(20).reversed().compactMap(\.requestDocument)
        let found = (seenDocuments(situation.collectionName) + sent).prefix(200).compactMap { $0.value(at: keys[...]) }
        return ended(found.compactMap { $0 == .null ? nil : candidate($0, type, "seen before") })
    }

    private func candidate(_ json: JSON, _ type: ValueType, _ detail: String) -> Candidate? {
        guard var text = Writing.word(json, as: type) else { return nil }
        let label = json.string ?? text
        if let quote, case .string(let string) = json {
            if quote == "'" {
                guard !string.contains("'") else { return nil }
                text = "'\(string)'"
            } else {
                text = CommandPrinter.quoted(string)
            }
        } else if quote != nil {
            return nil
        }
        return Candidate(text, label: label == text ? nil : label, detail: detail)
    }

    /// The quote that is typed already.
    private var quote: String? {
        guard reading.wordStart < reading.bytes.count else { return nil }
        switch reading.bytes[reading.wordStart] {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "'"): return "'"
        default: return nil
        }
    }

    /// Whether the value is an element of a list.
    private var isInList: Bool {
        let last = reading.bytes[..<reading.wordStart].last { !$0.isBlank }
        return last == UInt8(ascii: "[") || last == UInt8(ascii: ",")
    }

    private func ended(_ candidates: [Candidate]) -> [Candidate] {
        guard isInList else { return candidates }
        return candidates.map { Candidate($0.text, label: $0.label, detail: $0.detail, suffix: "") }
    }

    /// Bound names, as values.
    private var placeholders: [Candidate] {
        if quote != nil { return [] }
        return situation.allBoundNames.map { name in
            guard case .json(let json)? = session.bindings[name]?.datum else {
                return Candidate("{{\(name)}}", detail: "bound name")
            }
            return Candidate("{{\(name)", detail: Writing.short(json), suffix: json.shape == .leaf ? "}}" : "")
        }
    }

    // MARK: Clauses

    private func values(of clause: ClauseName) -> [Candidate] {
        if clause == .key { return keys }
        let schema = situation.parameters?.first { $0.name == clause.rawValue }?.schema ?? Schema()
        if clause == .sort {
            let fields = situation.collection?.document.properties ?? []
            return fields.filter { $0.schema.shape == .leaf }.flatMap { property in
                [
                    Candidate(property.name, detail: property.schema.words()),
                    Candidate("-\(property.name)", detail: "the greatest first"),
                ]
            }.sorted { !$0.text.hasPrefix("-") && $1.text.hasPrefix("-") }
        }
        return described(schema, as: .text)
    }

    private var keys: [Candidate] {
        guard let api = situation.api else { return [] }
        return session.target.keyNames(for: api).map { name in
            let summary = session.target.kind == .mock ? api.mock.key(named: name)?.summary : nil
            return Candidate(name, detail: summary ?? "")
        }
    }

    // MARK: Right sides

    private func operands(_ subject: Subject, _ word: String, _ isFilter: Bool) -> [Candidate] {
        guard case .path(let path) = subject, let keys = path.literalKeys else { return placeholders }
        var candidates: [Candidate]
        if !isFilter, keys == [.name("outcome")] {
            candidates = ended(outcomes)
        } else if !isFilter, keys == [.name("target")] {
            candidates = ended(["mock", "live", "replay"].map { Candidate($0) })
        } else {
            candidates = comparedValues(keys, isFilter)
        }
        if OperatorTable.entry(word)?.takesList ?? false, !isInList {
            return candidates.map { Candidate("[\($0.text)", detail: $0.detail, suffix: "") }
        }
        return candidates + placeholders
    }

    private func comparedValues(_ keys: [PathKey], _ isFilter: Bool) -> [Candidate] {
        let schema = isFilter ? situation.collection?.document.schema(asked: keys) : session.schema(at: keys)
        let place = schema?.items?.schema ?? schema ?? Schema()
        let type = place.valueType
        if isFilter { return described(place, as: type) + seen(at: keys, as: type) }
        var actual: [Candidate] = []
        if !situation.answerWillChange, case .found(.json(let json)) = look(up: keys) {
            actual = ended([candidate(json, session.scope().type(of: keys), "as it is now")].compactMap(\.self))
        }
        return actual + described(place, as: type)
    }

    private var outcomes: [Candidate] {
        guard let operation = situation.lastOperation,
            let api = session.resources.catalog.known.first(where: { $0.operations.contains { $0 === operation } })
        else { return HelpTopic.outcomeSummaries.flatMap(Self.outcomes) }
        let possible = api.possibleOutcomes(of: operation)
        let likely = api.describedOutcomes(of: operation)
        let others = possible.filter { !likely.contains($0) }
        return (likely + others).map { name in
            let rule = api.outcomes.first { $0.name == name }?.summary
            let example = operation.responses.flatMap(\.examples).first { $0.name == name }?.summary
            let general = HelpTopic.outcomeSummaries.first { $0.names.split(separator: " ").contains(Substring(name)) }
            return Candidate(name, detail: rule ?? example ?? general?.summary ?? "")
        }
    }

    private static func outcomes(_ row: (names: String, summary: String)) -> [Candidate] {
        row.names.split(separator: " ").map { Candidate(String($0), detail: row.summary) }
    }
}

extension Offer {
    /// With candidates for the same stretch, if there are others that begin elsewhere.
    func merging(_ others: [Candidate]) -> Offer { Offer(start: start, candidates: candidates + others, typed: typed) }
}
