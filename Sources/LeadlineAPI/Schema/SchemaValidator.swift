package import LeadlineCore

/// Judges values by their schemas.
package struct SchemaValidator {
    /// What members that the API itself sets (`readOnly`) are in this value: a client that sends one is told.
    package enum Direction: Sendable {
        case sent, answered
    }

    private let direction: Direction
    private var violations: [Violation] = []

    /// Where a value differs from its schema: in the order of the schema, behind that members it does not describe.
    /// Some are advice only, see `Violation.isAdvice`.
    package static func violations(
        of value: JSON, against schema: Schema, _ direction: Direction = .answered
    ) -> [Violation] {
        var validator = SchemaValidator(direction: direction)
        validator.check(value, Schema.Box(schema), at: Place(), isWhole: true)
        return validator.violations
    }

    private init(direction: Direction) { self.direction = direction }

    /// A path that is put together only when there is something to report.
    private struct Place {
        private indirect enum Step {
            case root
            case member(String, Step)
            case element(Int, Step)
        }

        private var step = Step.root

        func member(_ name: String) -> Place { Place(step: .member(name, step)) }
        func element(_ index: Int) -> Place { Place(step: .element(index, step)) }

        init() {}
        private init(step: Step) { self.step = step }

        var path: String { Self.text(step) }

        private static func text(_ step: Step) -> String {
            switch step {
            case .root: return ""
            case .element(let index, let parent): return "\(text(parent))[\(index)]"
            case .member(let name, let parent):
                let parent = text(parent)
                return parent.isEmpty ? name : "\(parent).\(name)"
            }
        }
    }

    private mutating func report(_ place: Place, _ keyword: String, _ message: String) {
        violations.append(Violation(path: place.path, keyword: keyword, message: message))
    }

    /// `isWhole`: the schema describes the value as a whole, so that what it does not name is unknown. Alternatives
    /// and conditions speak of parts.
    private mutating func check(_ value: JSON, _ box: Schema.Box, at place: Place, isWhole: Bool) {
        guard isOfKind(value, box) else {
            return report(place, "type", "must be \(box.schema.expectedKinds), found \(value.described)")
        }
        if value == .null || (box.schema.isFile && value.object != nil) { return }
        checkListed(value, box, at: place)
        switch value {
        case .string(let text): checkText(text, box, at: place)
        case .number(let number): checkNumber(number, box, at: place)
        case .array(let elements): checkElements(elements, box, at: place, isWhole: isWhole)
        case .object(let object): checkMembers(object, box, at: place, isWhole: isWhole)
        case .null, .bool: break
        }
        checkAlternatives(value, box, at: place)
        if isWhole, case .object(let object) = value { reportUnknown(object, box, at: place) }
    }

    private func isOfKind(_ value: JSON, _ box: Schema.Box) -> Bool {
        let kinds = box.schema.kinds
        if kinds.isEmpty { return true }
        return switch value {
        case .null: kinds.contains(.null)
        case .bool: kinds.contains(.boolean)
        case .number(let number): kinds.contains(.number) || (kinds.contains(.integer) && number.isInteger)
        case .string: kinds.contains(.string)
        case .array: kinds.contains(.array)
        // In a document a file is what is known of it: its name, type and size.
        case .object: kinds.contains(.object) || box.schema.isFile
        }
    }

    private mutating func checkListed(_ value: JSON, _ box: Schema.Box, at place: Place) {
        if let constant = box.schema.constant, constant != value {
            report(place, "const", "must be \(constant.described), found \(value.described)")
        }
        if box.schema.values.isEmpty || box.schema.values.contains(where: { $0.value == value }) { return }
        let isClosed = box.schema.valuesAreClosed
        report(place, isClosed ? "enum" : "known", box.schema.notListed(value))
    }

    private mutating func checkText(_ text: String, _ box: Schema.Box, at place: Place) {
        if let minimum = box.schema.minimumLength, text.unicodeScalars.count < minimum {
            report(
                place, "minLength",
                minimum == 1 ? "must not be empty" : "must have at least \(minimum) characters, found \(text.count)")
        }
        if let maximum = box.schema.maximumLength, text.unicodeScalars.count > maximum {
            report(place, "maxLength", "must have at most \(maximum) characters, found \(text.count)")
        }
        // A text on which the pattern gives up does not match it.
        if let pattern = box.schema.pattern, !((try? pattern.matches(text)) ?? false) {
            let rule = box.schema.note ?? "must match /\(box.schema.patternText ?? "")/"
            report(place, "pattern", "\(rule), found \(JSON.string(text).described)")
        }
        if let format = box.schema.format, let rule = SchemaFormat.rule(format, brokenBy: text) {
            report(place, "format", "\(rule), found \(JSON.string(text).described)")
        }
    }

    private mutating func checkNumber(_ number: JSONNumber, _ box: Schema.Box, at place: Place) {
        if let minimum = box.schema.minimum, number < minimum {
            report(place, "minimum", "must be at least \(minimum.text), found \(number.text)")
        }
        if let maximum = box.schema.maximum, maximum < number {
            report(place, "maximum", "must be at most \(maximum.text), found \(number.text)")
        }
    }

    private mutating func checkElements(_ elements: [JSON], _ box: Schema.Box, at place: Place, isWhole: Bool) {
        if let minimum = box.schema.minimumItems, elements.count < minimum {
            report(place, "minItems", "must have at least \(minimum) items, found \(elements.count)")
        }
        if let maximum = box.schema.maximumItems, elements.count > maximum {
            report(place, "maxItems", "must have at most \(maximum) items, found \(elements.count)")
        }
        guard let items = box.schema.items else { return }
        for (index, element) in elements.enumerated() {
            check(element, items, at: place.element(index), isWhole: isWhole)
        }
    }

    // MARK: Objects

    private mutating func checkMembers(_ object: JSONObject, _ box: Schema.Box, at place: Place, isWhole: Bool) {
        for name in box.schema.required where object[name] == nil {
            report(place.member(name), "required", "is required")
        }
        if let minimum = box.schema.minimumProperties, object.count < minimum {
            report(place, "minProperties", "must have at least \(minimum) members, found \(object.count)")
        }
        let start = violations.count
        var order: [(property: Int, count: Int)] = []
        Self.forEachDescribed(object, box) { member, index in
            let inner = place.member(member.name)
            let property = box.schema.properties[index].box
            if direction == .sent, isWhole, property.schema.isReadOnly {
                report(inner, "readOnly", "is set by the API and not sent")
            } else {
                check(member.value, property, at: inner, isWhole: isWhole)
            }
            order.append((index, violations.count))
        }
        sort(from: start, order)
        guard let additional = box.schema.additionalProperties, !additional.schema.kinds.isEmpty else { return }
        for member in object.members where box.schema.place(of: member.name) == nil {
            check(member.value, additional, at: place.member(member.name), isWhole: isWhole)
        }
    }

    /// Calls with each member that has a property, and the property's index. Members mostly stand in the order of the
    /// schema, so each is looked for from where the last one was found.
    private static func forEachDescribed(
        _ object: JSONObject, _ box: Schema.Box, _ body: (JSONObject.Member, Int) -> Void
    ) {
        let count = box.schema.properties.count
        var next = 0
        for member in object.members {
            for step in 0..<count {
                let index = next + step < count ? next + step : next + step - count
                if box.schema.properties[index].name == member.name {
                    next = index + 1 == count ? 0 : index + 1
                    body(member, index)
                    break
                }
            }
        }
    }

    /// Puts what was reported from `start` on, in the order of an object's members, into the order of the properties.
    private mutating func sort(from start: Int, _ order: [(property: Int, count: Int)]) {
        guard violations.count > start + 1 else { return }
        var groups: [(property: Int, violations: [Violation])] = []
        var lower = start
        for (property, upper) in order {
            groups.append((property, Array(violations[lower..<upper])))
            lower = upper
        }
        groups.sort { $0.property < $1.property }
        violations.replaceSubrange(start..., with: groups.flatMap(\.violations))
    }

    private mutating func reportUnknown(_ object: JSONObject, _ box: Schema.Box, at place: Place) {
        if box.schema.additionalProperties != nil || box.schema.isFreeForm { return }
        for member in object.members where box.schema.place(of: member.name) == nil {
            if box.schema.allOf.contains(where: { $0.property(member.name) != nil }) { continue }
            let nearest = Suggestion.closest(to: member.name, in: box.schema.properties.map(\.name))
            let help = nearest.map { "; did you mean '\($0)'?" } ?? ""
            report(place.member(member.name), "unknown", "is not in the API description\(help)")
        }
    }

    // MARK: Alternatives

    private mutating func checkAlternatives(_ value: JSON, _ box: Schema.Box, at place: Place) {
        for part in box.schema.allOf { check(value, Schema.Box(part), at: place, isWhole: false) }
        let reported = box.schema.reportedAs.map { place.member($0) } ?? place
        if !box.schema.anyOf.isEmpty, !box.schema.anyOf.contains(where: { fits(value, Schema.Box($0)) }) {
            report(reported, "anyOf", box.schema.note ?? "fits none of the allowed forms")
        }
        if !box.schema.oneOf.isEmpty {
            let count = box.schema.oneOf.count { fits(value, Schema.Box($0)) }
            let problem = count == 0 ? "fits none of the allowed forms" : "fits more than one of the allowed forms"
            if count != 1 { report(reported, "oneOf", box.schema.note ?? problem) }
        }
        guard let condition = box.schema.condition else { return }
        let branch = fits(value, condition.test) ? condition.then : condition.otherwise
        if let branch { check(value, branch, at: place, isWhole: false) }
    }

    private func fits(_ value: JSON, _ box: Schema.Box) -> Bool {
        var validator = SchemaValidator(direction: .answered)
        validator.check(value, box, at: Place(), isWhole: false)
        return validator.violations.allSatisfy(\.isAdvice)
    }
}
