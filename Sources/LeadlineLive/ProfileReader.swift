import LeadlineAPI
import LeadlineCore
import LeadlineLanguage

/// Reads one profile; mistakes are collected.
struct ProfileReader {
    let apis: [API]
    let home: String?
    var diagnostics: [Diagnostic] = []

    init(apis: [API], home: String?) {
        self.apis = apis
        self.home = home
    }

    private static let members = [
        "writes", "only", "rate", "timeout", "connect-timeout", "redirects", "proxy", "authorities", "certificate",
        "certificate-key", "resolve", "http", "body-limit",
    ]

    mutating func profile(_ entry: YAMLEntry) -> Profile {
        let name = entry.key.value
        let fields = Fields(
            entry.value, "the profile '\(name)'", known: apis.map(\.name) + Self.members, into: &diagnostics)
        var services: [String: Profile.Service] = [:]
        for api in apis {
            if let node = fields.node(api.name) { services[api.name] = service(node, of: api) }
        }
        let named = apis.filter { fields.node($0.name) != nil }
        if named.isEmpty, entry.value.mapping != nil {
            let api = apis.first?.name ?? "API"
            diagnostics.append(
                Diagnostic(
                    .error, .missingKey, "the profile '\(name)' names no server", at: entry.key.location,
                    help: "add the URL and the key of an API: \(ProfileExample.service(api))"))
        }
        return Profile(
            name: name, services: services, connection: connection(fields), writes: writes(fields, named),
            rate: value("rate", fields, expecting: "requests in a time, as '5/s', '100/m' or '1000/h'") {
                RateText.parse($0)
            })
    }

    private mutating func connection(_ fields: Fields) -> ConnectionSettings {
        var settings = ConnectionSettings()
        let duration = "a time longer than 0s, as '30s' or '500ms'"
        if let time = value("timeout", fields, expecting: duration, Self.time) { settings.timeout = time }
        if let time = value("connect-timeout", fields, expecting: duration, Self.time) {
            settings.connectTimeout = time
        }
        if let count = value("redirects", fields, expecting: "a whole number from 0 to 50", Self.redirects) {
            settings.redirects = count
        }
        if let size = value("body-limit", fields, expecting: "a size, as '64MiB' or '500KiB'", ByteSize.parse) {
            settings.bodyLimit = size
        }
        if let version = value("http", fields, expecting: "'1.1' or '2'", Self.version) { settings.http = version }
        settings.proxy = value(
            "proxy", fields, expecting: "a URL without a name and password, as 'http://proxy:3128'", Self.proxy)
        settings.authorities = path("authorities", fields)
        settings.certificate = path("certificate", fields)
        settings.certificateKey = path("certificate-key", fields)
        if settings.certificateKey != nil, settings.certificate == nil, let node = fields.node("certificate-key") {
            diagnostics.append(
                Diagnostic(.error, .missingKey, "'certificate-key' needs 'certificate' beside it", at: node.location))
        }
        for text in fields.texts("resolve", into: &diagnostics) {
            if Self.isResolution(text.value) {
                settings.resolve.append(text.value)
            } else {
                wrong("resolve", text, expecting: "HOST:PORT:ADDRESS, as 'staging.example:443:127.0.0.1'")
            }
        }
        return settings
    }

    // MARK: - Writes

    private mutating func writes(_ fields: Fields, _ apis: [API]) -> WriteRules {
        let names = WriteRules.Consent.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
        let consent = value("writes", fields, expecting: "one of \(names)") { WriteRules.Consent(rawValue: $0) }
        let nodes = fields.node("only").map { $0.list ?? [$0] } ?? []
        let collections = apis.flatMap { $0.collections.map(\.name) }
        var guards: [WriteGuard] = []
        for node in nodes {
            guard let scalar = node.scalar else {
                diagnostics.append(
                    Diagnostic(.error, .wrongShape, "'only' takes texts, found \(node.kindName)", at: node.location))
                continue
            }
            do throws(Diagnostic) { guards.append(try guarding(scalar.excerpt, collections)) } catch {
                diagnostics.append(error.located(at: node.location))
            }
        }
        return WriteRules(consent: consent ?? .ask, guards: guards)
    }

    /// `leads where source = leadline-test`, perhaps with `only` in front.
    private func guarding(_ excerpt: Excerpt, _ collections: [String]) throws(Diagnostic) -> WriteGuard {
        let text = excerpt.text
        var words = text.split(maxSplits: 3, omittingEmptySubsequences: true) { $0 == " " || $0 == "\n" }
        if words.count > 1, words.first == "only" {
            words = text[words[1].startIndex...].split(maxSplits: 2) { $0 == " " || $0 == "\n" }
        } else {
            words = text.split(maxSplits: 2) { $0 == " " || $0 == "\n" }
        }
        guard let collection = words.first.map(String.init), words.count != 2,
            words.dropFirst().first ?? "where" == "where"
        else {
            throw Diagnostic(
                .error, .syntax, "a collection and 'where' expected, found '\(text)'",
                help: "write 'leads where source = leadline-test', or 'leads' alone for any of them")
        }
        guard collections.contains(collection) else {
            throw Diagnostic(
                .error, .unknownCollection, "no server of this profile has a collection '\(collection)'",
                help: Suggestion.help(for: collection, in: collections))
        }
        guard words.count == 3 else { return WriteGuard(collection: collection, condition: nil, text: text) }
        let offset = words[2].utf8.distance(from: text.startIndex, to: words[2].startIndex)
        let place = excerpt.location(offset..<offset).range.lowerBound
        let filter = try PredicateParser.filter(
            Excerpt(source: excerpt.source, text: String(words[2]), at: place))
        guard case .predicate(let predicate) = filter, !text.contains("{{") else {
            throw Diagnostic(
                .error, .wrongValue, "a condition in words expected, without placeholders and JSON",
                at: filter.location, help: "write 'leads where source = leadline-test'")
        }
        return WriteGuard(collection: collection, condition: predicate, text: text)
    }
}
