import LeadlineAPI
import LeadlineCore
import LeadlineLanguage

extension APIViews {
    mutating func show(_ field: APIPlace.Field) {
        let schema = field.schema
        let path = field.names.joined(separator: ".")
        let required = field.isRequired ? (field.names.count > 1 ? ", required in its object" : ", required") : ""
        page.title("\(field.api.name).\(field.collection.name).\(path)", schema.typeText + required)
        page.paragraph(schema.description ?? "")
        for rule in rules(of: field) { page.paragraph(rule) }
        values(schema)
        let object = schema.items?.schema ?? schema
        fields("Fields", of: object, required: object.required)
        if let example = schema.examples.first {
            page.heading("Example")
            if case .object = example {
                page.verbatim(example.prettyText())
            } else {
                page.verbatim(assignment(path, example))
            }
        }
        page.heading("Used in")
        page.table(
            field.api.operations.filter { uses($0, field) }.map { operation in
                ([.init("\(field.api.name).\(operation.name)", .strong), .init(operation.summary)], [])
            })
    }

    private mutating func values(_ schema: Schema) {
        guard !schema.values.isEmpty else { return }
        page.heading("Values", schema.valuesAreClosed ? "\(schema.values.count), no others" : "others may exist")
        if schema.values.contains(where: { $0.description != nil }) {
            page.table(schema.values.map { ([.init($0.value.shown, .strong), .init($0.description ?? "")], []) })
        } else {
            page.columns(schema.values.map(\.value.shown))
        }
    }

    /// As it is typed: a text with blanks is quoted.
    private func assignment(_ path: String, _ value: JSON) -> String {
        guard case .string(let text) = value else { return "\(path)=\(value.text())" }
        let isBare =
            !text.isEmpty
            && text.unicodeScalars.allSatisfy {
                $0.properties.isAlphabetic || "0123456789@._-+/:".unicodeScalars.contains($0)
            }
        return "\(path)=\(isBare ? text : value.text())"
    }

    /// Whether an operation of the field's collection sends the field, or answers documents that have it.
    private func uses(_ operation: Operation, _ field: APIPlace.Field) -> Bool {
        guard operation.collection == field.collection.name else { return false }
        let answer = field.api.answer
        let paths = operation.answerDocument ?? (operation.answersSeveral ? answer.documents : answer.document)
        let bodies = operation.responses.filter { $0.status.hasPrefix("2") }.compactMap(\.schema)
        let answered = bodies.flatMap { body in paths.compactMap { body.property(at: $0) } }
        return ([operation.body?.schema].compactMap(\.self) + answered).contains { schema in
            var schema: Schema? = schema
            for name in field.names { schema = (schema?.items?.schema ?? schema)?.property(name) }
            return schema != nil
        }
    }

    // MARK: Rules

    /// Sentences about a field beyond its type.
    private func rules(of field: APIPlace.Field) -> [String] {
        var rules: [String] = []
        if field.schema.isReadOnly { rules.append("Set by the API, not sent.") }
        if field.schema.isSensitive {
            rules.append("Sensitive: masked on screen on live servers, unless --unmasked.")
        }
        if field.schema.isPersonal { rules.append("Personal: masked in what is stored of live answers.") }
        if let note = field.schema.note { rules.append("It \(note).") }
        let document = field.collection.document
        if field.names.count == 1, document.anyOf.contains(where: { $0.required.contains(field.names[0]) }) {
            if let note = document.note { rules.append("A \(field.collection.singular) \(note).") }
        }
        for part in [document] + document.allOf {
            guard let condition = part.condition else { continue }
            let test = words(condition.test.schema)
            for (word, branch) in [("When", condition.then), ("Unless", condition.otherwise)] {
                guard let branch, let rule = conditional(branch.schema, field.names) else { continue }
                rules.append("\(word) \(test): \(rule).")
            }
        }
        return rules
    }

    /// `category is Document Request`
    private func words(_ test: Schema) -> String {
        let tests = test.properties.compactMap { property in
            property.schema.constant.map { "\(property.name) is \($0.shown)" }
        }
        return tests.isEmpty ? "a condition holds" : tests.joined(separator: " and ")
    }

    /// What a branch of a condition says about a field.
    private func conditional(_ branch: Schema, _ names: [String]) -> String? {
        var schema = branch
        var isRequired = false
        for (index, name) in names.enumerated() {
            if index == names.count - 1 { isRequired = schema.required.contains(name) }
            guard let inner = schema.property(name) else { return isRequired ? "required" : nil }
            schema = inner
        }
        var parts = isRequired ? ["required"] : []
        if let note = schema.note { parts.append(note) }
        if !schema.values.isEmpty { parts.append("one of \(schema.values.map(\.value.shown).joined(separator: ", "))") }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }
}
