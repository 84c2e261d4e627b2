import LeadlineAPI
package import LeadlineCore
import LeadlineLanguage

/// Payload CMS: its own routes, checks, words and query language, whatever operations the description names.
package struct PayloadDialect: MockDialect {
    private let server: PayloadServer
    /// The segments in front of a collection's name.
    private let base: [String]

    init(_ api: API, version: Int) {
        let collections = api.collections.map { PayloadCollection($0) }
        server = PayloadServer(
            name: api.name, collections: collections, profile: PayloadProfile(rawValue: version) ?? .v3,
            access: PayloadKeys(api.mock.keys, header: api.credential.header))
        base = api.basePath.split(separator: "/").map { PercentEncoding.decode($0) }
    }

    package func respond(
        to arrival: Arrival, state: inout MockState, now: Timestamp
    ) -> (response: HTTPResponse, reasons: [String]) {
        let path = arrival.path ?? []
        let below = path.starts(with: base) ? Array(path.dropFirst(base.count)) : []
        return server.respond(to: arrival.request, path: below, state: &state, now: now)
    }

    package func documents(
        _ query: DocumentQuery, of facts: CollectionFacts, in state: MockState
    ) throws(UnreadableQuery) -> [StoredDocument] {
        var parameters = JSONObject()
        parameters["where"] = query.filter?.json
        parameters["sort"] = query.sort.map { .string($0) }
        do throws(PayloadError) {
            return try server.documents(of: facts.name, parameters, in: state)
        } catch {
            throw UnreadableQuery(reason: error.reason)
        }
    }

    package func shown(_ document: StoredDocument, of facts: CollectionFacts, in state: MockState) -> JSON {
        server.shown(document, of: facts.name, in: state)
    }
}

/// Who may do what by the mock's keys. A key is accepted alone and in each form that Payload and the provider's pages show.
struct PayloadKeys: PayloadAccessControl {
    private let keys: [MockDescription.Key]
    private let header: String

    init(_ keys: [MockDescription.Key], header: String) {
        self.keys = keys.filter(\.isIssued)
        self.header = header
    }

    func access(_ fields: HTTPFields, to permission: PayloadPermission, in slug: String) -> PayloadAccess {
        guard let sent = fields[header].map(Self.token),
            let key = keys.first(where: { $0.token == sent }), key.permissions.contains(permission.rawValue)
        else { return .denied }
        return key.attributes["sees"] == "nothing" && permission != .create ? .nothing : .all
    }

    /// `KEY`, `Bearer KEY`, `JWT KEY`, `users API-Key KEY`.
    private static func token(_ value: String) -> String {
        let words = value.split(separator: " ", omittingEmptySubsequences: false)
        switch words.count {
        case 2 where words[0] == "Bearer" || words[0] == "JWT": return String(words[1])
        case 3 where words[1] == "API-Key": return String(words[2])
        default: return value
        }
    }
}
