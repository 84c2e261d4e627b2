package import LeadlineCore
package import LeadlineLanguage

/// A class, so that handing it on with every request copies no description.
package final class Operation: Sendable {
    /// What a command must give to mean this operation.
    package enum Selection: Sendable, Equatable {
        /// `create leads`, `find leads`
        case none
        /// `update leads/12`
        case id
        /// `update leads where …`
        case filter
        /// `get apikeys/apikey_details`: one document with a fixed name in the path.
        case document(String)
    }

    /// Within its API: `leads.create`.
    package let name: String
    package let verb: Request.Verb
    package let collection: String
    package let selection: Selection
    package let method: String
    /// Behind the base path, with `{id}`: `/api/v1/leads/{id}`.
    package let path: String
    /// The parts of the path between its slashes.
    let segments: [String]
    package let summary: String
    package let description: String
    package let parameters: [Parameter]
    /// nil when the operation takes no body.
    package let body: RequestBody?
    package let responses: [Response]
    /// What a key of the mock needs; nil when any key will do.
    package let permission: String?
    /// Whether a request must bring a key at all.
    package let needsKey: Bool
    /// Whether the providers' pages document it, or it is beyond them.
    package let isDocumented: Bool
    /// Where its answers keep the document, when not where those of the API's other operations do.
    package let answerDocument: [[String]]?
    /// What the mock answers when it is not a document of its store.
    package let mockAnswer: MockAnswer?

    init(
        name: String, verb: Request.Verb, collection: String, selection: Selection, method: String, path: String,
        summary: String, description: String, parameters: [Parameter], body: RequestBody?, responses: [Response],
        permission: String?, needsKey: Bool, isDocumented: Bool, answerDocument: [[String]]?, mockAnswer: MockAnswer?
    ) {
        self.name = name
        self.verb = verb
        self.collection = collection
        self.selection = selection
        self.method = method
        self.path = path
        segments = path.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
        self.summary = summary
        self.description = description
        self.parameters = parameters
        self.body = body
        self.responses = responses
        self.permission = permission
        self.needsKey = needsKey
        self.isDocumented = isDocumented
        self.answerDocument = answerDocument
        self.mockAnswer = mockAnswer
    }

    package enum MockAnswer: String, Sendable, CaseIterable {
        /// The document of the key that was sent: `API.document(of:)`.
        case key
    }

    package struct Parameter: Sendable {
        package enum Place: String, Sendable, CaseIterable { case path, query, header }
        package var name: String
        package var place: Place
        package var isRequired: Bool
        package var schema: Schema
        package var description: String
        /// What a user who gives it should know, as a sentence that goes on from its name: "ignored before 3.0".
        package var note: String?
    }

    package struct RequestBody: Sendable {
        /// The document without its envelope.
        package var schema: Schema
        /// The member that wraps it on the wire: `lead`.
        package var envelope: String?
        /// In the order of the description: `application/json`, `multipart/form-data`.
        package var mediaTypes: [String]
        /// A whole request body as the provider shows it, with its envelope.
        package var example: JSON?
    }

    package final class Response: Sendable {
        /// `200`, `4XX`, `default`
        package let status: String
        package let description: String
        /// Of the whole body; nil for a text or an empty body.
        package let schema: Schema?
        package let examples: [Example]

        init(status: String, description: String, schema: Schema?, examples: [Example]) {
            self.status = status
            self.description = description
            self.schema = schema
            self.examples = examples
        }

        package var example: JSON? { examples.first?.value }
    }

    /// An answer by the name of its outcome.
    package struct Example: Sendable {
        package var name: String
        package var summary: String
        /// A text body is a string.
        package var value: JSON
    }
}
