import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineSession

extension ScenarioChecker {
    func check(sentence: Predicate, in step: Step) {
        names(in: step).visit(sentence)
        for test in sentence.tests { check(test, in: step) }
    }

    private func check(_ test: Test, in step: Step) {
        guard case .path(let path) = test.subject else { return }
        if path.first == nil {
            report(
                .unknownName, "a sentence begins with a name, found a placeholder", at: path.location,
                help: "what a name stands for is compared: write it without '{{' and '}}'")
        }
        guard let keys = path.literalKeys else { return }
        checkDescribed(keys, at: path.location)
        let found = diagnostics.count
        test.operation.value.map(checkNotAName)
        if diagnostics.count > found { return }
        if keys.count == 1, keys[0] == .name("outcome") {
            checkOutcomes(test, in: step)
            return
        }
        if keys == [.name("took")], case .compare(_, let operand) = test.operation, operand.duration == nil {
            checkDuration(writtenAs: operand.value, in: step)
            return
        }
        let type = knowledge.type(at: keys)
        for value in test.operation.comparedValues { checkReadable(value, as: type, of: keys, in: step) }
    }

    /// A subject below a described document that the description does not have.
    private func checkDescribed(_ keys: [PathKey], at location: SourceLocation) {
        guard keys.count > 1, let place = knowledge.schema(at: keys[...]), place == nil,
            let known = knowledge.schema(at: keys.prefix(1)), known != nil
        else { return }
        let name = PathKey.description(keys)
        let parent = (knowledge.schema(at: keys.dropLast()) ?? nil)?.properties.map(\.name) ?? []
        guard case .name(let last)? = keys.last else { return }
        diagnostics.append(
            Diagnostic(
                .warning, .unknownField, "the description knows no '\(name)'", at: location,
                help: Suggestion.closest(to: last, in: parent).map { "did you mean '\($0)'?" }))
    }

    // MARK: Outcomes

    private func checkOutcomes(_ test: Test, in step: Step) {
        guard case .origin(let origin) = knowledge.answer else { return }
        for value in test.operation.value?.elements ?? [] {
            for candidate in candidates.values(of: value, in: step) ?? [] {
                guard var mistake = origin.mistake(outcome: candidate) else { continue }
                mistake.notes = cellNote(candidate, used: value)
                diagnostics.append(mistake)
            }
        }
    }

    func cellNote(_ candidate: Value, used value: Value) -> [String] {
        candidate.location == value.location ? [] : ["it is used at \(value.location.description)"]
    }

    // MARK: Values

    /// `doc.a is not lead.a` would always hold: a name on the right side needs `{{ }}`.
    func checkNotAName(_ value: Value) {
        guard case .word(let word) = value, word.isBare, let text = word.text.literal else {
            if case .list(let elements, _) = value { for element in elements { checkNotAName(element) } }
            return
        }
        let first = String(Substring(text.utf8.prefix { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "[") }))
        let isName = knowledge.names[first] != nil
        let isPath = first.utf8.count < text.utf8.count
        guard (isName && !isPath) || (isPath && (isName || ReservedNames.all.contains(first))) else { return }
        report(
            .ambiguousName, "'\(text)' is the text here, not what the name stands for", at: value.location,
            help: "write {{\(text)}} for what it stands for, or quote it: \"\(text)\"")
    }

    /// Whether the place's type can read every bare word that the value can be.
    func checkReadable(_ value: Value, as type: ValueType, of keys: [PathKey], in step: Step) {
        for candidate in candidates.values(of: value, in: step) ?? [] {
            // A quoted text is what it is in every place.
            if case .word(let word) = candidate, !word.isBare, word.text.literal != nil { continue }
            let name = PathKey.description(keys)
            do { _ = try Evaluator(Names([:])).json(of: candidate, as: type, for: name) } catch {
                diagnostics.append(error)
                diagnostics[diagnostics.count - 1].notes += cellNote(candidate, used: value)
            }
        }
    }
}

extension Test.Operation {
    /// The right sides that are compared as values of the left side's type.
    var comparedValues: [Value] {
        switch self {
        case .equals(let value, _), .notEquals(let value, _): [value]
        case .isIn(let value), .isNotIn(let value): value.elements
        case .compare(_, let operand): operand.duration == nil ? [operand.value] : []
        default: []
        }
    }
}
