import CLibcurl
import Glibc
import LeadlineCore

/// A request and its answer on a handle, without redirects.
final class CurlExchange {
    private var text = CurlRequestText()
    private var body: [UInt8] = []
    private var bodyLimit = 0
    private var isCancelled: () -> Bool = { false }
    private(set) var isBodyTooLarge = false
    /// Whether it was ended by `isCancelled`.
    private(set) var wasCancelled = false

    /// Sends a request. The report's texts are valid until the next.
    ///
    /// - Throws: what keeps it from being sent as it is.
    func perform(
        _ request: HTTPRequest, on handle: CurlHandle, timeout: Duration, isCancelled: @escaping () -> Bool
    ) throws(TransportFailure) -> leadline_curl_report {
        if let problem = text.write(request) { throw .unreachable(problem) }
        (bodyLimit, self.isCancelled) = (handle.route.settings.bodyLimit, isCancelled)
        (isBodyTooLarge, wasCancelled) = (false, false)
        body = []
        defer { self.isCancelled = { false } }
        var wire = leadline_curl_request()
        wire.field_count = text.fieldCount
        wire.shape = Self.shape(of: request)
        wire.body_size = request.body.count
        wire.timeout_ms = timeout.curlMilliseconds
        wire.header_limit = handle.route.settings.headerLimit
        wire.is_repeatable = request.isRead
        wire.context = Unmanaged.passUnretained(self).toOpaque()
        wire.receive = { CurlExchange.at($0)?.receive($1, $2, expected: $3) ?? false }
        wire.is_cancelled = { CurlExchange.at($0)?.askWhetherCancelled() ?? true }
        var report = leadline_curl_report()
        text.bytes.withUnsafeBytes { texts in
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

    private static func shape(of request: HTTPRequest) -> leadline_curl_shape {
        if request.method == "HEAD" { return leadline_curl_header_only }
        return request.tellsSize ? leadline_curl_with_body : leadline_curl_without_body
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

    /// Whether the size of the body is told; by these methods also where it is 0, RFC 9110 8.6.
    var tellsSize: Bool { !body.isEmpty || method == "POST" || method == "PUT" || method == "PATCH" }
}

extension HTTPFields {
    /// The fields of a header as it came, behind its status line. A line that begins with a blank goes on with the one
    /// before it.
    init(header: UnsafeRawBufferPointer) {
        self.init()
        var (name, value) = ("", "")
        var rest = header
        while let end = Self.index(of: 0x0A, in: rest) {
            let line = UnsafeRawBufferPointer(rebasing: rest[..<end])
            rest = UnsafeRawBufferPointer(rebasing: rest[(end + 1)...])
            if let first = line.first, first == 0x20 || first == 0x09 {
                value += " " + Self.text(line)
                continue
            }
            if !name.isEmpty { append(name, value) }
            name = ""
            guard let colon = Self.index(of: UInt8(ascii: ":"), in: line) else { continue }
            name = Self.text(UnsafeRawBufferPointer(rebasing: line[..<colon]))
            value = Self.text(UnsafeRawBufferPointer(rebasing: line[(colon + 1)...]))
        }
        if !name.isEmpty { append(name, value) }
    }

    private static func index(of byte: UInt8, in bytes: UnsafeRawBufferPointer) -> Int? {
        guard let start = bytes.baseAddress, let place = memchr(start, Int32(byte), bytes.count) else { return nil }
        return UnsafeRawPointer(place) - start
    }

    /// Without blanks and the carriage return around it.
    private static func text(_ bytes: UnsafeRawBufferPointer) -> String {
        var (start, end) = (0, bytes.count)
        while start < end, isBlank(bytes[start]) { start += 1 }
        while start < end, isBlank(bytes[end - 1]) { end -= 1 }
        return String(decoding: UnsafeRawBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
}
