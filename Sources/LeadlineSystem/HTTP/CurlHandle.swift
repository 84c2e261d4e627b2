import CLibcurl
import LeadlineCore

/// A handle of libcurl, which speaks with one origin only: neither its connection nor its cookies can come to another.
///
/// It is kept as an address, because it wanders between threads; one client at a time has it.
struct CurlHandle: Sendable {
    /// Handles of equal routes can stand for each other.
    struct Route: Sendable, Equatable {
        var origin: String
        var settings: ConnectionSettings
    }

    let route: Route
    let server: URLParts
    /// nil: the server is connected to directly.
    let proxy: String?
    private let address: UInt

    /// nil: out of memory.
    init?(_ route: Route, server: URLParts, variables: [String: String]) {
        self.route = route
        self.server = server
        let settings = route.settings
        proxy = settings.proxy ?? EnvironmentProxy.proxy(for: server, variables)
        let texts = [
            proxy, settings.authorities ?? variables["SSL_CERT_FILE"],
            settings.authorities == nil ? variables["SSL_CERT_DIR"] : nil, settings.certificate,
            settings.certificateKey, settings.resolve.isEmpty ? nil : settings.resolve.joined(separator: "\n"),
        ]
        let handle = withCStrings(texts) { texts in
            var settings = leadline_curl_settings()
            settings.proxy = texts[0]
            settings.authorities = texts[1]
            settings.authorities_folder = texts[2]
            settings.certificate = texts[3]
            settings.certificate_key = texts[4]
            settings.resolve = texts[5]
            settings.version = Self.version(route.settings.http, server)
            settings.connect_timeout_ms = route.settings.connectTimeout.curlMilliseconds
            return leadline_curl_new(&settings)
        }
        guard let handle else { return nil }
        address = UInt(bitPattern: handle)
    }

    private static func version(_ version: ConnectionSettings.Version, _ server: URLParts) -> leadline_curl_version {
        switch version {
        case .any: leadline_curl_any
        case .http1: leadline_curl_http1
        case .http2: server.scheme == "https" ? leadline_curl_http2 : leadline_curl_http2_without_tls
        }
    }

    var pointer: OpaquePointer? { OpaquePointer(bitPattern: address) }

    func forgetCookies() { leadline_curl_forget_cookies(pointer) }
    func free() { leadline_curl_free(pointer) }

    /// Facts of the server's certificate by their names, such as `Expire date`, from a connection for this purpose alone.
    func certificate() -> [String: String] {
        var facts: [String: String] = [:]
        withUnsafeMutablePointer(to: &facts) { facts in
            leadline_curl_read_certificate(pointer, facts) { context, fact in
                guard let context, let fact else { return }
                let text = DisplayText.harmlessLine(String(cString: fact))
                guard let colon = text.firstIndex(of: ":") else { return }
                context.assumingMemoryBound(to: [String: String].self).pointee[String(text[..<colon])] =
                    String(text[text.index(after: colon)...])
            }
        }
        return facts
    }
}

extension Duration {
    /// At least one: 0 would mean that there is no limit.
    var curlMilliseconds: Int64 {
        let (seconds, attoseconds) = components
        return min(max(seconds.clamped(to: 2_000_000) * 1000 + attoseconds / 1_000_000_000_000_000, 1), 2_000_000_000)
    }
}

extension Int64 {
    fileprivate func clamped(to limit: Int64) -> Int64 { Swift.min(Swift.max(self, -limit), limit) }
}

/// Hands texts to C, which must not keep them; nil stays NULL.
private func withCStrings<Result>(_ texts: [String?], _ body: ([UnsafePointer<CChar>?]) -> Result) -> Result {
    func step(_ index: Int, _ pointers: [UnsafePointer<CChar>?]) -> Result {
        guard index < texts.count else { return body(pointers) }
        guard let text = texts[index] else { return step(index + 1, pointers + [nil]) }
        return text.withCString { step(index + 1, pointers + [$0]) }
    }
    return step(0, [])
}
