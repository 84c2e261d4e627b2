import LeadlineCore

/// Validation, with Payload's messages.
extension FieldRules {
    static let required = "This field is required."
    private static let invalidSelection = "This field has an invalid selection."
    private static let invalidInput = "This field has an invalid input."
    /// Of texts, unless the field says another.
    private static let maximumLength = 40_000

    /// What is wrong with a value; nil is also the value of a field that is not set.
    func problem(_ value: JSON?, _ field: PayloadField) -> String? {
        switch field.kind {
        case .text: text(value, field)
        case .textarea: textarea(value, field)
        case .email: email(value, field)
        case .code: field.isRequired && value == nil ? Self.required : nil
        case .number: number(value, field)
        case .checkbox: checkbox(value, field)
        case .date: date(value, field)
        case .select: select(value, field)
        case .radio: radio(value, field)
        case .relationship, .upload: relation(value, field)
        case .point: point(value, field)
        case .json: json(value, field)
        case .richText: field.isRequired && !JavaScript.isTrue(value) ? Self.required : nil
        case .array, .blocks: rows(value, field)
        case .group: nil
        }
    }

    // MARK: Texts

    private func text(_ value: JSON?, _ field: PayloadField) -> String? {
        let isSet = profile == .v3 ? value != nil && value != .null : JavaScript.isTrue(value)
        if !isSet, !field.isRequired { return nil }
        if field.hasMany, let problem = rows(value, field) { return problem }
        for text in value?.array ?? [value ?? .null] {
            // What is no text has no characters.
            if let problem = length(text.string?.utf16.count ?? text.array?.count ?? 0, field) { return problem }
        }
        // 3.x takes everything else that is true, which the database makes a text of.
        let isKnown = profile == .v3 || value?.string != nil || value?.array != nil
        let isFilled = isKnown && JavaScript.isTrue(value) && value != []
        return field.isRequired && !isFilled ? Self.required : nil
    }

    private func textarea(_ value: JSON?, _ field: PayloadField) -> String? {
        guard let value, JavaScript.isTrue(value) else { return field.isRequired ? Self.required : nil }
        return (value.string?.utf16.count ?? value.array?.count).flatMap { length($0, field) }
    }

    /// `length` is in UTF-16 code units.
    private func length(_ length: Int, _ field: PayloadField) -> String? {
        let maximum = field.maximumLength ?? Self.maximumLength
        if length > maximum { return "This value must be shorter than the max length of \(maximum) characters." }
        guard let minimum = field.minimumLength, length < minimum else { return nil }
        return "This value must be longer than the minimum length of \(minimum) characters."
    }

    private func email(_ value: JSON?, _ field: PayloadField) -> String? {
        let isGood: Bool
        if let value, JavaScript.isTrue(value) {
            let text = JavaScript.text(of: value)
            isGood = profile == .v3 ? EmailAddress.isStrict(text) : EmailAddress.isLoose(text)
        } else {
            isGood = !field.isRequired
        }
        return isGood ? nil : "Please enter a valid email address."
    }

    private func json(_ value: JSON?, _ field: PayloadField) -> String? {
        if field.isRequired, !JavaScript.isTrue(value) { return Self.required }
        guard let text = value?.string else { return nil }
        return (try? JSON(parsing: text)) == nil ? Self.invalidInput : nil
    }

    // MARK: Choices

    private func checkbox(_ value: JSON?, _ field: PayloadField) -> String? {
        guard value?.bool == nil, JavaScript.isTrue(value) || field.isRequired else { return nil }
        return "This field can only be equal to true or false."
    }

    private func select(_ value: JSON?, _ field: PayloadField) -> String? {
        switch value {
        case nil, .null: return field.isRequired ? Self.required : nil
        case .array(let elements)?:
            guard elements.allSatisfy({ isOption($0, of: field) }) else { return Self.invalidSelection }
            if let problem = duplicates(elements, field) { return problem }
            return field.isRequired && field.hasMany && elements.isEmpty ? Self.required : nil
        case let value?: return isOption(value, of: field) ? nil : Self.invalidSelection
        }
    }

    private func radio(_ value: JSON?, _ field: PayloadField) -> String? {
        guard let value, JavaScript.isTrue(value) else { return field.isRequired ? Self.required : nil }
        return isOption(value, of: field) ? nil : Self.invalidSelection
    }

    private func isOption(_ value: JSON, of field: PayloadField) -> Bool {
        guard let text = value.string else { return false }
        return field.options?.contains { $0.hasSameBytes(as: text) } ?? true
    }

    /// Each choice as often as it was made more than once; 3.x only.
    private func duplicates(_ elements: [JSON], _ field: PayloadField) -> String? {
        guard profile == .v3, field.hasMany else { return nil }
        let texts = elements.compactMap(\.string)
        var told: Set<String> = []
        var repeated: [String] = []
        for text in texts where told.insert(text).inserted {
            let count = texts.count { $0 == text }
            if count > 1 { repeated += Array(repeating: JSON.string(text).text(), count: count) }
        }
        guard !repeated.isEmpty else { return nil }
        return "This field has the following invalid selections: \(repeated.joined(separator: ", "))"
    }
}

// MARK: Numbers, dates, places

extension FieldRules {
    private var valueLabel: String { profile == .v3 ? "Value" : "value" }
    private var rowsLabel: String { profile == .v3 ? "Rows" : "rows" }

    private func number(_ value: JSON?, _ field: PayloadField) -> String? {
        if field.hasMany, let problem = rows(value, field) { return problem }
        guard let value, value == false || Self.number(value) == 0 || isSetNumber(value) else {
            return field.isRequired ? Self.required : nil
        }
        for element in value.array ?? [value] {
            guard let number = Self.number(element) else { return "Please enter a valid number." }
            // JavaScript's `parseFloat` makes nothing of a boolean.
            guard element.bool == nil else { continue }
            if let maximum = field.maximum, number > maximum.double {
                return greater(JavaScript.text(of: value), than: maximum, valueLabel)
            }
            if let minimum = field.minimum, number < minimum.double {
                return less(JavaScript.text(of: value), than: minimum, valueLabel)
            }
        }
        return nil
    }

    /// A text is a number that could not be read.
    private func isSetNumber(_ value: JSON) -> Bool { value.string == nil && JavaScript.isTrue(value) }

    /// `Number(value)`; nil for what is none.
    private static func number(_ value: JSON) -> Double? {
        switch value {
        case .number(let number): return number.double
        case .bool(let value): return value ? 1 : 0
        case .string(let text) where !JavaScript.trimmed(text).isEmpty:
            let number = JavaScript.number(text)
            return number.isNaN ? nil : number
        default: return nil
        }
    }

    private func greater(_ value: String, than maximum: JSONNumber, _ label: String) -> String {
        "\(value) is greater than the max allowed \(label) of \(maximum.javaScriptText)."
    }

    private func less(_ value: String, than minimum: JSONNumber, _ label: String) -> String {
        "\(value) is less than the min allowed \(label) of \(minimum.javaScriptText)."
    }

    private func date(_ value: JSON?, _ field: PayloadField) -> String? {
        guard let value, JavaScript.isTrue(value) else { return field.isRequired ? Self.required : nil }
        let text = JavaScript.text(of: value)
        return JavaScript.date(text) == nil ? "\"\(text)\" is not a valid date." : nil
    }

    private func point(_ value: JSON?, _ field: PayloadField) -> String? {
        if value == .null { return field.isRequired ? Self.required : nil }
        let elements = value?.array ?? []
        let place = [0, 1].map { $0 < elements.count ? Self.number(elements[$0]) : nil }
        let isComplete = !place.contains(nil) && (value?.array?.count ?? 2) == 2
        if field.isRequired, !isComplete { return "This field requires two numbers." }
        let longitude = place[0] ?? 0
        let latitude = place[1] ?? 0
        if (latitude != 0 && place[0] == nil) || (longitude != 0 && place[1] == nil) { return Self.invalidInput }
        guard profile == .v3 else { return nil }
        if longitude.magnitude > 180 { return "Longitude must be between -180 and 180." }
        return latitude.magnitude > 90 ? "Latitude must be between -90 and 90." : nil
    }

    private func rows(_ value: JSON?, _ field: PayloadField) -> String? {
        // A single value in place of a list has no number of rows.
        if let value, value.array == nil, JavaScript.isTrue(value) { return nil }
        let count = value?.array?.count ?? 0
        if count == 0, !field.isRequired { return nil }
        if let minimum = field.minimumRows, count < minimum {
            return "This field requires at least \(minimum) \(rowsLabel)."
        }
        if let maximum = field.maximumRows, maximum > 0, count > maximum {
            return "This field requires no more than \(maximum) \(rowsLabel)."
        }
        return count == 0 ? "This field requires at least 1 \(rowsLabel.dropLast())." : nil
    }
}

// MARK: Relations

extension FieldRules {
    private func relation(_ value: JSON?, _ field: PayloadField) -> String? {
        let isEmpty = value?.number == nil && (!JavaScript.isTrue(value) || value == [])
        if field.isRequired, isEmpty { return Self.required }
        guard let value, value != .null else { return nil }
        if let count = value.array?.count, count > 0 {
            if let minimum = field.minimumRows, count < minimum {
                return less(String(count), than: JSONNumber(minimum), rowsLabel)
            }
            if let maximum = field.maximumRows, maximum > 0, count > maximum {
                return greater(String(count), than: JSONNumber(maximum), rowsLabel)
            }
        }
        let wrong = (value.array ?? [value]).filter { !isReference($0, field) }
        guard !wrong.isEmpty else { return nil }
        if profile == .v2, field.kind == .upload { return "This field is not a valid upload ID." }
        let list = wrong.enumerated().map { "\(JavaScript.text(of: $1)) \($0)" }.joined(separator: ", ")
        return "This relationship field has the following invalid relationships: \(list)"
    }

    private func isReference(_ value: JSON, _ field: PayloadField) -> Bool {
        guard field.isPolymorphic else {
            return field.keeps(value) || isID(value, of: field.relationTo.first ?? "")
        }
        guard let slug = value["relationTo"]?.string, let id = value["value"] else { return false }
        return id == .null || isID(id, of: slug)
    }

    /// Whether a value has the type of a collection's ids. What it points to is not looked at.
    private func isID(_ value: JSON, of slug: String) -> Bool {
        let isText = value.string.map { !$0.isEmpty } ?? false
        return switch idKind(of: slug) {
        case .objectID, .text: isText
        case .number: value.number != nil
        case nil: isText || value.number != nil
        }
    }
}
