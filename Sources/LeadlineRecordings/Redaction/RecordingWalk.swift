import LeadlineAPI
import LeadlineCore

/// Goes through everything that a recording says, value by value: decoded, with what it means, and with the place where
/// it stands. Whoever walks may put another text in its place, which is encoded as the first was.
final class RecordingWalk {
    /// One value.
    struct Leaf {
        var text: String
        var meaning: Meaning
        var isNumber = false
        /// Whether it is a text of many words in a form that nobody could read: pairs in it are searched by their look.
        var isDocument = false
        /// Values of one number belong to one object, form or query.
        var group = 0
        /// The name of the key in use, where it is known.
        var key: String?
    }

    private let apis: [(api: API, meanings: APIMeanings)]
    private let visit: (Leaf) -> String?
    /// Called for each name that looks like one: `first_name`.
    private let see: (String) -> Void
    /// What became of names, which are the same in many objects.
    private var names: [String: String] = [:]
    private var groups = 0
    private var group = 0
    private var key: String?
    /// Of the exchange that is gone through.
    var meanings: APIMeanings?
    private var credentialHeader: String?
    /// Where the walk is: `the answer of exchange 3`, then names.
    var part = ""
    private(set) var path: [String] = []

    /// `visit` returns what goes in the place of a value; nil: it stays.
    init(
        _ apis: [(api: API, meanings: APIMeanings)], see: @escaping (String) -> Void = { _ in },
        visit: @escaping (Leaf) -> String?
    ) {
        self.see = see
        self.apis = apis
        self.visit = visit
    }

    /// For messages: `member 'doc.email' in the answer of exchange 3`.
    var place: String { path.isEmpty ? part : "'\(path.joined(separator: "."))' in \(part)" }

    /// A value without a meaning of its own.
    func free(_ text: String) -> String { leaf(text, .free) ?? text }

    func leaf(_ text: String, _ meaning: Meaning, isNumber: Bool = false, isDocument: Bool = false) -> String? {
        text.isEmpty
            ? nil
            : visit(
                Leaf(text: text, meaning: meaning, isNumber: isNumber, isDocument: isDocument, group: group, key: key))
    }

    /// A name, which is a value too where it does not look like a name: `{"ada@example.com": 3}`.
    func name(_ text: String) -> String {
        let first = text.utf8.first ?? 0
        let isName =
            (first >= 0x61 && first <= 0x7A || first == UInt8(ascii: "_"))
            && text.utf8.allSatisfy { isWordByte($0) || $0 == UInt8(ascii: "-") }
        if isName { see(text) }
        if let known = names[text] { return known }
        let masked = free(text)
        names[text] = masked
        return masked
    }

    private func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"): true
        default: false
        }
    }

    func inside<Result>(_ name: String, _ body: () -> Result) -> Result {
        path.append(name)
        defer { path.removeLast() }
        return body()
    }

    func grouped<Result>(_ body: () -> Result) -> Result {
        let outer = group
        groups += 1
        group = groups
        defer { group = outer }
        return body()
    }

    // MARK: - Exchanges

    func capsule(_ capsule: Capsule) -> Capsule {
        part = "the case's scenario and notes"
        var capsule = capsule
        capsule.scenario = leaf(capsule.scenario, .free, isDocument: true) ?? capsule.scenario
        capsule.notes = capsule.notes.map { free($0) }
        return capsule
    }

    func exchange(_ exchange: RecordedExchange, number: Int) -> RecordedExchange {
        var exchange = exchange
        let (request, operation) = (exchange.request, operation(of: exchange.request))
        key = exchange.key
        part = "the request of exchange \(number)"
        exchange.request = HTTPRequest(
            method: request.method, origin: origin(request.origin), target: target(request.target),
            fields: fields(request.fields), body: [])
        let schema = operation?.body?.schema
        (exchange.request.body, exchange.request.fields) = body(
            request.body, exchange.request.fields, schema, envelope: operation?.body?.envelope)
        part = "the answer of exchange \(number)"
        switch exchange.result {
        case .success(let response):
            var masked = HTTPResponse(status: response.status, fields: fields(response.fields))
            let schema = operation?.response(forStatus: response.status)?.schema
            (masked.body, masked.fields) = body(response.body, masked.fields, schema, envelope: nil)
            exchange.result = .success(masked)
        case .failure(.unreachable(let reason)): exchange.result = .failure(.unreachable(free(reason)))
        case .failure(.noAnswer(let reason)): exchange.result = .failure(.noAnswer(free(reason)))
        }
        part = "exchange \(number)"
        if var wire = exchange.wire {
            wire.redirects = wire.redirects.map { url($0) }
            exchange.wire = wire
        }
        exchange.label = free(exchange.label)
        return exchange
    }

    private func operation(of request: HTTPRequest) -> LeadlineAPI.Operation? {
        let routed = apis.compactMap { known in
            known.api.operation(routing: request.method, request.path).map { (known, $0) }
        }
        let found = routed.first { $0.0.api.origin == request.origin } ?? routed.first
        meanings = found?.0.meanings
        credentialHeader = found?.0.api.credential.header.lowercased()
        return found?.1
    }

    // MARK: - URLs

    private func origin(_ text: String) -> String {
        guard let at = text.lastIndex(of: "@"), let start = text.firstIndex(of: "/") else { return free(text) }
        let user = text[start..<at].drop { $0 == "/" }
        let masked =
            leaf(PercentEncoding.decode(user), .secret(.password)).map { PercentEncoding.encode($0) } ?? String(user)
        return String(text[..<user.startIndex]) + masked + free(String(text[at...]))
    }

    private func target(_ text: String) -> String {
        let parts = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let path = parts[0].split(separator: "/", omittingEmptySubsequences: false).map { segment in
            leaf(PercentEncoding.decode(segment), .free).map { PercentEncoding.encode($0, keeping: "@:") }
                ?? String(segment)
        }
        return whole(path.joined(separator: "/") + (parts.count > 1 ? "?" + query(parts[1]) : ""))
    }

    /// What was cut at the wrong place, as HTML's `&quot;` in a query is, shows itself in the whole.
    private func whole(_ text: String) -> String {
        guard let masked = leaf(text, .free) else { return text }
        return masked.map { ["<": "%3C", ">": "%3E", " ": "%20"][$0] ?? String($0) }.joined()
    }

    /// Any URL, also a relative one; behind `#` may stand what a query holds.
    func url(_ text: String) -> String {
        let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        guard let colon = parts[0].firstRange(of: "://") else {
            return target(String(parts[0])) + (parts.count > 1 ? "#" + query(parts[1]) : "")
        }
        let end = parts[0][colon.upperBound...].firstIndex { $0 == "/" || $0 == "?" } ?? parts[0].endIndex
        return origin(String(parts[0][..<end])) + target(String(parts[0][end...]))
            + (parts.count > 1 ? "#" + query(parts[1]) : "")
    }

    /// `name=value&…`, of a URL or a form.
    func query(_ text: Substring) -> String {
        grouped {
            text.split(separator: "&", omittingEmptySubsequences: false).map { pair in
                let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                let name = PercentEncoding.decode(parts[0], plusIsBlank: true)
                let shownName = leaf(name, .free).map { Self.encoded($0, like: parts[0]) } ?? String(parts[0])
                guard parts.count > 1 else { return shownName }
                let value = PercentEncoding.decode(parts[1], plusIsBlank: true)
                let shown = inside(name) { pairValue(value, named: name) }
                return shownName + "=" + (shown.map { Self.encoded($0, like: parts[1]) } ?? String(parts[1]))
            }.joined(separator: "&")
        }
    }

    /// The body of a form.
    func form(_ text: String) -> String { whole(query(text[...])) }

    private static func encoded(_ text: String, like original: Substring) -> String {
        let keeping = "@:,/".filter { original.contains($0) }
        let encoded = PercentEncoding.encode(text, keeping: keeping)
        guard original.contains("+") else { return encoded }
        return encoded.split(separator: "%20", omittingEmptySubsequences: false).joined(separator: "+")
    }

    /// The value of `where[email][equals]`, `lead[phone]`, `token`.
    func pairValue(_ value: String, named name: String) -> String? {
        let names = name.split { $0 == "[" || $0 == "]" || $0 == "." }.reversed()
        for part in names {
            let meaning = meaning(of: String(part), nil, value, siblings: false)
            if meaning != .free { return leaf(value, meaning) }
        }
        return text(value)
    }

    // MARK: - Headers

    private func fields(_ fields: HTTPFields) -> HTTPFields {
        var masked = HTTPFields()
        for field in fields.all {
            see(field.name)
            masked.append(field.name, inside(field.name) { free(header(field.name.lowercased(), field.value)) })
        }
        return masked
    }

    private func header(_ name: String, _ value: String) -> String {
        switch name {
        case "authorization", "proxy-authorization", credentialHeader: return credential(value)
        case "cookie":
            return value.split(separator: ";", omittingEmptySubsequences: false).map { cookie($0) }
                .joined(separator: ";")
        case "set-cookie":
            let parts = value.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
            return cookie(parts.first ?? "") + (parts.count > 1 ? ";" + free(String(parts[1])) : "")
        case "referer", "location", "content-location", "origin": return url(value)
        case _ where SensitiveNames.clientAddressHeaders.contains(name):
            return leaf(value, .personal(.networkAddress)) ?? value
        default:
            let meaning = meaning(of: name, nil, value, siblings: false)
            return leaf(value, meaning) ?? value
        }
    }

    /// `Bearer KEY`, `Basic …`, `KEY`, `users API-Key KEY`: the scheme stays.
    private func credential(_ value: String) -> String {
        if value.hasSuffix(">"), let start = value.lastIndex(of: "<") {
            let secret = String(value[start...])
            return value[..<start] + (leaf(secret, .secret(.key)) ?? secret)
        }
        let words = value.split(separator: " ")
        let count = words.count == 2 ? 1 : words.count == 3 && words[1].lowercased() == "api-key" ? 2 : 0
        let scheme = words.prefix(count).map { $0 + " " }.joined()
        let secret = words.dropFirst(count).joined(separator: " ")
        if scheme.lowercased() == "basic ", let pair = Base64.decode(secret.utf8) {
            let text = String(decoding: pair, as: UTF8.self)
            if let colon = text.firstIndex(of: ":") {
                _ = leaf(String(text[text.index(after: colon)...]), .secret(.password))
                _ = free(String(text[..<colon]))
            }
        }
        return scheme + (leaf(secret, .secret(.key)) ?? secret)
    }

    private func cookie(_ text: Substring) -> String {
        guard let equals = text.firstIndex(of: "=") else { return free(String(text)) }
        let value = text[text.index(after: equals)...]
        return text[...equals] + (leaf(String(value), .secret(.cookie)) ?? String(value))
    }
}
