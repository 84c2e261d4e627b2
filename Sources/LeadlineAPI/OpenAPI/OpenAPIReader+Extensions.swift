import LeadlineCore
import LeadlineLanguage

/// What stands under the document's own `x-leadline`, but for the mock.
extension OpenAPIReader {
    mutating func credential(_ node: YAMLNode) -> CredentialFormat {
        let fields = fields(of: node, in: "'credential'", keys: ["header", "prefix"])
        return CredentialFormat(
            header: requiredText("header", of: fields), prefix: text("prefix", of: fields) ?? "")
    }

    /// `payload: 3`; without it nothing is known of the servers.
    mutating func dialect(_ own: Fields) -> API.Dialect {
        guard let node = own["payload"] else { return .plain }
        guard let version = integer("payload", of: own) else { return .payload(3) }
        if !(2...3).contains(version) {
            report("'payload' must be 2 or 3, found \(version)", at: node.location)
        }
        return .payload(version)
    }

    mutating func outcomes(_ own: Fields) -> [OutcomeRule] {
        (own["outcomes"].map { list($0) } ?? []).compactMap { node in
            let fields = fields(of: node, in: "an outcome", keys: ["name", "summary", "operations", "when"])
            let name = requiredText("name", of: fields)
            let summary = text("summary", of: fields) ?? ""
            let operations = texts("operations", of: fields)
            guard let condition = required("when", of: fields).flatMap({ sentence($0) }) else { return nil }
            return OutcomeRule(
                name: name, summary: summary, operations: operations, condition: condition.value,
                sentence: text("when", of: fields) ?? "")
        }
    }

    /// A sentence of the command language. Its mistakes keep their places and codes.
    mutating func sentence(_ node: YAMLNode) -> Located<Predicate>? {
        guard let scalar = node.scalar else {
            report("a sentence expected, found \(node.kindName)", at: node.location)
            return nil
        }
        do {
            return Located(try PredicateParser.sentence(scalar.excerpt), node.location)
        } catch {
            report(error)
            return nil
        }
    }

    // MARK: The shape of answers

    mutating func answerShape(_ node: YAMLNode) -> AnswerShape {
        let keys = ["document", "documents", "errors", "next-page", "previous-page", "total"]
        let fields = fields(of: node, in: "'answer'", keys: keys)
        return AnswerShape(
            document: bodyPaths("document", of: fields), documents: bodyPaths("documents", of: fields),
            errors: (fields["errors"].map { list($0) } ?? []).compactMap { errorShape($0) },
            nextPage: fields["next-page"].map { bodyPath($0) },
            previousPage: fields["previous-page"].map { bodyPath($0) }, total: fields["total"].map { bodyPath($0) })
    }

    /// `{fields: PATH}`, `{message: PATH}`, or `{list: PATH, path: MEMBER, message: MEMBER}`, where the message may be a
    /// path of the body, too.
    private mutating func errorShape(_ node: YAMLNode) -> AnswerShape.ErrorShape? {
        let fields = fields(of: node, in: "an error shape", keys: ["fields", "list", "path", "message"])
        if let path = fields["fields"] { return .fieldLists(at: bodyPath(path)) }
        if let path = fields["list"] {
            let member = text("path", of: fields) ?? ""
            return .list(at: bodyPath(path), path: member, message: errorMessage(fields))
        }
        return required("message", of: fields).map { .message(at: bodyPath($0)) }
    }

    private mutating func errorMessage(_ fields: Fields) -> AnswerShape.ErrorShape.Message {
        guard let node = required("message", of: fields) else { return .member("message") }
        let member = text(node)
        return member.hasPrefix("body.") ? .common(bodyPath(node)) : .member(member)
    }

    mutating func bodyPaths(_ key: String, of fields: Fields) -> [[String]] {
        (fields[key].map { list($0) } ?? []).map { bodyPath($0) }
    }

    /// `body.a.b` as the names below the body.
    private mutating func bodyPath(_ node: YAMLNode) -> [String] {
        let names = text(node).split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard names.first == "body", !names.contains("") else {
            report("a path such as 'body' or 'body.docs' expected, found \(found(node))", at: node.location)
            return []
        }
        return Array(names.dropFirst())
    }
}
