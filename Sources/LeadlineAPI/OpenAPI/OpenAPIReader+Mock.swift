import LeadlineCore
import LeadlineLanguage

/// What stands under `mock` of the document's own `x-leadline`.
extension OpenAPIReader {
    mutating func mock(_ node: YAMLNode, dialect: API.Dialect) -> MockDescription {
        // What a Payload server checks, in which order and in which words, is its dialect's.
        let isPlain = dialect == .plain
        let keys =
            ["keys", "answers", "seed"] + (isPlain ? ["checks", "rules", "relations", "messages", "first-id"] : [])
        let fields = fields(of: node, in: "'mock'", keys: keys)
        var mock = MockDescription()
        mock.checks = (fields["checks"].map { list($0) } ?? []).compactMap { choice($0) }
        mock.keys = (fields["keys"].map { entries($0) } ?? []).map { key($0) }
        mock.rules = (fields["rules"].map { list($0) } ?? []).compactMap { rule($0) }
        mock.relations = (fields["relations"].map { list($0) } ?? []).map { relation($0) }
        mock.answers = (fields["answers"].map { entries($0) } ?? []).map { answer($0) }
        for entry in fields["messages"].map({ entries($0) }) ?? [] {
            mock.messages[entry.key.value] = text(entry.value)
        }
        if let node = fields["seed"] { mock.seed = object(node) }
        mock.firstID = integer("first-id", of: fields) ?? mock.firstID
        if let place = fields["first-id"], mock.firstID > Self.greatestFirstID {
            report("'first-id' must be at most \(Self.greatestFirstID), found \(found(place))", at: place.location)
        }
        return mock
    }

    /// Numbers that every reader of JSON keeps exactly, with room for all that follow.
    private static let greatestFirstID = 1 << 52

    private mutating func key(_ entry: YAMLEntry) -> MockDescription.Key {
        let fields = fields(
            of: entry.value, in: "a key", keys: ["summary", "token", "issued", "permissions", "attributes"])
        let token = text("token", of: fields)
        let isIssued = fields["issued"] == nil ? token != nil : flag("issued", of: fields)
        return MockDescription.Key(
            name: entry.key.value, summary: requiredText("summary", of: fields), token: token, isIssued: isIssued,
            permissions: texts("permissions", of: fields),
            attributes: fields["attributes"].map { object($0) } ?? JSONObject())
    }

    private mutating func rule(_ node: YAMLNode) -> MockDescription.Rule? {
        let fields = fields(of: node, in: "a rule", keys: ["name", "operations", "when", "outcome"])
        let name = requiredText("name", of: fields)
        let outcome = requiredText("outcome", of: fields)
        let operations = texts("operations", of: fields)
        guard let condition = required("when", of: fields).flatMap({ sentence($0) }) else { return nil }
        return MockDescription.Rule(
            name: name, operations: operations, condition: condition, sentence: text("when", of: fields) ?? "",
            outcome: outcome)
    }

    private mutating func relation(_ node: YAMLNode) -> MockDescription.Relation {
        let fields = fields(
            of: node, in: "a relation", keys: ["name", "collection", "list", "fields", "missing", "key-attribute"])
        let pairs = required("fields", of: fields).map { entries($0) } ?? []
        return MockDescription.Relation(
            collection: requiredText("collection", of: fields), name: requiredText("name", of: fields),
            fields: pairs.map { (field: $0.key.value, target: text($0.value)) },
            list: requiredText("list", of: fields), missingMessage: requiredText("missing", of: fields),
            keyAttribute: text("key-attribute", of: fields))
    }

    private mutating func answer(_ entry: YAMLEntry) -> MockDescription.Answer {
        let fields = fields(
            of: entry.value, in: "an answer", keys: ["status", "headers", "body", "json", "text"])
        let status = required("status", of: fields).flatMap { _ in integer("status", of: fields) }
        let headers = fields["headers"].map { entries($0) } ?? []
        var answer = MockDescription.Answer(
            outcome: entry.key.value, status: status ?? 0, fields: HTTPFields(), body: .text(""))
        for header in headers { answer.fields.append(header.key.value, text(header.value)) }
        let bodies = [fields["body"], fields["json"], fields["text"]].compactMap(\.self)
        if bodies.count != 1 {
            report("an answer has one of 'body', 'json' and 'text'", at: entry.key.location)
        }
        if let node = fields["json"] {
            answer.body = .json(JSON(node))
        } else if let node = fields["text"] {
            answer.body = .text(text(node))
        } else if let node = fields["body"] {
            answer.body = madeBody(node)
        }
        return answer
    }

    private mutating func madeBody(_ node: YAMLNode) -> MockDescription.Answer.Body {
        switch text(node) {
        case "document": return .document
        case "field-lists": return .fieldLists
        default:
            report("one of document, field-lists expected, found \(found(node))", at: node.location)
            return .document
        }
    }

    private mutating func object(_ node: YAMLNode) -> JSONObject {
        guard case .object(let object) = JSON(node) else {
            report("a mapping expected, found \(node.kindName)", at: node.location)
            return JSONObject()
        }
        return object
    }
}
