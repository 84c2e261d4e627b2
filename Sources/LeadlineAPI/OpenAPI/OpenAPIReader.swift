package import LeadlineCore

extension API {
    /// Reads an OpenAPI 3.1 document, YAML or JSON. Every keyword must be known, so that none is silently without
    /// effect; all mistakes of a document are reported at once.
    package init(reading source: Source) throws(Diagnostics) {
        let root: YAMLNode?
        do { root = try parseYAML(source) } catch { throw Diagnostics([error]) }
        guard let root else {
            let start = SourceLocation(source: source, range: 0..<0)
            let message = "an OpenAPI document expected, found nothing"
            throw Diagnostics([Diagnostic(.error, .invalidDescription, message, at: start)])
        }
        var reader = OpenAPIReader(root: root)
        let api = reader.api()
        guard reader.problems.isEmpty else { throw Diagnostics(reader.problems) }
        self = api
    }
}

/// Reads a description from its located tree. A mistake becomes a problem and reading goes on.
struct OpenAPIReader {
    let root: YAMLNode
    private(set) var problems: [Diagnostic] = []
    /// Schemas that a `$ref` has led to, by its text.
    var schemas: [String: Schema] = [:]
    /// The `$ref`s that are being followed.
    var openReferences: [String] = []

    init(root: YAMLNode) { self.root = root }

    mutating func api() -> API {
        let root = fields(
            of: self.root, in: "the document",
            keys: ["openapi", "info", "servers", "security", "x-leadline", "paths", "components"])
        checkVersion(root)
        let info = fields(of: required("info", of: root), in: "'info'", keys: Self.infoKeys)
        let server = server(root)
        readUnusedComponents(root)
        let own = fields(of: required("x-leadline", of: root), in: "'x-leadline'", keys: Self.ownKeys)
        var api = API(
            name: requiredText("name", of: own), title: requiredText("title", of: info),
            summary: text("summary", of: info) ?? "", version: requiredText("version", of: info), origin: server.origin,
            basePath: server.path, credential: credential(own), collections: collections(own), operations: [],
            outcomes: outcomes(own), answer: answerShape(own), dialect: dialect(own), mock: MockDescription())
        api.operations = operations(root)
        api.mock = mock(own, dialect: api.dialect)
        check(api, own)
        return api
    }

    private static let infoKeys = ["title", "summary", "description", "version"]
    private static let ownKeys = ["name", "payload", "credential", "collections", "outcomes", "answer", "mock"]

    private mutating func checkVersion(_ root: Fields) {
        guard let version = required("openapi", of: root) else { return }
        if !(version.scalar?.text.hasPrefix("3.1.") ?? false) {
            report("'openapi' must be 3.1, found \(found(version))", at: version.location)
        }
    }

    /// The first server's URL in two parts: what names the machine, and the path in front of all paths.
    private mutating func server(_ root: Fields) -> (origin: String, path: String) {
        guard let servers = required("servers", of: root), let first = list(servers).first else { return ("", "") }
        let fields = fields(of: first, in: "a server", keys: ["url", "description"])
        let url = requiredText("url", of: fields)
        var parts = url.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count >= 3, parts[0] == "https:" || parts[0] == "http:", !parts[2].isEmpty else {
            if !url.isEmpty { report("a URL such as https://example.com expected, found '\(url)'", at: first.location) }
            return ("", "")
        }
        var path = parts.count == 4 ? "/" + parts.removeLast() : ""
        while path.hasSuffix("/") { path.removeLast() }
        return (parts.joined(separator: "/"), path)
    }

    /// Components that nothing refers to are read too, for the mistakes in them.
    private mutating func readUnusedComponents(_ root: Fields) {
        guard let node = root["components"] else { return }
        let components = fields(
            of: node, in: "'components'", keys: ["schemas", "responses", "parameters", "examples", "securitySchemes"])
        for entry in components["schemas"].map({ entries($0) }) ?? [] {
            _ = schema(pointer: "#/components/schemas/\(entry.key.value)", at: entry.key.location)
        }
        let schemes = components["securitySchemes"].map { entries($0) } ?? []
        for scheme in schemes {
            let keys = ["type", "scheme", "description", "name", "in", "bearerFormat"]
            _ = fields(of: scheme.value, in: "a security scheme", keys: keys)
        }
    }

    mutating func report(_ message: String, at location: SourceLocation, help: String? = nil) {
        report(Diagnostic(.error, .invalidDescription, message, at: location, help: help))
    }

    /// What is read along several `$ref`s is reported once.
    mutating func report(_ problem: Diagnostic) {
        if !problems.contains(problem) { problems.append(problem) }
    }
}
