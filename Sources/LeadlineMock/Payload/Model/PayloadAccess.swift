package import LeadlineCore

/// What the user of a request may do with the documents of a collection.
package enum PayloadAccess: Sendable {
    case denied
    case all
    /// Allowed, but a filter of the server hides every document.
    case nothing
}

/// Decides what a request may do.
package protocol PayloadAccessControl: Sendable {
    /// `fields` are the request's headers, `permission` is what it wants: `create`, `read`, `update` or `delete`.
    func access(_ fields: HTTPFields, to permission: PayloadPermission, in slug: String) -> PayloadAccess
}

package enum PayloadPermission: String, Sendable {
    case create, read, update, delete
}
