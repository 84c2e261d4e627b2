import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
package import LeadlineSession

/// A draft as JSON with what is wrong marked at its line, what is missing below it, and what to do next.
package struct DraftView {
    private let draft: Session.Draft
    private let presentation: Presentation
    /// What is said about values that are there, by their places.
    private let marks: [[PathKey]: [Violation]]
    /// Values inside which something is marked.
    private let parents: Set<[PathKey]>
    private let missing: [Violation]
    private var lines: [String] = []

    package static func text(_ draft: Session.Draft, _ presentation: Presentation) -> String {
        var view = DraftView(draft, presentation)
        view.write(.object(draft.document.document), "", [], ends: "")
        view.lines += view.missingLines + Presentation.wrapped(view.summary, presentation.width)
        return view.lines.map { $0 + "\n" }.joined()
    }

    private init(_ draft: Session.Draft, _ presentation: Presentation) {
        self.draft = draft
        self.presentation = presentation
        let violations = draft.violations
        let marked = violations.filter { draft.value(at: $0.keys) != nil }
        marks = Dictionary(grouping: marked, by: \.keys)
        parents = Set(marked.flatMap { violation in violation.keys.indices.map { Array(violation.keys[..<$0]) } })
        missing = violations.filter { draft.value(at: $0.keys) == nil }
    }

    // MARK: The document

    /// What stands before the text of each line: a mark and a blank.
    private static let margin = 2

    private mutating func write(_ value: JSON, _ label: String, _ keys: [PathKey], ends end: String) {
        let indent = keys.count * 2
        let room = presentation.width - Self.margin - indent - DisplayText.width(label) - end.utf8.count
        let isOpen = keys.isEmpty || parents.contains(keys)
        switch value {
        case .object(let object) where !object.isEmpty && (isOpen || JSONView.short(value, room) == nil):
            add(label + "{", keys)
            for (place, member) in object.members.enumerated() {
                let label = JSON.string(member.name).text() + ": "
                write(member.value, label, keys + [.name(member.name)], ends: place + 1 < object.count ? "," : "")
            }
            lines.append(blanks(Self.margin + indent) + "}" + end)
        case .array(let elements) where !elements.isEmpty && (isOpen || JSONView.short(value, room) == nil):
            add(label + "[", keys)
            for (place, element) in elements.enumerated() {
                write(element, "", keys + [.index(place)], ends: place + 1 < elements.count ? "," : "")
            }
            lines.append(blanks(Self.margin + indent) + "]" + end)
        default:
            // A secret goes before the cut, which would leave a part of it.
            let text = presentation.json(JSONView.short(value, .max / 8) ?? "")
            add(label + Presentation.cut(text, max(room, 20)) + end, keys)
        }
    }

    private func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }

    /// A line with its mark; the reason stands behind it, or below where there is no room.
    private mutating func add(_ text: String, _ keys: [PathKey]) {
        let text = blanks(keys.count * 2) + presentation.json(text)
        guard let violations = marks[keys] else {
            lines.append(blanks(Self.margin) + text)
            return
        }
        let isWrong = violations.contains { !$0.isWarning }
        let role: Style.Role = isWrong ? .failure : .warning
        let reason = presentation.line(violations.map(\.sentence).joined(separator: "; "))
        let line = presentation.style(isWrong ? "✗" : "!", role) + " " + text
        if Self.margin + DisplayText.width(text) + 3 + DisplayText.width(reason) <= presentation.width {
            lines.append(line + "   " + presentation.style(reason, role))
        } else {
            let indent = Self.margin + keys.count * 2 + 2
            let wrapped = Presentation.wrapped(reason, max(20, presentation.width - indent))
            lines += [line] + wrapped.map { blanks(indent) + presentation.style($0, role) }
        }
    }

    // MARK: Below it

    private var missingLines: [String] {
        let names = missing.map { presentation.line($0.path) }
        let width = names.map(DisplayText.width).max() ?? 0
        let indent = Self.margin + width + 3
        return zip(missing, names).flatMap { violation, name in
            let text = "missing: " + presentation.line(about(violation))
            let head = blanks(Self.margin) + presentation.style(Presentation.padded(name, width), .strong) + "   "
            return Presentation.wrapped(text, max(20, presentation.width - indent)).enumerated().map { place, line in
                (place == 0 ? head : blanks(indent)) + line
            }
        }
    }

    /// What is to be known of a field that is not there.
    private func about(_ violation: Violation) -> String {
        guard violation.keyword == "required" else { return violation.message }
        let rules = draft.rules(at: violation.keys)
        let values = rules.last { !$0.values.isEmpty }?.shortenedValues
        let words = [rules.lazy.compactMap(\.description).first ?? rules.first?.typeText, values]
        return words.compactMap(\.self).joined(separator: "; ")
    }

    private var summary: String {
        let violations = marks.values.joined()
        let wrong = violations.count { !$0.isWarning }
        let warnings = violations.count - wrong
        var counts: [String] = []
        if wrong > 0 { counts.append(presentation.style("\(wrong) wrong", .failure)) }
        if warnings > 0 { counts.append(presentation.style(counted(warnings, "warning"), .warning)) }
        if !missing.isEmpty { counts.append(presentation.style("\(missing.count) missing", .failure)) }
        if counts.isEmpty { return presentation.style("nothing is missing or wrong", .success) + ": send sends it" }
        let asks = missing.isEmpty ? "what is wrong" : wrong == 0 ? "what is missing" : "what is missing or wrong"
        return counts.joined(separator: ", ") + ": fill asks for \(asks); send sends it as it is"
    }
}

extension Session.Draft {
    /// What is wrong with values that were not there, or not wrong, in the draft before: a line each, the first three.
    func newProblems(since before: Session.Draft?, _ presentation: Presentation) -> String {
        let known = Set((before?.wrongValues ?? []).map { "\($0.path) \($0.sentence)" })
        let lines = wrongValues.filter { !known.contains("\($0.path) \($0.sentence)") }.map { violation in
            let role: Style.Role = violation.isWarning ? .warning : .failure
            let mark = presentation.style(violation.isWarning ? "!" : "✗", role)
            return mark + " " + presentation.line("'\(violation.path)' \(violation.sentence)")
        }
        let rest = lines.count > 3 ? ["  … and \(lines.count - 3) more: draft shows them"] : []
        return (lines.prefix(3) + rest).map { $0 + "\n" }.joined()
    }

    private var wrongValues: [Violation] { violations.filter { value(at: $0.keys) != nil } }
}

extension Violation {
    /// Whether an API need not mind it.
    fileprivate var isWarning: Bool { isAdvice || keyword == "readOnly" }
}

extension Session.Draft {
    /// What a new draft is told to need: `leads require email and phone, and id or slug`.
    package var requirements: String {
        let parts = [schema].compactMap(\.self).flatMap { [$0] + $0.allOf }
        let names = parts.flatMap(\.required)
        let choices = parts.compactMap { part in
            part.requiredAlternatives.map { ways in
                ways.map { $0.joined(separator: " with ") }.joined(separator: " or ")
            }
        }
        let required = (names.isEmpty ? [] : [names.joined(separator: ", ")]) + choices
        guard !required.isEmpty else { return "\(operation.collection): no field is required" }
        let missing = violations.filter { value(at: $0.keys) == nil }
        let rest =
            missing.isEmpty
            ? "nothing is missing: send sends it" : "\(missing.count) missing: fill asks for what is missing"
        return "\(operation.collection) require \(required.joined(separator: ", and "))\n\(rest)"
    }
}
