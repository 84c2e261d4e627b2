package import LeadlineCore
package import LeadlineLanguage

/// What a request that somebody made means to an API: read back from HTTP, as far as it can be.
package struct SentRequest: Sendable {
    /// nil: none of the API's operations is meant.
    package let operation: Operation?
    /// For operations that select by id, decoded.
    package private(set) var id: String?
    /// Of the body, out of its envelope; nil without a body, and where it cannot be read.
    package private(set) var document: JSONObject?
    /// Why the body is not what the API takes, as a sentence.
    package private(set) var bodyMistake: String?
    /// Of the query's `where`; nil without one, and where it cannot be read.
    package private(set) var filter: Filter?
    /// Why the `where` cannot be read, as a sentence.
    package private(set) var filterMistake: String?
    /// The query without its `where`.
    package private(set) var parameters: [QueryPair]

    package init(_ request: HTTPRequest, of api: API) {
        let operation = api.operation(routing: request.method, request.path)
        self.operation = operation
        parameters = request.queryPairs
        guard let operation else { return }
        if operation.selection == .id { id = Self.id(in: request.path, of: operation) }
        if let body = operation.body, !request.body.isEmpty {
            switch Self.document(in: request, body) {
            case .success(let document): self.document = document
            case .failure(let mistake): bodyMistake = mistake.message
            }
        }
        if operation.parameters.contains(where: { $0.name == Self.filterName && $0.place == .query }) {
            readFilter(of: api.collection(operation.collection))
        }
    }

    private static let filterName = "where"

    private static func id(in path: Substring, of operation: Operation) -> String? {
        let segments = path.utf8.split(separator: UInt8(ascii: "/"))
        guard let place = operation.segments.lastIndex(where: { $0.utf8.first == UInt8(ascii: "{") }) else {
            return nil
        }
        return segments.dropLast(operation.segments.count - place - 1).last.map {
            PercentEncoding.decode(Substring($0))
        }
    }

    // MARK: The body

    private typealias Mistake = FormDocument.Mistake

    private static func document(
        in request: HTTPRequest, _ body: Operation.RequestBody
    ) -> Result<JSONObject, Mistake> {
        content(of: request, body).flatMap { content in
            guard let envelope = body.envelope else {
                return content.object.map { .success($0) }
                    ?? .failure(Mistake(message: "the body must be an object, found \(content.typePhrase)"))
            }
            return content[envelope]?.object.map { .success($0) }
                ?? .failure(Mistake(message: "the body must have the document in '\(envelope)'"))
        }
    }

    private static func content(of request: HTTPRequest, _ body: Operation.RequestBody) -> Result<JSON, Mistake> {
        let sent = request.fields["Content-Type"]
        let type = sent.flatMap { MediaType(parsing: $0) }
        if type?.isJSON ?? true {
            do throws(JSONSyntaxError) { return .success(try JSON(parsing: request.body)) } catch {
                return .failure(Mistake(message: "the body is no JSON: \(error.message), at byte \(error.offset)"))
            }
        }
        do {
            switch type?.essence {
            case "multipart/form-data":
                let parts = try Multipart.parse(request.body, boundary: type?["boundary"] ?? "").map(FormPart.init)
                return .success(try FormDocument(parts).json(schema: body.schema, envelope: body.envelope))
            case "application/x-www-form-urlencoded":
                let pairs = [QueryPair](parsing: String(decoding: request.body, as: UTF8.self)[...])
                return .success(try FormDocument(query: pairs).json(schema: body.schema, envelope: body.envelope))
            default:
                let taken = body.mediaTypes.joined(separator: " or ")
                return .failure(Mistake(message: "the body must be \(taken), found '\(sent ?? "")'"))
            }
        } catch let error as MultipartError {
            return .failure(Mistake(message: "the body is no form: \(error.message)"))
        } catch {
            return .failure(error as? Mistake ?? Mistake(message: "the body cannot be read"))
        }
    }

    // MARK: The query

    private mutating func readFilter(of collection: Collection?) {
        let isPart = { (pair: QueryPair) in
            pair.name == Self.filterName || pair.name.hasPrefix("\(Self.filterName)[")
        }
        let pairs = parameters.filter(isPart)
        guard !pairs.isEmpty else { return }
        parameters.removeAll(where: isPart)
        let place = SourceLocation(source: Source(name: Self.filterName, text: ""), range: 0..<0)
        do {
            let json = try FormDocument(query: pairs).json()[Self.filterName] ?? .null
            filter = try Filter(json: json, at: place).typed { collection?.valueType(at: $0) ?? .any }
        } catch let error as Diagnostic {
            filterMistake = error.message
        } catch {
            filterMistake = (error as? Mistake)?.message ?? "the where cannot be read"
        }
    }
}

extension Filter {
    /// With operands as their fields read them: a query string has texts only.
    fileprivate func typed(_ type: ([PathKey]) -> ValueType) -> Filter {
        switch self {
        case .and(let parts): .and(parts.map { $0.typed(type) })
        case .or(let parts): .or(parts.map { $0.typed(type) })
        case .test(var test): .test(test.type(type))
        }
    }
}

extension FilterTest {
    fileprivate mutating func type(_ type: ([PathKey]) -> ValueType) -> FilterTest {
        var field = type(field.split(separator: ".").map { .name(String($0)) })
        if case .list(let element) = field { field = element }
        if operation == "exists" { field = .boolean }
        if ["in", "not_in", "all"].contains(operation), let text = operand.string {
            operand = .array(text.split(separator: ",").map { .string(String($0)) })
        }
        operand = operand.array.map { .array($0.map { $0.typed(as: field) }) } ?? operand.typed(as: field)
        return self
    }
}

extension JSON {
    /// A text as a place of this type reads it; as text where that cannot be.
    func typed(as type: ValueType) -> JSON {
        guard let text = string else { return self }
        return switch type {
        case .number, .integer: JSONNumber(text).map { .number($0) } ?? self
        case .boolean where text == "true": true
        case .boolean where text == "false": false
        default: self
        }
    }
}
