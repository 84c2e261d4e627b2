package import LeadlineAPI
package import LeadlineCore
import LeadlineLanguage

/// What `leadline api` shows: all APIs, an API, a collection, an operation, a field. The descriptions are the only
/// source; names are those of the command language.
package struct APIViews {
    var page: APIViewsPage

    private init(width: Int, color: Bool) { page = APIViewsPage(width: width, color: color) }

    /// All APIs with their collections and operations.
    package static func list(_ apis: [API], width: Int, color: Bool) -> String {
        var views = APIViews(width: width, color: color)
        for api in apis { views.overview(api) }
        if let operation = apis.first?.operations.first, let api = apis.first {
            views.page.heading("More", "")
            views.page.verbatim("leadline api show \(api.name).\(operation.name)")
        }
        return views.page.text
    }

    /// An API (`dealerstudio`), a collection (`dealerstudio.leads`), an operation (`dealerstudio.leads.update`) or a
    /// field (`dealerstudio.leads.charge_breakdown.total.amount`). The API's name may be left out where one API only
    /// has the rest.
    package static func show(_ name: String, of apis: [API], width: Int, color: Bool) throws(Diagnostic) -> String {
        var views = APIViews(width: width, color: color)
        switch try APIPlace.find(name, in: apis) {
        case .api(let api): views.show(api)
        case .collection(let collection, let api): views.show(collection, of: api)
        case .operation(let operation, let api): views.show(operation, of: api)
        case .field(let field): views.show(field)
        }
        return views.page.text
    }

    // MARK: An API

    private mutating func overview(_ api: API) {
        page.title(api.name, api.title + (api.summary.isEmpty ? "" : ": \(api.summary)"))
        page.paragraph(api.origin, .faint)
        for collection in api.collections {
            page.separate()
            page.table([([.init(collection.name, .strong), .init(collection.summary)], [])])
            page.table(operationRows(of: collection, api), indent: 4)
        }
    }

    /// Paths are those that 'request' takes: from the origin.
    private func operationRows(
        of collection: Collection, _ api: API
    ) -> [(cells: [APIViewsPage.Cell], notes: [APIViewsPage.Cell])] {
        api.operations.filter { $0.collection == collection.name }.map { operation in
            let remark = operation.isDocumented ? "" : " (undocumented)"
            let cells: [APIViewsPage.Cell] = [
                .init(operation.name, .strong), .init(operation.method),
                .init(api.basePath + operation.path),
                .init(operation.summary + remark),
            ]
            return (cells, [])
        }
    }

    private mutating func show(_ api: API) {
        overview(api)
        page.heading("Key")
        page.verbatim("\(api.credential.header): \(api.credential.prefix)KEY")
        page.heading("Keys of the mock", "as NAME")
        page.table(api.mock.keys.map { ([.init($0.name, .strong), .init($0.summary)], []) })
        if !api.mock.rules.isEmpty {
            page.heading("Rules of the mock")
            page.table(api.mock.rules.map { ruleRow($0) })
        }
        guard !api.leftOut.isEmpty else { return }
        page.heading("Left out", "no command means them: 'x-leadline-operation' gives them names")
        page.table(api.leftOut.map { ([.init($0)], []) })
    }

    func ruleRow(_ rule: MockDescription.Rule) -> (cells: [APIViewsPage.Cell], notes: [APIViewsPage.Cell]) {
        let operations = rule.operations.isEmpty ? "" : " of \(rule.operations.joined(separator: ", "))"
        return ([.init(rule.name), .init("\(rule.outcome)\(operations) when \(rule.sentence)")], [])
    }

    // MARK: A collection

    private mutating func show(_ collection: Collection, of api: API) {
        page.title("\(api.name).\(collection.name)", collection.summary)
        page.heading("Operations")
        page.table(operationRows(of: collection, api))
        fields("Fields", of: collection.document, required: collection.document.required)
        if let note = collection.document.note { page.paragraph("A \(collection.singular) \(note).") }
    }

    /// The fields of a document as a table, those inside others indented.
    mutating func fields(_ title: String, remark: String = "", of schema: Schema, required: [String]) {
        guard !schema.properties.isEmpty else { return }
        page.heading(title, remark.isEmpty ? "* required" : "\(remark), * required")
        var rows: [(cells: [APIViewsPage.Cell], notes: [APIViewsPage.Cell])] = []
        appendFields(of: schema, required: required, depth: 0, to: &rows)
        page.table(rows)
    }

    private func appendFields(
        of schema: Schema, required: [String], depth: Int,
        to rows: inout [(cells: [APIViewsPage.Cell], notes: [APIViewsPage.Cell])]
    ) {
        for property in schema.properties {
            let schema = property.schema
            let isRequired = required.contains(property.name)
            let name = String(repeating: "  ", count: depth) + property.name + (isRequired ? " *" : "")
            var notes: [APIViewsPage.Cell] = []
            if let values = schema.shortenedValues { notes.append(.init(values, .faint)) }
            if depth > 0 || schema.properties.isEmpty, let note = schema.note { notes.append(.init(note, .faint)) }
            rows.append(
                (
                    [
                        .init(name, .strong), .init(schema.typeText, .faint),
                        .init(schema.description ?? schema.items?.schema.description ?? ""),
                    ], notes
                ))
            appendFields(of: schema, required: schema.required, depth: depth + 1, to: &rows)
            if let items = schema.items?.schema {
                appendFields(of: items, required: items.required, depth: depth + 1, to: &rows)
            }
        }
    }
}

extension Schema {
    /// `one of 25: New Vehicle Enquiry, Used Vehicle Enquiry, …`, `such as new, contacted`.
    var shortenedValues: String? {
        guard !values.isEmpty else { return nil }
        let names = values.map(\.value.shown)
        let beginning = valuesAreClosed ? "one of" : "such as"
        if names.count <= 5 { return "\(beginning) \(names.joined(separator: ", "))" }
        return "\(beginning) \(names.count): \(names.prefix(2).joined(separator: ", ")), …"
    }
}

extension JSON {
    /// A text without its quotes, anything else as JSON.
    var shown: String { string ?? text() }
}
