import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineSession

/// What may stand below a place of a document or answer.
struct Child {
    enum Shape { case leaf, object, list, listOfObjects }

    var key: PathKey
    var shape: Shape
    var detail: String
}

/// For what a field is named.
enum FieldUse {
    /// `field=value`
    case assigned
    /// A list that gets another value.
    case list
    /// In a `where`.
    case filter
}

extension Completer {
    // MARK: Described fields

    func fields(_ use: FieldUse) -> Offer {
        let schema = use == .filter ? situation.collection?.document : situation.fieldSchema
        guard let schema, let path = PathBeginning(reading.bytes, from: reading.wordStart) else { return whole([]) }
        guard let place = use == .filter ? schema.schema(asked: path.keys) : schema.schema(at: path.keys[...]) else {
            return whole([])
        }
        var children = children(of: place, below: path.keys, use)
        if use == .list { children = children.filter { $0.shape != .leaf } }
        return offer(children, at: path) { child in
            switch (use, child.shape) {
            case (_, .object): "."
            case (.filter, .listOfObjects): "."
            case (.assigned, .listOfObjects): "[0]."
            case (.assigned, .leaf), (.assigned, .list): "="
            case (.list, _), (.filter, _): " "
            }
        }
    }

    private func children(of place: Schema, below keys: [PathKey], _ use: FieldUse) -> [Child] {
        if let items = place.items?.schema, use != .filter {
            return [Child(key: .index(0), shape: items.shape, detail: items.typeText)]
        }
        let object = place.items?.schema ?? place
        let given = use == .assigned ? Set(situation.parts.compactMap(\.assignedPath)) : []
        let known = object.properties.filter { property in
            (use == .filter || situation.takesReadOnly || !property.schema.isReadOnly)
                && !given.contains(PathKey.description(keys + [.name(property.name)]))
        }
        let marksRequired = use == .assigned
        let required = known.filter { marksRequired && object.required.contains($0.name) }
        let others = known.filter { !marksRequired || !object.required.contains($0.name) }
        let isSet = situation.command == "set" ? session.draft?.document.document : nil
        let ordered = (required + others).filter { isSet?[$0.name] == nil || !keys.isEmpty }
        let last = keys.isEmpty ? (required + others).filter { isSet?[$0.name] != nil } : []
        return (ordered + last).map { property in
            Child(
                key: .name(property.name), shape: property.schema.shape,
                detail: property.schema.words(isRequired: marksRequired && object.required.contains(property.name)))
        }
    }

    // MARK: Fields of real documents

    /// The members of the documents that the last answer brought, of the draft for `unset`.
    var columns: Offer {
        guard let path = PathBeginning(reading.bytes, from: reading.wordStart) else { return whole([]) }
        let document: JSON?
        if situation.command == "unset" {
            document = session.draft.map { .object($0.document.document) }
        } else {
            document = session.answer?.documents?.array?.first ?? session.answer?.document
        }
        let given = Set(situation.paths.compactMap { $0.literalKeys.map { PathKey.description($0) } })
        let found = document?.value(at: path.keys[...]).map(children) ?? []
        let children = found.filter { !given.contains(PathKey.description(path.keys + [$0.key])) }
        return offer(children, at: path) { _ in " " }
    }

    /// The level below a value, and no more of it than a menu can hold.
    func children(of json: JSON) -> [Child] {
        switch json {
        case .object(let object):
            object.members.prefix(1000).map {
                Child(key: .name($0.name), shape: $0.value.shape, detail: Writing.short($0.value))
            }
        case .array(let elements):
            elements.prefix(20).enumerated().map {
                Child(key: .index($0), shape: $1.shape, detail: Self.summary(of: $1))
            } + (elements.count > 1 ? [Child(key: .index(-1), shape: .object, detail: "the last")] : [])
        default: []
        }
    }

    /// A document by its first texts and numbers.
    private static func summary(of json: JSON) -> String {
        guard let object = json.object else { return Writing.short(json) }
        let words = object.members.prefix(20).lazy.filter { $0.value.shape == .leaf && $0.value != .null }
        return words.prefix(3).map { Writing.short($0.value) }.joined(separator: ", ")
    }

    // MARK: Writing steps

    /// Candidates for the next step of a path. Where one of them needs brackets all begin at the separator, since they
    /// replace the same stretch.
    func offer(_ children: [Child], at path: PathBeginning, suffix: (Child) -> String) -> Offer {
        let isBracketed = path.opening == .index || path.opening == .quote || path.opening == .behind
        let needsSeparator =
            isBracketed
            || path.opening == .dot
                && children.contains { if case .name(let name) = $0.key { !Writing.isPathName(name) } else { true } }
        let candidates = children.compactMap { child -> Candidate? in
            guard let text = text(of: child.key, at: path, needsSeparator) else { return nil }
            let label = if case .name(let name) = child.key { name } else { text }
            return Candidate(
                text, label: label == text ? nil : label, detail: child.detail, suffix: suffix(child))
        }
        return Offer(
            start: needsSeparator ? path.separator : path.start, candidates: candidates,
            typed: path.opening == .index ? "[" + path.partial : path.partial)
    }

    private func text(of key: PathKey, at path: PathBeginning, _ withSeparator: Bool) -> String? {
        switch key {
        case .index(let index):
            return path.opening == .index || path.opening == .behind ? "[\(index)]" : nil
        case .name(let name):
            let isPlain = Writing.isPathName(name)
            switch path.opening {
            case .first: return isPlain ? name : nil
            case .dot, .behind: return isPlain ? (withSeparator ? ".\(name)" : name) : Writing.bracketed(name)
            case .index, .quote: return Writing.bracketed(name)
            }
        }
    }
}

extension Schema {
    var shape: Child.Shape {
        if isFile { return .leaf }
        if let items = items?.schema { return items.properties.isEmpty ? .list : .listOfObjects }
        return kind == .object ? .object : .leaf
    }

    /// `text, required: the customer's phone`
    func words(isRequired: Bool = false) -> String {
        let type = typeText + (isRequired ? ", required" : "")
        return (description ?? title).map { "\(type): \(Writing.cut($0))" } ?? type
    }
}

extension JSON {
    var shape: Child.Shape {
        switch self {
        case .object: .object
        case .array: .list
        default: .leaf
        }
    }
}

extension Part {
    /// The written path of `path=value`, when it holds no placeholder.
    var assignedPath: String? {
        guard case .assign(let path, _) = self else { return nil }
        return path.literalKeys.map { PathKey.description($0) }
    }
}
