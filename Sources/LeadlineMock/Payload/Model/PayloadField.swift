package import LeadlineCore

/// A field as the configuration of a Payload server declares it: what its queries, coercion and validation go by.
package final class PayloadField: Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case text, textarea, email, code, number, checkbox, date, select, radio, relationship, upload, point, json
        case richText, array, blocks, group
    }

    package let name: String
    /// As messages of 3.x call it: "First Name" for `firstName`.
    package let label: String
    package let kind: Kind
    package let isRequired: Bool
    package let isUnique: Bool
    /// Whether the field holds a list of what its kind is.
    package let hasMany: Bool
    /// Of `select` and `radio`; nil when any text is taken, because the list is not known.
    package let options: [String]?
    /// The collections that a relation may point to; two or more make it polymorphic. One that the server does not have
    /// may be named: its ids, texts or numbers, are kept as they are sent and never become documents.
    package let relationTo: [String]
    /// How queries read the ids of a collection that the server does not have. Where they are numbers, numbers are kept
    /// for a collection of other ids, too: they point to nothing.
    package let foreignIDKind: PayloadCollection.IDKind
    package let isPolymorphic: Bool
    /// Of `array`, `blocks` and `group`.
    package let fields: [PayloadField]
    package let defaultValue: JSON?
    package let minimum: JSONNumber?
    package let maximum: JSONNumber?
    package let minimumLength: Int?
    package let maximumLength: Int?
    /// Of `array`, `blocks` and of fields that hold lists.
    package let minimumRows: Int?
    package let maximumRows: Int?
    package let maximumDepth: Int?
    /// Never shown and never queried.
    package let isHidden: Bool
    /// Whether the user of a request may read it.
    package let isReadable: Bool
    /// Computed, not stored: it cannot be queried.
    package let isVirtual: Bool

    package init(
        _ name: String, _ kind: Kind, label: String? = nil, isRequired: Bool = false, isUnique: Bool = false,
        hasMany: Bool = false, options: [String]? = nil, relationTo: [String] = [],
        foreignIDKind: PayloadCollection.IDKind = .objectID, isPolymorphic: Bool? = nil,
        fields: [PayloadField] = [], defaultValue: JSON? = nil, minimum: JSONNumber? = nil, maximum: JSONNumber? = nil,
        minimumLength: Int? = nil, maximumLength: Int? = nil, minimumRows: Int? = nil, maximumRows: Int? = nil,
        maximumDepth: Int? = nil, isHidden: Bool = false, isReadable: Bool = true, isVirtual: Bool = false
    ) {
        self.name = name
        self.label = label ?? PayloadLabel.words(of: name)
        self.kind = kind
        self.isRequired = isRequired
        self.isUnique = isUnique
        self.hasMany = hasMany
        self.options = options
        self.relationTo = relationTo
        self.foreignIDKind = foreignIDKind
        self.isPolymorphic = isPolymorphic ?? (relationTo.count > 1)
        self.fields = fields
        self.defaultValue = defaultValue
        self.minimum = minimum
        self.maximum = maximum
        self.minimumLength = minimumLength
        self.maximumLength = maximumLength
        self.minimumRows = minimumRows
        self.maximumRows = maximumRows
        self.maximumDepth = maximumDepth
        self.isHidden = isHidden
        self.isReadable = isReadable
        self.isVirtual = isVirtual
    }

    /// Whether a value is a number that stays as it is in a relation.
    func keeps(_ value: JSON) -> Bool { value.number != nil && foreignIDKind == .number }
}
