import LeadlineCore
import LeadlineLanguage

extension OpenAPIReader {
    mutating func operations(_ root: Fields) -> [Operation] {
        var operations: [(operation: Operation, isNamed: Bool)] = []
        let paths = (required("paths", of: root).map { entries($0) } ?? []).filter { !$0.key.value.hasPrefix("x-") }
        let collections = RouteConvention.collections(in: paths.map(\.key.value))
        for path in paths {
            let keys = ["summary", "description", "parameters"] + Self.methods + Self.otherMethods
            let item = fields(of: path.value, in: "a path", keys: keys)
            let shared = parameters(item)
            if !path.key.value.hasPrefix("/") {
                report("a path that begins with '/' expected, found '\(path.key.value)'", at: path.key.location)
            }
            for method in Self.methods {
                guard let node = item[method] else { continue }
                let convention = RouteConvention(method: method, path: path.key.value, below: collections)
                let isNamed = node["x-leadline-operation"] != nil
                let operation = operation(node, method: method, path: path.key, shared: shared, convention)
                guard isNamed || convention.map({ $0.verb != .find || operation.mayAnswerList }) ?? false else {
                    leftOut.append("\(operation.method) \(operation.path)")
                    continue
                }
                if let name = convention?.collection, name == operation.collection, !collectionNames.contains(name) {
                    collectionNames.append(name)
                }
                operations.append((operation, isNamed))
            }
            leftOut += Self.otherMethods.filter { item[$0] != nil }.map { "\($0.uppercased()) \(path.key.value)" }
        }
        return withoutDoubles(operations)
    }

    /// Commands tell operations apart by verb, collection and selection: where a path alone names an operation that
    /// there is already, as `PUT` beside `PATCH`, it is left out.
    private mutating func withoutDoubles(_ operations: [(operation: Operation, isNamed: Bool)]) -> [Operation] {
        var kept: [Operation] = []
        let named = operations.filter(\.isNamed).map(\.operation)
        for (operation, isNamed) in operations {
            let isDouble = (named + kept).contains {
                $0.verb == operation.verb && $0.collection == operation.collection
                    && $0.selection == operation.selection
            }
            if isNamed || !isDouble {
                kept.append(operation)
            } else {
                leftOut.append("\(operation.method) \(operation.path)")
            }
        }
        return kept
    }

    private static let methods = ["get", "post", "patch", "put", "delete"]
    private static let otherMethods = ["head", "options", "trace"]
    private static let operationKeys = [
        "operationId", "summary", "description", "parameters", "requestBody", "responses", "deprecated", "security",
        "tags", "externalDocs", "callbacks",
        "x-leadline-operation", "x-leadline-verb", "x-leadline-selection", "x-leadline-envelope",
        "x-leadline-permission", "x-leadline-documented", "x-leadline-mock-answer",
        "x-leadline-answer-document",
    ]

    private mutating func operation(
        _ node: YAMLNode, method: String, path: Located<String>, shared: [Operation.Parameter],
        _ convention: RouteConvention?
    ) -> Operation {
        let fields = fields(of: node, in: "an operation", keys: Self.operationKeys)
        let name =
            text("x-leadline-operation", of: fields)
            ?? convention.map { "\($0.collection).\($0.verb.rawValue)" } ?? ""
        let parts = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        if parts.count != 2, let node = fields["x-leadline-operation"] {
            report("a name such as 'leads.create' expected, found '\(name)'", at: node.location)
        }
        let verb = verb(fields, convention)
        let own = parameters(fields)
        let kept = shared.filter { one in !own.contains { $0.name == one.name && $0.place == one.place } }
        let operation = Operation(
            name: name, verb: verb, collection: String(parts.first ?? ""), selection: selection(fields, path.value),
            method: method.uppercased(), path: path.value, summary: text("summary", of: fields) ?? "",
            description: text("description", of: fields) ?? "", parameters: own + kept, body: body(fields),
            responses: responses(fields),
            permission: text("x-leadline-permission", of: fields) ?? usualPermission(verb, fields),
            needsKey: needsKey(fields),
            isDocumented: fields["x-leadline-documented"] == nil || flag("x-leadline-documented", of: fields),
            answerDocument: fields["x-leadline-answer-document"] == nil
                ? nil : bodyPaths("x-leadline-answer-document", of: fields),
            mockAnswer: fields["x-leadline-mock-answer"].flatMap { choice($0) })
        if !name.isEmpty { checkPath(operation, path) }
        return operation
    }

    private mutating func verb(_ operation: Fields, _ convention: RouteConvention?) -> Request.Verb {
        if let node = operation["x-leadline-verb"] { return choice(node) ?? .get }
        if convention == nil, operation["x-leadline-operation"] != nil {
            _ = required("x-leadline-verb", of: operation)
        }
        return convention?.verb ?? .get
    }

    /// `none`, `id`, `filter`, or `{document: NAME}`; where it is not said, the path has an id or none.
    private mutating func selection(_ operation: Fields, _ path: String) -> Operation.Selection {
        guard let node = operation["x-leadline-selection"] else {
            return path.split(separator: "/").count(where: RouteConvention.isPlaceholder) == 1 ? .id : .none
        }
        guard node.scalar != nil else {
            return .document(requiredText("document", of: fields(of: node, in: "a selection", keys: ["document"])))
        }
        switch text(node) {
        case "none": return .none
        case "id": return .id
        case "filter": return .filter
        default:
            report("one of none, id, filter, {document: NAME} expected, found \(found(node))", at: node.location)
            return .none
        }
    }

    /// Every `{name}` in the path is a parameter, and every parameter of the path is in it.
    private mutating func checkPath(_ operation: Operation, _ path: Located<String>) {
        let named = path.value.split(separator: "/").filter(RouteConvention.isPlaceholder)
            .map { String($0.dropFirst().dropLast()) }
        let declared = operation.parameters.filter { $0.place == .path }.map(\.name)
        for name in named where !declared.contains(name) {
            report("'\(operation.name)' has no parameter '\(name)' in path", at: path.location)
        }
        for name in declared where !named.contains(name) {
            report("the path of '\(operation.name)' has no '{\(name)}'", at: path.location)
        }
        if operation.selection == .id, named.count != 1 {
            report("the path of '\(operation.name)', which selects by id, has not one '{id}'", at: path.location)
        }
    }

    private mutating func parameters(_ owner: Fields) -> [Operation.Parameter] {
        (owner["parameters"].map { list($0) } ?? []).compactMap { node in
            guard let target = resolved(node) else { return nil }
            let keys = [
                "name", "in", "required", "description", "schema", "style", "explode", "deprecated", "example",
                "examples", "x-leadline-note",
            ]
            let fields = fields(of: target, in: "a parameter", keys: keys)
            guard let place: Operation.Parameter.Place = required("in", of: fields).flatMap({ choice($0) }) else {
                return nil
            }
            return Operation.Parameter(
                name: requiredText("name", of: fields), place: place, isRequired: flag("required", of: fields),
                schema: required("schema", of: fields).map { schema($0) } ?? Schema(),
                description: text("description", of: fields) ?? "", note: text("x-leadline-note", of: fields))
        }
    }

    // MARK: Bodies

    private mutating func body(_ operation: Fields) -> Operation.RequestBody? {
        guard let node = operation["requestBody"], let target = resolved(node) else { return nil }
        let fields = fields(of: target, in: "a request body", keys: ["required", "description", "content"])
        let envelope = text("x-leadline-envelope", of: operation)
        let content = content(fields)
        guard let first = content.first else { return nil }
        var schema = first.schema ?? Schema()
        if let envelope, let place = operation["x-leadline-envelope"]?.location {
            for media in content where media.schema?.property(envelope) == nil {
                report("the body as \(media.type) has no member '\(envelope)'", at: place)
            }
            schema = schema.property(envelope) ?? Schema()
        }
        return Operation.RequestBody(
            schema: schema, envelope: envelope, mediaTypes: content.map(\.type),
            example: content.lazy.compactMap(\.examples.first?.value).first)
    }

    private mutating func responses(_ operation: Fields) -> [Operation.Response] {
        (required("responses", of: operation).map { entries($0) } ?? []).compactMap { entry in
            let status = entry.key
            guard Self.isStatus(status.value) else {
                report("a status such as 200, 4XX or default expected, found '\(status.value)'", at: status.location)
                return nil
            }
            guard let target = resolved(entry.value) else { return nil }
            let fields = fields(of: target, in: "a response", keys: ["description", "headers", "content", "links"])
            let content = content(fields)
            return Operation.Response(
                status: status.value, description: requiredText("description", of: fields),
                schema: content.first { $0.type == "application/json" }?.schema, examples: content.flatMap(\.examples))
        }
    }

    private static func isStatus(_ text: String) -> Bool {
        if text == "default" { return true }
        guard text.utf8.count == 3, let first = text.first, ("1"..."5").contains(first) else { return false }
        return text.hasSuffix("XX") || Int(text) != nil
    }

    private typealias MediaType = (type: String, schema: Schema?, examples: [Operation.Example])

    private mutating func content(_ owner: Fields) -> [MediaType] {
        (owner["content"].map { entries($0) } ?? []).map { entry in
            let fields = fields(of: entry.value, in: "a media type", keys: ["schema", "example", "examples"])
            var examples: [Operation.Example] = []
            if let node = fields["example"] {
                examples.append(Operation.Example(name: "example", summary: "", value: JSON(node)))
            }
            for example in fields["examples"].map({ entries($0) }) ?? [] {
                guard let target = resolved(example.value) else { continue }
                let parts = self.fields(
                    of: target, in: "an example", keys: ["summary", "description", "value", "externalValue"])
                guard let value = required("value", of: parts) else { continue }
                examples.append(
                    Operation.Example(
                        name: example.key.value, summary: text("summary", of: parts) ?? "", value: JSON(value)))
            }
            return (entry.key.value, fields["schema"].map { schema($0) }, examples)
        }
    }
}
