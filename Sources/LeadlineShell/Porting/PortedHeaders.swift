import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineSession

/// What becomes of a request's headers in a command: a key its name, a secret a placeholder, and what every client sends
/// is left out.
struct PortedHeaders {
    private(set) var clauses: [Clause] = []
    /// The secrets that the clauses name, with their values.
    private(set) var secrets: [String: String] = [:]
    private(set) var notes: [String] = []
    private let location: SourceLocation

    /// Headers that say how a client works, not what is asked.
    private static let ambient: Set = [
        "host", "connection", "content-length", "content-type", "transfer-encoding", "accept", "accept-encoding",
        "accept-language", "accept-charset", "user-agent", "origin", "referer", "dnt", "pragma", "cache-control",
        "priority", "te", "upgrade-insecure-requests", "keep-alive", "proxy-connection", "expect", "x-requested-with",
        "x-client-data", "save-data", "purpose", "baggage", "traceparent", "tracestate", "sentry-trace",
    ]

    private static let secretWords = [
        "auth", "key", "token", "secret", "session", "csrf", "xsrf", "password", "signature",
    ]

    /// `isRecorded`: the request was kept by a tool that may have taken its key out.
    init(
        of request: HTTPRequest, _ api: API?, _ operation: LeadlineAPI.Operation?, isRecorded: Bool,
        at location: SourceLocation
    ) {
        self.location = location
        let keyHeader = api?.credential.header ?? "Authorization"
        for field in request.fields.all {
            let name = field.name.lowercased()
            if HTTPFields.same(name, keyHeader) {
                takeKey(field, api)
            } else if name == "cookie" {
                notes.append("cookies are left out")
            } else if Self.ambient.contains(name) || name.hasPrefix("sec-") || name.hasPrefix(":") {
                continue
            } else if Self.secretWords.contains(where: name.contains), !CurlCommand.isPlaceholder(field.value) {
                takeSecret(field, prefix: "", name: Self.secretName(field.name))
            } else {
                header(field.name, Template(literal: field.value, location))
            }
        }
        if let api, request.fields[keyHeader] == nil, !isRecorded, operation?.needsKey ?? true {
            key(PortedTarget.noKey, api)
        }
    }

    private mutating func takeKey(_ field: HTTPFields.Field, _ api: API?) {
        guard let api else {
            let prefix = field.value.prefix { $0 != " " }
            let isScheme = prefix.count < field.value.count && prefix.allSatisfy(\.isLetter)
            return takeSecret(field, prefix: isScheme ? "\(prefix) " : "", name: "API_KEY")
        }
        if let name = CurlCommand.keyName(inPlaceholder: field.value) {
            // A key of which nobody knows the name has at most a number.
            if name == "of its own" || name.allSatisfy(\.isNumber) {
                notes.append("the key of '\(api.name)' is not in the recording: the target's own is used")
            } else {
                key(name, api)
            }
            return
        }
        if CurlCommand.isPlaceholder(field.value) { return }
        if let known = api.mock.keys.first(where: { $0.token.map { api.credential.prefix + $0 } == field.value }) {
            return key(known.name, api)
        }
        let prefix = field.value.hasPrefix(api.credential.prefix) ? api.credential.prefix : ""
        takeSecret(field, prefix: prefix, name: Self.secretName("\(api.name)_key"))
    }

    private mutating func key(_ name: String, _ api: API) {
        if name == api.mock.keys.first?.name { return }
        let text = Template(literal: name, location)
        clauses.append(Clause(kind: .key(.word(Word(quoting: .bare, text: text))), location: location))
    }

    private mutating func takeSecret(_ field: HTTPFields.Field, prefix: String, name: String) {
        let value = String(field.value.dropFirst(prefix.count))
        secrets[name] = value
        let path = Path(
            steps: ["secret", name].map { .name(Template(literal: $0, location)) }, location: location)
        let placeholder = Placeholder(subject: .path(path), shift: nil, location: location)
        let parts: [Template.Part] = (prefix.isEmpty ? [] : [.text(prefix)]) + [.placeholder(placeholder)]
        header(field.name, Template(parts: parts, location: location))
        let shown = DisplayText.harmlessLine(field.name)
        notes.append("the value of '\(shown)' is a secret: set LEADLINE_SECRET_\(name) in the environment")
    }

    private mutating func header(_ name: String, _ value: Template) {
        let word = Word(quoting: value.literal.map(PortedValue.isBare) ?? false ? .bare : .double, text: value)
        clauses.append(Clause(kind: .header(Located(name, location), .word(word)), location: location))
    }

    /// `X-Api-Key` as the name of a variable: `X_API_KEY`.
    private static func secretName(_ text: String) -> String {
        String(text.uppercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    }
}

/// Values as a person would write them.
enum PortedValue {
    /// Whether a text is itself without quotes, and nothing else.
    static func isBare(_ text: String) -> Bool {
        guard !text.isEmpty, text != "null", text.utf8.allSatisfy(isPlain) else { return false }
        // `lead.id` would be taken for a name.
        let name = text.utf8.prefix { isNameByte($0) }
        return name.isEmpty || name.endIndex == text.utf8.endIndex || text.utf8[name.endIndex] != UInt8(ascii: ".")
    }

    /// A value in a place of a type: texts without quotes where they can stand so.
    static func value(_ json: JSON, as type: ValueType, at location: SourceLocation) -> Value {
        switch json {
        case .string(let text) where (type == .text || type == .time) && isBare(text):
            return .word(Word(quoting: .bare, text: Template(literal: text, location)))
        case .array(let elements):
            var element = ValueType.any
            if case .list(let inner) = type { element = inner }
            return .list(elements.map { value($0, as: element, at: location) }, location)
        default: return Value(json: json, at: location)
        }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == 0x5F || byte == 0x2D
    }

    private static func isPlain(_ byte: UInt8) -> Bool { isNameByte(byte) || "@+.:/".utf8.contains(byte) }
}
