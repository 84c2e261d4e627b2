import LeadlineCore

/// What a server of a version does with the values of fields: `sanitized`, then `problem`, then `stored`.
struct FieldRules: Sendable {
    let profile: PayloadProfile
    let collections: [String: PayloadCollection]

    init(_ server: PayloadServer) {
        profile = server.profile
        collections = server.collections
    }

    /// How the ids of a collection are written. Nil for one that the server has none of: its documents are somewhere
    /// else, so that texts and numbers are taken as they are and never looked up.
    func idKind(of slug: String) -> PayloadCollection.IDKind? { collections[slug]?.idKind }
}

extension PayloadField {
    /// What an unset field is set to. A checkbox that must be set is unchecked.
    var presetValue: JSON? { defaultValue ?? (kind == .checkbox && isRequired ? false : nil) }
}

// MARK: Coercion

extension FieldRules {
    /// What is made of a value that was sent before it is looked at. Numbers that cannot be read stay texts.
    func sanitized(_ value: JSON, _ field: PayloadField) -> JSON {
        switch field.kind {
        case .number: Self.number(value)
        case .checkbox: Self.checkbox(value)
        case .point: value.array.map { .array($0.map(Self.number)) } ?? value
        case .relationship, .upload: relation(value, field)
        case .array, .blocks: value == "0" || value == 0 || (profile == .v2 && value == .null) ? [] : value
        case .richText: value.string.flatMap { try? JSON(parsing: $0) } ?? value
        case .text, .textarea, .email, .code, .date, .select, .radio, .json, .group: value
        }
    }

    private static func number(_ value: JSON) -> JSON {
        guard let text = value.string else { return value }
        if JavaScript.trimmed(text).isEmpty { return .null }
        let number = JavaScript.parseFloat(text)
        return number.isNaN ? value : JavaScript.json(number)
    }

    private static func checkbox(_ value: JSON) -> JSON {
        switch value {
        case "true": true
        case "false", "": false
        default: value
        }
    }

    private func relation(_ value: JSON, _ field: PayloadField) -> JSON {
        if [.null, "", "none", "null"].contains(value) { return field.hasMany ? [] : .null }
        if let elements = value.array { return .array(elements.map { reference($0, field) }) }
        return field.hasMany ? value : reference(value, field)
    }

    /// One relation, with a document in place of its id made the id.
    private func reference(_ value: JSON, _ field: PayloadField) -> JSON {
        guard field.isPolymorphic else { return id(value, of: field.relationTo.first ?? "") }
        guard var reference = value.object, let target = reference["value"] else { return value }
        reference["value"] = id(target, of: reference["relationTo"]?.string ?? "")
        return .object(reference)
    }

    private func id(_ value: JSON, of slug: String) -> JSON {
        let id = value["id"] ?? value
        guard idKind(of: slug) == .number, let text = id.string else { return id }
        let number = JavaScript.parseFloat(text)
        return number.isNaN ? id : JavaScript.json(number)
    }
}
