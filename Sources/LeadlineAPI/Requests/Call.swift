package import LeadlineCore
package import LeadlineLanguage

/// A request of an operation whose placeholders are resolved: what the user means, before it is HTTP.
package struct Call: Sendable {
    package var operation: Operation
    /// For operations that select by id; percent-encoded when the request is built.
    package var id: String?
    /// Of `where`; how it is written into the query is the API's own, see `FilterEncoding`.
    package var filter: Filter?
    /// The other query parameters, as plain text, in order.
    package var query: [QueryPair]
    /// The body without its envelope; nil for requests without a body.
    package var document: JSONObject?
    /// What stands at their places in the document is `AttachedFile.summary`.
    package var files: [AttachedFile]
    /// Given by the user: they replace leadline's own of the same name.
    package var fields: HTTPFields
    package var credential: Credential?

    package init(_ operation: Operation, id: String? = nil, document: JSONObject? = nil) {
        self.operation = operation
        self.id = id
        self.document = document
        query = []
        files = []
        fields = HTTPFields()
    }
}

/// A request that is sent as it is written, known to no API.
package struct RawCall: Sendable {
    package enum Body: Sendable {
        case json(JSON)
        case text(String)
        /// Members become form fields; with files the form is multipart.
        case form(JSONObject, [AttachedFile])
    }

    package var method: String
    /// A path of the target, with its query, or a whole URL.
    package var url: String
    package var fields: HTTPFields
    package var body: Body?
    package var credential: Credential?

    package init(method: String, url: String, body: Body? = nil) {
        self.method = method
        self.url = url
        self.body = body
        fields = HTTPFields()
    }
}

/// A name and a value of a query string, before encoding.
package struct QueryPair: Sendable, Equatable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

extension [QueryPair] {
    /// The decoded pairs of a query string, or of a form that is written like one.
    package init(parsing query: Substring) {
        self = query.split(separator: "&").map { part in
            QueryPair(
                PercentEncoding.decode(part.prefix { $0 != "=" }, plusIsBlank: true),
                PercentEncoding.decode(part.drop { $0 != "=" }.dropFirst(), plusIsBlank: true))
        }
    }

    /// As it travels behind the question mark.
    package var encoded: String {
        map { PercentEncoding.encode($0.name) + "=" + PercentEncoding.encode($0.value) }.joined(separator: "&")
    }

    /// For people: nothing is encoded.
    package var readable: String { map { "\($0.name)=\($0.value)" }.joined(separator: "&") }
}

extension HTTPRequest {
    /// The parameters of the query, decoded, in their order.
    package var queryPairs: [QueryPair] { [QueryPair](parsing: query ?? "") }
}

/// A file that travels with a document.
package struct AttachedFile: Sendable, Equatable {
    /// Its place in the document, without envelope.
    package var path: [PathKey]
    package var name: String
    package var mediaType: String
    package var bytes: [UInt8]
    /// As it was named; nil where it was not read by its name.
    package var reference: String?

    package init(path: [PathKey], name: String, mediaType: String, bytes: [UInt8], reference: String? = nil) {
        self.reference = reference
        self.path = path
        self.name = name
        self.mediaType = mediaType
        self.bytes = bytes
    }

    /// What stands for the file in the document, and what the mock stores and answers.
    package var summary: JSON { Self.summary(name: name, mediaType: mediaType, size: bytes.count) }

    package static func summary(name: String, mediaType: String, size: Int) -> JSON {
        ["name": .string(name), "type": .string(mediaType), "size": .integer(size)]
    }
}
