package import LeadlineCore

/// Resolves placeholders, reads values and judges sentences, all against one scope.
package struct Evaluator {
    package let scope: any Scope
    /// How deep inside of values that name each other.
    let nesting: Nesting

    package init(_ scope: any Scope) {
        self.scope = scope
        nesting = Nesting()
    }

    private init(_ scope: any Scope, _ nesting: Nesting) {
        self.scope = scope
        self.nesting = nesting
    }

    /// For what is written in a cell or parameter, which may name others.
    func inner(at location: SourceLocation) throws(Diagnostic) -> Evaluator {
        Evaluator(scope, try nesting.inner(at: location))
    }
}

// MARK: - Placeholders

extension Evaluator {
    /// A path with the placeholders in its names filled in.
    package func keys(of path: Path) throws(Diagnostic) -> [PathKey] {
        var keys: [PathKey] = []
        keys.reserveCapacity(path.steps.count)
        for step in path.steps {
            switch step {
            case .index(let index): keys.append(.index(index))
            case .name(let name): keys.append(.name(try text(of: name)))
            }
        }
        return keys
    }

    /// A text put together from its parts.
    package func text(of template: Template) throws(Diagnostic) -> String {
        if let literal = template.literal { return literal }
        var text = ""
        for part in template.parts {
            switch part {
            case .text(let literal): text += literal
            case .placeholder(let placeholder): text += try self.text(of: placeholder)
            }
            if text.utf8.count > Nesting.sizeLimit { throw Nesting.tooLarge(at: template.location) }
        }
        try nesting.count(text.utf8.count, at: template.location)
        return text
    }

    /// What a placeholder stands for. Something missing or empty is an error.
    package func datum(of placeholder: Placeholder) throws(Diagnostic) -> Datum {
        let base = try datum(of: placeholder.subject, at: placeholder.location)
        guard let shift = placeholder.shift else { return base }
        let name = "'\(PathKey.description(try subjectKeys(placeholder.subject)))'"
        guard let moment = try instant(of: base) else {
            throw Diagnostic(
                .error, .wrongValue, "\(name) is no time: \(try describe(base))", at: placeholder.location,
                help: "only a time can be moved by a duration")
        }
        let offset = try duration(of: shift.offset, at: placeholder.location)
        return .time(shift.isNegative ? moment - offset : moment + offset)
    }

    private func datum(of subject: Subject, at location: SourceLocation) throws(Diagnostic) -> Datum {
        switch try look(up: subject) {
        case .found(let datum): return datum
        case .missing:
            let name = PathKey.description(try subjectKeys(subject))
            throw Diagnostic(.error, .unknownName, "there is no '\(name)' here", at: location, label: "missing")
        case .empty:
            let name = PathKey.description(try subjectKeys(subject))
            throw Diagnostic(
                .error, .wrongValue, "'\(name)' is empty", at: location,
                help: "an empty cell only leaves out a part 'field={{\(name)}}'")
        case .unknown: throw scope.unknownName(try subjectKeys(subject), at: location)
        }
    }

    /// What a subject stands for; a JSONPath finds a node or, when it can find several, a list of them.
    package func look(up subject: Subject) throws(Diagnostic) -> Lookup {
        try look(up: subject, keys: try subjectKeys(subject))
    }

    /// The same, of a subject whose keys are known.
    func look(up subject: Subject, keys: [PathKey]) throws(Diagnostic) -> Lookup {
        switch subject {
        case .path: return scope.look(up: keys)
        case .jsonPath(let query):
            guard case .found(.json(let body)) = scope.look(up: [.name("body")]) else { return .missing }
            let nodes: [JSON]
            do throws(JSONPathFailure) { nodes = try query.value.nodes(in: body) } catch {
                throw Diagnostic(.error, .wrongValue, error.message, at: query.location)
            }
            if query.value.isSingular { return nodes.first.map { .found(.json($0)) } ?? .missing }
            return .found(.json(.array(nodes)))
        }
    }

    package func subjectKeys(_ subject: Subject) throws(Diagnostic) -> [PathKey] {
        switch subject {
        case .path(let path): try keys(of: path)
        case .jsonPath(let query): [.name(query.value.text)]
        }
    }

    private func text(of placeholder: Placeholder) throws(Diagnostic) -> String {
        let datum = try datum(of: placeholder)
        switch datum {
        case .json(.string(let text)): return text
        case .json(.number(let number)): return number.text
        case .json(.bool(let bool)): return bool ? "true" : "false"
        case .json(let json):
            throw Diagnostic(
                .error, .wrongValue, "\(json.typePhrase) cannot be part of a text", at: placeholder.location,
                help: "name a text or a number in it")
        case .time(let time): return time.text
        case .duration(let duration): return DurationText.text(duration)
        case .word(.word(let word)): return try inner(at: placeholder.location).text(of: word.text)
        case .word:
            throw Diagnostic(.error, .wrongValue, "a list or object cannot be part of a text", at: placeholder.location)
        }
    }
}

// MARK: - Times and durations

extension Evaluator {
    package func duration(of value: DurationValue) throws(Diagnostic) -> Duration {
        switch value {
        case .literal(let duration): return duration.value
        case .placeholder(let placeholder):
            let datum = try datum(of: placeholder)
            if let duration = try self.duration(of: datum) { return duration }
            throw Diagnostic(
                .error, .invalidDuration, "\(try describe(datum)) is no duration", at: placeholder.location,
                help: "write it as in 2d 23h 59m 59s")
        }
    }

    private func duration(of offset: Placeholder.Offset, at location: SourceLocation) throws(Diagnostic) -> Duration {
        switch offset {
        case .duration(let duration): return duration
        case .path(let path):
            let placeholder = Placeholder(subject: .path(path), shift: nil, location: location)
            return try duration(of: .placeholder(placeholder))
        }
    }

    /// A datum as a moment, when it is one or is an ISO 8601 text.
    package func instant(of datum: Datum) throws(Diagnostic) -> Timestamp? {
        switch datum {
        case .time(let time): time
        case .json(.string(let text)): try? Timestamp(parsing: text)
        case .word(.word(let word)): try? Timestamp(parsing: try text(ofWord: word))
        case .json, .duration, .word: nil
        }
    }

    /// A datum as a duration, when it is one or is written like one.
    func duration(of datum: Datum) throws(Diagnostic) -> Duration? {
        switch datum {
        case .duration(let duration): duration
        case .json(.string(let text)): try? DurationText.parse(text)
        case .word(.word(let word)): try? DurationText.parse(try text(ofWord: word))
        case .json, .time, .word: nil
        }
    }

    /// The text of a word that a placeholder brought.
    private func text(ofWord word: Word) throws(Diagnostic) -> String {
        try inner(at: word.text.location).text(of: word.text)
    }

    /// A datum in messages: `"abc" (text)`.
    func describe(_ datum: Datum) throws(Diagnostic) -> String {
        switch datum {
        case .time(let time): time.text
        case .duration(let duration): DurationText.text(duration)
        case .json(let json): json.shown
        case .word(let value): try inner(at: value.location).json(of: value, as: .any).shown
        }
    }
}

extension PathKey {
    /// `docs[0].id`
    package static func description(_ keys: some Collection<PathKey>) -> String {
        var text = ""
        for key in keys {
            switch key {
            case .index(let index): text += "[\(index)]"
            case .name(let name):
                let isPlain =
                    !name.isEmpty && !name.utf8.contains { $0 == 0x2E || $0 == 0x5B || $0 <= 0x20 } || text.isEmpty
                text += isPlain ? (text.isEmpty ? name : ".\(name)") : "[\(JSON.string(name).text())]"
            }
        }
        return text
    }
}
