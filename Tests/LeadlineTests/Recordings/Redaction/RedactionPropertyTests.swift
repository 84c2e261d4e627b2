import LeadlineCore
import Testing

@testable import LeadlineRecordings

/// Random JSON with secrets in random encodings, several around each other: none survives.
@Suite struct RedactionPropertyTests {
    private static let secrets = ["tk-51HGq/9+zZ", "p\"ss\\w0rd 77", "Zürich-8f3a21c"]

    @Test(arguments: 0..<60)
    func noSecretSurvives(seed: Int) throws {
        var random = SeededRandom(seed: seed)
        let body = Self.json(&random, depth: 3)
        let exchange = RedactionBench.exchange(
            "POST", "/x?q=\(PercentEncoding.encode(Self.planted(&random)))", fields: ["X-Trace": Self.ascii(&random)],
            body: random.below(2) == 0 ? body.text() : "garbage \(body.text()) cut {",
            answer: Self.json(&random, depth: 2).prettyText())
        let known = Self.secrets.enumerated().map { RecordingRedactor.Secret(name: "key \($0)", value: $1) }
        let text = try RedactionBench.text(exchange, secrets: known)
        // Undone by hand, without the search that redaction itself uses.
        var plain = text
        for _ in 0..<6 {
            for secret in Self.secrets { #expect(!plain.contains(secret), "seed \(seed)") }
            plain = Self.undone(plain)
        }
    }

    private static func json(_ random: inout SeededRandom, depth: Int) -> JSON {
        switch depth > 0 ? random.below(4) : 0 {
        case 1: return .array((0..<random.below(4)).map { _ in json(&random, depth: depth - 1) })
        case 2, 3:
            var object = JSONObject()
            for _ in 0..<random.below(4) {
                let name = random.below(4) == 0 ? planted(&random) : "n\(random.below(99))"
                object[name] = json(&random, depth: depth - 1)
            }
            return .object(object)
        default: return .string(planted(&random))
        }
    }

    /// A secret between other words, encoded up to three times.
    private static func planted(_ random: inout SeededRandom) -> String {
        var text = "a\(random.below(9)) " + secrets[random.below(secrets.count)] + [" z", "", "/y"][random.below(3)]
        for _ in 0..<random.below(4) { text = encoded(text, &random) }
        return text
    }

    private static func ascii(_ random: inout SeededRandom) -> String { PercentEncoding.encode(planted(&random)) }

    private static func encoded(_ text: String, _ random: inout SeededRandom) -> String {
        switch random.below(6) {
        case 0: return PercentEncoding.encode(text)
        case 1: return JSON.string(text).text()
        case 2: return JSON.object(JSONObject(["inner": .string(text)])).text()
        case 3: return Base64.encode(text.utf8)
        case 4: return text.unicodeScalars.map { "&#x\(String($0.value, radix: 16));" }.joined()
        default:
            return text.utf16.map { unit in
                let digits = String(unit, radix: 16)
                return "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            }.joined()
        }
    }

    private static func undone(_ text: String) -> String {
        let plain = PercentEncoding.decode(text[...])
        let units = plain.replacing(/\\u([0-9a-f]{4})/) { match in
            UInt32(match.1, radix: 16).flatMap(Unicode.Scalar.init).map { String($0) } ?? ""
        }
        let entities = units.replacing(/&#x([0-9a-f]+);/) { match in
            UInt32(match.1, radix: 16).flatMap(Unicode.Scalar.init).map { String($0) } ?? ""
        }
        let slashes = entities.replacing(/\\(["\\\/])/) { String($0.1) }
        return slashes.replacing(/[A-Za-z0-9+\/]{12,}={0,2}/) { match in
            Base64.decode(match.0).flatMap { String(validating: $0, as: UTF8.self) } ?? String(match.0)
        }
    }
}
