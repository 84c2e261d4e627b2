import LeadlineCore

/// Reads the value of a condition as the field's type wants it.
struct PayloadCaster {
    enum Cast {
        case operands([PayloadOperand])
        /// The condition is left out.
        case dropped
        case always, never
    }

    let hop: PayloadHop
    let profile: PayloadProfile
    private let collections: [String: PayloadCollection]

    init(_ hop: PayloadHop, _ profile: PayloadProfile, collections: [String: PayloadCollection]) {
        self.hop = hop
        self.profile = profile
        self.collections = collections
    }

    /// The kinds of ids that a relation may hold.
    func idKinds(of field: PayloadField) -> [PayloadCollection.IDKind] {
        field.relationTo.map { collections[$0]?.idKind ?? field.foreignIDKind }
    }

    /// Whether the values are texts that have words and parts.
    var isText: Bool {
        switch hop.field?.kind {
        case nil: hop.collection.idKind == .text
        case .relationship, .upload: isRelationSlug
        case .number, .checkbox, .date, .point, .array, .blocks, .group: false
        default: true
        }
    }

    /// Whether the values are ids of this collection or of others.
    var isID: Bool {
        switch hop.field?.kind {
        case nil: true
        case .relationship, .upload: !isRelationSlug
        default: false
        }
    }

    /// `relationTo` of a polymorphic relation.
    private var isRelationSlug: Bool { hop.field?.isPolymorphic == true && hop.path.hasSuffix(".relationTo") }

    func cast(_ value: JSON, for operation: PayloadOperator) throws(PayloadError) -> Cast {
        guard let field = hop.field else { return try castID(value, operation) }
        switch field.kind {
        case .relationship where !isRelationSlug, .upload where !isRelationSlug:
            return castRelation(field, value, operation)
        case .checkbox:
            // One word may be in any case; in lists mongoose wants small letters.
            switch value.string?.lowercased() {
            case "true": return .operands([.bool(true)])
            case "false": return .operands([.bool(false)])
            default: return try castPlain(value, operation)
            }
        case .date:
            guard case .string(let text) = value else { return try castPlain(value, operation) }
            guard let moment = JavaScript.date(text) else {
                if profile == .v3 { return .dropped }
                throw .unexpected("'\(text)' is no date")
            }
            return .operands([PayloadOperand(date: moment)])
        default: return try castPlain(value, operation)
        }
    }

    /// Lists for the operators that want one; a text is split at its commas.
    func castPlain(_ value: JSON, _ operation: PayloadOperator) throws(PayloadError) -> Cast {
        switch operation {
        case .in, .notIn, .all:
            let isSplit = value.string != nil
            let values = Self.list(value)
            return .operands(
                try values.map { value throws(PayloadError) in
                    try isSplit ? castPart(value) : castOne(value)
                })
        default:
            if case .array(let elements) = value, hop.field?.hasMany == true, operation.isEquality {
                let list = try elements.map { element throws(PayloadError) in try castOne(element).json }
                return .operands([.json(.array(list))])
            }
            return .operands([try castOne(value)])
        }
    }

    /// A value as a list: a text in the parts between commas, which are not trimmed.
    static func list(_ value: JSON) -> [JSON] {
        switch value {
        case .array(let values): values
        case .string(let text):
            text.split(separator: ",", omittingEmptySubsequences: false).map { .string(String($0)) }
        default: [value]
        }
    }

    /// A part of a comma list; of a number what it begins with counts.
    private func castPart(_ value: JSON) throws(PayloadError) -> PayloadOperand {
        guard hop.field?.kind == .number, case .string(let text) = value else { return try castOne(value) }
        return try number(JavaScript.parseFloat(text), text)
    }

    /// One value as mongoose casts it to the type of the field.
    private func castOne(_ value: JSON) throws(PayloadError) -> PayloadOperand {
        switch hop.field?.kind {
        case .json, .richText, .group, .array, .blocks: return PayloadOperand(value)
        case .number: return try castNumber(value)
        case .checkbox: return try castBool(value)
        case .date: return try castDate(value)
        case .point: throw castError("Point", value)
        default: return try castText(value)
        }
    }

    private func castText(_ value: JSON) throws(PayloadError) -> PayloadOperand {
        switch value {
        case .null: return .null
        case .string(let text): return .text(text)
        case .bool(let value): return .text(value ? "true" : "false")
        case .number(let number): return .text(number.javaScriptText)
        case .array, .object: throw castError("string", value)
        }
    }

    private func castNumber(_ value: JSON) throws(PayloadError) -> PayloadOperand {
        switch value {
        case .null: return .null
        case .string(let text): return try number(JavaScript.number(text), text)
        case .bool(let value): return .number(value ? 1 : 0)
        case .number(let number): return .number(number.double)
        case .array, .object: throw castError("Number", value)
        }
    }

    private func number(_ value: Double, _ text: String) throws(PayloadError) -> PayloadOperand {
        if value.isNaN { throw castError("Number", .string(text)) }
        return .number(value)
    }

    private func castBool(_ value: JSON) throws(PayloadError) -> PayloadOperand {
        switch value {
        case .null: return .null
        case .bool(let value): return .bool(value)
        case .number(let number) where number.double == 1: return .bool(true)
        case .number(let number) where number.double == 0: return .bool(false)
        case .string(let text):
            switch text {
            case "true", "1", "yes": return .bool(true)
            case "false", "0", "no": return .bool(false)
            default: break
            }
        default: break
        }
        throw castError("Boolean", value)
    }

    /// Elements of lists, for which mongoose also takes milliseconds.
    private func castDate(_ value: JSON) throws(PayloadError) -> PayloadOperand {
        let milliseconds: Double
        switch value {
        case .null, "": return .null
        case .number(let number): milliseconds = number.double
        case .string(let text):
            milliseconds = JavaScript.number(text)
            if !(milliseconds >= 275_761 || milliseconds < -271_820) {
                guard let moment = JavaScript.date(text) else { throw castError("date", value) }
                return PayloadOperand(date: moment)
            }
        default: throw castError("date", value)
        }
        guard abs(milliseconds) <= 8.64e15 else { throw castError("date", value) }
        return PayloadOperand(date: Timestamp(microseconds: Int64(milliseconds) * 1000))
    }

    func castError(_ type: String, _ value: JSON) -> PayloadError {
        .unexpected("Cast to \(type) failed for value \(value.text()) at path \"\(hop.path)\"")
    }
}

extension PayloadOperator {
    var isEquality: Bool { self == .equals || self == .notEquals }
    var isNegative: Bool { self == .notEquals || self == .notIn }
    var wantsList: Bool { self == .in || self == .notIn || self == .all }
}

extension PayloadOperand {
    /// As it is stored.
    var json: JSON {
        switch self {
        case .null: .null
        case .bool(let value): .bool(value)
        case .number(let value): JSONNumber(value.javaScriptText).map { .number($0) } ?? .null
        case .text(let text): .string(text)
        case .date(_, let text): .string(text)
        case .json(let json): json
        }
    }
}
