import LeadlineAPI
import LeadlineCore

extension PayloadCollection {
    /// The collection of a Payload server that a description speaks of.
    init(_ described: Collection) {
        let required = described.document.requiredParts
        let parts = described.document.parts.filter { !Self.ownFields.contains($0.name) }
        self.init(
            described.name, singular: described.singular.titled, plural: described.plural.titled,
            fields: parts.map { PayloadField($0, isRequired: required.contains($0.name)) })
    }

    /// What every collection has of itself.
    private static let ownFields: Set = ["id", "createdAt", "updatedAt"]
}

extension PayloadField {
    convenience init(_ property: Schema.Property, isRequired: Bool) {
        let schema = property.schema
        let element = schema.items?.schema
        let (kind, hasMany) = Self.kind(of: schema)
        // The options of a list that is open are not known: any text is one of them.
        let values = element ?? schema
        let options = values.valuesAreClosed && !values.values.isEmpty ? values.values.compactMap(\.value.string) : nil
        let members = (kind == .array ? element : schema) ?? schema
        let required = members.requiredParts
        self.init(
            property.name, kind, isRequired: isRequired, hasMany: hasMany, options: options,
            relationTo: values.relation.map { [$0] } ?? [],
            foreignIDKind: values.kind == .number || values.kind == .integer ? .number : .objectID,
            fields: kind == .array || kind == .group
                ? members.parts.map { PayloadField($0, isRequired: required.contains($0.name)) } : [],
            minimum: values.minimum, maximum: values.maximum, minimumLength: values.minimumLength,
            maximumLength: values.maximumLength, minimumRows: schema.minimumItems, maximumRows: schema.maximumItems)
    }

    /// The kind of field that keeps such values, and whether it keeps a list of them.
    private static func kind(of schema: Schema) -> (Kind, hasMany: Bool) {
        if schema.kind == .array {
            guard let element = schema.items?.schema else { return (.json, false) }
            let (kind, isList) = Self.kind(of: element)
            if isList || kind == .json { return (.json, false) }
            return kind == .group ? (.array, false) : (kind, true)
        }
        if schema.relation != nil { return (.relationship, false) }
        if !schema.values.isEmpty { return (.select, false) }
        switch schema.kind {
        case .string: return (schema.format == "date-time" || schema.format == "date" ? .date : .text, false)
        case .integer, .number: return (.number, false)
        case .boolean: return (.checkbox, false)
        case .object where !schema.parts.isEmpty: return (.group, false)
        case .object, .array, .null, nil: return (.json, false)
        }
    }
}

extension String {
    /// With a capital letter in front, as Payload's labels have.
    fileprivate var titled: String { prefix(1).uppercased() + dropFirst() }
}
