package import LeadlineCore
package import LeadlineLanguage

extension Schema {
    /// All that the description says about a place in a document, the place's own schema first: conditions count where
    /// the document fits them.
    package func rules(at path: ArraySlice<PathKey>, in value: JSON?) -> [Schema] {
        var rules: [Schema] = []
        if let key = path.first {
            let inner = value?.value(at: [key])
            rules = property(at: key)?.rules(at: path.dropFirst(), in: inner) ?? []
        } else {
            rules = [self]
        }
        for part in allOfBoxes { rules += part.schema.rules(at: path, in: value) }
        if let condition {
            let branch = SchemaValidator.fits(value ?? .null, condition.test) ? condition.then : condition.otherwise
            rules += branch?.schema.rules(at: path, in: value) ?? []
        }
        return rules
    }

    private func property(at key: PathKey) -> Schema? {
        switch key {
        case .name(let name): property(name)
        case .index: items?.schema
        }
    }

    /// The fields of which each way to satisfy the alternatives needs some: `[[a], [b, c]]`. Nil where the alternatives
    /// say anything else.
    package var requiredAlternatives: [[String]]? {
        let boxes = anyOfBoxes + oneOfBoxes
        let fields = boxes.map(\.schema.required)
        return boxes.isEmpty || fields.contains { $0.isEmpty } ? nil : fields
    }
}
