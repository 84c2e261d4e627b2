import LeadlineAPI
import LeadlineCore
import LeadlineLanguage

@testable import LeadlineMock

/// A collection, its documents and what is asked of them: drawn, asked, and cut down where answers differ.
struct QueryDraw {
    var fields: [PayloadField]
    /// In the order in which they are stored, each with an id and `createdAt`.
    var documents: [JSONObject]
    /// Of the collection `others`, which relations point to.
    var others: [JSONObject]
    var first: Filter
    var second: Filter
    /// Nil for the collection's own order.
    var sort: String?
    var limit: Int

    /// What is sorted by; nil for ids, and where nothing is asked.
    var sortPlace: QueryPlace? {
        QueryPlace.all(of: fields).first { $0.path == sort || "-" + $0.path == sort }
    }

    /// The fields of `others`.
    static let otherFields = [PayloadField("name", .text), PayloadField("rank", .number)]

    var description: String {
        func list(_ documents: [JSONObject]) -> String {
            documents.map { "\n    " + JSON.object($0).text() }.joined()
        }
        return """
              fields: \(fields.map(Self.text).joined(separator: ", "))
              things: \(list(documents))
              others: \(list(others))
              first: \(first.json.text())
              second: \(second.json.text())
              sort: \(sort ?? "-"), limit: \(limit)
            """
    }

    private static func text(_ field: PayloadField) -> String {
        let inner = field.fields.isEmpty ? "" : " {\(field.fields.map(text).joined(separator: ", "))}"
        return "\(field.name) \(field.kind.rawValue)\(field.hasMany ? "[]" : "")\(inner)"
    }
}

/// Something that a condition can ask for.
struct QueryPlace {
    var path: String
    var field: PayloadField
    var isInRows = false
    /// The path of the relation that it is behind.
    var relation: String?

    static func all(of fields: [PayloadField]) -> [QueryPlace] {
        let times = [QueryPlace(path: "createdAt", field: PayloadField("createdAt", .date))]
        return places(of: fields) + times
    }

    private static func places(of fields: [PayloadField]) -> [QueryPlace] {
        fields.flatMap { field -> [QueryPlace] in
            switch field.kind {
            case .group, .array:
                return places(of: field.fields).map { inner in
                    var place = inner
                    place.path = "\(field.name).\(inner.path)"
                    place.isInRows = inner.isInRows || field.kind == .array
                    place.relation = inner.relation.map { "\(field.name).\($0)" }
                    return place
                }
            case .json:
                return ["", ".x", ".x.y"].map { QueryPlace(path: field.name + $0, field: field, isInRows: true) }
            case .relationship where field.isPolymorphic:
                return [".value", ".relationTo"].map { QueryPlace(path: field.name + $0, field: field) }
            case .relationship:
                let behind = QueryDraw.otherFields.map { other in
                    QueryPlace(
                        path: "\(field.name).\(other.name)", field: other, isInRows: field.hasMany, relation: field.name
                    )
                }
                return [QueryPlace(path: field.name, field: field)] + behind
            default: return [QueryPlace(path: field.name, field: field)]
            }
        }
    }
}
