package import LeadlineAPI
import LeadlineCore

/// What the description says about a collection, put together once: one reference instead of many copies.
package final class CollectionFacts: Sendable {
    package let api: API
    package let name: String
    /// Of what is stored; anything goes where nothing is described.
    package let schema: Schema
    let createdField: String?
    let relations: [MockDescription.Relation]
    /// What the server writes when a document is new, the id first of all.
    let serverParts: [Schema.Property]
    /// What it writes into a new document where the client says nothing.
    let defaults: [(name: String, value: JSON)]
    /// What it writes whenever a document changes.
    let changeFields: [String]

    package init(_ name: String, of api: API) {
        let described = api.collection(name)
        let schema = described?.document ?? Schema()
        let createdField = described?.createdField
        self.api = api
        self.name = name
        self.schema = schema
        self.createdField = createdField
        relations = api.mock.relations.filter { $0.collection == name }
        let others = schema.parts.filter { property in
            guard property.name != "id" else { return false }
            return property.name == createdField || (property.schema.isReadOnly && property.schema.generator != nil)
        }
        serverParts = [Schema.Property(name: "id", schema: schema.part("id") ?? Schema())] + others
        defaults = schema.parts.compactMap { part in part.schema.defaultValue.map { (part.name, $0) } }
        changeFields = others.filter { $0.schema.generator == "now" && $0.name != createdField }.map(\.name)
    }

    var mock: MockDescription { api.mock }
}
