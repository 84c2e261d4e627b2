package import LeadlineLanguage

/// An API as its OpenAPI document describes it: what drives completion, validation, requests, outcomes and the mock.
package struct API: Sendable {
    /// The name in commands: `dealerstudio`.
    package var name: String
    package var title: String
    package var summary: String
    package var version: String
    /// Scheme, host and port of the live API, and the path in front of every operation's (empty or `/api`).
    package var origin: String
    package var basePath: String
    package var credential: CredentialFormat
    package var collections: [Collection]
    package var operations: [Operation]
    /// The outcomes that the description names, in the order in which they are tried (`language.md` 6, "D").
    package var outcomes: [OutcomeRule]
    package var answer: AnswerShape
    package var dialect: Dialect
    package var mock: MockDescription
    /// Operations of the document that no command can mean: `POST /loans/{id}/renewals`.
    package var leftOut: [String] = []

    /// The origin of an API where there is no live one; such names are reserved: no machine has them.
    package static func reservedOrigin(_ name: String) -> String { "http://\(name).test" }

    /// The family that the servers belong to: how they read a `where` from a query string, and how the mock behaves.
    package enum Dialect: Sendable, Equatable {
        /// REST with nothing beyond what the description says.
        case plain
        /// Payload CMS on MongoDB of this major version: 2 or 3.
        case payload(Int)
    }

    package func collection(_ name: String) -> Collection? { collections.first { $0.name == name } }

    /// What the documents of an operation look like: those of its collection, or what a fixed path answers.
    package func documentSchema(of operation: Operation) -> Schema? {
        if case .document = operation.selection, operation.answerDocument != nil {
            return operation.response(forStatus: 200)?.schema
        }
        return collection(operation.collection)?.document
    }

    /// The operation that a command means; nil when the API has none.
    package func operation(_ verb: Request.Verb, on collection: String, selecting selection: Operation.Selection)
        -> Operation?
    {
        operations.first { $0.verb == verb && $0.collection == collection && $0.selection == selection }
    }
}

/// How a key travels: `Authorization: Bearer KEY`.
package struct CredentialFormat: Sendable {
    package var header: String
    /// In front of the key, blank included; empty when the header's whole value is the user's.
    package var prefix: String

    package init(header: String, prefix: String) {
        self.header = header
        self.prefix = prefix
    }
}

/// Documents of one kind, named as in the URL.
package struct Collection: Sendable {
    package var name: String
    /// For people: "lead", "leads".
    package var singular: String
    package var plural: String
    package var summary: String
    /// What is stored and answered, without envelope.
    package var document: Schema
    /// The field that holds the moment of creation, when the API shows one.
    package var createdField: String?
}

/// A named outcome with the sentence that tells it from others.
package struct OutcomeRule: Sendable {
    package var name: String
    package var summary: String
    /// Names of the operations that can have it; empty means all.
    package var operations: [String]
    /// On the answer: `status`, `headers.NAME`, `body…`.
    package var condition: Predicate
    /// The condition as it is written.
    package var sentence: String

    package func applies(to operation: Operation) -> Bool {
        operations.isEmpty || operations.contains(operation.name)
    }
}

/// Where an answer keeps what sentences call `doc`, `docs` and `errors`.
package struct AnswerShape: Sendable {
    /// The first path that holds an object is the document. A path is a list of member names below the body; an empty
    /// one is the body itself.
    package var document: [[String]]
    /// The first path that holds a list is the list of documents.
    package var documents: [[String]]
    /// The first that finds something tells the errors.
    package var errors: [ErrorShape]
    /// Where a page tells the number of the one behind it, and of the one before it; nil when pages tell neither.
    package var nextPage: [String]?
    package var previousPage: [String]?
    /// Where a page tells how many documents were found on all pages.
    package var total: [String]?

    package enum ErrorShape: Sendable, Equatable {
        /// `{"phone": ["is invalid"]}` at this path: one error a message.
        case fieldLists(at: [String])
        /// A list of objects at this path: its path member (empty: none) and its message.
        case list(at: [String], path: String, message: Message)
        /// A text at this path.
        case message(at: [String])

        package enum Message: Sendable, Equatable {
            /// A member of each object.
            case member(String)
            /// One for all, at this path below the body.
            case common([String])
        }
    }
}
