import LeadlineCore

extension OpenAPIReader {
    /// A schema, its `$ref` followed. Keywords beside a `$ref` add to what it leads to; only those that explain may
    /// stand in both places, and then the nearer one is told.
    mutating func schema(_ node: YAMLNode) -> Schema {
        let fields = fields(of: node, in: "a schema", keys: Self.schemaKeys)
        guard let reference = fields["$ref"] else {
            var schema = Schema()
            apply(fields, to: &schema)
            return schema
        }
        let pointer = text(reference)
        var result = schema(pointer: pointer, at: reference.location)
        if fields.entries.count > 1 {
            checkOverlay(fields, on: pointer)
            apply(fields, to: &result)
        }
        return result
    }

    /// The schema that a `$ref` leads to; an empty one where there is none.
    mutating func schema(pointer: String, at location: SourceLocation) -> Schema {
        if let known = schemas[pointer] { return known }
        guard !openReferences.contains(pointer) else {
            report("the schema '\(pointer)' holds itself", at: location)
            return Schema()
        }
        guard let node = target(pointer, at: location) else { return Schema() }
        openReferences.append(pointer)
        let result = schema(node)
        openReferences.removeLast()
        schemas[pointer] = result
        return result
    }

    private static let explainingKeys: Set = ["$ref", "title", "description", "example", "examples", "deprecated"]

    private mutating func checkOverlay(_ fields: Fields, on pointer: String) {
        var keys: Set<String> = []
        var pointer: String? = pointer
        for _ in 0..<16 {
            guard let place = pointer, let entries = target(place, at: fields.location)?.mapping else { break }
            keys.formUnion(entries.map(\.key.value))
            pointer = entries.first { $0.key.value == "$ref" }?.value.scalar?.text
        }
        for entry in fields.entries where keys.contains(entry.key.value) {
            if Self.explainingKeys.contains(entry.key.value) { continue }
            report(
                "'\(entry.key.value)' stands beside a '$ref' to a schema that has it too", at: entry.key.location,
                help: "put one of them into 'allOf'")
        }
    }

    static let schemaKeys = [
        "$ref", "type", "format", "title", "description", "example", "examples", "enum", "const", "pattern", "minimum",
        "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength", "minItems", "maxItems",
        "minProperties", "items", "properties", "required",
        "additionalProperties", "allOf", "anyOf", "oneOf", "if", "then", "else", "readOnly", "deprecated",
        "nullable", "default", "$comment", "externalDocs", "xml", "discriminator", "x-leadline-open",
        "x-leadline-values", "x-leadline-personal", "x-leadline-sensitive", "x-leadline-generate", "x-leadline-note",
        "x-leadline-report-as", "x-leadline-relation",
    ]

    /// Formats that are judged, and those that only inform but must not be mistaken for a slip in one of the others.
    private static let formats = [
        "date-time", "date", "email", "uri", "binary", "float", "double", "int32", "int64", "time", "uri-reference",
    ]

    private mutating func apply(_ fields: Fields, to schema: inout Schema) {
        applyType(fields, to: &schema)
        applyWords(fields, to: &schema)
        applyValues(fields, to: &schema)
        applyLimits(fields, to: &schema)
        applyMembers(fields, to: &schema)
        applyAlternatives(fields, to: &schema)
    }

    private mutating func applyType(_ fields: Fields, to schema: inout Schema) {
        if let node = fields["type"] {
            schema.kinds = (node.list ?? [node]).compactMap { choice($0) }
        }
        if let node = fields["nullable"] {
            if !isVersion30 {
                report(
                    "'nullable' is a keyword of OpenAPI 3.0 only", at: node.location,
                    help: "write 'type: [TYPE, \"null\"]'")
            } else if flag("nullable", of: fields), !schema.kinds.isEmpty {
                schema.kinds.append(.null)
            }
        }
        guard let node = fields["format"] else { return }
        let format = text(node)
        if !Self.formats.contains(format), let closest = Suggestion.closest(to: format, in: Self.formats) {
            report("unknown format '\(format)'", at: node.location, help: "did you mean '\(closest)'?")
        }
        schema.format = format
    }

    private mutating func applyWords(_ fields: Fields, to schema: inout Schema) {
        schema.title = text("title", of: fields) ?? schema.title
        schema.description = text("description", of: fields) ?? schema.description
        if let node = fields["example"] { schema.examples = [JSON(node)] }
        if let node = fields["examples"] { schema.examples = list(node).map { JSON($0) } }
        if fields["readOnly"] != nil { schema.isReadOnly = flag("readOnly", of: fields) }
        if fields["deprecated"] != nil { schema.isDeprecated = flag("deprecated", of: fields) }
        if fields["x-leadline-personal"] != nil { schema.isPersonal = flag("x-leadline-personal", of: fields) }
        if fields["x-leadline-sensitive"] != nil { schema.isSensitive = flag("x-leadline-sensitive", of: fields) }
        schema.note = text("x-leadline-note", of: fields) ?? schema.note
        schema.relation = text("x-leadline-relation", of: fields) ?? schema.relation
        schema.reportedAs = text("x-leadline-report-as", of: fields) ?? schema.reportedAs
        guard let node = fields["x-leadline-generate"] else { return }
        let generator = text(node)
        if !Schema.generatorNames.contains(generator) {
            report(
                "unknown generator '\(generator)'", at: node.location,
                help: didYouMean(generator, Schema.generatorNames))
        }
        schema.generator = generator
    }

    /// `enum` is a closed list, to which `x-leadline-values` may add descriptions; with `x-leadline-open` the values
    /// themselves stand there.
    private mutating func applyValues(_ fields: Fields, to schema: inout Schema) {
        if let node = fields["const"] { schema.constant = JSON(node) }
        if let node = fields["default"] { schema.defaultValue = JSON(node) }
        if let node = fields["enum"] {
            schema.values = list(node).map { Schema.KnownValue(value: JSON($0), description: nil) }
            if node.list?.isEmpty == true { report("an 'enum' without values allows none", at: node.location) }
        }
        let isOpen = flag("x-leadline-open", of: fields)
        if isOpen, let node = fields["enum"] ?? (fields["x-leadline-values"] == nil ? fields["x-leadline-open"] : nil) {
            report("an open list has its values in 'x-leadline-values', not in 'enum'", at: node.location)
        }
        guard let node = fields["x-leadline-values"] else { return }
        let described = describedValues(node)
        if isOpen {
            schema.values = described.map(\.value)
            schema.valuesAreClosed = false
            return
        }
        for (value, location) in described {
            if let place = schema.values.firstIndex(where: { $0.value == value.value }) {
                schema.values[place].description = value.description
            } else {
                report("'\(value.value.string ?? value.value.text())' is not in 'enum'", at: location)
            }
        }
    }

    /// A list of values, or a mapping from texts to descriptions.
    private mutating func describedValues(_ node: YAMLNode) -> [(value: Schema.KnownValue, location: SourceLocation)] {
        guard let entries = node.mapping else {
            return list(node).map { (Schema.KnownValue(value: JSON($0), description: nil), $0.location) }
        }
        return entries.map { entry in
            let description = text(entry.value)
            return (Schema.KnownValue(value: .string(entry.key.value), description: description), entry.key.location)
        }
    }

    private mutating func applyLimits(_ fields: Fields, to schema: inout Schema) {
        if let node = fields["pattern"] { applyPattern(node, to: &schema) }
        schema.minimum = number("minimum", of: fields) ?? schema.minimum
        schema.maximum = number("maximum", of: fields) ?? schema.maximum
        applyExclusive("exclusiveMinimum", fields, limit: &schema.minimum, exclusive: &schema.exclusiveMinimum)
        applyExclusive("exclusiveMaximum", fields, limit: &schema.maximum, exclusive: &schema.exclusiveMaximum)
        schema.minimumLength = integer("minLength", of: fields) ?? schema.minimumLength
        schema.maximumLength = integer("maxLength", of: fields) ?? schema.maximumLength
        schema.minimumItems = integer("minItems", of: fields) ?? schema.minimumItems
        schema.maximumItems = integer("maxItems", of: fields) ?? schema.maximumItems
        schema.minimumProperties = integer("minProperties", of: fields) ?? schema.minimumProperties
        let least = schema.minimum ?? schema.exclusiveMinimum
        checkOrder("minimum", "maximum", fields, least, schema.maximum ?? schema.exclusiveMaximum)
        checkOrder("minLength", "maxLength", fields, schema.minimumLength, schema.maximumLength)
        checkOrder("minItems", "maxItems", fields, schema.minimumItems, schema.maximumItems)
    }

    /// Limits that no value keeps.
    private mutating func checkOrder<Limit: Comparable>(
        _ lower: String, _ upper: String, _ fields: Fields, _ least: Limit?, _ most: Limit?
    ) {
        guard let least, let most, least > most, let place = fields[lower] ?? fields[upper] else { return }
        report("'\(lower)' is above '\(upper)'", at: place.location)
    }

    /// A limit that is itself not allowed: a number, or in OpenAPI 3.0 a word about the limit beside it.
    private mutating func applyExclusive(
        _ key: String, _ fields: Fields, limit: inout JSONNumber?, exclusive: inout JSONNumber?
    ) {
        guard isVersion30 else {
            exclusive = number(key, of: fields) ?? exclusive
            return
        }
        if flag(key, of: fields) { (limit, exclusive) = (nil, limit) }
    }

    private mutating func applyPattern(_ node: YAMLNode, to schema: inout Schema) {
        let pattern = text(node)
        schema.patternText = pattern
        do {
            schema.pattern = try Pattern(pattern)
        } catch {
            let place = node.scalar?.excerpt.location(error.offset..<error.offset) ?? node.location
            report("not a regular expression: \(error.message)", at: place)
        }
    }

    private mutating func applyMembers(_ fields: Fields, to schema: inout Schema) {
        if let node = fields["items"] { schema.items = box(node) }
        if let node = fields["properties"] {
            schema.properties = entries(node).map {
                Schema.Property(name: $0.key.value, schema: self.schema($0.value))
            }
        }
        if fields["required"] != nil { schema.required = texts("required", of: fields) }
        guard let node = fields["additionalProperties"] else { return }
        switch JSON(node) {
        case .bool(true): schema.additionalProperties = Schema.Box(Schema())
        case .bool(false): schema.isClosed = true
        case .object: schema.additionalProperties = box(node)
        default:
            report(
                "'additionalProperties' must be true, false or a schema, found \(found(node))", at: node.location)
        }
    }

    private mutating func applyAlternatives(_ fields: Fields, to schema: inout Schema) {
        if let node = fields["allOf"] {
            schema.allOfBoxes = list(node).map { box($0) }.filter { !schema.absorb($0.schema) }
        }
        if let node = fields["anyOf"] { schema.anyOfBoxes = list(node).map { box($0) } }
        if let node = fields["oneOf"] { schema.oneOfBoxes = list(node).map { box($0) } }
        let then = fields["then"].map { box($0) }
        let otherwise = fields["else"].map { box($0) }
        if let test = fields["if"] {
            if then == nil, otherwise == nil { report("'if' needs 'then' or 'else'", at: test.location.start) }
            schema.condition = Schema.Condition(test: box(test), then: then, otherwise: otherwise)
        } else if let branch = fields["then"] ?? fields["else"] {
            report("'then' and 'else' need 'if'", at: branch.location.start)
        }
    }

    private mutating func box(_ node: YAMLNode) -> Schema.Box { Schema.Box(schema(node)) }
}

extension Schema {
    /// Takes over the members of a part that is nothing but a list of members: several of them in `allOf` are one
    /// object. False when the part says more than that, or speaks of members that are here already.
    fileprivate mutating func absorb(_ part: Schema) -> Bool {
        guard part.kinds.isEmpty || part.kinds == [.object], part.condition == nil, !part.properties.isEmpty,
            part.allOfBoxes.isEmpty, part.anyOfBoxes.isEmpty, part.oneOfBoxes.isEmpty,
            part.additionalProperties == nil, !part.isClosed, part.minimumProperties == nil, part.note == nil,
            !part.properties.contains(where: { property($0.name) != nil })
        else { return false }
        kinds = kinds.isEmpty ? part.kinds : kinds
        properties += part.properties
        required += part.required.filter { !required.contains($0) }
        description = description ?? part.description
        examples = examples.isEmpty ? part.examples : examples
        return true
    }
}
