package import LeadlineCore

extension Evaluator {
    /// A value as the place where it stands reads it (`language.md` 3).
    ///
    /// `place` names that place in messages. A bare word that the type cannot read is an error; a quoted text and JSON
    /// are what they are in every place, so that a wrong type can be sent on purpose.
    package func json(of value: Value, as type: ValueType, for place: String? = nil) throws(Diagnostic) -> JSON {
        switch value {
        case .word(let word): return try json(of: word, as: type, for: place)
        case .object(let template, _): return try json(of: template)
        case .list(let elements, _):
            var list: [JSON] = []
            list.reserveCapacity(elements.count)
            for element in elements { list.append(try json(of: element, as: type.element, for: place)) }
            return .array(list)
        }
    }

    /// Exact JSON with its placeholders filled in.
    package func json(of template: JSONTemplate) throws(Diagnostic) -> JSON {
        switch template {
        case .json(let json): return json
        case .placeholder(let placeholder): return try json(of: try datum(of: placeholder), as: .any, for: nil)
        case .string(let text): return .string(try self.text(of: text))
        case .array(let elements):
            var list: [JSON] = []
            for element in elements { list.append(try json(of: element)) }
            return .array(list)
        case .object(let members):
            var object: [JSONObject.Member] = []
            for member in members { object.append(.init(member.name.value, try json(of: member.value))) }
            return .object(JSONObject(uniqueMembers: object))
        }
    }

    /// A datum as JSON: times and durations as their texts, words as if they were written here.
    package func json(of datum: Datum, as type: ValueType, for place: String?) throws(Diagnostic) -> JSON {
        switch datum {
        case .json(let json): json
        case .time(let time): .string(time.text)
        case .duration(let duration): .string(DurationText.text(duration))
        case .word(let value): try inner(at: value.location).json(of: value, as: type, for: place)
        }
    }

    private func json(of word: Word, as type: ValueType, for place: String?) throws(Diagnostic) -> JSON {
        guard word.isBare else { return .string(try text(of: word.text)) }
        if let placeholder = word.text.lonePlaceholder {
            return try json(of: try datum(of: placeholder), as: type, for: place)
        }
        return try BareWord(text: try text(of: word.text), location: word.text.location, place: place).read(as: type)
    }
}

/// A bare word on its way to a value.
package struct BareWord {
    package var text: String
    package var location: SourceLocation
    package var place: String?

    package init(text: String, location: SourceLocation, place: String? = nil) {
        self.text = text
        self.location = location
        self.place = place
    }

    /// The value that a place of this type makes of the word; an error when it makes none.
    package func read(as type: ValueType) throws(Diagnostic) -> JSON {
        if text == "null" { return .null }
        switch type {
        case .text, .file: return .string(text)
        case .number:
            guard let number = JSONNumber(text) else { throw unreadable("a number") }
            return .number(number)
        case .integer:
            guard let number = JSONNumber(text), number.isInteger else { throw unreadable("an integer") }
            return .number(number)
        case .boolean:
            guard text == "true" || text == "false" else { throw unreadable("true or false") }
            return .bool(text == "true")
        case .time: return try time()
        case .list(let element): return .array([try read(as: element)])
        case .object: throw unreadable("an object", help: "write an object as JSON: {\"name\": \"value\"}")
        case .any: return guess()
        }
    }

    private func guess() -> JSON {
        if text == "true" || text == "false" { return .bool(text == "true") }
        if let number = JSONNumber(text) { return .number(number) }
        return .string(text)
    }

    /// A time is sent as it was written.
    private func time() throws(Diagnostic) -> JSON {
        do { _ = try Timestamp(parsing: text) } catch {
            throw Diagnostic(
                .error, .invalidTime, "'\(text)' is no time: \(error.message)", at: location,
                help: "write it as in 2026-03-02T09:00:00+11:00; quote it to send it as text")
        }
        return .string(text)
    }

    private func unreadable(_ expected: String, help: String? = nil) -> Diagnostic {
        let what = place.map { "'\($0)' takes \(expected)" } ?? "\(expected) expected"
        return Diagnostic(
            .error, .wrongValue, "\(what), found '\(text)'", at: location,
            help: help ?? "quote it to send it as text: \(JSON.string(text).text())")
    }
}

extension ValueType {
    /// What an element of a list in this place is read as.
    var element: ValueType {
        if case .list(let element) = self { return element }
        return self == .object ? .any : self
    }
}

extension JSON {
    /// The value in messages, cut when it is long.
    package var shown: String {
        let text = text()
        guard text.utf8.count > 200 else { return text }
        return String(text.prefix(160)) + "… (\(text.utf8.count) bytes)"
    }
}
