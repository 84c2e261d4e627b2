package import LeadlineCore
package import LeadlineLanguage

/// A request and what became of it.
package struct Exchange: Sendable {
    /// As sent, the key's header included: never print it without `shownFields`.
    package var request: HTTPRequest
    /// The body's document without envelope; files as name, type and size.
    package var requestDocument: JSON?
    /// The key's name, when a key of the target was used, and the header that carries it.
    package var credential: Credential?
    /// Where the API looks for a key: what stands there is never shown.
    package var keyFormat: CredentialFormat?
    package var apiName: String?
    package var operation: Operation?
    /// Of the command's `where`, as it was meant; the request has it in the API's own encoding.
    package var filter: Filter?
    /// How many documents matched before they were changed, where they were counted: `3 leads`.
    package var matched: String?
    /// Whether somebody was asked before it was sent, and said no.
    package var isDeclined = false
    package var answer: Answer
    /// What came, if a whole answer came.
    package var response: HTTPResponse?
    /// What the mock decided, one sentence each.
    package var reasons: [String]
    /// nil: no network was in between.
    package var wire: WireReport?
    /// The target's clock when it was sent.
    package var sentAt: Timestamp
    /// What this repeats; nil: it was not sent by `resend`.
    package var earlier: EarlierExchange?

    package init(request: HTTPRequest, answer: Answer, sentAt: Timestamp) {
        self.request = request
        self.answer = answer
        self.sentAt = sentAt
        reasons = []
    }

    /// The request's header fields as they may be shown: in the place of a key stands its name, `Bearer <key full>`.
    package var shownFields: HTTPFields {
        var fields = request.fields
        if let credential, let header = credential.header, fields[header.name] == header.value {
            fields[header.name] = (keyFormat?.prefix ?? "") + "<key \(credential.name)>"
        } else if let name = keyFormat?.header, fields[name] != nil {
            fields[name] = "<key of its own>"
        }
        return fields
    }
}

/// An exchange of the session by its number, from 1.
package final class EarlierExchange: Sendable {
    package let number: Int
    package let exchange: Exchange

    package init(number: Int, exchange: Exchange) {
        self.number = number
        self.exchange = exchange
    }
}
