import LeadlineCore

/// An id of MongoDB in its usual form: 24 hexadecimal digits, in lower case.
struct PayloadObjectID {
    let text: String

    /// Nil for other texts; 2.x also takes a text of 12 bytes for the bytes of an id.
    init?(_ text: String, _ profile: PayloadProfile) {
        let bytes = Array(text.utf8)
        if bytes.count == 24, bytes.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) {
            self.text = text.lowercased()
        } else if profile == .v2, bytes.count == 12 {
            self.text = bytes.map { (String($0 >> 4, radix: 16) + String($0 & 15, radix: 16)) }.joined()
        } else {
            return nil
        }
    }
}

/// Reads the value of a condition as the field's type wants it.
struct PayloadCaster {
    enum Cast {
        case operands([PayloadOperand])
        /// The condition is left out.
        case dropped
        case always, never
    }

    private let hop: PayloadHop
    private let profile: PayloadProfile
    private let collections: [String: PayloadCollection]

    init(_ hop: PayloadHop, _ profile: PayloadProfile, collections: [String: PayloadCollection]) {
        self.hop = hop
        self.profile = profile
        self.collections = collections
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
    private func castPlain(_ value: JSON, _ operation: PayloadOperator) throws(PayloadError) -> Cast {
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
        case .number(let number): return .text(JavaScript.text(number.double))
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

    private func castError(_ type: String, _ value: JSON) -> PayloadError {
        .unexpected("Cast to \(type) failed for value \(value.text()) at path \"\(hop.path)\"")
    }
}

// MARK: Ids

extension PayloadCaster {
    private func castID(_ value: JSON, _ operation: PayloadOperator) throws(PayloadError) -> Cast {
        let kind = hop.collection.idKind
        if kind == .text { return try castPlain(value, operation) }
        let values = Self.list(value)
        guard value.array != nil || values.count > 1 else {
            if let id = id(value, kind) { return .operands([id]) }
            if value == .null { return operation.isNegative ? .always : .never }
            return invalidID(operation)
        }
        guard operation.wantsList else { throw castError("ObjectId", value) }
        var operands: [PayloadOperand] = []
        for element in values {
            if let id = id(element, kind) {
                operands.append(id)
            } else if kind == .objectID {
                throw castError("ObjectId", element)
            }
        }
        return .operands(operands)
    }

    /// What is left of a condition whose value is no id.
    private func invalidID(_ operation: PayloadOperator) -> Cast {
        switch operation {
        case .notEquals, .notIn: .always
        case .like, .notLike: .dropped
        default: .never
        }
    }

    private func id(_ value: JSON, _ kind: PayloadCollection.IDKind) -> PayloadOperand? {
        switch (kind, value) {
        case (.objectID, .string(let text)): return PayloadObjectID(text, profile).map { .text($0.text) }
        case (.text, .string(let text)): return .text(text)
        case (.number, .string(let text)):
            let number = JavaScript.parseFloat(text)
            return number.isNaN ? nil : .number(number)
        case (.number, .number(let number)): return .number(number.double)
        default: return nil
        }
    }

    private func castRelation(
        _ field: PayloadField, _ value: JSON, _ operation: PayloadOperator
    ) -> Cast {
        if operation.wantsList { return castRelationList(field, value, operation) }
        if case .array(let elements) = value, field.hasMany, operation.isEquality {
            return .operands([.json(.array(elements.map { relatedID($0, field)?.json ?? $0 }))])
        }
        if case .object(let object) = value, operation == .equals, let target = object["value"],
            let slug = object["relationTo"], target != "", slug != ""
        {
            let id = relatedID(target, field)?.json ?? target
            return .operands([.json(["relationTo": slug, "value": id])])
        }
        if value == "null" || value == .null { return missing(operation) }
        if let id = relatedID(value, field) { return .operands(ids(id, value, field)) }
        // Payload 3 takes an empty text for null, and by an accident any other that is no id, which is not imitated
        // where it finds something.
        if profile == .v3, value == "" || operation == .notEquals { return missing(operation) }
        return invalidID(operation)
    }

    private func missing(_ operation: PayloadOperator) -> Cast {
        operation.isEquality ? .operands([.null]) : operation == .contains ? .operands([.null]) : invalidID(operation)
    }

    /// Values that are no ids are left out; of `all` none may be.
    private func castRelationList(_ field: PayloadField, _ value: JSON, _ operation: PayloadOperator) -> Cast {
        if value == "null" { return .operands([.null]) }
        let values = Self.list(value)
        if operation == .all, values.contains(where: { relatedID($0, field) == nil }) { return .never }
        return .operands(values.flatMap { value in relatedID(value, field).map { ids($0, value, field) } ?? [] })
    }

    /// The same id in the forms that collections of several kinds have.
    private func ids(_ id: PayloadOperand, _ value: JSON, _ field: PayloadField) -> [PayloadOperand] {
        guard field.isPolymorphic, case .string(let text) = value, kinds(field).contains(.number) else { return [id] }
        let number = JavaScript.number(text)
        return number.isNaN ? [id] : [id, .number(number)]
    }

    private func kinds(_ field: PayloadField) -> [PayloadCollection.IDKind] {
        field.relationTo.map { collections[$0]?.idKind ?? .objectID }
    }

    /// An id of a collection that the field relates to; nil for what can be none.
    private func relatedID(_ value: JSON, _ field: PayloadField) -> PayloadOperand? {
        let kinds = kinds(field)
        if kinds.count == 1 { return id(value, kinds[0]) }
        if let id = id(value, .objectID) { return id }
        return kinds.contains { $0 != .objectID } ? PayloadOperand(value) : nil
    }
}

extension PayloadOperator {
    var isEquality: Bool { self == .equals || self == .notEquals }
    var isNegative: Bool { self == .notEquals || self == .notIn }
    var wantsList: Bool { self == .in || self == .notIn || self == .all }
}

extension PayloadOperand {
    /// As it is stored.
    fileprivate var json: JSON {
        switch self {
        case .null: .null
        case .bool(let value): .bool(value)
        case .number(let value): JSONNumber(JavaScript.text(value)).map { .number($0) } ?? .null
        case .text(let text): .string(text)
        case .date(_, let text): .string(text)
        case .json(let json): json
        }
    }
}
