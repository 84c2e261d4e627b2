import CLibcurl
import Glibc
import LeadlineCore

/// What libcurl's report of a failure means, in one sentence. What a server sent is made harmless.
struct CurlFailure {
    let report: leadline_curl_report
    let message: String
    let handle: CurlHandle
    private let request: HTTPRequest
    private let isBodyTooLarge: Bool
    private let wasCancelled: Bool

    init(_ report: leadline_curl_report, of request: HTTPRequest, on handle: CurlHandle, _ exchange: CurlExchange) {
        self.report = report
        self.request = request
        self.handle = handle
        message = report.message.map { DisplayText.harmlessLine(String(cString: $0)) } ?? ""
        isBodyTooLarge = exchange.isBodyTooLarge
        wasCancelled = exchange.wasCancelled
    }

    var failure: TransportFailure {
        // A server that refuses the client's certificate tells so when the request may have left already; it has not read it.
        if let reason = CurlTLSFailure(self).sentence { return .unreachable(reason) }
        return report.is_begun ? .noAnswer(unanswered + Self.afterthought(request)) : .unreachable(unreached)
    }

    /// What is to be said of a write without an answer.
    static func afterthought(_ request: HTTPRequest) -> String {
        request.isRead ? "" : "; the request may have been carried out all the same"
    }

    /// `host:port`
    var server: String { "\(handle.server.host):\(handle.server.effectivePort)" }

    private var settings: ConnectionSettings { handle.route.settings }

    // MARK: - Before the request

    private var unreached: String {
        if wasCancelled { return "interrupted before anything was sent" }
        if let reason = proxyProblem { return reason }
        switch Int(report.code) {
        case leadline_curl_unresolved_host: return "there is no server with the name '\(handle.server.host)'"
        case leadline_curl_no_connection: return "'\(server)' \(connectionProblem)"
        case leadline_curl_timed_out: return lateConnection
        case leadline_curl_malformed_url: return "'\(DisplayText.harmlessLine(request.url))' is no URL"
        default: return "no connection to '\(server)': \(libcurlsWords)"
        }
    }

    private var connectionProblem: String {
        switch report.system_error {
        case 0: "cannot be connected to: \(libcurlsWords)"
        case ECONNREFUSED: "refused the connection: nothing listens there"
        case ENETUNREACH, EHOSTUNREACH, EADDRNOTAVAIL:
            "cannot be reached: \(SystemError(code: report.system_error).reason)"
        case ETIMEDOUT: "did not take the connection: the system gave up waiting"
        default: "cannot be connected to: \(SystemError(code: report.system_error).reason)"
        }
    }

    private var connectLimit: String { DurationText.text(min(settings.connectTimeout, settings.timeout)) }

    private var isConnected: Bool { report.address.map { $0.pointee != 0 } ?? false }

    private var lateConnection: String {
        let limit = connectLimit
        if report.name == 0 { return "the name '\(handle.server.host)' was not found within \(limit)" }
        // Of a connection that is to be secured, libcurl tells the time only when it is.
        if !isConnected { return "'\(server)' did not take the connection within \(limit)" }
        return "the TLS handshake with '\(server)' did not end within \(limit)"
    }

    /// What the proxy has to do with it; nil: nothing that is known.
    private var proxyProblem: String? {
        guard let proxy = handle.proxy else { return nil }
        let name = "the proxy '\(Self.shown(proxy))'"
        switch Int(report.code) {
        case leadline_curl_unresolved_proxy: return "\(name) is not found: there is no server with its name"
        case leadline_curl_proxy_error: return "\(name) refused the connection to '\(server)': \(libcurlsWords)"
        default: break
        }
        if report.proxy_status >= 300 {
            return "\(name) refused the connection to '\(server)' with status \(report.proxy_status)"
        }
        switch Int(report.code) {
        case leadline_curl_no_connection: return "\(name) \(connectionProblem)"
        case leadline_curl_timed_out: return "\(name) made no connection to '\(server)' within \(connectLimit)"
        case leadline_curl_receive_error, leadline_curl_send_error:
            return "\(name) made no connection to '\(server)': \(libcurlsWords)"
        default: return nil
        }
    }

    /// A URL without a user's name and password.
    static func shown(_ url: String) -> String {
        let url = DisplayText.harmlessLine(url)
        guard let scheme = url.firstRange(of: "://"),
            let at = url[scheme.upperBound...].prefix(while: { $0 != "/" }).lastIndex(of: "@")
        else { return url }
        return String(url[..<scheme.upperBound] + url[url.index(after: at)...])
    }

    // MARK: - After it

    private var unanswered: String {
        if isBodyTooLarge { return "the answer's body is larger than \(Self.size(settings.bodyLimit)), the limit" }
        if report.is_header_too_large {
            let part = report.is_header_complete ? "trailer" : "header"
            return "the answer's \(part) is larger than \(Self.size(settings.headerLimit)), the limit"
        }
        if wasCancelled { return "interrupted \(during)" }
        switch Int(report.code) {
        case leadline_curl_timed_out: return lateAnswer
        case leadline_curl_aborted, leadline_curl_nothing_received:
            return "'\(server)' closed the connection without an answer"
        case leadline_curl_out_of_memory where report.first_byte > 0 && !report.is_header_complete:
            return "a line of the answer's header is longer than libcurl can take"
        case leadline_curl_partial_file: return "the answer is cut off\(amount)"
        case leadline_curl_unsupported_protocol: return "what '\(server)' sent is not HTTP"
        case leadline_curl_weird_answer: return "the answer's header is damaged: \(libcurlsWords)"
        case leadline_curl_bad_encoding, leadline_curl_write_error:
            return undecoded
        case leadline_curl_http2_error, leadline_curl_http2_stream_error:
            return "HTTP/2 failed \(during): \(libcurlsWords)"
        case leadline_curl_send_error, leadline_curl_receive_error: return brokenConnection
        default: return "no answer: \(libcurlsWords)"
        }
    }

    private var undecoded: String {
        let header = HTTPFields(header: UnsafeRawBufferPointer(start: report.header, count: report.header_size))
        let encoding = DisplayText.harmlessLine(header["Content-Encoding"] ?? "")
        return message.hasPrefix("Unrecognized")
            ? "the answer's encoding, '\(encoding)', is not known"
            : "the answer cannot be decompressed: \(libcurlsWords)"
    }

    private var lateAnswer: String {
        let limit = DurationText.text(settings.timeout)
        if report.first_byte == 0 { return "no answer within \(limit)" }
        if !report.is_header_complete { return "the answer's header was not complete within \(limit)" }
        return "the answer was not complete within \(limit)\(amount)"
    }

    private var brokenConnection: String {
        if message.contains("chunk") { return "a chunk of the answer's body is damaged: \(libcurlsWords)" }
        if message.contains("headers") { return "the answer's header is damaged: \(libcurlsWords)" }
        if report.system_error == ECONNRESET || report.system_error == EPIPE {
            return "'\(server)' reset the connection \(during)"
        }
        return "the connection to '\(server)' broke \(during): \(libcurlsWords)"
    }

    private var during: String {
        if report.first_byte == 0 { return "before an answer came" }
        return report.is_header_complete ? "in the middle of the answer's body\(amount)" : "in the answer's header"
    }

    /// `: 5 of 10 bytes came`
    private var amount: String {
        report.expected > 0
            ? ": \(report.received) of \(report.expected) bytes came" : ": \(report.received) bytes came"
    }

    private static func size(_ bytes: Int) -> String {
        for (unit, size) in [("MiB", 1 << 20), ("KiB", 1 << 10)] where bytes >= size && bytes % size == 0 {
            return "\(bytes / size) \(unit)"
        }
        return "\(bytes) bytes"
    }

    var libcurlsWords: String {
        let isName = message.dropFirst().first?.isLowercase != true
        return isName ? message : message.prefix(1).lowercased() + message.dropFirst()
    }
}
