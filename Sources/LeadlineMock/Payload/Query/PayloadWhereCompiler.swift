import LeadlineCore

/// Makes a predicate of a `where`: what Payload and mongoose make of its texts or typed values.
struct PayloadWhereCompiler {
    let resolver: PayloadPathResolver
    /// The documents of a collection, by its slug.
    let documents: (String) -> StoredCollection
    /// Whether `near` is asked for, which orders the results.
    private(set) var distance: (path: String, distance: PayloadDistance)?

    init(_ resolver: PayloadPathResolver, documents: @escaping (String) -> StoredCollection) {
        self.resolver = resolver
        self.documents = documents
    }

    var profile: PayloadProfile { resolver.profile }

    /// Nil where there is no condition.
    mutating func predicate(
        _ condition: JSON, in collection: PayloadCollection
    ) throws(PayloadError) -> PayloadPredicate? {
        var parts: [(path: String?, predicate: PayloadPredicate)] = []
        for (name, constraint) in condition.constraints {
            if let items = constraint.array {
                guard let logic = PayloadOperator.Logic(anyCase: name) else { continue }
                let built = try predicates(items, in: collection)
                if !built.isEmpty { parts.append((nil, logic == .and ? .all(built) : .any(built))) }
                continue
            }
            for member in constraint.object?.members ?? [] {
                guard let operation = PayloadOperator(member.name, profile) else { continue }
                let path = PayloadPathCheck.dotted(name)
                guard let part = try self.condition(path, operation, member.value, in: collection) else { continue }
                // In 2.x conditions on one path of one object replace each other.
                if profile == .v2, let replaced = part.path { parts.removeAll { $0.path == replaced } }
                parts.append((part.path, part.predicate))
            }
        }
        return parts.isEmpty ? nil : parts.count == 1 ? parts[0].predicate : .all(parts.map(\.predicate))
    }

    private mutating func predicates(
        _ items: [JSON], in collection: PayloadCollection
    ) throws(PayloadError) -> [PayloadPredicate] {
        var built: [PayloadPredicate] = []
        for item in items {
            if let predicate = try predicate(item, in: collection) { built.append(predicate) }
        }
        return built
    }

    /// A condition, with the path under which 2.x keeps only the last; nil where it is dropped.
    private mutating func condition(
        _ path: String, _ operation: PayloadOperator, _ value: JSON, in collection: PayloadCollection
    ) throws(PayloadError) -> (path: String?, predicate: PayloadPredicate)? {
        let hops = resolver.hops(of: path, in: collection)
        guard let first = hops.first, let last = hops.last else { return nil }
        guard last.isID || last.field != nil else { throw .unexpected("no field is called '\(path)'") }
        if hops.count > 1 { return (first.path, try related(hops, operation, value)) }
        let isRaw = operation == .exists || operation == .like
        guard let predicate = try predicate(first, operation, value) else { return nil }
        return (isRaw ? nil : first.path, predicate)
    }

    /// Evaluated at the end of the relations, and made a list of ids, from the last collection to the first.
    private mutating func related(
        _ hops: [PayloadHop], _ operation: PayloadOperator, _ value: JSON
    ) throws(PayloadError) -> PayloadPredicate {
        // Payload 2 follows no more than two relations, and looks at 50 documents of each.
        if profile == .v2, hops.count > 3 { return .never }
        var inner = PayloadWhereCompiler(resolver, documents: documents)
        var found = try inner.predicate(hops[hops.count - 1], operation, value) ?? .always
        var ids: Set<String> = []
        for place in hops.indices.dropFirst().reversed() {
            let store = documents(hops[place].collection.slug)
            let matching = found.matching(store.filledPlaces, in: store)
            ids = Set(matching.prefix(profile == .v2 ? 50 : .max).compactMap { store[place: $0]?.id })
            found = inner.test(hops[place - 1].path, .isID(ids))
        }
        return test(hops[0].path, .isID(ids))
    }

    mutating func test(_ path: String, _ test: PayloadFieldTest.Test) -> PayloadPredicate {
        if case .isNear(let distance) = test { self.distance = (path, distance) }
        return .test(PayloadFieldTest(path: path, test))
    }
}

// MARK: Operators

extension PayloadWhereCompiler {
    /// What an operator asks of a field of the collection itself; nil where the condition is dropped.
    private mutating func predicate(
        _ hop: PayloadHop, _ operation: PayloadOperator, _ value: JSON
    ) throws(PayloadError) -> PayloadPredicate? {
        let caster = PayloadCaster(hop, profile, collections: resolver.collections)
        switch operation {
        case .exists: return try exists(hop, value)
        case .near, .within, .intersects: return try geography(hop, operation, value)
        case .like, .notLike: return try like(hop, operation, value, caster)
        case .contains: return try contains(hop, value, caster)
        default: break
        }
        switch try caster.cast(value, for: operation) {
        case .dropped: return nil
        case .never: return .never
        case .always: return .always
        case .operands(let operands): return test(hop.path, operation, operands)
        }
    }

    private mutating func test(
        _ path: String, _ operation: PayloadOperator, _ operands: [PayloadOperand]
    ) -> PayloadPredicate {
        switch operation {
        case .notEquals, .notIn: return .not(test(path, .isOneOf(operands)))
        case .all:
            if operands.isEmpty { return .never }
            return .all(operands.map { test(path, .isOneOf([$0])) })
        case .greaterThan: return .any(operands.map { test(path, .compares(.greater, $0)) })
        case .greaterThanEqual: return .any(operands.map { test(path, .compares(.greaterOrEqual, $0)) })
        case .lessThan: return .any(operands.map { test(path, .compares(.less, $0)) })
        case .lessThanEqual: return .any(operands.map { test(path, .compares(.lessOrEqual, $0)) })
        default: return test(path, .isOneOf(operands))
        }
    }

    /// Of the words only `true` is true; number fields take any word but `false`.
    private mutating func exists(_ hop: PayloadHop, _ value: JSON) throws(PayloadError) -> PayloadPredicate? {
        guard let field = hop.field else { return existsID(hop, value) }
        if field.kind == .checkbox, profile == .v2 {
            throw .unexpected("Cast to Boolean failed for value \"\" at path \"\(hop.path)\"")
        }
        let wanted: Bool
        switch (field.kind, value) {
        case (_, .bool(let value)): wanted = value
        case (.number, .string(let text)): wanted = !text.isEmpty && text != "false"
        case (.number, .number(let number)): wanted = number.double != 0
        case (.number, .array), (.number, .object): wanted = true
        case (.checkbox, .string(let text)): wanted = text.lowercased() == "true"
        default: wanted = value.string == "true"
        }
        let isMissing = test(hop.path, .isMissing(orEmpty: countsEmpty(field)))
        return wanted ? .not(isMissing) : isMissing
    }

    /// Whether an empty text counts as missing.
    private func countsEmpty(_ field: PayloadField) -> Bool {
        if profile == .v2 { return true }
        switch field.kind {
        case .array, .blocks, .checkbox, .relationship, .upload: return false
        case .text, .select: return !field.hasMany
        default: return true
        }
    }

    /// Texts are taken for ids, of which none is missing.
    private func existsID(_ hop: PayloadHop, _ value: JSON) -> PayloadPredicate {
        guard hop.collection.idKind == .text else { return value.bool == true ? .always : .never }
        return value.bool == true || value.string == "true" ? .always : .never
    }

    private mutating func like(
        _ hop: PayloadHop, _ operation: PayloadOperator, _ value: JSON, _ caster: PayloadCaster
    ) throws(PayloadError) -> PayloadPredicate? {
        guard caster.isText, case .string(let text) = value else {
            let matches = try likeEqual(hop, value, caster)
            return operation == .like ? matches : matches.map { .not($0) }
        }
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        let parts = words.map { test(hop.path, .contains(TextNeedle(String($0)))) }
        return operation == .like ? .all(parts) : .not(.any(parts))
    }

    /// `like` is equality where there are no words; 0 and false count as no value and drop the condition.
    private mutating func likeEqual(
        _ hop: PayloadHop, _ value: JSON, _ caster: PayloadCaster
    ) throws(PayloadError) -> PayloadPredicate? {
        guard case .operands(let operands) = try caster.cast(value, for: .like) else { return nil }
        switch operands.first {
        case nil, .null, .number(0), .bool(false): return nil
        default: return test(hop.path, .isOneOf(operands))
        }
    }

    private mutating func contains(
        _ hop: PayloadHop, _ value: JSON, _ caster: PayloadCaster
    ) throws(PayloadError) -> PayloadPredicate? {
        let field = hop.field
        switch field?.kind {
        case .checkbox, .date: throw .unexpected("contains cannot be asked of the field '\(hop.path)'")
        case .number where profile == .v2: throw .unexpected("formattedValue.replace is not a function")
        default: break
        }
        if let texts = value.array, profile == .v3, let field, field.hasMany, caster.isText || field.kind == .number {
            return .any(try texts.map { text throws(PayloadError) in try containsOne(hop, field, text) })
        }
        guard caster.isText else {
            guard case .operands(let operands) = try caster.cast(value, for: .contains) else {
                return caster.isID ? .never : nil
            }
            return test(hop.path, .isOneOf(operands))
        }
        guard case .string(let text) = value else { throw .unexpected("formattedValue.replace is not a function") }
        let isWhole = profile == .v3 && field?.kind == .select && field?.hasMany == true
        if isWhole || PayloadObjectID(text, profile) != nil { return test(hop.path, .isOneOf([.text(text)])) }
        return test(hop.path, .contains(TextNeedle(text)))
    }

    /// One of several values that a list is asked for.
    private mutating func containsOne(
        _ hop: PayloadHop, _ field: PayloadField, _ value: JSON
    ) throws(PayloadError) -> PayloadPredicate {
        guard let text = value.string ?? value.number?.text else {
            throw .unexpected("a list of texts cannot contain \(value.typePhrase)")
        }
        switch field.kind {
        case .number: return test(hop.path, .isOneOf([.number(JavaScript.number(text))]))
        case .select: return test(hop.path, .isOneOf([.text(text)]))
        default: return test(hop.path, .contains(TextNeedle(text)))
        }
    }
}
