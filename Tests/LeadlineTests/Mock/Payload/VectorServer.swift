import LeadlineCore
import LeadlineMock

/// A Payload server with the collections and documents of a vector.
struct VectorServer {
    let server: PayloadServer
    private(set) var state: MockState
    let now: Timestamp

    init(_ vector: JSON, _ collections: VectorCollections, profile: PayloadProfile) throws {
        let access = VectorAccess(
            closed: collections.closed, userSlug: collections.userSlug ?? "",
            keys: Set(
                (vector["users"]?.array ?? []).filter { $0["enableAPIKey"] == true }.compactMap { $0["apiKey"]?.string }
            ))
        server = PayloadServer(name: "vectors", collections: collections.all, profile: profile, access: access)
        now = try Timestamp(parsing: "2026-01-02T03:04:05.678Z")
        state = MockState(apis: [], random: SeededRandom(seed: 1), now: now)
        for member in vector["related"]?.object?.members ?? [] {
            try seed(member.value["docs"]?.array ?? [], in: member.name)
        }
        try seed(vector["docs"]?.array ?? [], in: vector["collection"]?.string ?? "")
    }

    /// In their order, one second after the other.
    private mutating func seed(_ documents: [JSON], in slug: String) throws {
        let start = try Timestamp(parsing: "2024-01-01T00:00:00Z")
        for (place, document) in documents.enumerated() {
            guard let fields = document.object else { throw VectorError("a document is no object") }
            server.seed(fields, in: slug, state: &state, now: start + .seconds(place + 1))
        }
    }

    /// `/api` is the base path.
    mutating func answer(_ request: JSON) throws -> (status: Int, body: JSON?) {
        guard let method = request["method"]?.string, let path = request["path"]?.string, path.hasPrefix("/api/") else {
            throw VectorError("a request without method or path")
        }
        let query = request["queryString"]?.string.map { $0.isEmpty ? "" : "?\($0)" } ?? ""
        var fields = HTTPFields()
        for member in request["headers"]?.object?.members ?? [] { fields[member.name] = member.value.string }
        let body = request["bodyText"]?.string ?? request["body"]?.text() ?? ""
        let http = HTTPRequest(
            method: method, origin: "http://vectors.test", target: path + query, fields: fields, body: Array(body.utf8))
        let segments = path.dropFirst("/api/".count).split(separator: "/", omittingEmptySubsequences: false)
        let decoded = segments.map { PercentEncoding.decode($0) }
        let response = server.respond(to: http, path: decoded, state: &state, now: now).response
        return (response.status, try? JSON(parsing: response.body))
    }
}

/// Open, or only for users who send a key: `{slug} API-Key {key}`.
private struct VectorAccess: PayloadAccessControl {
    let closed: Set<String>
    let userSlug: String
    let keys: Set<String>

    func access(_ fields: HTTPFields, to permission: PayloadPermission, in slug: String) -> PayloadAccess {
        guard closed.contains(slug) else { return .all }
        return keys.contains { fields["Authorization"] == "\(userSlug) API-Key \($0)" } ? .all : .denied
    }
}
