package import LeadlineCore
import LeadlineLanguage

/// Judges values by their schemas.
package struct SchemaValidator {
    /// Whether a client sends the value: then members that only the API sets (`readOnly`) are told.
    package enum Direction: Sendable {
        case sent, answered
    }

    private let direction: Direction
    private var violations: [Violation] = []
    /// Where the judged value stands.
    private var path: [PathKey] = []

    /// Where a value differs from its schema: in the order of the schema, behind that members it does not describe.
    /// Some are advice only, see `Violation.isAdvice`.
    package static func violations(
        of value: JSON, against schema: Schema, _ direction: Direction = .answered
    ) -> [Violation] {
        var validator = SchemaValidator(direction: direction)
        validator.check(value, Schema.Box(schema), isWhole: true)
        return validator.violations
    }

    private init(direction: Direction) { self.direction = direction }

    private mutating func report(_ keyword: String, _ message: String, suggestion: String? = nil) {
        violations.append(Violation(keys: path, keyword: keyword, message: message, suggestion: suggestion))
    }

    private mutating func report(below key: PathKey, _ keyword: String, _ message: String, suggestion: String? = nil) {
        violations.append(Violation(keys: path + [key], keyword: keyword, message: message, suggestion: suggestion))
    }

    private mutating func check(_ value: JSON, _ box: Schema.Box, below key: PathKey, isWhole: Bool) {
        path.append(key)
        check(value, box, isWhole: isWhole)
        path.removeLast()
    }

    /// `isWhole`: the schema describes the value as a whole, so that what it does not name is unknown. Alternatives
    /// and conditions speak of parts.
    private mutating func check(_ value: JSON, _ box: Schema.Box, isWhole: Bool) {
        guard isOfKind(value, box) else {
            return report("type", "must be \(box.schema.expectedKinds), found \(value.described)")
        }
        checkListed(value, box)
        switch value {
        case .null: return
        case .bool: break
        case .string(let text): checkText(text, box)
        case .number(let number): checkNumber(number, box)
        case .array(let elements): checkElements(elements, box, isWhole: isWhole)
        case .object(let object):
            if box.schema.isFile { return }
            let unknown = checkMembers(object, box, isWhole: isWhole)
            checkAlternatives(value, box)
            return reportUnknown(unknown, box)
        }
        checkAlternatives(value, box)
    }

    private func isOfKind(_ value: JSON, _ box: Schema.Box) -> Bool {
        if box.schema.kinds.isEmpty { return true }
        for kind in box.schema.kinds {
            switch (kind, value) {
            case (.null, .null), (.boolean, .bool), (.number, .number), (.string, .string), (.array, .array),
                (.object, .object):
                return true
            case (.integer, .number(let number)): if number.isInteger { return true }
            // In a document a file is what is known of it: its name, type and size.
            case (.string, .object): if box.schema.isFile { return true }
            default: break
            }
        }
        return false
    }

    private mutating func checkListed(_ value: JSON, _ box: Schema.Box) {
        if let constant = box.schema.constant, constant != value {
            report("const", "must be \(constant.described), found \(value.described)")
        }
        if box.schema.values.isEmpty || box.schema.isListed(value) || value == .null { return }
        let (message, suggestion) = box.schema.notListed(value)
        report(box.schema.valuesAreClosed ? "enum" : "known", message, suggestion: suggestion)
    }

    private mutating func checkText(_ text: String, _ box: Schema.Box) {
        if let minimum = box.schema.minimumLength, text.unicodeScalars.count < minimum {
            let rule = minimum == 1 ? "must not be empty" : "must have at least \(minimum) characters"
            report("minLength", minimum == 1 ? rule : "\(rule), found \(text.unicodeScalars.count)")
        }
        if let maximum = box.schema.maximumLength, text.unicodeScalars.count > maximum {
            report("maxLength", "must have at most \(maximum) characters, found \(text.unicodeScalars.count)")
        }
        // A text on which the pattern gives up does not match it.
        if let pattern = box.schema.pattern, !((try? pattern.matches(text)) ?? false) {
            let rule = box.schema.note ?? "must match /\(box.schema.patternText ?? "")/"
            report("pattern", "\(rule), found \(JSON.string(text).described)")
        }
        if let format = box.schema.format, let rule = SchemaFormat.rule(format, brokenBy: text) {
            report("format", "\(rule), found \(JSON.string(text).described)")
        }
    }

    private mutating func checkNumber(_ number: JSONNumber, _ box: Schema.Box) {
        if let minimum = box.schema.minimum, number < minimum {
            report("minimum", "must be at least \(minimum.text), found \(number.text)")
        }
        if let maximum = box.schema.maximum, maximum < number {
            report("maximum", "must be at most \(maximum.text), found \(number.text)")
        }
        if let limit = box.schema.exclusiveMinimum, !(limit < number) {
            report("exclusiveMinimum", "must be more than \(limit.text), found \(number.text)")
        }
        if let limit = box.schema.exclusiveMaximum, !(number < limit) {
            report("exclusiveMaximum", "must be less than \(limit.text), found \(number.text)")
        }
    }

    private mutating func checkElements(_ elements: [JSON], _ box: Schema.Box, isWhole: Bool) {
        if let minimum = box.schema.minimumItems, elements.count < minimum {
            report("minItems", "must have at least \(minimum) items, found \(elements.count)")
        }
        if let maximum = box.schema.maximumItems, elements.count > maximum {
            report("maxItems", "must have at most \(maximum) items, found \(elements.count)")
        }
        guard let items = box.schema.items else { return }
        for (index, element) in elements.enumerated() { check(element, items, below: .index(index), isWhole: isWhole) }
    }

    // MARK: Objects

    /// Judges the members that are described, and gives the names of those that are not, if the schema names all.
    private mutating func checkMembers(_ object: JSONObject, _ box: Schema.Box, isWhole: Bool) -> [String] {
        for name in box.schema.required where !object.members.contains(where: { $0.name.isSame(as: name) }) {
            report(below: .name(name), "required", "is required")
        }
        if let minimum = box.schema.minimumProperties, object.count < minimum {
            report("minProperties", "must have at least \(minimum) members, found \(object.count)")
        }
        let start = violations.count
        var groups: [(property: Int, end: Int)] = []
        var unknown: [String] = []
        var next = 0
        for member in object.members {
            guard let index = box.schema.place(of: member.name, from: next) else {
                checkAdditional(member, box, isWhole: isWhole, &unknown)
                continue
            }
            next = index + 1
            let property = box.schema.properties[index].box
            if direction == .sent, isWhole, property.schema.isReadOnly {
                report(below: .name(member.name), "readOnly", "is set by the API: what is sent is ignored")
            } else {
                check(member.value, property, below: .name(member.name), isWhole: isWhole)
            }
            if violations.count > groups.last?.end ?? start { groups.append((index, violations.count)) }
        }
        sort(from: start, groups)
        return unknown
    }

    private mutating func checkAdditional(
        _ member: JSONObject.Member, _ box: Schema.Box, isWhole: Bool, _ unknown: inout [String]
    ) {
        if let additional = box.schema.additionalProperties {
            check(member.value, additional, below: .name(member.name), isWhole: isWhole)
        } else if isWhole, !box.schema.isFreeForm {
            unknown.append(member.name)
        }
    }

    /// Puts what was reported from `start` on, in the order of an object's members, into the order of the properties.
    private mutating func sort(from start: Int, _ groups: [(property: Int, end: Int)]) {
        guard groups.count > 1 else { return }
        var lower = start
        var sorted: [(property: Int, violations: ArraySlice<Violation>)] = []
        for (property, upper) in groups {
            sorted.append((property, violations[lower..<upper]))
            lower = upper
        }
        sorted.sort { $0.property < $1.property }
        violations.replaceSubrange(start..<lower, with: sorted.flatMap(\.violations))
    }

    /// The nearest described name is only worth looking for where somebody can still change what is sent, and where
    /// there are not so many names that they cannot be slips.
    private mutating func reportUnknown(_ names: [String], _ box: Schema.Box) {
        let mayBeSlips = direction == .sent && names.count <= 100
        for name in names where !box.schema.allOfBoxes.contains(where: { $0.schema.property(name) != nil }) {
            let known = box.schema.properties.lazy.map(\.name)
            let nearest = mayBeSlips ? Suggestion.closest(to: name, in: known) : nil
            report(
                below: .name(name), box.schema.isClosed ? "additionalProperties" : "unknown",
                "is not in the API description", suggestion: nearest)
        }
    }

    // MARK: Alternatives

    private mutating func checkAlternatives(_ value: JSON, _ box: Schema.Box) {
        for part in box.schema.allOfBoxes { check(value, part, isWhole: false) }
        if !box.schema.anyOfBoxes.isEmpty, !box.schema.anyOfBoxes.contains(where: { Self.fits(value, $0) }) {
            reportForms("anyOf", "fits none of the allowed forms", box)
        }
        if !box.schema.oneOfBoxes.isEmpty {
            let count = box.schema.oneOfBoxes.count { Self.fits(value, $0) }
            let problem = count == 0 ? "fits none of the allowed forms" : "fits more than one of the allowed forms"
            if count != 1 { reportForms("oneOf", problem, box) }
        }
        guard let condition = box.schema.condition else { return }
        let branch = Self.fits(value, condition.test) ? condition.then : condition.otherwise
        if let branch { check(value, branch, isWhole: false) }
    }

    private mutating func reportForms(_ keyword: String, _ problem: String, _ box: Schema.Box) {
        let message = box.schema.note ?? problem
        if let name = box.schema.reportedAs {
            report(below: .name(name), keyword, message)
        } else {
            report(keyword, message)
        }
    }

    /// Whether a value is what a schema says, as far as that speaks of it.
    static func fits(_ value: JSON, _ box: Schema.Box) -> Bool {
        var validator = SchemaValidator(direction: .answered)
        validator.check(value, box, isWhole: false)
        return validator.violations.allSatisfy(\.isAdvice)
    }
}
