import LeadlineCore

/// What the database makes of values that passed validation, as mongoose casts them.
extension FieldRules {
    /// The value to store. The error is what mongoose throws, which clients only see as "Something went wrong.".
    func stored(_ value: JSON, _ field: PayloadField) throws(PayloadError) -> JSON {
        if value == .null { return .null }
        guard field.hasMany else { return try element(value, field) }
        var elements: [JSON] = []
        for value in value.array ?? [value] { elements.append(value == .null ? .null : try element(value, field)) }
        return .array(elements)
    }

    private func element(_ value: JSON, _ field: PayloadField) throws(PayloadError) -> JSON {
        switch field.kind {
        case .text, .textarea, .email, .code, .select, .radio: return try text(value, field)
        case .number: return try number(value, field)
        case .checkbox: return .bool(JavaScript.isTrue(value))
        case .date: return try date(value, field)
        case .point: return try point(value, field)
        case .relationship, .upload: return try reference(value, field)
        case .json, .richText, .array, .blocks, .group: return value
        }
    }

    private func failed(_ value: JSON, _ type: String, _ field: PayloadField) -> PayloadError {
        .unexpected("Cast to \(type) failed for value \"\(JavaScript.text(of: value))\" at path \"\(field.name)\"")
    }

    private func text(_ value: JSON, _ field: PayloadField) throws(PayloadError) -> JSON {
        switch value {
        case .string: return value
        case .number, .bool: return .string(JavaScript.text(of: value))
        default: throw failed(value, "string", field)
        }
    }

    private func number(_ value: JSON, _ field: PayloadField) throws(PayloadError) -> JSON {
        switch value {
        case .number(let number): return JavaScript.json(number.double)
        case .bool(let value): return value ? 1 : 0
        case .string(let text):
            if text.isEmpty { return .null }
            let number = JavaScript.number(text)
            if !number.isNaN { return JavaScript.json(number) }
        default: break
        }
        throw failed(value, "Number", field)
    }

    private func date(_ value: JSON, _ field: PayloadField) throws(PayloadError) -> JSON {
        switch value {
        case "": return .null
        case .string(let text):
            if let moment = JavaScript.date(text) { return .string(moment.text) }
        case .number(let number) where number.double.magnitude <= 8.64e15:
            return .string(Timestamp(microseconds: Int64(number.double) * 1000).text)
        default: break
        }
        throw failed(value, "date", field)
    }

    /// Longitude and latitude. A place without them is none.
    private func point(_ value: JSON, _ field: PayloadField) throws(PayloadError) -> JSON {
        guard let parts = (value["coordinates"] ?? value).array, parts.count > 1 else {
            throw failed(value, "Point", field)
        }
        if parts[0] == .null || parts[1] == .null { return .null }
        var place: [JSON] = []
        for part in parts.prefix(2) { place.append(try number(part, field)) }
        return .array(place)
    }

    private func reference(_ value: JSON, _ field: PayloadField) throws(PayloadError) -> JSON {
        guard field.isPolymorphic else { return try id(value, of: field.relationTo.first ?? "", field) }
        guard let slug = value["relationTo"]?.string, field.relationTo.contains(slug), let id = value["value"] else {
            throw failed(value, "relation", field)
        }
        return ["relationTo": .string(slug), "value": id == .null ? .null : try self.id(id, of: slug, field)]
    }

    private func id(_ value: JSON, of slug: String, _ field: PayloadField) throws(PayloadError) -> JSON {
        guard idKind(of: slug) == .objectID, !field.keeps(value) else { return value }
        guard let id = value.string.flatMap({ PayloadObjectID($0, profile) }) else {
            throw failed(value, "ObjectId", field)
        }
        return .string(id.text)
    }
}
