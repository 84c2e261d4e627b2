import LeadlineCore

/// An invented exchange with random secrets in every place and form, which shows that redaction and its proof see.
struct PlantedSecrets {
    let exchange: RecordedExchange
    private let values: [String]

    init(_ key: PseudonymKey, _ recording: Recording) {
        var draw = PseudonymStream(
            key, "planted|\(recording.exchanges.count)|\(recording.exchanges.first?.sentAt.text ?? "")")
        func secret(_ draw: inout PseudonymStream) -> String {
            "k" + (0..<5).map { _ in String(draw.below(1_679_616) + 60_466_176, radix: 36) }.joined()
        }
        let (bearer, cookie, token) = (secret(&draw), secret(&draw), secret(&draw))
        let password = secret(&draw) + "/\"" + secret(&draw)
        values = [bearer, cookie, token, password]
        exchange = RecordedExchange(
            request: HTTPRequest(
                method: "POST", origin: "https://planted.test",
                target: "/planted/\(token)?access_token=\(token)&next=/",
                fields: HTTPFields([
                    "Authorization": "Bearer \(bearer)", "Cookie": "theme=dark; sid=\(cookie)",
                    "Content-Type": "application/json",
                ]), body: Array(Self.body(password, bearer).utf8)),
            result: .success(
                HTTPResponse(
                    status: 401,
                    fields: HTTPFields([
                        "Set-Cookie": "sid=\(cookie); Path=/; HttpOnly", "Content-Type": "text/html",
                        "Location": "/sign-in?again=\(PercentEncoding.encode(PercentEncoding.encode(password)))",
                    ]), body: Array(Self.page(password, token, cookie).utf8))),
            sentAt: recording.exchanges.first?.sentAt ?? Timestamp(microseconds: 0), took: .zero)
    }

    /// JSON with a password as it is, inside of JSON, in base64 behind one, two and three bytes, and split by escapes.
    private static func body(_ password: String, _ bearer: String) -> String {
        let inner: JSON = ["password": .string(password), "again": .string("it is \(password).")]
        let codes = ["u:", "us:", "use:"].map {
            JSON.string(Base64.encode(Array(($0 + password).utf8))).text()
        }
        return """
            {"password":\(JSON.string(password).text()),"inner":\(JSON.string(inner.text()).text()),\
            "codes":[\(codes.joined(separator: ","))],"split":"\(escaped(password, every: 2))","whole":"\(escaped(bearer, every: 1))"}
            """
    }

    private static func page(_ password: String, _ token: String, _ cookie: String) -> String {
        let hex = token.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        let entities = cookie.utf8.map { "&#\($0);" }.joined()
        return
            "<p>\(entities) \(hex) \(PercentEncoding.encode(password)) <script>'\(escaped(token, every: 3))'</script>"
    }

    /// Some of its characters as `\\u00XX`.
    private static func escaped(_ text: String, every step: Int) -> String {
        text.utf8.enumerated().map { index, byte in
            let mustBe = byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
            guard mustBe || index % step == 0 else { return String(decoding: [byte], as: UTF8.self) }
            return "\\u00" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }

    /// Throws where the search is blind, or where something survived.
    func prove(before: [UInt8], after: [UInt8]) throws(RedactionFailure) {
        let search = ValueSearch(values.map { ValueSearch.Value($0) })
        guard search.values(in: before).count == values.count else {
            throw RedactionFailure(places: ["a planted secret that the search does not see"])
        }
        guard search.values(in: after).isEmpty else {
            throw RedactionFailure(places: ["a planted secret that redaction does not take out"])
        }
    }
}
