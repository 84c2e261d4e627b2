package import LeadlineAPI
package import LeadlineCore
package import LeadlineLanguage

/// A document under construction, from the parts of a command.
package struct ComposedDocument: Sendable {
    package var document = JSONObject()
    /// Files whose places in the document hold their name, type and size.
    package var attachments: [AttachedFile] = []

    package init() {}
}

/// Puts a document together from parts, left to right.
struct Composer {
    let session: Session
    /// What the operation takes; nil for a place of which nothing is known.
    let schema: Schema?
    /// The member that wraps the document on the wire; a file given to `from` may have it.
    let envelope: String?

    func apply(_ parts: [Part], to composed: inout ComposedDocument) throws(Diagnostic) {
        for part in parts {
            switch part {
            case .assign(let path, let value): try assign(path, value, &composed)
            case .from(let value): try merge(value, &composed)
            }
        }
    }

    // MARK: Assignments

    func assign(_ path: Path, _ value: Value, _ composed: inout ComposedDocument) throws(Diagnostic) {
        if try session.evaluator.isEmptyCell(value) { return }
        let keys = try session.evaluator.keys(of: path)
        let name = PathKey.description(keys)
        let type = schema?.schema(at: keys[...])?.valueType ?? .any
        composed.attachments.removeAll { $0.path.starts(with: keys) }
        var json = try session.evaluator.json(of: value, as: type, for: name)
        if type == .file, case .string(let file) = json {
            let attached = try attach(file, at: keys, value.location)
            json = attached.summary
            composed.attachments.append(attached)
        }
        var document = JSON.object(composed.document)
        // The only one that holds the document, so that it is changed in place.
        composed.document = JSONObject()
        defer { composed.document = document.object ?? JSONObject() }
        try document.set(json, at: keys[...], PathContext(whole: keys, location: path.location))
    }

    private func attach(_ file: String, at keys: [PathKey], _ location: SourceLocation) throws(Diagnostic)
        -> AttachedFile
    {
        let bytes = try session.resources.file(Paths.join(session.folder, file), at: location)
        let name = Paths.name(of: file)
        return AttachedFile(
            path: keys, name: name, mediaType: MediaType.guess(fileName: name), bytes: bytes, reference: file)
    }

    // MARK: from

    private func merge(_ value: Value, _ composed: inout ComposedDocument) throws(Diagnostic) {
        let object = try object(value)
        composed.document.merge(object)
        composed.attachments.removeAll { attached in
            if case .name(let name)? = attached.path.first { object[name] != nil } else { false }
        }
    }

    private func object(_ value: Value) throws(Diagnostic) -> JSONObject {
        let json: JSON
        if case .word(let word) = value, word.text.lonePlaceholder == nil || !word.isBare {
            json = try document(named: try session.evaluator.text(of: word.text), at: value.location)
        } else {
            json = try reference(value)
        }
        guard case .object(let object) = json else {
            throw Diagnostic(
                .error, .wrongValue, "'from' takes a JSON object, found \(json.typePhrase)", at: value.location)
        }
        guard let envelope, object.count == 1, case .object(let inner)? = object[envelope],
            schema?.property(envelope) == nil
        else { return object }
        return inner
    }

    /// A placeholder: an object, or a word that names a file.
    private func reference(_ value: Value) throws(Diagnostic) -> JSON {
        let json = try session.evaluator.json(of: value, as: .text)
        guard case .string(let name) = json else { return json }
        return try document(named: name, at: value.location)
    }

    private func document(named name: String, at location: SourceLocation) throws(Diagnostic) -> JSON {
        if Batch.isTable(name) { throw Batch.misplaced(name, at: location) }
        return try session.resources.document(Paths.join(session.folder, name), at: location)
    }
}

extension Evaluator {
    /// Whether a value is one placeholder that stands for an empty cell or parameter.
    func isEmptyCell(_ value: Value) throws(Diagnostic) -> Bool {
        guard case .word(let word) = value, word.isBare, let placeholder = word.text.lonePlaceholder,
            case .path(let path) = placeholder.subject
        else { return false }
        if case .empty = scope.look(up: try keys(of: path)) { return true }
        return false
    }
}

/// A path with the place where it was written, for messages.
package struct PathContext {
    package var whole: [PathKey]
    package var location: SourceLocation

    package init(whole: [PathKey], location: SourceLocation) {
        self.whole = whole
        self.location = location
    }

    func error(_ message: String, help: String? = nil) -> Diagnostic {
        Diagnostic(.error, .conflictingParts, message, at: location, help: help)
    }
}

extension JSON {
    /// Sets the value at a path and makes the objects and lists on the way. An index sets an existing element or the
    /// next one.
    package mutating func set(_ value: JSON, at path: ArraySlice<PathKey>, _ context: PathContext) throws(Diagnostic) {
        try checkParents(of: path, context)
        put(value, at: path)
    }

    /// Whether each value on the way down a path can hold the next one.
    private func checkParents(of path: ArraySlice<PathKey>, _ context: PathContext) throws(Diagnostic) {
        guard let key = path.first else { return }
        let rest = path.dropFirst()
        switch (key, self) {
        case (.name(let name), .object(let object)):
            try (object[name] ?? .null).checkParents(of: rest, context)
        case (.index(let index), .array(let elements)):
            guard index >= 0, index <= elements.count else { throw outside(index, elements.count, context) }
            try (index < elements.count ? elements[index] : .null).checkParents(of: rest, context)
        case (.index(let index), .null) where index != 0: throw outside(index, 0, context)
        case (_, .null): try JSON.null.checkParents(of: rest, context)
        default: throw wrongParent(key, path, context)
        }
    }

    /// Changes the value in place: a copy on the way down would make long commands slow.
    private mutating func put(_ value: JSON, at path: ArraySlice<PathKey>) {
        switch path.first {
        case nil: self = value
        case .name(let name)?:
            var object = take().object ?? JSONObject()
            object.modify(name) { member in
                var inner = member ?? .null
                member = nil
                inner.put(value, at: path.dropFirst())
                member = inner
            }
            self = .object(object)
        case .index(let index)?:
            var elements = take().array ?? []
            if index == elements.count { elements.append(.null) }
            if elements.indices.contains(index) { elements[index].put(value, at: path.dropFirst()) }
            self = .array(elements)
        }
    }

    private mutating func take() -> JSON {
        defer { self = .null }
        return self
    }

    private func wrongParent(_ key: PathKey, _ path: ArraySlice<PathKey>, _ context: PathContext) -> Diagnostic {
        let parent = PathKey.description(context.whole.dropLast(path.count))
        let what = if case .index = key { "an element" } else { "a member" }
        return context.error(
            "'\(PathKey.description(context.whole))' sets \(what) of '\(parent)', which is \(shown)",
            help: "set the whole or its parts, not both")
    }

    private func outside(_ index: Int, _ count: Int, _ context: PathContext) -> Diagnostic {
        if index < 0 { return context.error("negative indexes are for reading only") }
        return context.error(
            "index \(index) is behind the end of a list of \(count)", help: "the next element is [\(count)]")
    }

    /// Removes what lies at a path; false when nothing does.
    package mutating func unset(_ path: ArraySlice<PathKey>) -> Bool {
        guard value(at: path) != nil else { return false }
        self = removing(path)
        return true
    }
}
