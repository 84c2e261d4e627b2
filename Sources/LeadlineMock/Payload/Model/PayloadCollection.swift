package import LeadlineCore

/// A collection of a Payload server.
package struct PayloadCollection: Sendable {
    package enum IDKind: Sendable {
        /// 24 hexadecimal digits, given by the server.
        case objectID
        /// Given by the client.
        case text, number
    }

    /// As in the URL.
    package var slug: String
    package var singular: String
    package var plural: String
    /// Without `id`, `createdAt` and `updatedAt`, which every collection has.
    package var fields: [PayloadField]
    package var idKind = IDKind.objectID
    /// As in `sort=`.
    package var defaultSort = "-createdAt"
    package var allowsBulkEdit = true
    /// Whether its documents are users, who log in.
    package var isAuth = false
    /// Stands for the hook of this name: told a stored document that is to be changed, the message of the error that it
    /// throws, nil where it lets the change pass.
    package var beforeChange: @Sendable (JSONObject) -> String? = { _ in nil }

    /// Labels that are not given come from the slug.
    package init(_ slug: String, singular: String? = nil, plural: String? = nil, fields: [PayloadField]) {
        self.slug = slug
        let label = PayloadLabel.of(slug: slug)
        self.singular = singular ?? label.singular
        self.plural = plural ?? label.plural
        self.fields = fields
    }

    package func field(_ name: String) -> PayloadField? { fields.first { $0.name == name } }
}
