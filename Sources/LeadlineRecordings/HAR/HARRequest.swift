import LeadlineAPI
import LeadlineCore

/// Reads the request of an entry.
struct HARRequest {
    let member: HARMember

    init(_ member: HARMember) { self.member = member }

    func request() throws(HARError) -> HTTPRequest {
        try member.checkObject()
        let method = try member["method"].text()
        guard !method.isEmpty else {
            throw HARError(entry: member.entry, member: member["method"].path, reason: "a method expected")
        }
        let url = try url()
        var fields = try HARHeaders.fields(member["headers"])
        let body = try body(&fields)
        return HTTPRequest(method: method, origin: url.origin, target: url.target, fields: fields, body: body)
    }

    private func url() throws(HARError) -> (origin: String, target: String) {
        let text = try member["url"].text()
        guard !text.isEmpty else {
            throw HARError(entry: member.entry, member: member["url"].path, reason: "a URL expected, found ''")
        }
        var url = Self.split(text)
        // API clients keep the parameters apart from the URL.
        if !url.target.utf8.contains(UInt8(ascii: "?")) {
            let pairs = try pairs(member["queryString"])
            if !pairs.isEmpty { url.target += "?" + pairs.encoded }
        }
        return url
    }

    /// A URL that a browser would have encoded first, has a user name, or begins with `data:` or `wss:` is kept as it is
    /// written: it can be looked at.
    private static func split(_ text: String) -> (origin: String, target: String) {
        if let parts = try? URLParts(parsing: text) { return (parts.origin, parts.target) }
        let url = PercentEncoding.encode(text, keeping: "!\"#$%&'()*+,/:;<=>?@[\\]^`{|}")
        if let parts = try? URLParts(parsing: url) { return (parts.origin, parts.target) }
        guard let colon = url.utf8.firstIndex(of: UInt8(ascii: ":")), url[colon...].hasPrefix("://") else {
            return ("", url)
        }
        let authority = url.utf8.index(colon, offsetBy: 3)
        let end = url.utf8[authority...].firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") }
        guard let end else { return (url, "/") }
        return (String(url[..<end]), url.utf8[end] == UInt8(ascii: "?") ? "/" + url[end...] : String(url[end...]))
    }

    private func pairs(_ list: HARMember) throws(HARError) -> [QueryPair] {
        var pairs: [QueryPair] = []
        for pair in try list.elements() {
            pairs.append(QueryPair(try pair["name"].text(), try pair["value"].optionalText() ?? ""))
        }
        return pairs
    }

    // MARK: Body

    /// The body's bytes; adds the header that tells their type when only `postData` does.
    private func body(_ fields: inout HTTPFields) throws(HARError) -> [UInt8] {
        let data = member["postData"]
        guard !data.isMissing else { return [] }
        let described = try data["mimeType"].optionalText() ?? ""
        let type = fields["content-type"] ?? described
        let body: [UInt8]
        let text = try data["text"].optionalText()
        if let text, !text.isEmpty {
            let bytes = try HARBody.bytes(text, encoding: data["encoding"], or: data["_encoding"], data["text"])
            body = HARBody.withoutHead(bytes)
        } else {
            body = try form(data["params"], type: type)
        }
        if !type.isEmpty, fields["content-type"] == nil { fields.append("Content-Type", type) }
        return body
    }

    /// A form of which only the fields were kept.
    private func form(_ list: HARMember, type: String) throws(HARError) -> [UInt8] {
        let media = MediaType(parsing: type)
        guard media?.essence == "multipart/form-data", let boundary = media?["boundary"] else {
            return Array(try pairs(list).encoded.utf8)
        }
        var parts: [MultipartPart] = []
        for part in try list.elements() {
            parts.append(
                MultipartPart(
                    name: try part["name"].text(), fileName: try part["fileName"].optionalText(),
                    contentType: try part["contentType"].optionalText(),
                    bytes: Array((try part["value"].optionalText() ?? "").utf8)))
        }
        return parts.isEmpty ? [] : Multipart.encode(parts, boundary: boundary)
    }
}

enum HARBody {
    /// Firefox writes the headers of an uploaded form in front of it.
    static func withoutHead(_ bytes: [UInt8]) -> [UInt8] {
        let start = String(decoding: bytes.prefix(16), as: UTF8.self).lowercased()
        guard start.hasPrefix("content-type: ") || start.hasPrefix("content-length: ") else { return bytes }
        let end = Array("\r\n\r\n".utf8)
        guard let place = bytes.indices.first(where: { bytes[$0...].starts(with: end) }) else { return bytes }
        return Array(bytes[(place + end.count)...])
    }

    /// The bytes of a text that may be base64.
    static func bytes(
        _ text: String, encoding: HARMember, or other: HARMember, _ place: HARMember
    ) throws(HARError) -> [UInt8] {
        let names = (try encoding.optionalText(), try other.optionalText())
        guard let name = names.0 ?? names.1, !name.isEmpty else { return Array(text.utf8) }
        guard name.lowercased() == "base64" else {
            throw HARError(
                entry: encoding.entry, member: encoding.path, reason: "'base64' expected, found '\(name)'")
        }
        guard let bytes = Base64.decode(text) else {
            throw HARError(entry: place.entry, member: place.path, reason: "this is not base64")
        }
        return bytes
    }
}

enum HARHeaders {
    /// The headers without those that HTTP/2 has in the place of a request line. Chrome writes several of one name as one
    /// with line ends between the values.
    static func fields(_ list: HARMember) throws(HARError) -> HTTPFields {
        var fields = HTTPFields()
        for header in try list.elements() {
            let name = try header["name"].text()
            let value = try header["value"].optionalText() ?? ""
            guard !name.isEmpty, !name.hasPrefix(":") else { continue }
            for line in value.split(separator: "\n", omittingEmptySubsequences: false) {
                fields.append(name, String(line))
            }
        }
        return fields
    }
}
