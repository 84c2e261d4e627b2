import LeadlineCore
package import LeadlineLanguage

extension Collection {
    /// How a word is read that a condition compares with a field.
    package func valueType(at path: [PathKey]) -> ValueType { document.schema(asked: path)?.valueType ?? .any }
}

extension Schema {
    /// How a word is read that stands where this schema is.
    package var valueType: ValueType {
        switch kind {
        case .string: isFile ? .file : format == "date-time" ? .time : .text
        case .number: .number
        case .integer: .integer
        case .boolean: .boolean
        case .array: .list(items?.schema.valueType ?? .any)
        case .object: .object
        case .null, nil: .any
        }
    }

    /// Of an object of which only these members are known.
    package init(members: [String: Schema]) {
        self.init()
        kinds = [.object]
        properties = members.sorted { $0.key < $1.key }.map { Property(name: $0.key, schema: $0.value) }
        additionalProperties = Box(Schema())
    }

    /// Of a list of these.
    package init(listOf element: Schema) {
        self.init()
        kinds = [.array]
        items = Box(element)
    }

    /// Members of any name and kind may stand here.
    package var isFreeForm: Bool {
        if let additionalProperties { return additionalProperties.schema.kinds.isEmpty }
        return !isClosed && properties.isEmpty && allOfBoxes.isEmpty && (kinds.isEmpty || kinds.contains(.object))
    }

    /// What the description says about a place below this one; an empty schema where anything may stand, nil where
    /// nothing is described.
    package func schema(at path: ArraySlice<PathKey>) -> Schema? {
        path.isEmpty ? self : box(at: path)?.schema
    }

    /// How a word is read at a place below this one; nil where nothing is described.
    package func valueType(at path: ArraySlice<PathKey>) -> ValueType? {
        path.isEmpty ? valueType : box(at: path)?.schema.valueType
    }

    private func box(at path: ArraySlice<PathKey>) -> Box? {
        guard let key = path.first else { return nil }
        var place = box(of: key)
        for key in path.dropFirst() { place = place?.schema.box(of: key) }
        return place
    }

    private func box(of key: PathKey) -> Box? {
        switch key {
        case .index: return items ?? (kinds.isEmpty && properties.isEmpty ? .anything : nil)
        case .name(let name):
            if let box = propertyBox(name) { return box }
            for part in allOfBoxes { if let box = part.schema.propertyBox(name) { return box } }
            return additionalProperties ?? (isFreeForm ? .anything : nil)
        }
    }

    /// The schema of a member, wherever it is said; nil for unknown members.
    package func part(_ name: String) -> Schema? {
        if let property = property(name) { return property }
        for schema in allOf + anyOf + oneOf {
            if let part = schema.part(name) { return part }
        }
        return additionalProperties?.schema
    }

    /// What the description says about what a condition asks for: names behind a list are those of its elements.
    package func schema(asked path: [PathKey]) -> Schema? {
        path.reduce(self) { place, key in (place?.items?.schema ?? place)?.schema(at: [key]) }
    }

    /// The dotted names of all described fields, each before those inside it: `address_attributes`,
    /// `address_attributes.street`, `lead_files_attributes[0].file`.
    package var fieldPaths: [String] {
        var paths: [String] = []
        collectPaths(below: "", into: &paths)
        return paths
    }

    private func collectPaths(below prefix: String, into paths: inout [String]) {
        for property in properties {
            let path = prefix.isEmpty ? property.name : "\(prefix).\(property.name)"
            paths.append(path)
            property.box.schema.collectPaths(below: path, into: &paths)
        }
        items?.schema.collectPaths(below: "\(prefix)[0]", into: &paths)
    }
}
