import LeadlineCore

/// Goes through the fields of a document that is written, in the order of the configuration: coercion, the stored
/// value or the default where nothing was sent, validation. What has no field is dropped.
struct DocumentWalk {
    let rules: FieldRules
    let now: Timestamp
    private(set) var problems: [PayloadProblem] = []
    /// What the database would throw, which nobody hears of as long as there are problems.
    private(set) var failure: PayloadError?

    init(_ rules: FieldRules, now: Timestamp) {
        self.rules = rules
        self.now = now
    }

    /// Where in the document the walk is: `items.0.` and `Items 1`; both empty at the top.
    struct Place {
        var path = ""
        var label = ""

        /// Labels begin with a capital.
        func label(of field: PayloadField) -> String {
            let own = field.label.prefix(1).uppercased() + field.label.dropFirst()
            return label.isEmpty ? own : own.isEmpty ? label : "\(label) > \(own)"
        }
    }

    /// The members of an object as they will be stored. `given` was sent, `stored` is what it is merged into.
    mutating func object(
        _ fields: [PayloadField], given: JSONObject, stored: JSONObject, at place: Place = Place(),
        _ state: inout MockState
    ) -> JSONObject {
        var result = JSONObject()
        for field in fields where !field.isVirtual {
            let value = value(field, given: given[field.name], stored: stored[field.name], at: place, &state)
            result[field.name] = value
        }
        return result
    }

    private mutating func value(
        _ field: PayloadField, given: JSON?, stored: JSON?, at place: Place, _ state: inout MockState
    ) -> JSON? {
        let sent = given.map { rules.sanitized($0, field) } ?? stored ?? field.presetValue
        if let message = rules.problem(sent, field) {
            let path = place.path + field.name
            problems.append(PayloadProblem(path: path, label: place.label(of: field), message: message))
        }
        switch field.kind {
        case .group:
            let inner = Place(path: "\(place.path)\(field.name).", label: place.label(of: field))
            let (given, stored) = (sent?.object ?? JSONObject(), stored?.object ?? JSONObject())
            let members = object(field.fields, given: given, stored: stored, at: inner, &state)
            return members.isEmpty ? nil : .object(members)
        case .array, .blocks: return sent.map { rows($0, field, stored: stored?.array ?? [], at: place, &state) }
        default: return sent.map { cast($0, field) }
        }
    }

    private mutating func cast(_ value: JSON, _ field: PayloadField) -> JSON {
        do throws(PayloadError) {
            return try rules.stored(value, field)
        } catch {
            failure = failure ?? error
            return value
        }
    }

    /// Rows replace the stored ones. A row with the id of a stored one keeps what it does not name.
    private mutating func rows(
        _ value: JSON, _ field: PayloadField, stored: [JSON], at place: Place, _ state: inout MockState
    ) -> JSON {
        guard let rows = value.array else {
            if value != .null { failure = failure ?? .unexpected("'\(field.name)' is no list") }
            return value
        }
        var result: [JSON] = []
        for (index, row) in rows.enumerated() {
            guard let row = row.object else {
                failure = failure ?? .unexpected("row \(index) of '\(field.name)' is no object")
                continue
            }
            let id = JavaScript.isTrue(row["id"]) ? row["id"] : nil
            let old = id.flatMap { id in stored.first { $0["id"] == id } }?.object ?? JSONObject()
            let inner = Place(
                path: "\(place.path)\(field.name).\(index).", label: "\(place.label(of: field)) \(index + 1)")
            var members = object(field.fields, given: row, stored: old, at: inner, &state)
            if field.kind == .blocks {
                for name in ["blockType", "blockName"] { members[name] = row[name] ?? old[name] }
            }
            members["id"] = .string(id.map(JavaScript.text(of:)) ?? state.nextObjectID(at: now))
            result.append(.object(members))
        }
        return .array(result)
    }
}
