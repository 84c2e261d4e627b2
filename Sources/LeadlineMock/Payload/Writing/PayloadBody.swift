import LeadlineCore

/// The body of a create or an update, read as the server's version reads it before anything is checked.
struct PayloadBody {
    /// The document that was sent, a list being one without fields; nil where the server goes on without any, which
    /// fails once it is needed.
    let document: JSONObject?

    /// What Express takes at most.
    private static let limitOfV2 = 102_400

    init(_ request: PayloadRequest) throws(PayloadError) {
        let http = request.http
        document = try request.profile == .v3 ? Self.readV3(http) : Self.readV2(http)
    }

    private static func readV3(_ http: HTTPRequest) throws(PayloadError) -> JSONObject? {
        let sent = http.fields["Content-Type"] ?? ""
        let type = sent.prefix { $0 != ";" }
        if type == "application/json" {
            if http.body.isEmpty { return JSONObject() }
            do throws(JSONSyntaxError) {
                return object(try JSON(parsing: http.body))
            } catch {
                throw PayloadError(
                    status: 400, message: "Invalid JSON", reason: "\(error.message), at byte \(error.offset)")
            }
        }
        guard type.contains("multipart/"), !http.body.isEmpty else { return nil }
        return try payload(in: multipart(http)).flatMap(object)
    }

    /// Everything that Express's parsers do not read is an empty document.
    private static func readV2(_ http: HTTPRequest) throws(PayloadError) -> JSONObject? {
        guard http.body.count <= limitOfV2 else {
            throw PayloadError(status: 413, message: "request entity too large")
        }
        let type = http.fields["Content-Type"].flatMap(MediaType.init(parsing:))?.essence
        switch type {
        case "application/json": return try strictObject(http.body)
        case "application/x-www-form-urlencoded":
            return PayloadQueryString(.v2).parse(String(decoding: http.body, as: UTF8.self)[...])
        case "multipart/form-data":
            let parts = try multipart(http)
            if let payload = try payload(in: parts) { return object(payload) ?? JSONObject() }
            var document = JSONObject()
            for part in parts { document[part.name] = .string(String(decoding: part.bytes, as: UTF8.self)) }
            return document
        default: return JSONObject()
        }
    }

    /// Only objects and lists. The messages are those of V8 in the time of 2.x.
    private static func strictObject(_ body: [UInt8]) throws(PayloadError) -> JSONObject {
        guard let start = body.firstIndex(where: { !" \t\r\n".utf8.contains($0) }) else { return JSONObject() }
        guard "{[".utf8.contains(body[start]) else { throw unexpectedToken(in: body, at: start) }
        do throws(JSONSyntaxError) {
            return object(try JSON(parsing: body)) ?? JSONObject()
        } catch {
            throw unexpectedToken(in: body, at: error.offset)
        }
    }

    private static func unexpectedToken(in body: [UInt8], at offset: Int) -> PayloadError {
        guard let token = String(decoding: body.dropFirst(offset), as: UTF8.self).first else {
            return .badRequest("Unexpected end of JSON input")
        }
        return .badRequest("Unexpected token \(token) in JSON at position \(offset)")
    }

    /// The parts that are no files.
    private static func multipart(_ http: HTTPRequest) throws(PayloadError) -> [MultipartPart] {
        guard let boundary = http.fields["Content-Type"].flatMap(MediaType.init(parsing:))?["boundary"] else {
            throw .unexpected("the boundary of the multipart body is not named")
        }
        do throws(MultipartError) {
            return try Multipart.parse(http.body, boundary: boundary).filter { $0.fileName == nil }
        } catch {
            throw .unexpected(error.message)
        }
    }

    /// The JSON in the part `_payload`; nil without one.
    private static func payload(in parts: [MultipartPart]) throws(PayloadError) -> JSON? {
        guard let part = parts.first(where: { $0.name == "_payload" }) else { return nil }
        do throws(JSONSyntaxError) {
            return try JSON(parsing: part.bytes)
        } catch {
            throw .unexpected("the part '_payload' is no JSON: \(error.message)")
        }
    }

    private static func object(_ value: JSON) -> JSONObject? {
        switch value {
        case .object(let object): object
        case .array: JSONObject()
        default: nil
        }
    }
}
