package import LeadlineCore

extension API {
    /// Reads an OpenAPI document, 3.1 or 3.0, YAML or JSON. Every keyword must be known, so that none that matters is
    /// silently without effect; all mistakes of a document are reported at once. `takenNames` are those of other APIs,
    /// each with who has it: "a built-in API".
    package init(reading source: Source, takenNames: [String: String] = [:]) throws(Diagnostics) {
        let root: YAMLNode?
        do { root = try parseYAML(source) } catch { throw Diagnostics([error]) }
        guard let root else {
            let start = SourceLocation(source: source, range: 0..<0)
            let message = "an OpenAPI document expected, found nothing"
            throw Diagnostics([
                Diagnostic(.error, .invalidDescription, message, at: start, help: OpenAPIReader.beginning)
            ])
        }
        var reader = OpenAPIReader(root: root, takenNames: takenNames)
        let api = reader.api()
        guard let api, reader.problems.isEmpty else {
            // Parts are not read in the order in which they stand.
            throw Diagnostics(
                reader.problems.sorted { ($0.location?.range.lowerBound ?? 0) < ($1.location?.range.lowerBound ?? 0) })
        }
        self = api
    }
}

/// Reads a description from its located tree. A mistake becomes a problem and reading goes on.
struct OpenAPIReader {
    let root: YAMLNode
    let takenNames: [String: String]
    /// OpenAPI 3.0 writes a little differently what 3.1 leaves to JSON Schema.
    private(set) var isVersion30 = false
    private(set) var problems: [Diagnostic] = []
    /// Schemas that a `$ref` has led to, by its text.
    var schemas: [String: Schema] = [:]
    /// The `$ref`s that are being followed.
    var openReferences: [String] = []
    /// Collections that paths name, in their order.
    var collectionNames: [String] = []
    /// Operations that neither they themselves nor their path give a name: `POST /loans/{id}/renewals`.
    var leftOut: [String] = []

    init(root: YAMLNode, takenNames: [String: String] = [:]) {
        self.root = root
        self.takenNames = takenNames
    }

    /// nil when nothing of it can be read.
    mutating func api() -> API? {
        guard checkVersion() else { return nil }
        let root = fields(
            of: self.root, in: "the document",
            keys: [
                "openapi", "info", "servers", "security", "x-leadline", "paths", "components", "tags", "externalDocs",
                "jsonSchemaDialect", "webhooks",
            ])
        let info = fields(of: required("info", of: root), in: "'info'", keys: Self.infoKeys)
        let own = fields(of: root["x-leadline"], in: "'x-leadline'", keys: Self.ownKeys)
        let name = name(own, info)
        let server = server(root, name: name)
        readUnusedComponents(root)
        var api = API(
            name: name, title: requiredText("title", of: info), summary: text("summary", of: info) ?? "",
            version: requiredText("version", of: info), origin: server.origin, basePath: server.path,
            credential: own["credential"].map { credential($0) } ?? schemeCredential(root), collections: [],
            operations: operations(root), outcomes: outcomes(own), answer: .usual(for: []), dialect: dialect(own),
            mock: MockDescription())
        api.leftOut = leftOut
        api.answer = own["answer"].map { answerShape($0) } ?? .usual(for: api.operations)
        api.collections = collections(own, api)
        if let node = own["mock"] { api.mock = mock(node, dialect: api.dialect) }
        if !describesKeys { addKeys(to: &api) }
        check(api, own)
        return api
    }

    private static let infoKeys = [
        "title", "summary", "description", "version", "contact", "license", "termsOfService",
    ]
    private static let ownKeys = ["name", "payload", "credential", "collections", "outcomes", "answer", "mock"]

    static let beginning = "an OpenAPI document begins with 'openapi: 3.1.0'"

    /// Whether this is OpenAPI of a version that can be read; anything else has no other mistake worth telling.
    private mutating func checkVersion() -> Bool {
        let version = root["openapi"] ?? root["swagger"]
        if let text = root["openapi"]?.scalar?.text, text.hasPrefix("3.1.") || text.hasPrefix("3.0.") {
            isVersion30 = text.hasPrefix("3.0.")
            return true
        }
        if let version {
            report("'openapi' must be 3.1 or 3.0, found \(found(version))", at: version.location, help: Self.beginning)
        } else {
            let what = root.mapping == nil ? "found \(root.kindName)" : "'openapi' is missing"
            report("an OpenAPI document expected, \(what)", at: root.location.start, help: Self.beginning)
        }
        return false
    }

    /// The first server's URL in two parts: what names the machine, and the path in front of all paths. Where the
    /// document names no machine, the API has the mock's name.
    private mutating func server(_ root: Fields, name: String) -> (origin: String, path: String) {
        let reserved = API.reservedOrigin(name)
        guard let first = root["servers"].flatMap({ list($0).first }) else { return (reserved, "") }
        let fields = fields(of: first, in: "a server", keys: ["url", "description"])
        let url = requiredText("url", of: fields)
        if url.contains("{"), let place = fields["url"] {
            report("variables in a server's URL are not supported", at: place.location, help: "write the URL out")
        }
        let whole = url.hasPrefix("/") ? reserved + url : url
        var parts = whole.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
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
            of: node, in: "'components'",
            keys: [
                "schemas", "responses", "parameters", "examples", "securitySchemes", "requestBodies", "headers",
                "links",
                "callbacks",
            ])
        for entry in components["schemas"].map({ entries($0) }) ?? [] {
            _ = schema(pointer: "#/components/schemas/\(entry.key.value)", at: entry.key.location)
        }
        let schemes = components["securitySchemes"].map { entries($0) } ?? []
        for scheme in schemes {
            let keys = ["type", "scheme", "description", "name", "in", "bearerFormat", "flows", "openIdConnectUrl"]
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
