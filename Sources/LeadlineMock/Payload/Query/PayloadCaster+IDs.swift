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

/// Ids of the collection, and of those that relations point to.
extension PayloadCaster {
    func castID(_ value: JSON, _ operation: PayloadOperator) throws(PayloadError) -> Cast {
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

    func castRelation(
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
        guard field.isPolymorphic, case .string(let text) = value, idKinds(of: field).contains(.number) else {
            return [id]
        }
        let number = JavaScript.number(text)
        return number.isNaN ? [id] : [id, .number(number)]
    }

    /// An id of a collection that the field relates to; nil for what can be none.
    private func relatedID(_ value: JSON, _ field: PayloadField) -> PayloadOperand? {
        let kinds = idKinds(of: field)
        if kinds.count == 1 { return id(value, kinds[0]) }
        if let id = id(value, .objectID) { return id }
        return kinds.contains { $0 != .objectID } ? PayloadOperand(value) : nil
    }
}
