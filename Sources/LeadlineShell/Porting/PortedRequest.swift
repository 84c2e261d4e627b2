import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineSession

/// A request that was sent elsewhere, on its way to a command.
struct PortedRequest {
    var request: HTTPRequest
    /// The API whose operation it means; nil: it goes to a server that none describes.
    var api: API?
    /// What was answered; nil: nobody knows.
    var answer: Delivery?
    var sentAt: Timestamp
    /// The files of a form by the places of their parts, as commands can name them.
    var files: [Int: String] = [:]
    /// Where the request is written.
    var location: SourceLocation

    var operation: LeadlineAPI.Operation? { api?.operation(routing: request.method, request.path) }
}

/// The command that sends a request, found by trying: what it sends is compared with what is wanted.
struct CommandFinder {
    let resources: Resources

    struct Found {
        var command: Command
        /// What it does where the known answer comes; nil where none is known.
        var result: CommandResult?
        var notes: [String]
    }

    /// - Throws: why no command can send this.
    func command(for ported: PortedRequest) throws(Diagnostic) -> Found {
        let headers = PortedHeaders(
            of: ported.request, ported.api, ported.operation, isRecorded: ported.answer != nil, at: ported.location)
        let draft = CommandDraft(ported, headers.clauses)
        for candidate in draft.candidates {
            let text = CommandPrinter.text(candidate)
            guard let (command, result, sent) = performed(text, ported, headers.secrets),
                SentRequest(sent).isSame(as: SentRequest(ported.request))
            else { continue }
            return Found(command: command, result: ported.answer == nil ? nil : result, notes: headers.notes)
        }
        throw Diagnostic(
            .error, .wrongValue,
            "no command can send '\(ported.request.method) \(DisplayText.harmlessLine(ported.request.target.description))' as it is",
            at: ported.location,
            help: draft.obstacle ?? "send it with 'curl …' at the prompt")
    }

    /// What a command's text sends when it is read again and carried out.
    private func performed(
        _ text: String, _ ported: PortedRequest, _ secrets: [String: String]
    ) -> (Command, CommandResult, HTTPRequest)? {
        let source = Source(name: "import", text: text)
        let (commands, diagnostics) = CommandParser.parse(Excerpt(whole: source), context: .scenario)
        guard diagnostics.isEmpty, commands.count == 1 else { return nil }
        let unknown = Delivery(result: .failure(.noAnswer("nobody knows the answer")), took: .zero)
        let target = PortedTarget(
            answering: ported.answer ?? unknown, at: ported.sentAt, isOfKnownAPI: ported.api != nil)
        let own = Resources(
            catalog: resources.catalog, files: resources.files, variables: [:],
            secrets: resources.secrets.merging(secrets) { $1 })
        let session = Session(resources: own, target: target, folder: "", runID: "import", api: ported.api)
        guard let result = try? session.perform(commands[0]), let sent = target.sent else { return nil }
        return (commands[0], result, sent)
    }
}

/// What of a request must be the same in both.
private struct SentRequest {
    private enum Body: Equatable {
        case bytes([UInt8])
        case json(JSON)
        case form([QueryPair])
        case parts([MultipartPart])
    }

    private let method: String
    private let path: [String]
    private let query: [String]
    private let body: Body

    init(_ request: HTTPRequest) {
        method = request.method
        path = request.path.split(separator: "/", omittingEmptySubsequences: false).map { PercentEncoding.decode($0) }
        query = request.queryPairs.map { "\($0.name)=\($0.value)" }.sorted()
        body = Self.body(of: request)
    }

    func isSame(as other: SentRequest) -> Bool {
        method == other.method && path == other.path && query == other.query && body == other.body
    }

    private static func body(of request: HTTPRequest) -> Body {
        let type = request.fields["Content-Type"].flatMap { MediaType(parsing: $0) }
        if let boundary = type?["boundary"], let parts = try? Multipart.parse(request.body, boundary: boundary) {
            return .parts(parts)
        }
        if type?.essence == "application/x-www-form-urlencoded" {
            return .form([QueryPair](parsing: Substring(String(decoding: request.body, as: UTF8.self))))
        }
        if let json = try? JSON(parsing: request.body) { return .json(json) }
        return .bytes(request.body)
    }
}
