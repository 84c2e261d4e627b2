import LeadlineCore
import Testing

@testable import LeadlineMock

/// A Payload server with one collection, `things`, to which documents are written.
struct WritingBench {
    struct Answer {
        var status: Int
        var body: JSON

        /// The messages of a validation by the paths of the fields, `field: message`.
        var problems: [String] {
            let data = body["errors"]?.array?.first?["data"]
            return (data?["errors"] ?? data)?.array?.compactMap { error in
                guard let path = (error["path"] ?? error["field"])?.string, let text = error["message"]?.string else {
                    return nil
                }
                return "\(path): \(text)"
            } ?? []
        }

        var message: String? { (body["message"] ?? body["errors"]?.array?.first?["message"])?.string }
        var document: JSON { body["doc"] ?? .null }
    }

    private struct Access: PayloadAccessControl {
        var hidden: Set<String>

        func access(_ fields: HTTPFields, to permission: PayloadPermission, in slug: String) -> PayloadAccess {
            hidden.contains(slug) ? .denied : .all
        }
    }

    let server: PayloadServer
    var state = MockState(apis: [], random: SeededRandom(seed: 7), now: WritingBench.start)
    /// 2026-03-01T22:00:00Z and some microseconds.
    static let start = Timestamp(microseconds: 1_772_402_400_000_321)
    var now = WritingBench.start

    init(
        _ fields: [PayloadField] = [], _ profile: PayloadProfile = .v3, others: [PayloadCollection] = [],
        hidden: Set<String> = [], configure: (inout PayloadCollection) -> Void = { _ in }
    ) {
        var things = PayloadCollection("things", fields: fields)
        configure(&things)
        server = PayloadServer(
            name: "test", collections: [things] + others, profile: profile, access: Access(hidden: hidden))
    }

    @discardableResult mutating func send(
        _ method: String, _ target: String, _ body: JSON? = nil, type: String? = "application/json"
    ) -> Answer {
        send(method, target, bytes: body.map { Array($0.text().utf8) } ?? [], type: body == nil ? nil : type)
    }

    @discardableResult mutating func send(_ method: String, _ target: String, bytes: [UInt8], type: String?) -> Answer {
        var request = HTTPRequest(method: method, origin: "http://payload.test", target: "/api/\(target)", body: bytes)
        request.fields["Content-Type"] = type
        let path = request.path.split(separator: "/").dropFirst().map(String.init)
        let response = server.respond(to: request, path: path, state: &state, now: now).response
        return Answer(status: response.status, body: (try? JSON(parsing: response.body)) ?? .null)
    }

    @discardableResult mutating func create(_ body: JSON) -> Answer { send("POST", "things?depth=0", body) }

    mutating func update(_ id: String, _ body: JSON) -> Answer { send("PATCH", "things/\(id)?depth=0", body) }

    mutating func seed(_ document: JSONObject, in slug: String = "things") {
        server.seed(document, in: slug, state: &state, now: now)
    }
}
