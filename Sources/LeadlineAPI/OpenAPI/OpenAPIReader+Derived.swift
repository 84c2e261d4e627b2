import LeadlineCore
import LeadlineLanguage

/// What a description need not say, because it follows from the rest of it.
extension OpenAPIReader {
    // MARK: Names

    /// The API's name in commands: the one that it gives itself, else its title as one word.
    mutating func name(_ own: Fields, _ info: Fields) -> String {
        let name = text("name", of: own) ?? Self.word(text("title", of: info) ?? "")
        guard let place = (own["name"] ?? info["title"])?.location else { return name }
        if name.isEmpty || name != Self.word(name, keepingCase: true) {
            report(
                "a name of letters, digits, '-' and '_' expected, found '\(name)'", at: place,
                help: "the API's name in commands stands in 'x-leadline: { name: … }'")
        } else if let owner = takenNames[name] {
            report(
                "the name '\(name)' is taken by \(owner)", at: place,
                help: "give it another in 'x-leadline: { name: … }'")
        }
        return name
    }

    /// `Library loans (v2)` as `library-loans-v2`.
    private static func word(_ text: String, keepingCase: Bool = false) -> String {
        (keepingCase ? text : text.lowercased()).split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }
            .joined(separator: "-")
    }

    /// `book copy` of `book copies`; names whose plural is not regular say it themselves.
    private static func singular(_ plural: String) -> String {
        if plural.hasSuffix("ies") { return plural.dropLast(3) + "y" }
        if ["ses", "xes", "ches", "shes"].contains(where: plural.hasSuffix) { return String(plural.dropLast(2)) }
        return plural.hasSuffix("s") && !plural.hasSuffix("ss") ? String(plural.dropLast()) : plural
    }

    // MARK: Keys

    /// How the first security scheme that is asked for, or else the first at all, wants its key.
    mutating func schemeCredential(_ root: Fields) -> CredentialFormat {
        let bearer = CredentialFormat(header: "Authorization", prefix: "Bearer ")
        let schemes = root["components"]?["securitySchemes"].map { entries($0) } ?? []
        let asked = root["security"]?.list?.first?.mapping?.first?.key.value
        guard let node = (schemes.first { $0.key.value == asked } ?? schemes.first)?.value else { return bearer }
        let scheme = Fields(entries: entries(node), name: "a security scheme", location: node.location)
        switch requiredText("type", of: scheme) {
        case "apiKey":
            if let place = scheme["in"], place.scalar?.text != "header" {
                report(
                    "a key in \(found(place)) is not supported, only one in 'header'", at: place.location,
                    help: "say what is sent in 'x-leadline: { credential: { header: …, prefix: … } }'")
            }
            return CredentialFormat(header: requiredText("name", of: scheme), prefix: "")
        case "http":
            let name = requiredText("scheme", of: scheme)
            return CredentialFormat(
                header: bearer.header, prefix: name.prefix(1).uppercased() + name.dropFirst() + " ")
        default: return bearer
        }
    }

    /// Whether a request must bring a key: what the operation says, else the document.
    mutating func needsKey(_ operation: Fields) -> Bool {
        guard let security = operation["security"] ?? root["security"] else {
            return root["x-leadline"]?["credential"] != nil || describesKeys
        }
        let choices = list(security)
        return !choices.isEmpty && !choices.contains { $0.mapping?.isEmpty ?? false }
    }

    /// What an operation needs that names no permission: where the mock's keys are not described, one to change
    /// something.
    mutating func usualPermission(_ verb: Request.Verb, _ operation: Fields) -> String? {
        guard verb.changesSomething, needsKey(operation), !describesKeys else { return nil }
        return "write"
    }

    /// Whether the description has keys of its own for the mock.
    var describesKeys: Bool { root["x-leadline"]?["mock"]?["keys"] != nil }

    /// The mock's keys of a description without any: one may do everything, one only read.
    func addKeys(to api: inout API) {
        func key(_ name: String, _ summary: String, issued: Bool = true, for operations: [Operation] = []) {
            var permissions: [String] = []
            for one in operations.compactMap(\.permission) where !permissions.contains(one) { permissions.append(one) }
            api.mock.keys.append(
                MockDescription.Key(
                    name: name, summary: summary, token: name == "none" ? nil : "mock-\(name)-key", isIssued: issued,
                    permissions: permissions, attributes: JSONObject()))
        }
        let operations = api.operations
        guard operations.contains(where: \.needsKey) else { return key("none", "No key is needed", issued: false) }
        key("full", "May do everything", for: operations)
        key("read-only", "May read, but change nothing", for: operations.filter { !$0.verb.changesSomething })
        key("unknown", "A key that nobody issued", issued: false)
        key("none", "No key is sent", issued: false)
    }

    // MARK: Collections

    /// The described collections, and behind them those that only the paths name.
    mutating func collections(_ own: Fields, _ api: API) -> [Collection] {
        let described = own["collections"].map { entries($0) } ?? []
        let others = collectionNames.filter { name in !described.contains { $0.key.value == name } }
        return described.map { collection($0.key.value, $0.value, api) } + others.map { collection($0, nil, api) }
    }

    private mutating func collection(_ name: String, _ node: YAMLNode?, _ api: API) -> Collection {
        let keys = ["singular", "plural", "summary", "document", "created"]
        let fields = fields(of: node, in: "a collection", keys: keys)
        let operations = api.operations.filter { $0.collection == name }
        let plural = text("plural", of: fields) ?? name.split { $0 == "-" || $0 == "_" }.joined(separator: " ")
        let document = fields["document"].map { schema($0) } ?? Self.document(of: operations, api.answer)
        return Collection(
            name: name, singular: text("singular", of: fields) ?? Self.singular(plural), plural: plural,
            summary: text("summary", of: fields) ?? "", document: document,
            createdField: text("created", of: fields) ?? document.serverTime("created"))
    }

    /// What operations answer, or else take, is what is stored. Fields that no client sends are the server's.
    private static func document(of operations: [Operation], _ answer: AnswerShape) -> Schema {
        let bodies = operations.compactMap(\.body?.schema)
        let found = answered(by: operations, answer) ?? bodies.first
        guard var document = found else { return Schema() }
        // What is stored has the server's fields too, whatever a client may send.
        document.isClosed = false
        for index in document.properties.indices {
            let property = document.properties[index]
            let isSent = bodies.isEmpty ? property.name != "id" : bodies.contains { $0.property(property.name) != nil }
            var schema = property.schema
            schema.isReadOnly = schema.isReadOnly || !isSent
            document.properties[index] = Schema.Property(name: property.name, schema: schema)
        }
        if let name = document.serverTime("updated"),
            let index = document.properties.firstIndex(where: { $0.name == name })
        {
            var schema = document.properties[index].schema
            schema.generator = schema.generator ?? "now"
            document.properties[index] = Schema.Property(name: name, schema: schema)
        }
        return document
    }
}

extension OpenAPIReader {
    /// The first document with members that an operation answers.
    private static func answered(by operations: [Operation], _ answer: AnswerShape) -> Schema? {
        for operation in operations {
            let places = operation.answersSeveral ? answer.documents : answer.document
            for response in operation.responses where response.isSuccess {
                let values = places.compactMap { response.schema?.property(at: $0) }
                let found = operation.answersSeveral ? values.compactMap(\.items?.schema).first : values.first
                if let found, !found.properties.isEmpty { return found }
            }
        }
        return nil
    }
}

extension AnswerShape {
    /// Where answers keep what they say as long as no description tells it: documents and lists are the whole body, or
    /// lists the only list in it.
    static func usual(for operations: [Operation]) -> AnswerShape {
        let lists = operations.filter(\.answersSeveral).compactMap { operation in
            operation.responses.first(where: \.isSuccess)?.schema.flatMap(\.listPath)
        }
        var documents: [[String]] = []
        for path in lists where !documents.contains(path) { documents.append(path) }
        return AnswerShape(
            document: [[]], documents: documents.isEmpty ? [[]] : documents,
            errors: [
                .fieldLists(at: []), .fieldLists(at: ["errors"]),
                .list(at: ["errors"], path: "field", message: .member("message")),
                .message(at: ["message"]), .message(at: ["detail"]), .message(at: ["error"]),
            ])
    }
}

extension Request.Verb {
    fileprivate var changesSomething: Bool { self != .get && self != .find }
}

extension Operation {
    /// Whether a success can be told as a list; not when the description shows something else.
    var mayAnswerList: Bool {
        guard let schema = responses.first(where: \.isSuccess)?.schema else { return true }
        return schema.listPath != nil
    }
}

extension Schema {
    /// Where an answer of this shape has its list: it is one, or has exactly one among its members.
    fileprivate var listPath: [String]? {
        if kind == .array || (kinds.isEmpty && properties.isEmpty) { return [] }
        let lists = properties.filter { $0.schema.kind == .array }
        return lists.count == 1 ? [lists[0].name] : nil
    }

    /// The field that tells when the server did something, by the usual spellings: `created`, `created_at`.
    fileprivate func serverTime(_ participle: String) -> String? {
        properties.first { property in
            let word = property.name.lowercased().filter { $0 != "_" && $0 != "-" }
            let isTime = property.schema.isReadOnly && property.schema.format == "date-time"
            return isTime && [participle, participle + "at"].contains(word)
        }?.name
    }
}

extension YAMLNode {
    /// The value of a key of a mapping.
    subscript(_ key: String) -> YAMLNode? { mapping?.first { $0.key.value == key }?.value }
}
