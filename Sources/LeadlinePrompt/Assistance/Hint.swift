import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineSession

/// The line that says what may come next.
struct Hint {
    private let completer: Completer
    private var situation: Situation { completer.situation }
    private var expectations: [ReadingTrace.Expectation] { completer.reading.trace.expectations }

    init(_ completer: Completer) { self.completer = completer }

    /// nil where nothing may come, or nothing can be said about it.
    var text: String? {
        let reading = completer.reading
        if reading.endsInComment { return nil }
        if let slots = slotsBehindName { return slots.isEmpty ? nil : HelpText.synopsis(of: slots) }
        let slots = reading.trace.slotsAtPlace
        if reading.trace.beginsSlot { return HelpText.synopsis(of: slots) }
        let rest = HelpText.synopsis(of: Array(slots.dropFirst()))
        let text = (described + keywords + [rest]).filter { !$0.isEmpty }.joined(separator: " ")
        return text.isEmpty ? nil : text
    }

    /// Behind a whole command name without a blank: all that it takes.
    private var slotsBehindName: [Slot]? {
        let reading = completer.reading
        let word = reading.string(reading.wordStart..<reading.bytes.count)
        for expectation in expectations {
            switch expectation {
            case .command, .request:
                if let entry = CommandTable.entry(word) { return entry.slots }
            default: break
            }
        }
        return nil
    }

    private var described: [String] {
        expectations.compactMap { words($0) }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    private func words(_ expectation: ReadingTrace.Expectation) -> String? {
        switch expectation {
        case .id: "ID"
        case .value(let place): words(place)
        case .field: fields
        case .subject(isFilter: true): "FIELD OPERATOR VALUE"
        case .subject(isFilter: false): "SUBJECT OPERATOR VALUE"
        case .comparison(let subject, let isFilter):
            completer.comparisons(subject, isFilter).map(\.text).joined(separator: " | ")
        case .name, .newName: "NAME"
        case .shift: "DURATION"
        case .headerName: "NAME=VALUE"
        // What is a slot of its own is written as in the help.
        case .command, .keyword, .request, .collection, .word, .list, .column, .number, .reference, .verb, .duration,
            .helpWord:
            nil
        }
    }

    // MARK: Values

    private func words(_ place: ReadingTrace.ValuePlace) -> String {
        switch place {
        case .named(let name): return name
        case .field(let path):
            guard let keys = path.literalKeys else { return "VALUE" }
            return described("\(PathKey.description(keys))=", situation.fieldSchema?.schema(at: keys[...]))
        case .clause(let clause): return String(clause.synopsis.drop { $0 != " " }.dropFirst()) + ": " + clause.summary
        case .header, .bound: return "VALUE"
        case .from: return "FILE"
        case .comparison(let subject, let word, let isFilter):
            let operand = OperatorTable.entry(word)?.operand ?? "VALUE"
            guard case .path(let path) = subject, let keys = path.literalKeys else { return operand }
            let schema =
                isFilter ? situation.collection?.document.schema(asked: keys) : completer.session.schema(at: keys)
            return described(operand, schema)
        }
    }

    private func described(_ name: String, _ schema: Schema?) -> String {
        guard let schema else { return name.hasSuffix("=") ? "\(name)VALUE" : name }
        return "\(name) \(schema.words())"
    }

    // MARK: Fields and keywords

    /// The required fields that are missing, then what any field looks like.
    private var fields: String {
        let general = "FIELD=VALUE..."
        guard let schema = situation.fieldSchema, situation.verb == .create, !situation.isStored,
            !situation.parts.contains(where: \.isFrom)
        else { return general }
        let given = situation.parts.compactMap(\.assignedPath)
        let missing = schema.required.filter { name in
            !given.contains { $0 == name || $0.hasPrefix(name + ".") || $0.hasPrefix(name + "[") }
        }
        return (missing.map { "\($0)=" } + [general]).joined(separator: " ")
    }

    /// The keywords that may stand here, in brackets where they are a request's.
    private var keywords: [String] {
        var words: [String] = []
        for expectation in expectations {
            switch expectation {
            // `not` belongs to the operator before the value.
            case .value(.comparison): return []
            case .keyword(let word) where ClauseName(rawValue: word).map(situation.knows) ?? true: words.append(word)
            default: break
            }
        }
        let joins = words.filter { $0 == "and" || $0 == "or" }
        let others = words.filter { !joins.contains($0) }
        let isBody = others.contains("->") || others.contains("from")
        let rest = isBody ? others.map { "[\(synopsis($0))]" } : others.isEmpty ? [] : [others.joined(separator: " | ")]
        return (joins.isEmpty ? [] : ["[\(joins.joined(separator: " | ")) …]"]) + rest
    }

    private func synopsis(_ word: String) -> String {
        if let clause = ClauseName(rawValue: word) { return clause.synopsis }
        return switch word {
        case "where": "where CONDITION"
        case "set": "set FIELD=VALUE..."
        case "from": "from FILE"
        case "times": "times N"
        default: word
        }
    }
}

extension Part {
    fileprivate var isFrom: Bool { if case .from = self { true } else { false } }
}
