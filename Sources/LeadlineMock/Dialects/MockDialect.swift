package import LeadlineAPI
package import LeadlineCore
package import LeadlineLanguage

/// What a family of servers does in its own way: what becomes of a request, and what a query means.
package protocol MockDialect: Sendable {
    /// Answers a request, whatever it is, and says why.
    func respond(
        to arrival: Arrival, state: inout MockState, now: Timestamp
    ) -> (response: HTTPResponse, reasons: [String])
    /// The documents that a query means, in its order, of all pages; for commands on the store.
    func documents(
        _ query: DocumentQuery, of facts: CollectionFacts, in state: MockState
    ) throws(UnreadableQuery) -> [StoredDocument]
    /// What a find would show of a document.
    func shown(_ document: StoredDocument, of facts: CollectionFacts, in state: MockState) -> JSON
}

/// Why a query of a command cannot be carried out.
package struct UnreadableQuery: Error, Sendable {
    package var reason: String
}

extension API {
    /// How the mock of this API behaves.
    var mockDialect: any MockDialect {
        switch dialect {
        case .plain: PlainDialect()
        case .payload(let version): PayloadDialect(self, version: version)
        }
    }
}

/// A request that has reached an API.
package struct Arrival: Sendable {
    package enum Match: Sendable {
        case call(MockCall)
        /// An operation has this path, none this method.
        case wrongMethod(allowed: [String])
        case unknown
    }

    package var request: HTTPRequest
    /// The decoded segments of its path, from the root; nil when there is none.
    package var path: [String]?
    package var match: Match
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
