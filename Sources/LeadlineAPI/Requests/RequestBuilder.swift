package import LeadlineCore
import LeadlineLanguage

/// Makes HTTP requests of calls. The same call gives the same bytes, whatever the target.
package struct RequestBuilder: Sendable {
    /// Of the target.
    package var base: BaseURL
    /// `leadline/1.0.0`
    package var userAgent: String
    /// Unique to the row and try, from its seed: what separates the parts of a multipart body is made of it.
    package var runID: String

    package init(base: BaseURL, userAgent: String, runID: String) {
        self.base = base
        self.userAgent = userAgent
        self.runID = runID
    }

    /// The request of a call; throws when its `where` cannot be asked of this API.
    package func request(_ call: Call, of api: API) throws(UnsupportedFilter) -> HTTPRequest {
        var pairs: [QueryPair] = []
        if let filter = call.filter {
            let document = api.collection(call.operation.collection)?.document
            pairs = try api.dialect.filterEncoding.pairs(for: filter, in: document)
        }
        pairs += call.query
        let path = base.path + Self.path(call.operation.path, id: call.id)
        var request = HTTPRequest(
            method: call.operation.method, origin: base.origin,
            target: path + (pairs.isEmpty ? "" : "?" + pairs.encoded))
        if let document = call.document {
            let envelope = call.operation.body?.envelope
            if call.files.isEmpty {
                let body = envelope.map { JSONObject(uniqueMembers: [.init($0, .object(document))]) } ?? document
                attach(json: .object(body), to: &request)
            } else {
                attach(form: FormFields.of(document, files: call.files, envelope: envelope), to: &request)
            }
        }
        finish(&request, credential: call.credential, fields: call.fields)
        return request
    }

    /// A request sent as written. A URL of its own wins over the target's origin; throws when it is none.
    package func request(_ call: RawCall) throws(TextSyntaxError) -> HTTPRequest {
        let isURL = !call.url.hasPrefix("/") && call.url.contains("://")
        let slash = call.url.hasPrefix("/") || isURL ? "" : "/"
        let url = try URLParts(parsing: isURL ? call.url : "http://target\(slash)\(call.url)")
        var request = HTTPRequest(method: call.method, origin: isURL ? url.origin : base.origin, target: url.target)
        switch call.body {
        case nil: break
        case .json(let value): attach(json: value, to: &request)
        case .text(let text):
            request.fields["Content-Type"] = "text/plain; charset=utf-8"
            request.body = Array(text.utf8)
        case .form(let document, let files) where !files.isEmpty:
            attach(form: FormFields.of(document, files: files, envelope: nil), to: &request)
        case .form(let document, _):
            let fields = FormFields.of(document, files: [], envelope: nil)
            request.fields["Content-Type"] = "application/x-www-form-urlencoded"
            request.body = Array(Self.urlEncoded(fields).utf8)
        }
        finish(&request, credential: call.credential, fields: call.fields)
        return request
    }

    private func attach(json: JSON, to request: inout HTTPRequest) {
        request.fields["Content-Type"] = "application/json"
        json.write(to: &request.body)
    }

    private func attach(form fields: [FormField], to request: inout HTTPRequest) {
        let parts = fields.map { field in
            switch field.content {
            case .text(let text): MultipartPart(name: field.name, bytes: Array(text.utf8))
            case .file(let file):
                MultipartPart(name: field.name, fileName: file.name, contentType: file.mediaType, bytes: file.bytes)
            }
        }
        var random = SeededRandom(seed: 0).fork(runID)
        let boundary = Multipart.boundary(for: parts, random: &random)
        request.fields["Content-Type"] = "multipart/form-data; boundary=\(boundary)"
        request.body = Multipart.encode(parts, boundary: boundary)
    }

    private func finish(_ request: inout HTTPRequest, credential: Credential?, fields: HTTPFields) {
        request.fields["Accept"] = "application/json"
        request.fields["User-Agent"] = userAgent
        if let header = credential?.header { request.fields[header.name] = header.value }
        for field in fields.all { request.fields[field.name] = nil }
        for field in fields.all { request.fields.append(field.name, field.value) }
    }

    // MARK: URLs

    private static func path(_ template: String, id: String?) -> String {
        guard let id, let open = template.firstIndex(of: "{"), let close = template[open...].firstIndex(of: "}") else {
            return template
        }
        return template[..<open] + PercentEncoding.encode(id) + template[template.index(after: close)...]
    }

    private static func urlEncoded(_ fields: [FormField]) -> String {
        fields.map { field in
            if case .text(let text) = field.content { QueryPair(field.name, text) } else { QueryPair(field.name, "") }
        }.encoded
    }
}
