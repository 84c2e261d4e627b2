import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineSession

/// The document that the written parts of a command make, as far as their values are known, and where each is written.
struct PartsSketch {
    private var document = JSON.object(JSONObject())
    private var places: [(name: String, keys: [PathKey], path: Range<Int>, value: Value)] = []

    mutating func add(_ keys: [PathKey], _ path: Path, _ value: Value, _ json: JSON) {
        // What contradicts what stands before it is the parser's and the session's to say.
        let context = PathContext(whole: keys, location: path.location)
        guard (try? document.set(json, at: keys[...], context)) != nil else { return }
        places.append((PathKey.description(keys), keys, path.location.range, value))
    }

    /// What the description says against it. That something is missing is not said: it may follow.
    func problems(_ schema: Schema, takesReadOnly: Bool) -> [LineProblem] {
        if places.isEmpty { return [] }
        return SchemaValidator.violations(of: document, against: schema, .sent).compactMap { violation in
            if violation.isAboutWholeDocuments || violation.keyword == "readOnly" && takesReadOnly { return nil }
            guard let place = places.last(where: { Self.isSame($0.name, violation.path) }) else { return nil }
            let isAboutName = violation.keyword == "unknown" || violation.keyword == "additionalProperties"
            let range = isAboutName || violation.keyword == "readOnly" ? place.path : place.value.location.range
            return LineProblem(
                range, "'\(violation.path)' \(violation.sentence)",
                mayGrow: Self.mayGrow(violation, schema.alternatives(at: place.keys[...]), place.value.literal))
        }
    }

    /// What the description says against a single value; only what these keywords of JSON Schema say.
    static func problems(_ json: JSON, _ schema: Schema, at value: Value, only keywords: Set<String>) -> [LineProblem] {
        SchemaValidator.violations(of: json, against: schema, .sent).filter { keywords.contains($0.keyword) }.map {
            LineProblem(
                value.location.range, $0.sentence, mayGrow: mayGrow($0, [schema], value.literal))
        }
    }

    /// Whether one path is the other, or lies inside of it.
    private static func isSame(_ place: String, _ path: String) -> Bool {
        func isBelow(_ inner: String, _ outer: String) -> Bool {
            inner.hasPrefix(outer)
                && (inner.count == outer.count || inner.hasPrefix(outer + ".") || inner.hasPrefix(outer + "["))
        }
        return isBelow(path, place) || isBelow(place, path)
    }

    /// Whether a value could become right by more characters.
    private static func mayGrow(_ violation: Violation, _ schemas: [Schema], _ text: String?) -> Bool {
        guard let text else { return false }
        switch violation.keyword {
        case "pattern":
            return schemas.compactMap(\.pattern).allSatisfy { $0.canMatch(beginningWith: text) }
        case "enum", "known", "const":
            let known = schemas.flatMap { $0.values.map(\.value) + [$0.constant].compactMap(\.self) }
            return known.contains { ($0.string ?? $0.text()).lowercased().hasPrefix(text.lowercased()) }
        case "format", "minLength", "minimum", "exclusiveMinimum": return true
        default: return false
        }
    }
}

extension Schema {
    /// All that is said about a place, by the schema itself, its parts and its conditions.
    fileprivate func alternatives(at path: ArraySlice<PathKey>) -> [Schema] {
        let branches = [condition?.then, condition?.otherwise].compactMap(\.self)
        let parts = allOf + branches.map(\.schema)
        guard let key = path.first else { return [self] + parts.flatMap { $0.alternatives(at: path) } }
        let below: Schema? =
            switch key {
            case .name(let name): property(name)
            case .index: items?.schema
            }
        return ([below].compactMap(\.self).flatMap { $0.alternatives(at: path.dropFirst()) })
            + parts.flatMap { $0.alternatives(at: path) }
    }
}
