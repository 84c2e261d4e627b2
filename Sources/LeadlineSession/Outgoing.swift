import LeadlineAPI
import LeadlineCore
import LeadlineLanguage

/// A request on its way to the transport, with what is known of it.
struct Outgoing {
    var request: HTTPRequest
    var credential: Credential?
    var api: API?
    var operation: LeadlineAPI.Operation?
    /// What a command means; nil of a request that is written as HTTP.
    var call: Call?

    /// Whether it changes something: as the API description says, and where it does not know the request by its method.
    var isWrite: Bool {
        guard let verb = operation?.verb else { return !request.isSafe }
        return verb != .get && verb != .find
    }

    /// Whether it writes to all documents that a `where` finds.
    var changesSeveral: Bool { isWrite && operation?.verb != .create && operation?.selection == .filter }

    var collection: LeadlineAPI.Collection? { operation.flatMap { api?.collection($0.collection) } }

    /// The id in the path, decoded; nil of an operation that takes none.
    func id(below base: BaseURL?) -> String? {
        guard let operation, operation.selection == .id else { return nil }
        return call?.id ?? api?.id(of: operation, in: request.path, below: base?.path)
    }

    /// The document that travels, without envelope: as the server reads it, not as it was meant. nil where that cannot be
    /// told: a form that is written as HTTP, JSON that is no object or has something beside the envelope.
    var document: JSON? {
        guard request.fields["Content-Type"].flatMap({ MediaType(parsing: $0) })?.isJSON ?? false else {
            return call.flatMap { $0.files.isEmpty ? nil : $0.document.map(JSON.object) }
        }
        guard let json = try? JSON(parsing: request.body), let object = json.object else { return nil }
        guard let envelope = operation?.body?.envelope, let inner = object[envelope] else { return json }
        return object.count == 1 && inner.object != nil ? inner : nil
    }

    /// The pairs of the query that say which documents are meant.
    var conditions: [QueryPair] {
        let known = Set((operation?.parameters ?? []).map(\.name))
        return request.queryPairs.filter { pair in
            if case .payload = api?.dialect { return pair.name == "where" || pair.name.hasPrefix("where[") }
            return !known.contains(pair.name)
        }
    }

    /// Why nobody could tell what a server would make of the request; nil when it means what it says.
    var ambiguity: String? {
        let segments = request.path.split(separator: "/").map { PercentEncoding.decode($0) }
        if segments.contains(where: { $0 == "." || $0 == ".." }) {
            return "its path has '.' or '..' as a part, and servers take that for another path"
        }
        if let call, operation?.selection == .id, call.id?.isEmpty ?? true {
            return "its id is empty, and the path without one means all documents"
        }
        if let field = request.fields.all.first(where: { Self.overridesMethod($0.name) }) {
            return "its header '\(field.name)' makes another method of it"
        }
        var pairs = request.queryPairs
        if request.fields["Content-Type"].flatMap({ MediaType(parsing: $0) })?.essence == Self.form {
            pairs += [QueryPair](parsing: Substring(String(decoding: request.body, as: UTF8.self)))
        }
        return pairs.contains { $0.name == "_method" } ? "its parameter '_method' makes another method of it" : nil
    }

    private static let form = "application/x-www-form-urlencoded"

    private static func overridesMethod(_ name: String) -> Bool {
        let name = name.lowercased()
        return name.hasSuffix("method-override") || name == "x-http-method"
    }
}
