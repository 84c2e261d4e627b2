import LeadlineCore

/// Which fields an answer shows, as `select[name]=true` or `select[name]=false` say.
struct FieldSelection {
    private let select: JSONObject
    /// One `false` anywhere makes it a list of what is left out.
    private let isExcluding: Bool

    init(_ select: JSONObject) {
        self.select = select
        isExcluding = Self.isExcluding(select)
    }

    private init(_ select: JSONObject, isExcluding: Bool) {
        self.select = select
        self.isExcluding = isExcluding
    }

    private static func isExcluding(_ select: JSONObject) -> Bool {
        for member in select.members {
            if isFalse(member.value) { return true }
            if let inner = member.value.object { return isExcluding(inner) }
        }
        return false
    }

    private static func isFalse(_ value: JSON) -> Bool { value == "false" || value == false }

    func includes(_ name: String) -> Bool {
        let value = select[name]
        if isExcluding { return !(value.map(Self.isFalse) ?? false) }
        return value == "true" || value == true || value?.object != nil
    }

    /// For the fields of a group or of rows; nil where all of them are shown.
    subscript(_ name: String) -> FieldSelection? {
        select[name]?.object.map { FieldSelection($0, isExcluding: isExcluding) }
    }

    /// Takes away what is not shown, but for the names in `always`.
    func apply(to object: inout JSONObject, of fields: [PayloadField], always: [String]) {
        let members = object.members.filter { always.contains($0.name) || includes($0.name) }
        object = JSONObject(uniqueMembers: members)
        for field in fields {
            guard let inner = self[field.name] else { continue }
            switch field.kind {
            case .group:
                guard var members = object[field.name]?.object else { continue }
                inner.apply(to: &members, of: field.fields, always: [])
                object[field.name] = .object(members)
            case .array, .blocks:
                guard let rows = object[field.name]?.array else { continue }
                object[field.name] = .array(rows.map { inner.applied(to: $0, of: field) })
            default: break
            }
        }
    }

    private func applied(to row: JSON, of field: PayloadField) -> JSON {
        guard var members = row.object else { return row }
        apply(to: &members, of: field.fields, always: ["id", "blockType"])
        return .object(members)
    }
}
