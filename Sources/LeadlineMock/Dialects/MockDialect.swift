package import LeadlineAPI
package import LeadlineCore
package import LeadlineLanguage

/// What a family of APIs does in its own way: how a key, a query and a body are read from a request, and how results
/// and refusals are written. What is checked and done between the two is the engine's, the same for all.
package protocol MockDialect: Sendable {
    /// The key as the client sent it, nil without one.
    func token(of call: MockCall) -> String?
    /// Which documents a request without an id speaks of.
    func query(of call: MockCall) throws(Refusal) -> DocumentQuery
    /// The document in the body, without envelope.
    func document(of call: MockCall) throws(Refusal) -> JSONObject
    func answer(_ effect: Effect, to call: MockCall) -> HTTPResponse
    func answer(_ refusal: Refusal, to call: MockCall) -> HTTPResponse
    /// Refuses a request that is of no operation.
    func answer(_ refusal: Refusal, to request: HTTPRequest) -> HTTPResponse
}

/// A request whose operation is known.
package struct MockCall: Sendable {
    package var facts: CollectionFacts
    package var operation: Operation
    /// Decoded from the path.
    package var id: String?
    package var request: HTTPRequest

    package var api: API { facts.api }
}

/// What a request without an id asks for.
package struct DocumentQuery: Sendable {
    package var filter: Filter?
    /// `a,-b`
    package var sort: String?
    /// nil and what is not above 0: all.
    package var limit: Int?
    /// From 1.
    package var page = 1

    package init() {}
}

/// Why a request is not performed.
package indirect enum Refusal: Error, Sendable {
    case unknownRoute
    case wrongMethod(allowed: [String])
    case unsupportedMediaType(sent: String?)
    /// The body cannot be read: why.
    case unreadableBody(String)
    case missingEnvelope(String)
    /// The query cannot be understood: why.
    case badQuery(String)
    /// An outcome of the description; for `invalid` with what is wrong.
    case outcome(String, [FieldProblem])
}

/// A field that is not as it should be.
package struct FieldProblem: Sendable, Equatable {
    /// Dotted; empty for the document as a whole.
    package var field: String
    /// In the API's words.
    package var message: String
    /// In the mock's words, for people who ask why.
    package var detail: String

    package init(field: String, message: String, detail: String) {
        self.field = field
        self.message = message
        self.detail = detail
    }
}

/// What a request did.
package enum Effect: Sendable {
    case created(JSONObject)
    case found(JSONObject)
    case updated(JSONObject)
    case deleted(JSONObject)
    case page(DocumentPage)
    /// Of an update or delete of several: what was changed, and what could not be.
    case changed(Request.Verb, [JSONObject], failures: [Failure])

    package struct Failure: Sendable {
        package var document: JSONObject
        package var refusal: Refusal
    }
}

/// A page of what was found.
package struct DocumentPage: Sendable {
    package var documents: [JSONObject]
    /// On all pages.
    package var total: Int
    /// nil: everything is on one page.
    package var limit: Int?
    /// From 1.
    package var page: Int
}
