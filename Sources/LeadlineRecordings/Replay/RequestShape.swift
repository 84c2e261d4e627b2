import LeadlineAPI
import LeadlineCore

/// What of a request tells it from others: everything that an API reads, decoded.
struct RequestShape: Sendable {
    var method: String
    /// Decoded.
    var segments: [String]
    /// A text for each name, a list for one that stands more than once.
    var query: JSON
    var body: JSON
    /// What the body is written in: a form and JSON are not the same, whatever they say.
    var form: BodyForm
    var key: UsedKey

    enum BodyForm: String, Sendable {
        case none = "no body"
        case json = "JSON"
        case form = "a form"
        case multipart = "a multipart form"
        case text = "a text"
        case binary = "binary data"
    }

    enum UsedKey: Sendable, Equatable {
        case name(String)
        case none
        /// A key of somebody's own, or one that was left out.
        case unknown
    }

    /// `key` is nil where the request tells it.
    init(_ request: HTTPRequest, key: UsedKey) {
        method = request.method
        segments = request.path.split(separator: "/").map { PercentEncoding.decode($0) }
        query = Self.grouped(request.queryPairs.map { ($0.name, .string($0.value)) })
        (form, body) = Self.body(request)
        self.key = key
    }

    /// `/api/leads`, for messages.
    var path: String { "/" + segments.joined(separator: "/") }

    private static func body(_ request: HTTPRequest) -> (BodyForm, JSON) {
        guard !request.body.isEmpty else { return (.none, .null) }
        let media = request.fields["content-type"].flatMap { MediaType(parsing: $0) }
        if media?.essence == "multipart/form-data", let boundary = media?["boundary"],
            let parts = try? Multipart.parse(request.body, boundary: boundary)
        {
            return (.multipart, grouped(parts.map { ($0.name, value($0)) }))
        }
        if media?.essence == "application/x-www-form-urlencoded" {
            let pairs = [QueryPair](parsing: Substring(decoding: request.body, as: UTF8.self))
            return (.form, grouped(pairs.map { ($0.name, .string($0.value)) }))
        }
        if let json = try? JSON(parsingFile: request.body) { return (.json, json) }
        let text = text(request.body)
        return (String(validating: request.body, as: UTF8.self) == nil ? .binary : .text, .string(text))
    }

    private static func value(_ part: MultipartPart) -> JSON {
        guard let name = part.fileName else { return .string(text(part.bytes)) }
        return ["file": .string(name), "content": .string(text(part.bytes))]
    }

    private static func text(_ bytes: [UInt8]) -> String {
        String(validating: bytes, as: UTF8.self) ?? Base64.encode(bytes)
    }

    /// Order matters between values of one name only.
    private static func grouped(_ pairs: [(name: String, value: JSON)]) -> JSON {
        var object = JSONObject()
        for (name, value) in pairs {
            switch object[name] {
            case nil: object[name] = value
            case .array(let values)?: object[name] = .array(values + [value])
            case let first?: object[name] = [first, value]
            }
        }
        return .object(object)
    }
}
