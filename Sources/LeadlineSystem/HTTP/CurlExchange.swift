import CLibcurl
import LeadlineCore

/// A request and its answer on a handle, without redirects.
final class CurlExchange {
    private var texts: [UInt8] = []
    private var body: [UInt8] = []
    private var bodyLimit = 0
    private var isCancelled: () -> Bool = { false }
    private(set) var isBodyTooLarge = false
    /// Whether it was ended by `isCancelled`.
    private(set) var wasCancelled = false

    /// Sends a request; its texts must be fit to send, see `problem(of:)`. The report's texts are valid until the next.
    func perform(
        _ request: HTTPRequest, on handle: CurlHandle, timeout: Duration, isCancelled: @escaping () -> Bool
    ) -> leadline_curl_report {
        (bodyLimit, self.isCancelled) = (handle.route.settings.bodyLimit, isCancelled)
        (isBodyTooLarge, wasCancelled) = (false, false)
        body = []
        defer { self.isCancelled = { false } }
        var wire = leadline_curl_request()
        wire.field_count = write(request)
        wire.shape = Self.shape(of: request)
        wire.body_size = request.body.count
        wire.timeout_ms = timeout.curlMilliseconds
        wire.header_limit = handle.route.settings.headerLimit
        wire.is_repeatable = request.isRead
        wire.context = Unmanaged.passUnretained(self).toOpaque()
        wire.receive = { CurlExchange.at($0)?.receive($1, $2, expected: $3) ?? false }
        wire.is_cancelled = { CurlExchange.at($0)?.askWhetherCancelled() ?? true }
        var report = leadline_curl_report()
        texts.withUnsafeBytes { texts in
            request.body.withUnsafeBytes { body in
                wire.texts = texts.baseAddress?.assumingMemoryBound(to: CChar.self)
                wire.body = body.baseAddress
                leadline_curl_send(handle.pointer, &wire, &report)
            }
        }
        return report
    }

    /// The answer of a report without failure. The body is handed over, not copied.
    func response(_ report: leadline_curl_report) -> HTTPResponse {
        let header = UnsafeRawBufferPointer(start: report.header, count: report.header_size)
        defer { body = [] }
        return HTTPResponse(status: Int(report.status), fields: HTTPFields(header: header), body: body)
    }

    // MARK: - The request

    /// What keeps a request from being sent as it is; nil: nothing.
    static func problem(of request: HTTPRequest) -> String? {
        if !isToken(request.method) { return "the method '\(DisplayText.harmlessLine(request.method))' is none" }
        if request.target.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "#") }) {
            return "the path '\(DisplayText.harmlessLine(request.target))' has a character that must be percent-encoded"
        }
        for field in request.fields.all {
            if !isToken(field.name) {
                return "'\(DisplayText.harmlessLine(field.name))' cannot be the name of a header"
            }
            if field.value.utf8.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }) {
                return "the header '\(field.name)' holds a line break or another control character"
            }
        }
        return nil
    }

    private static func isToken(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: ";") }
    }

    private static func shape(of request: HTTPRequest) -> leadline_curl_shape {
        if request.method == "HEAD" { return leadline_curl_header_only }
        // RFC 9110 8.6: these tell the size of their body also where it is 0.
        let tellsSize = ["POST", "PUT", "PATCH"].contains(request.method)
        return tellsSize || !request.body.isEmpty ? leadline_curl_with_body : leadline_curl_without_body
    }

    /// Writes URL, method, cookies and fields one behind the other; returns how many fields there are.
    private func write(_ request: HTTPRequest) -> Int {
        texts.removeAll(keepingCapacity: true)
        texts.append(contentsOf: request.origin.utf8)
        append(request.target)
        append(request.method)
        // Given as a field it would be a second one beside those that the server has set.
        append(request.fields["Cookie"] ?? "")
        var count = 0
        // What libcurl would add of itself.
        var (hasAccept, hasType, hasExpectation) = (false, false, false)
        for field in request.fields.all where !HTTPFields.same(field.name, "Cookie") {
            hasAccept = hasAccept || HTTPFields.same(field.name, "Accept")
            hasType = hasType || HTTPFields.same(field.name, "Content-Type")
            hasExpectation = hasExpectation || HTTPFields.same(field.name, "Expect")
            append(field)
            count += 1
        }
        for (has, name) in [(hasAccept, "Accept:"), (hasType, "Content-Type:"), (hasExpectation, "Expect:")] where !has
        {
            append(name)
            count += 1
        }
        return count
    }

    private func append(_ field: HTTPFields.Field) {
        texts.append(contentsOf: field.name.utf8)
        if field.value.utf8.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) {
            // libcurl's way of writing a field without a value; with a colon it would be left out.
            append(";")
        } else {
            texts.append(contentsOf: ": ".utf8)
            append(field.value)
        }
    }

    private func append(_ text: String) {
        texts.append(contentsOf: text.utf8)
        texts.append(0)
    }

    // MARK: - Called by libcurl

    private static func at(_ context: UnsafeMutableRawPointer?) -> CurlExchange? {
        context.map { Unmanaged<CurlExchange>.fromOpaque($0).takeUnretainedValue() }
    }

    private func receive(_ bytes: UnsafeRawPointer?, _ count: Int, expected: Int64) -> Bool {
        guard count <= bodyLimit - body.count else {
            isBodyTooLarge = true
            body = []
            return false
        }
        if expected > count { body.reserveCapacity(min(Int(expected), bodyLimit)) }
        body.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: count))
        return true
    }

    private func askWhetherCancelled() -> Bool {
        if isCancelled() { wasCancelled = true }
        return wasCancelled
    }
}

extension HTTPRequest {
    /// Whether it changes nothing, so that it may be sent again.
    var isRead: Bool { method == "GET" || method == "HEAD" || method == "OPTIONS" }
}

extension HTTPFields {
    /// The fields of a header as it came, behind its status line. A line that begins with a blank goes on with the one
    /// before it.
    init(header: UnsafeRawBufferPointer) {
        self.init()
        var (name, value) = ("", "")
        var lines = header[...]
        while let end = lines.firstIndex(of: 0x0A) {
            var line = lines[..<end]
            lines = lines[(end + 1)...]
            if line.last == 0x0D { line.removeLast() }
            if let first = line.first, first == 0x20 || first == 0x09 {
                value += " " + Self.text(line)
                continue
            }
            if !name.isEmpty { append(name, value) }
            name = ""
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
            (name, value) = (Self.text(line[..<colon]), Self.text(line[(colon + 1)...]))
        }
        if !name.isEmpty { append(name, value) }
    }

    private static func text(_ bytes: Slice<UnsafeRawBufferPointer>) -> String {
        var bytes = bytes
        while let first = bytes.first, first == 0x20 || first == 0x09 { bytes.removeFirst() }
        while let last = bytes.last, last == 0x20 || last == 0x09 { bytes.removeLast() }
        return String(decoding: UnsafeRawBufferPointer(rebasing: bytes), as: UTF8.self)
    }
}
